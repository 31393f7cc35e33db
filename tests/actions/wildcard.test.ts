import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { globOf, literalGlob, matchesGlob, matchesPattern } from "../../lib/actions/wildcard.ts";

describe("matchesPattern", () => {
  test.each([
    ["*", "", true],
    ["*", "arn:aws:s3:::b/k", true],
    ["", "", true],
    ["", "a", false],
    ["?", "", false],
    ["?", "a", true],
    ["?", "ab", false],
    ["a*c", "abbbc", true],
    ["a*c", "ac", true],
    ["a*c", "acb", false],
    ["*a*b*", "xxaxxbxx", true],
    ["*a*b*", "xxbxxaxx", false],
    ["a**b", "ab", true],
    ["a?*", "a", false],
    ["*?a", "aa", true],
    ["arn:aws:s3:::b/*", "arn:aws:s3:::b/x/y:z", true],
    ["arn:aws:*", "arn:aws:iam::1:role/x/y", true],
    ["a.c", "abc", false],
    ["[ab]", "a", false],
    ["a|b", "a", false],
    ["(a+)+$", "aaaa", false],
    ["a\\*", "a\\x", true],
    ["ABC", "abc", false],
    ["é*", "été", true],
  ])("%j and %j: %s", (pattern, text, expected) => {
    expect(matchesPattern(pattern, text)).toBe(expected);
  });

  test("case can be left out of account", () => {
    expect(matchesPattern("S3:GET*", "s3:getObject", true)).toBe(true);
  });

  test("what would hang a backtracking matcher ends at once", () => {
    expect(matchesPattern(`${"*a".repeat(200)}b`, "a".repeat(20_000))).toBe(false);
  });

  const text = fc.string({ unit: fc.constantFrom("a", "b", "*", "?", "/", ":"), maxLength: 12 });
  test("agrees with the definition", () => {
    const defined = (pattern: string, of: string): boolean => {
      if (pattern === "") return of === "";
      const [head, tail] = [pattern[0]!, pattern.slice(1)];
      if (head === "*") return defined(tail, of) || (of !== "" && defined(pattern, of.slice(1)));
      return of !== "" && (head === "?" || head === of[0]) && defined(tail, of.slice(1));
    };
    fc.assert(fc.property(text, text, (pattern, of) => matchesPattern(pattern, of) === defined(pattern, of)));
  });

  test("a literal matches itself and nothing else", () => {
    fc.assert(fc.property(text, text, (a, b) => matchesGlob(literalGlob(a), b) === (a === b)));
    fc.assert(fc.property(text, (a) => matchesGlob([...literalGlob(a), ...globOf("*")], `${a}tail`)));
  });
});
