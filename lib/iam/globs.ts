import { lower, type Pattern } from "./globs-automaton.ts";
import { exampleOf, hasText, isLiteral } from "./globs-example.ts";
import { mayMeet, textOf } from "./globs-quick.ts";
import { searchText, type Clause, type Found, type Work } from "./globs-search.ts";
import { simplified, type Simplified } from "./globs-simplify.ts";
import { remembered } from "./remembered.ts";
import { globOf, literalGlob, type Glob } from "./wildcard.ts";

export type { Pattern } from "./globs-automaton.ts";
export type { Clause, Found, Work } from "./globs-search.ts";

/** A pattern as policies write it: `*` and `?` are wildcards, everything else stands for itself. */
export function patternOf(text: string, fold = false): Pattern {
  return fold ? foldedPattern(globOf(text)) : plainPattern(text);
}

const plainPattern = remembered((text) => patternFrom(globOf(text)));

const kept = new WeakMap<Glob, Pattern>();
const same = new Map<string, Pattern>();

// As many as a large organisation has; beyond, patterns of one text are several.
const mostSame = 50_000;
const longestSame = 2048;

/** The pattern of a compiled glob: the same object for globs that are the same, so that what is found out of it is kept. */
export function patternFrom(glob: Glob): Pattern {
  const known = kept.get(glob);
  if (known !== undefined) return known;
  const text =
    glob.length > longestSame || glob.some((token) => token >= lowestToken) ? undefined : textOf(glob);
  const before = text === undefined ? undefined : same.get(text);
  const made = before ?? { tokens: glob, fold: false };
  kept.set(glob, made);
  if (before === undefined && text !== undefined && same.size < mostSame) same.set(text, made);
  return made;
}

// As a code unit, a wildcard is one of the last sixteen.
const lowestToken = 0xfff0;

/** The same in any case. */
export function foldedPattern(glob: Glob): Pattern {
  return { tokens: glob.map((token) => (token < 0 ? token : lower(token))), fold: true };
}

/** A pattern that only `text` itself matches, wildcards in it included. */
export function literalPattern(text: string): Pattern {
  return patternFrom(literalGlob(text));
}

export interface GlobQuestion {
  /** The text matches one pattern of each of these … */
  readonly all: readonly Clause[];
  /** … and none of these. */
  readonly none: Clause;
  /** States looked at before giving up; default 20,000. */
  readonly limit?: number;
  /** What several searches may do together: this one takes its share, and gives up when nothing is left. */
  readonly work?: Work;
}

/** The shortest text that matches some pattern of each clause of `all` and none of `none`: exact. */
export function findText({ all, none, limit = 20_000, work = { left: Infinity } }: GlobQuestion): Found {
  const plain = simplified(all, none);
  if (plain === undefined) return nothing;
  const key = work.known && keyOf(plain, limit);
  const known = key === undefined ? undefined : work.known?.get(key);
  if (known !== undefined) return known;
  const found = refined(plain, limit, work);
  // What one could not afford to look at, another may.
  const sure = found.kind !== "too-many" || work.left > 0;
  if (key !== undefined && sure && work.known!.size < mostKnown) work.known!.set(key, found);
  return found;
}

const nothing: Found = { kind: "none" };
const mostKnown = 50_000;
const mostRounds = 6;

/**
 * Most of what must not match stands in nobody’s way: it is left out until a text is found that it matches. Each text
 * is the shortest one of a wider question, and so, once nothing matches it that must not, of this one.
 */
function refined({ all, none }: Simplified, limit: number, work: Work): Found {
  const active: Pattern[] = [];
  for (let round = 0; round < mostRounds; round++) {
    const found = searchText(all, active, limit, work);
    if (found.kind !== "found") return found;
    const wrong = none.find((pattern) => hasText(pattern, found.text));
    if (wrong === undefined) return found;
    active.push(wrong);
  }
  return searchText(all, none, limit, work);
}

let lastId = 0;
const ids = new WeakMap<Pattern, number>();

/** A number that stands for this pattern and no other. */
export function numberOf(pattern: Pattern): number {
  const known = ids.get(pattern);
  if (known !== undefined) return known;
  ids.set(pattern, ++lastId);
  return lastId;
}

/** The order of clauses and patterns does not matter to what there is. */
function keyOf({ all, none }: Simplified, limit: number): string {
  const sorted = (clause: Clause) => clause.map(numberOf).sort((a, b) => a - b);
  return `${all
    .map((clause) => sorted(clause).join())
    .sort()
    .join("&")}-${sorted(none).join()}@${limit}`;
}

/** True when it is proved that whatever matches `inner` matches `outer`. */
export function covers(outer: Pattern, inner: Pattern): boolean {
  return findText({ all: [[inner]], none: [outer] }).kind === "none";
}

/** False when it is proved that no text matches both. */
export function meet(a: Pattern, b: Pattern, work?: Work): boolean {
  if (!mayMeet(a, b)) return false;
  if (isLiteral(a)) return hasText(b, exampleOf(a));
  if (isLiteral(b)) return hasText(a, exampleOf(b));
  if (hasText(a, exampleOf(b)) || hasText(b, exampleOf(a))) return true;
  return (
    findText({ all: [[a], [b]], none: [], work: work ?? { left: Infinity, known: settled } }).kind !== "none"
  );
}

// What was settled without counting: the types of resources against what is asked, again and again.
const settled = new Map<string, Found>();

/** The only text that matches; `undefined` where there may be several. */
export function onlyText(pattern: Pattern): string | undefined {
  return isLiteral(pattern) ? exampleOf(pattern) : undefined;
}
