import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { covers, findText, literalPattern, meet, patternOf, type Found } from "../../lib/iam/globs.ts";
import { mayMeet } from "../../lib/iam/globs-quick.ts";
import { segmentRun } from "../../lib/iam/globs-classes.ts";

const text = (all: readonly string[], none: readonly string[] = [], fold = false) => {
  const found = findText({
    all: all.map((p) => [patternOf(p, fold)]),
    none: none.map((p) => patternOf(p, fold)),
  });
  return found.kind === "found" ? found.text : found.kind;
};

describe("the shortest text that matches all and none", () => {
  test.each<readonly [readonly string[], readonly string[], string | undefined]>([
    [["*"], [], ""],
    [["?*"], [], "x"],
    [["arn:aws:s3:::vault/*"], [], "arn:aws:s3:::vault/"],
    [["arn:aws:s3:::vault/*", "*/?*"], [], "arn:aws:s3:::vault/x"],
    [["arn:aws:s3:::*/*", "*:vault?*"], [], "arn:aws:s3:::vault/"],
    [["*"], ["*"], undefined],
    [["a*"], ["a*"], undefined],
    [["a*"], ["ab*", "a"], "ax"],
    [["a?"], ["ax"], "aa"],
    [["a*b"], ["*x*"], "ab"],
    [["*a*"], ["?*"], undefined],
    [["s3:*"], ["s3:Get*", "s3:?*"], "s3:"],
    [["*ab"], ["*b"], undefined],
    [["aab*"], ["a*b*"], undefined],
    [["**?**"], ["?"], "xx"],
    [[".*"], ["..*"], "."],
    [["(a+)+$"], [], "(a+)+$"],
    [["a?c", "?b?"], [], "abc"],
    [["A*"], ["a*"], "A"],
  ])("%j less %j", (all, none, expected) => {
    expect(text(all, none)).toBe(expected ?? "none");
  });

  test("in any case, when both cases are the same", () => {
    expect(text(["S3:GET*"], ["s3:get", "s3:get?"], true)).toBe("s3:getxx");
    expect(text(["ABC"], ["a*"], true)).toBe("none");
    expect(text(["A?"], ["ax"], true)).toBe("aa");
    const mixed = findText({ all: [[patternOf("ab", true)], [patternOf("?B")]], none: [patternOf("a?")] });
    expect(mixed).toEqual({ kind: "found", text: "AB" });
    // The Kelvin sign is a k in lower case.
    const kelvin = findText({ all: [[patternOf("K", true)]], none: [patternOf("k"), patternOf("K")] });
    expect(kelvin).toEqual({ kind: "found", text: "\u212a" });
  });

  test("of any pattern of each clause", () => {
    const clause = (...patterns: readonly string[]) => patterns.map((p) => patternOf(p));
    const all = [clause("vault/*", "roll/?*"), clause("*.age", "roll/*")];
    expect(findText({ all, none: [] })).toEqual({ kind: "found", text: "roll/x" });
    expect(findText({ all, none: clause("roll/*") })).toEqual({ kind: "found", text: "vault/.age" });
    expect(findText({ all, none: clause("roll/*", "*age") }).kind).toBe("none");
    expect(findText({ all: [[]], none: [] }).kind).toBe("none");
  });

  test("with wildcards that stand for themselves, or stop at a colon", () => {
    expect(findText({ all: [[literalPattern("a*")], [patternOf("a?")]], none: [] })).toEqual({
      kind: "found",
      text: "a*",
    });
    const segment = { tokens: [97, segmentRun, 98], fold: false };
    expect(meet(segment, patternOf("a?:b"))).toBe(false);
    expect(meet(segment, patternOf("a??b"))).toBe(true);
    expect(findText({ all: [[segment]], none: [patternOf("ab")] })).toEqual({ kind: "found", text: "axb" });
  });
});

test("a pattern covers another only when nothing of it is left", () => {
  expect(covers(patternOf("a*"), patternOf("a*b*"))).toBe(true);
  expect(covers(patternOf("a*b*"), patternOf("a*"))).toBe(false);
  expect(covers(patternOf("*"), patternOf("?"))).toBe(true);
  expect(covers(patternOf("A", true), patternOf("a", true))).toBe(true);
});

const letters = ["a", "b", "c"];
const pattern = fc
  .array(fc.constantFrom("*", "?", "a", "b"), { maxLength: 5 })
  .map((tokens) => tokens.join(""));

/** All texts of up to `longest` letters, the shortest first. `c` stands for every letter that no pattern names. */
const texts = (longest: number): readonly string[] => {
  const levels: string[][] = [[""]];
  for (let length = 1; length <= longest; length++) {
    levels.push(levels.at(-1)!.flatMap((text) => letters.map((letter) => text + letter)));
  }
  return levels.flat();
};

