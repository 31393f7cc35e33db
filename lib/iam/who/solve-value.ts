import { operatorNamed } from "../conditions/operators.ts";
import { findText, foldedPattern, patternFrom, type Pattern, type Work } from "../globs.ts";
import type { Reading } from "../variables.ts";
import { anyOne, anyRun, literalGlob } from "../wildcard.ts";
import { textPattern } from "./key-patterns.ts";
import { familyOf, telling, type Family } from "./key-values.ts";

/** One comparison: whether a value must match, or must not, any of these. */
export interface Wish {
  readonly operator: string;
  readonly readings: readonly Reading[];
  readonly match: boolean;
  /** Of several values: must every one do so, at least one, or may there be no second one? */
  readonly of: "every" | "some" | "sole";
}

interface Unsolved {
  /** `none` is proved. */
  readonly kind: "none" | "unclear";
  readonly why: string;
}

type Candidates = { readonly kind: "found"; readonly values: readonly string[] } | Unsolved;

const none: Unsolved = { kind: "none", why: "" };
const kinds: Unsolved = {
  kind: "unclear",
  why: "a condition key is compared as values of different kinds",
};

/** One value that grants every wish, and begins so. */
export function solveValue(
  wishes: readonly Wish[],
  work: Work,
  begins?: string,
): { readonly kind: "found"; readonly value: string } | Unsolved {
  const listed = begins === undefined ? literals(wishes) : undefined;
  if (listed !== undefined) {
    const value = listed.find((each) => wishes.every((wish) => grants(wish, each)));
    if (value !== undefined) return { kind: "found", value };
    // Each of them is refused for certain, or else how they compare is not known.
    return listed.every((each) => wishes.some((wish) => refuses(wish, each))) ? none : kinds;
  }
  const families = new Map<Family, Wish[]>(begins === undefined ? [] : [["text", []]]);
  for (const wish of wishes) {
    const family = familyOf(wish.operator);
    families.set(family, [...(families.get(family) ?? []), wish]);
  }
  let candidates: readonly string[] = families.size === 0 ? ["x"] : [];
  for (const [family, own] of families) {
    const found = family === "text" ? solveText(own, begins, work) : solveOrdered(family, own);
    if (found.kind !== "found") return found;
    candidates = [...candidates, ...found.values];
  }
  const value = candidates.find(
    (each) => each.startsWith(begins ?? "") && wishes.every((wish) => grants(wish, each)),
  );
  if (value !== undefined) return { kind: "found", value };
  return kinds;
}

/** The only values that can be, where a wish lists them letter by letter. */
function literals(wishes: readonly Wish[]): readonly string[] | undefined {
  const wish = wishes.find(
    ({ operator, match }) => match && (/^String(Not)?Equals$/.test(operator) || operator === "BinaryEquals"),
  );
  return wish?.readings.map(({ plain }) => plain);
}

/** Several values of which each grants the wishes of every, and some one each of the others. */
export function solveSeveral(wishes: readonly Wish[], work: Work): Candidates {
  const every = wishes.filter(({ of }) => of === "every");
  const some = wishes.filter(({ of }) => of === "some");
  if (some.length < 2 || wishes.some(({ of }) => of === "sole")) return none;
  const values = new Set<string>();
  for (const wish of some) {
    const found = solveValue([...every, wish], work);
    if (found.kind !== "found") return found;
    values.add(found.value);
  }
  return { kind: "found", values: [...values] };
}

// What is compared as a truth value is one: that such a key could hold another word is not looked into.
const truths = ["true", "false"].map((text) => foldedPattern(literalGlob(text)));

function solveText(wishes: readonly Wish[], begins: string | undefined, work: Work): Candidates {
  const all: Pattern[][] = begins === undefined ? [] : [[patternFrom([...literalGlob(begins), anyRun])]];
  const no: Pattern[] = [];
  for (const { operator, readings, match } of wishes) {
    const patterns = readings
      .map((reading) => textPattern(operator, reading))
      .filter((pattern) => pattern !== "never");
    const clear = patterns.filter((pattern) => pattern !== "unclear");
    if (clear.length < patterns.length) {
      return {
        kind: "unclear",
        why: "a value is compared in any case, and has letters whose lower case is longer",
      };
    }
    if (match) all.push(clear);
    else no.push(...clear);
  }
  const bool = wishes.some(({ operator }) => operator === "Bool");
  if (bool) all.push(truths);
  const plain = bool
    ? ["true", "false"].find((each) => wishes.every((wish) => grants(wish, each)))
    : undefined;
  if (plain !== undefined && begins === undefined) return { kind: "found", values: [plain] };
  // A value of no letters is hard to see in a witness: only if there is no other.
  const visible = patternFrom([...literalGlob(begins ?? ""), anyOne, anyRun]);
  for (const clauses of [[...all, [visible]], all]) {
    const found = findText({ all: clauses, none: no, work });
    if (found.kind === "found") return { kind: "found", values: [found.text] };
    if (found.kind === "too-many") {
      return { kind: "unclear", why: "the patterns of a condition key are too many to compare" };
    }
  }
  return none;
}

function solveOrdered(family: Exclude<Family, "text">, wishes: readonly Wish[]): Candidates {
  const bounds = wishes.flatMap(({ readings }) => readings.map(({ plain }) => plain));
  const values = telling(family, bounds).filter((value) => wishes.every((wish) => grants(wish, value)));
  return values.length > 0 ? { kind: "found", values } : none;
}

function grants({ operator, readings, match }: Wish, value: string): boolean {
  const compare = operatorNamed(operator)!;
  const truths = readings.map((reading) => compare.matches(value, reading));
  if (truths.includes(true)) return match;
  return truths.every((truth) => truth === false) && !match;
}

/** For certain; a value that the operator cannot compare is neither granted nor refused. */
function refuses({ operator, readings, match }: Wish, value: string): boolean {
  const compare = operatorNamed(operator)!;
  const truths = readings.map((reading) => compare.matches(value, reading));
  return match ? truths.every((truth) => truth === false) : truths.includes(true);
}
