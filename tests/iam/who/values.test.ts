import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { operatorNamed } from "../../../lib/iam/conditions/operators.ts";
import { hasText } from "../../../lib/iam/globs-example.ts";
import { parseTemplate } from "../../../lib/iam/variables.ts";
import { textPattern } from "../../../lib/iam/who/key-patterns.ts";
import { foldsByUnits, telling } from "../../../lib/iam/who/key-values.ts";
import { solveSeveral, solveValue, type Wish } from "../../../lib/iam/who/solve-value.ts";

const reading = (text: string) => parseTemplate(text, false).fixed!;
const wish = (operator: string, values: string, match = true, of: Wish["of"] = "sole"): Wish => ({
  operator,
  readings: values.split("|").map(reading),
  match,
  of,
});
const plenty = () => ({ left: 100_000 });

describe("one value for all that conditions ask of a key", () => {
  const not = (operator: string, values: string) => wish(operator, values, false);
  const solved = (wishes: readonly Wish[], begins?: string, work = plenty()) => {
    const found = solveValue(wishes, work, begins);
    return found.kind === "found" ? `“${found.value}”` : found.kind;
  };
  const cases: readonly (readonly [string, readonly Wish[], string, string?])[] = [
    ["nothing is asked", [], "“x”"],
    ["nothing but how it begins", [], "“AROA:x”", "AROA:"],
    ["and how it goes on", [wish("StringLike", "*:n*")], "“AROA:n”", "AROA:"],
    ["and that it may not", [wish("StringLike", "AIDA*")], "none", "AROA:"],
    ["it may end there, if it must", [not("StringLike", "AROA:?*")], "“AROA:”", "AROA:"],
    ["one of those listed", [wish("StringEquals", "a|b"), not("StringEquals", "a")], "“b”"],
    ["none of those listed", [wish("StringEquals", "a|b"), not("StringLike", "?")], "none"],
    ["what a deny’s negated list leaves", [wish("StringNotEquals", "a|b"), not("StringLike", "a")], "“b”"],
    ["bytes", [wish("BinaryEquals", "cm9sbA==")], "“cm9sbA==”"],
    ["a listed word that is no number", [wish("StringEquals", "a"), wish("NumericLessThan", "5")], "unclear"],
    ["listed and too large", [wish("StringEquals", "7"), wish("NumericLessThan", "5")], "none"],
    ["a number as text too", [wish("StringLike", "6*"), wish("NumericGreaterThan", "5")], "“6”"],
    ["not found, not proved", [wish("StringLike", "1*"), wish("NumericGreaterThan", "5")], "unclear"],
    ["letters rather than none", [wish("StringLike", "*")], "“x”"],
    ["none, if it must", [wish("StringLike", "*"), not("StringLike", "?*")], "“”"],
    ["a gap between patterns", [wish("StringLike", "a*"), not("StringLike", "a|ax*")], "“aa”"],
    ["no gap", [wish("StringLike", "a*"), not("StringLike", "*")], "none"],
    ["any case but one", [wish("StringEqualsIgnoreCase", "ab"), not("StringEquals", "ab|AB|Ab")], "“aB”"],
    ["letters that are longer in lower case", [wish("StringEqualsIgnoreCase", "İ")], "unclear"],
    ["a truth", [wish("Bool", "true")], "“true”"],
    ["the other truth", [not("Bool", "true")], "“false”"],
    ["a truth in its usual case", [wish("Bool", "TRUE")], "“true”"],
    ["a truth in another case", [wish("Bool", "true"), not("StringLike", "t*")], "“True”"],
    ["neither truth", [not("Bool", "true|false")], "none"],
    ["an ARN’s segment", [wish("ArnLike", "arn:aws:s3:*:?:x")], "“arn:aws:s3::x:x”"],
    ["a text that is no ARN", [wish("ArnLike", "a:b")], "none"],
    ["any text but such", [not("ArnLike", "a:b")], "“x”"],
  ];
  test.each(cases.map((each) => [each[0], each] as const))("%s", (_, [, wishes, expected, begins]) => {
    expect(solved(wishes, begins)).toBe(expected);
  });

  test("is not looked for beyond the work that is left", () => {
    expect(solved([wish("StringLike", "a*")], undefined, { left: 0 })).toBe("unclear");
  });

  test("of a list that has to differ, each grants what is asked of all and one each of the others", () => {
    const all = (operator: string, values: string, match = true) => wish(operator, values, match, "every");
    const some = (operator: string, values: string, match = true) => wish(operator, values, match, "some");
    const several = (...wishes: readonly Wish[]) => {
      const found = solveSeveral(wishes, plenty());
      return found.kind === "found" ? found.values : found.kind;
    };
    expect(several(some("StringEquals", "a"), some("StringLike", "b*"))).toEqual(["a", "b"]);
    const three = [all("StringLike", "?"), some("StringLike", "a*"), some("StringLike", "b*")];
    expect(several(...three)).toEqual(["a", "b"]);
    expect(several(all("StringLike", "a*"), some("StringLike", "a?"), some("StringLike", "b"))).toBe("none");
    expect(several(some("StringEquals", "a"), all("StringEquals", "a"))).toBe("none");
    expect(several(some("StringLike", "a"), some("StringLike", "b"), wish("StringLike", "*"))).toBe("none");
    expect(several(some("StringLike", "a"), some("StringEqualsIgnoreCase", "İ"))).toBe("unclear");
  });
});

