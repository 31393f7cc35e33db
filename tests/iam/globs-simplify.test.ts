import { describe, expect, test } from "vitest";
import {
  covers,
  findText,
  foldedPattern,
  literalPattern,
  meet,
  numberOf,
  onlyText,
  patternFrom,
  patternOf,
  type Clause,
  type Found,
} from "../../lib/iam/globs.ts";
import { mayMeet, textOf } from "../../lib/iam/globs-quick.ts";
import { segmentRun } from "../../lib/iam/globs-classes.ts";
import { simplified } from "../../lib/iam/globs-simplify.ts";
import { globOf, literalGlob } from "../../lib/iam/wildcard.ts";

const of = (texts: readonly string[]): Clause => texts.map((text) => patternOf(text));

describe("a question with less in it", () => {
  type Written = readonly (readonly string[])[];
  test.each<readonly [string, Written, readonly string[], readonly [Written, readonly string[]] | undefined]>(
    [
      ["what matches everything asks nothing", [["*"], ["a*"], ["b", "**"]], [], [[["a*"]], []]],
      ["what is said twice is said once", [["a*"], ["a*"]], ["ab*", "ab*"], [[["a*"]], ["ab*"]]],
      [
        "of a clause stays what may meet all that must be",
        [["a*"], ["b*", "a?"]],
        [],
        [[["a*"], ["a?"]], []],
      ],
      ["as it was, where all of it may", [["a*"], ["ab*", "*c"]], [], [[["a*"], ["ab*", "*c"]], []]],
      ["what must be stays, said in a longer clause as well", [["a*"], ["a*", "b*"]], [], [[["a*"]], []]],
      ["of what must not be stays what may meet it", [["a*"]], ["b*", "*c"], [[["a*"]], ["*c"]]],
      ["two that plainly never meet", [["a*"], ["b*"]], [], undefined],
      ["a clause of which nothing may meet it", [["a*"], ["b*", "c*"]], [], undefined],
      ["nothing may be", [["a*"]], ["**"], undefined],
      ["a clause of nothing", [[]], [], undefined],
      ["one text, which everything else matches", [["ab"], ["a*"], ["?b", "x"]], ["b*"], [[["ab"]], []]],
      ["one text, which something else does not", [["ab"], ["a?b", "ac*b"]], [], undefined],
      ["one text, which must not be", [["ab"]], ["*b"], undefined],
      ["no text at all is no run", [[""]], [], [[[""]], []]],
    ],
  )("%s", (_, all, none, expected) => {
    const found = simplified(all.map(of), of(none));
    const wanted = expected && { all: expected[0].map(of), none: of(expected[1]) };
    expect(found).toEqual(wanted);
  });
});

describe("patterns", () => {
  test("of one text are one, so that what is found out of it is kept", () => {
    expect(patternFrom(globOf("a*b"))).toBe(patternFrom(globOf("a*b")));
    expect(patternOf("a*b")).toBe(patternOf("a*b"));
    expect(patternFrom(globOf("a*b"))).not.toBe(literalPattern("a*b"));
    expect(literalPattern("a*b").tokens).toEqual(literalGlob("a*b"));
    const glob = globOf("x".repeat(3000));
    expect(patternFrom(glob)).toBe(patternFrom(glob));
    expect(patternFrom([...glob])).not.toBe(patternFrom(glob));
  });

  test("with characters that would be taken for wildcards are not taken for those", () => {
    for (const token of globOf("*?").concat(segmentRun)) {
      const [wildcard, character] = [patternFrom([token, 98]), patternFrom([token + 0x10000, 98])];
      expect(wildcard.tokens).toEqual([token, 98]);
      expect(character.tokens).toEqual([token + 0x10000, 98]);
    }
  });

  test("have each a number, and only one text where none of it is a wildcard", () => {
    expect(numberOf(patternOf("a*"))).toBe(numberOf(patternOf("a*")));
    expect(numberOf(patternOf("a*"))).not.toBe(numberOf(patternOf("b*")));
    expect([onlyText(patternOf("ab")), onlyText(patternOf("a*"))]).toEqual(["ab", undefined]);
    expect(foldedPattern(globOf("A*B")).tokens).toEqual(globOf("a*b"));
  });

  test("of thousands of characters are spelled out whole", () => {
    for (const length of [0, 1, 4095, 4096, 4097, 8192, 300_000]) {
      const text = "roll-".repeat(length).slice(0, length);
      expect(textOf(literalGlob(text)) === text).toBe(true);
    }
  });

  test.each<readonly [string, boolean, string, boolean, boolean]>([
    ["ABC", true, "abc", false, true],
    ["a*", true, "AB", false, true],
    ["ab", true, "b", true, false],
    ["abcd*", false, "ab", false, false],
    ["*bcd", false, "cd", false, false],
    ["ab", false, "ab", false, true],
    ["ab*b", false, "ab", false, false],
    ["ab*b", false, "abb", false, true],
    ["a*b*b", false, "acb", false, false],
    ["a*c", false, "*b*", false, true],
  ])("%s (any case: %s) and %s (%s) meet: %s", (one, foldOne, other, foldOther, expected) => {
    const [a, b] = [patternOf(one, foldOne), patternOf(other, foldOther)];
    expect([meet(a, b), meet(b, a)]).toEqual([expected, expected]);
    if (expected) expect([mayMeet(a, b), mayMeet(b, a)]).toEqual([true, true]);
  });

  test("cover others but for what is in another case", () => {
    expect(covers(patternOf("a*", true), patternOf("A?"))).toBe(true);
    expect(covers(patternOf("a*"), patternOf("A?"))).toBe(false);
  });
});

describe("what is remembered for those who share their work", () => {
  const known = new Map<string, Found>();
  const cost = (all: readonly (readonly string[])[], none: readonly string[], limit?: number): number => {
    const work = { left: 1000, known };
    findText({ all: all.map(of), none: of(none), work, ...(limit !== undefined && { limit }) });
    return 1000 - work.left;
  };
  test("is the same in any order, and another for each bound of states", () => {
    expect(cost([["p*q"], ["r*", "*rq"]], ["p?q", "*x*"])).toBeGreaterThan(0);
    expect(cost([["*rq", "r*"], ["p*q"]], ["*x*", "p?q"])).toBe(0);
    expect(cost([["p*q"], ["*rq", "r*"]], ["p?q"])).toBeGreaterThan(0);
    expect(cost([["p*q"], ["r*", "*rq"]], ["p?q", "*x*"], 50)).toBeGreaterThan(0);
  });
  test("also that there are too many states, whoever asks", () => {
    const all = [["*a????????"], ["*b?????????"]];
    const none = ["*c??????????*"];
    expect(cost(all, none, 20)).toBeGreaterThan(0);
    expect(cost(all, none, 20)).toBe(0);
  });
});
