import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Automaton, automatonOf, dead, lower, type Pattern } from "../../lib/iam/globs-automaton.ts";
import {
  admits,
  isClass,
  isClassRun,
  kindOf,
  labelOne,
  nameRun,
  partOne,
} from "../../lib/iam/globs-classes.ts";
import { exampleOf, hasText, isLiteral } from "../../lib/iam/globs-example.ts";
import { foldedPattern, literalPattern, patternOf } from "../../lib/iam/globs.ts";
import { anyOne, anyRun, literalGlob, type Glob } from "../../lib/iam/wildcard.ts";

const token = fc.constantFrom(97, 98, 49, 45, 75, anyOne, anyRun, labelOne, nameRun, partOne);
const patterns = fc
  .tuple(fc.array(token, { maxLength: 5 }), fc.boolean())
  .map(([tokens, fold]): Pattern => (fold ? foldedPattern(tokens) : { tokens, fold }));
const alphabet = [..."abxk1-BXK/:¡\u212a"];
const texts = fc.array(fc.constantFrom(...alphabet), { maxLength: 4 }).map((units) => units.join(""));

/** As plainly as it can be said. */
function plainly(tokens: Glob, fold: boolean, text: string): boolean {
  const [first, ...rest] = tokens;
  if (first === undefined) return text === "";
  const run = first === anyRun || isClassRun(first);
  if (run && plainly(rest, fold, text)) return true;
  if (text === "") return false;
  const unit = text.charCodeAt(0);
  const fits =
    first === anyRun ||
    first === anyOne ||
    (isClass(first) ? admits(first, unit) : first === (fold ? text[0]!.toLowerCase().charCodeAt(0) : unit));
  return fits && plainly(run ? tokens : rest, fold, text.slice(1));
}

describe("an automaton of one pattern", () => {
  const walked = (automaton: Automaton, text: string): number =>
    [...text].reduce((state, each) => automaton.step(state, each.charCodeAt(0)), automaton.start);

  test("accepts what plainly matches; what it says of a state holds for all that may follow", () => {
    fc.assert(
      fc.property(patterns, texts, ({ tokens, fold }, text) => {
        const automaton = new Automaton({ tokens, fold });
        const state = walked(automaton, text);
        expect(automaton.accepts(state)).toBe(plainly(tokens, fold, text));
        expect(hasText({ tokens, fold }, text)).toBe(plainly(tokens, fold, text));
        const after = alphabet.map((each) => {
          const unit = each.charCodeAt(0);
          const next = automaton.step(state, unit);
          return { unit, next, kind: kindOf(unit), text: text + each };
        });
        const refused = after.filter((one) => !plainly(tokens, fold, one.text));
        expect(automaton.universal(state) ? refused : []).toEqual([]);
        // What a state does not name leads where everything does that it does not name, or that is of the same kind.
        const others = after.filter(({ unit }) => !automaton.named(state).includes(unit));
        const ends = Map.groupBy(others, ({ kind }) => (automaton.byKind(state) ? kind : "any"));
        for (const alike of ends.values()) expect(new Set(alike.map(({ next }) => next)).size).toBe(1);
        if (automaton.strict(state)) expect(others.filter(({ next }) => next !== dead)).toEqual([]);
        expect(automaton.named(state).filter((unit) => unit < 0)).toEqual([]);
        expect([automaton.accepts(dead), automaton.step(dead, 97)]).toEqual([false, dead]);
      }),
      { numRuns: 500, seed: 7 },
    );
  });

  test.each([
    ["ab", "", true, false, false],
    ["ab", "ab", true, false, false],
    ["a*", "a", false, true, false],
    ["a*b", "a", false, false, false],
    ["?", "", false, false, false],
    ["**", "", false, true, false],
  ])("%s after “%s”: strict %s, universal %s, by kind %s", (pattern, text, strict, universal, byKind) => {
    const automaton = new Automaton(patternOf(pattern));
    const state = walked(automaton, text);
    expect([automaton.strict(state), automaton.universal(state), automaton.byKind(state)]).toEqual([
      strict,
      universal,
      byKind,
    ]);
  });

  test("tells kinds apart only where a class does", () => {
    const byKind = (tokens: Glob) => new Automaton({ tokens, fold: false });
    expect([labelOne, partOne].map((each) => byKind([each]).byKind(byKind([each]).start))).toEqual([
      true,
      false,
    ]);
    const label = byKind([labelOne]);
    expect(label.byKind(walked(label, "a"))).toBe(false);
  });

  test("has no more states than characters, and a dead one, where no “?” is", () => {
    const plain = fc.array(fc.constantFrom(97, 98, anyRun), { maxLength: 9 });
    fc.assert(
      fc.property(plain, fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 30 }), (tokens, text) => {
        const automaton = new Automaton({ tokens, fold: false });
        walked(automaton, text.join(""));
        expect(automaton.size).toBeLessThanOrEqual(tokens.length + 2);
      }),
    );
  });

  test("is kept for the next question, unless it has grown large", () => {
    const pattern = patternOf(`*a${"?".repeat(12)}`);
    const first = automatonOf(pattern);
    expect(automatonOf(pattern)).toBe(first);
    for (let at = 0, seed = 1; at < 300; at++) {
      seed = (seed * 48_271) % 2_147_483_647;
      walked(first, [...(seed + 2 ** 31).toString(2)].map((bit) => (bit === "1" ? "a" : "b")).join(""));
    }
    expect(first.size).toBeGreaterThan(400);
    expect(automatonOf(pattern)).not.toBe(first);
  });
});

test("folds as `toLowerCase` does, where that is one character", () => {
  const otherwise = Array.from({ length: 0x2200 }, (_, unit) => unit).filter((unit) => {
    const folded = String.fromCharCode(unit).toLowerCase();
    return lower(unit) !== (folded.length === 1 ? folded.charCodeAt(0) : unit);
  });
  expect(otherwise).toEqual([]);
  // A capital I with a dot is two in lower case.
  expect(lower(0x130)).toBe(0x130);
});

describe("the plainest text of a pattern", () => {
  test("matches it, has nothing for runs, and is the only one of a pattern without wildcards", () => {
    fc.assert(
      fc.property(patterns, texts, (pattern, text) => {
        const { tokens, fold } = pattern;
        const example = exampleOf(pattern);
        expect(plainly(tokens, fold, example)).toBe(true);
        expect(example.length).toBe(tokens.filter((each) => each !== anyRun && !isClassRun(each)).length);
        expect(exampleOf(pattern)).toBe(example);
        if (isLiteral(pattern)) expect(plainly(tokens, fold, text)).toBe(text === example);
      }),
    );
  });

  test.each([
    ["ab", false, true],
    ["ab", true, false],
    ["a*", false, false],
    ["a?", false, false],
    ["", false, true],
  ])("%s, whatever its case %s: only one text matches %s", (text, fold, expected) => {
    expect(isLiteral(patternOf(text, fold))).toBe(expected);
  });

  test("a literal’s wildcards stand for themselves", () => {
    expect(isLiteral(literalPattern("a*?"))).toBe(true);
    expect(exampleOf(literalPattern("a*?"))).toBe("a*?");
    expect(literalGlob("*")).toEqual([42]);
  });
});
