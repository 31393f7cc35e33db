import { hasText, exampleOf, isLiteral } from "./globs-example.ts";
import type { Pattern } from "./globs-automaton.ts";
import { mayMeet } from "./globs-quick.ts";
import type { Clause } from "./globs-search.ts";
import { anyRun } from "./wildcard.ts";

export interface Simplified {
  readonly all: readonly Clause[];
  readonly none: Clause;
}

/**
 * The same question with less in it: without what matches everything, what is said twice, and patterns that plainly
 * have nothing in common with what must match. `undefined`: there is plainly no such text.
 */
export function simplified(all: readonly Clause[], none: Clause): Simplified | undefined {
  const asked = [...new Set(all.filter((clause) => !clause.some(isUniversal)))];
  const single = [...new Set(asked.flatMap((clause) => (clause.length === 1 ? clause : [])))];
  const near = (pattern: Pattern): boolean => single.every((one) => one === pattern || mayMeet(one, pattern));
  const clauses: Clause[] = [];
  for (const clause of asked) {
    const own = clause.length === 1 ? clause : clause.filter(near);
    if (own.length === 0 || !own.some(near)) return undefined;
    if (own.length > 1 || !clauses.some((each) => each.length === 1 && each[0] === own[0])) clauses.push(own);
  }
  if (none.some(isUniversal)) return undefined;
  const literal = single.find(isLiteral);
  if (literal !== undefined)
    return only(exampleOf(literal), clauses, none) ? { all: [[literal]], none: [] } : undefined;
  return { all: clauses, none: none.length === 0 ? none : [...new Set(none)].filter(near) };
}

function only(text: string, all: readonly Clause[], none: Clause): boolean {
  const matched = (pattern: Pattern) => hasText(pattern, text);
  return all.every((clause) => clause.some(matched)) && !none.some(matched);
}

const universal = new WeakMap<Pattern, boolean>();

function isUniversal(pattern: Pattern): boolean {
  const known = universal.get(pattern);
  if (known !== undefined) return known;
  const found = pattern.tokens.length > 0 && pattern.tokens.every((token) => token === anyRun);
  universal.set(pattern, found);
  return found;
}
