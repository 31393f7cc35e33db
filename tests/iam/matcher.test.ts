import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lazyMatcher, matcherOf } from "../../lib/iam/matcher.ts";
import { globOf, literalGlob, matchesGlob } from "../../lib/iam/wildcard.ts";

describe("a pattern made ready", () => {
  test.each([
    ["*", "", true],
    ["a*a", "a", false],
    ["ab*ba", "aba", false],
    ["a*b*c", "a/b/c", true],
    ["a*bb*b", "abbb", true],
    ["a*bb*b", "abb", false],
    ["**", "x", true],
    ["", "", true],
    ["", "x", false],
    ["a*", "a", true],
    ["*a", "a", true],
    ["a*c*e", "ace", true],
    ["a*c*c", "ac", false],
    ["*?*", "a", true],
    ["?*?", "a", false],
    ["?*?", "ab", true],
    ["a?", "a", false],
  ])("“%s” of “%s”: %s", (pattern, text, expected) => {
    expect(matcherOf(globOf(pattern))(text)).toBe(expected);
  });

  test("says what the pattern says, letter by letter", () => {
    const letters = (of: string) =>
      fc.array(fc.constantFrom(...of), { maxLength: 9 }).map((list) => list.join(""));
    fc.assert(
      fc.property(letters("ab*?"), letters("ab*?"), letters("ab"), (pattern, literal, text) => {
        const glob = [...globOf(pattern), ...literalGlob(literal)];
        for (const asked of [text, text + literal]) {
          expect(matcherOf(glob)(asked)).toBe(matchesGlob(glob, asked));
          expect(lazyMatcher(glob)(asked)).toBe(matchesGlob(glob, asked));
        }
      }),
      { numRuns: 2000 },
    );
  });

  test("many runs, or a text and pattern of a million letters, end", () => {
    const runs = matcherOf(globOf("*a".repeat(200_000) + "b"));
    expect(runs("a".repeat(1_000_000))).toBe(false);
    expect(runs(`${"a".repeat(1_000_000)}b`)).toBe(true);
    const long = "x".repeat(1_000_000);
    expect(matcherOf(literalGlob(long))(long)).toBe(true);
  });
});