/** As IAM defines it, as plainly as it can be said. */
function plainly(tokens: string, text: string): boolean {
  if (tokens === "") return text === "";
  const [token, rest] = [tokens[0], tokens.slice(1)];
  if (token === "*") return plainly(rest, text) || (text !== "" && plainly(tokens, text.slice(1)));
  return text !== "" && (token === "?" || token === text[0]) && plainly(rest, text.slice(1));
}

describe("against trying every text", () => {
  const universe = texts(7);

  test("a text matches a pattern exactly when it plainly does", () => {
    const sample = texts(4);
    fc.assert(
      fc.property(pattern, (tokens) => {
        const pattern = patternOf(tokens);
        for (const text of sample) expect(meet(pattern, literalPattern(text))).toBe(plainly(tokens, text));
      }),
    );
  });

  test("the search finds one of the shortest, and nothing only where there is nothing", () => {
    const lists = fc.tuple(
      fc.array(pattern, { minLength: 1, maxLength: 2 }),
      fc.array(pattern, { maxLength: 3 }),
    );
    const fits = (all: readonly string[], none: readonly string[], text: string) =>
      all.every((p) => plainly(p, text)) && !none.some((p) => plainly(p, text));
    fc.assert(
      fc.property(lists, ([all, none]) => {
        const found = findText({ all: all.map((p) => [patternOf(p)]), none: none.map((p) => patternOf(p)) });
        const first = universe.find((text) => fits(all, none, text));
        if (found.kind === "found") {
          expect(fits(all, none, found.text)).toBe(true);
          expect(found.text.length).toBe(first?.length ?? found.text.length);
        } else {
          expect(found.kind).toBe("none");
          expect(first).toBeUndefined();
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe("the quick look before the exact one", () => {
  const long = fc
    .array(fc.constantFrom("*", "?", "a", "b", "ab"), { maxLength: 6 })
    .map((tokens) => tokens.join(""));

  test("never denies that two patterns meet", () => {
    fc.assert(
      fc.property(long, long, (one, other) => {
        const [a, b] = [patternOf(one), patternOf(other)];
        const found = findText({ all: [[a], [b]], none: [] }).kind;
        expect(meet(a, b)).toBe(found === "found");
        if (!mayMeet(a, b)) expect(found).toBe("none");
        expect(mayMeet(b, a)).toBe(mayMeet(a, b));
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ["arn:aws:s3:::roll/*", "arn:aws:s3:::vault/*", false],
    ["arn:aws:s3:::*/x", "arn:aws:s3:::*/y", false],
    ["abc", "ab", false],
    ["abc", "ab*bcd", false],
    ["abc", "ab?", true],
    ["a*a", "a", true],
    ["*", "", true],
    ["A*", "a*", false],
  ])("%s and %s", (one, other, expected) => {
    expect(mayMeet(patternOf(one), patternOf(other))).toBe(expected);
  });
});

describe("what was found is found again", () => {
  test("by whoever shares the work, at no cost, and by nobody else", () => {
    const known = new Map<string, Found>();
    const ask = (left: number, shared = known) => {
      const work = { left, known: shared };
      const found = findText({
        all: [[patternOf("a*c?")], [patternOf("*b*cc")]],
        none: [patternOf("ab*")],
        work,
      });
      return [found, left - work.left] as const;
    };
    const [first, cost] = ask(1000);
    expect(first.kind).toBe("found");
    expect(cost).toBeGreaterThan(5);
    expect(ask(1000)).toEqual([first, 0]);
    expect(ask(3, new Map())[0]).toEqual({ kind: "too-many" });
  });

  test("but not that a search was given up for want of work", () => {
    const known = new Map<string, Found>();
    const ask = (left: number) =>
      findText({ all: [[patternOf("a*c?")], [patternOf("*b*cc")]], none: [], work: { left, known } });
    expect(ask(3).kind).toBe("too-many");
    expect(ask(1000).kind).toBe("found");
  });
});

describe("hostile patterns", () => {
  test("that blow up an automaton are given up, soon", () => {
    const all = [[patternOf(`*a${"?".repeat(60)}`)], [patternOf(`*b${"?".repeat(61)}`)]];
    expect(findText({ all, none: [patternOf(`*${"?".repeat(62)}*`)], limit: 3000 }).kind).toBe("too-many");
  });

  test("with many runs against one another are compared, or given up, within their bound", () => {
    const runs = (letter: string, count: number) => patternOf(`*${letter}`.repeat(count) + "*");
    expect(meet(runs("a", 60), runs("b", 60))).toBe(true);
    const work = { left: 5000 };
    const all = [[runs("a", 2000)], [runs("b", 2000)], [patternOf("?".repeat(2000))]];
    expect(findText({ all, none: [], work }).kind).toBe("too-many");
    expect(work.left).toBeLessThanOrEqual(0);
  });

  test("of a policy’s full length are searched in no time", () => {
    const long = patternOf("a*".repeat(5_000));
    expect(meet(long, literalPattern("a".repeat(5_000)))).toBe(true);
    expect(meet(patternOf(`${"*a".repeat(5_000)}b`), literalPattern("a".repeat(5_000)))).toBe(false);
  });
});