describe("values at every bound and on either side of it", () => {
  const compared = (operators: readonly string[], bounds: readonly string[]) =>
    fc.array(
      fc
        .tuple(fc.constantFrom(...operators), fc.constantFrom(...bounds), fc.boolean())
        .map(([operator, bound, match]) => wish(operator, bound, match)),
      { minLength: 1, maxLength: 4 },
    );
  const fits = (wishes: readonly Wish[], value: string) =>
    wishes.every(
      ({ operator, readings, match }) => operatorNamed(operator)!.matches(value, readings[0]!) === match,
    );
  const order = ["Equals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"];
  const grid = Array.from({ length: 161 }, (_, at) => String((at - 80) / 20));
  const v4 = [...Array(20).keys()].flatMap((at) => [
    `0.0.0.${at}`,
    `255.255.255.${255 - at}`,
    `10.1.2.${at}`,
  ]);
  const v6 = [...Array(20).keys()].flatMap((at) => [`::${at.toString(16)}`, `2001:db8::${at.toString(16)}`]);
  test.each<readonly [string, readonly string[], readonly string[], readonly string[]]>([
    ["numbers", order.map((each) => `Numeric${each}`), ["-1", "-0.5", "0", "0.1", "1", "1.05", "2"], grid],
    [
      "moments",
      order.map((each) => `Date${each}`),
      ["-1", "0", "0.5", "1970-01-01T00:00:01Z", "1970-01-01T00:00:02Z", "2"],
      grid,
    ],
    [
      "addresses",
      ["IpAddress"],
      [
        "0.0.0.0/0",
        "0.0.0.0/30",
        "0.0.0.4/30",
        "0.0.0.3",
        "255.255.255.254/31",
        "10.1.2.8/29",
        "10.1.2.10/32",
      ],
      v4,
    ],
    [
      "longer addresses",
      ["IpAddress"],
      ["::/0", "::/126", "::4/127", "2001:db8::8/125", "2001:db8::a", "::"],
      v6,
    ],
  ])("%s: one is found exactly when trying finds one", (_, operators, bounds, values) => {
    fc.assert(
      fc.property(compared(operators, bounds), (wishes) => {
        const found = solveValue(wishes, plenty());
        if (found.kind === "found") expect(fits(wishes, found.value)).toBe(true);
        else expect([found.kind, values.find((value) => fits(wishes, value))]).toEqual(["none", undefined]);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  test("are written as one expects to read them", () => {
    expect(telling("number", ["10", "x"])).toEqual(["10", "11", "9", "10.1", "9.9", "1"]);
    expect(telling("number", ["-0.25"]).slice(0, 3)).toEqual(["-0.25", "0.75", "-1.25"]);
    expect(telling("number", [])).toEqual(["1"]);
    expect(telling("number", ["0"])[0]).toBe("0");
    expect(telling("date", ["2026-03-01T00:00:00Z"]).slice(0, 4)).toEqual([
      "2026-03-01T00:00:00Z",
      "2026-03-01T00:00:01Z",
      "2026-02-28T23:59:59Z",
      "1772323200.1",
    ]);
    expect(telling("date", ["253402300800"])[0]).toBe("253402300800");
    expect(telling("address", ["10.0.0.0/8"])).toEqual(
      ["203.0.113.1", "10.0.0.1", "10.0.0.0", "11.0.0.0", "10.255.255.255", "9.255.255.255"].concat(
        "2001:db8::1",
        "0.0.0.0",
        "::",
      ),
    );
    expect(telling("address", ["2001:db8::/127"]).slice(1, 3)).toEqual([
      "2001:db8:0:0:0:0:0:1",
      "2001:db8:0:0:0:0:0:0",
    ]);
  });
});

test.each<readonly [string, string, string, string]>([
  ["StringLike", "a*", "ab", "b"],
  ["StringNotLike", "a*", "ab", "b"],
  ["StringEquals", "a*", "a*", "ab"],
  ["StringEqualsIgnoreCase", "A*", "a*", "ab"],
  ["Bool", "true", "TRUE", "trues"],
  ["ArnLike", "a:b:c:*:?:f*", "a:b:c:d:e:f:g", "a:b:c:d:e:x:f"],
  ["ArnEquals", "a:b:c:*:e:f", "a:b:c::e:f", "a:b:c:d:d:e:f"],
  ["ArnNotLike", "a:b:c:d:e:?", "a:b:c:d:e::", "a:b:c:d:e:"],
])("%s %s: the pattern of it matches %s, and not %s", (operator, value, yes, no) => {
  const pattern = textPattern(operator, reading(value));
  if (typeof pattern === "string") throw new Error(pattern);
  expect([yes, no].map((text) => hasText(pattern, text))).toEqual([true, false]);
});

test("letters whose lower case is longer, or hangs on others, are left open", () => {
  expect(["roll", "ROLL É", "İ", "ΟΔΟΣ", ""].map(foldsByUnits)).toEqual([true, true, false, false, true]);
});
