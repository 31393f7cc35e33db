import { unknown } from "../truth.ts";
import { matcherOf, type Matcher } from "../matcher.ts";
import type { Reading } from "../variables.ts";
import { anyOne, anyRun, type Glob } from "../wildcard.ts";
import type { Operator } from "./operator.ts";

const colon = ":".charCodeAt(0);
const parts = 6;

/**
 * ArnEquals and ArnLike, which AWS documents to be the same: "each of the six colon-delimited components of the ARN is
 * checked separately", so that `*` crosses no colon but in the last. Case counts.
 */
const operator = (negated: boolean): Operator => ({
  negated,
  check: ({ text, fixed }) => (fixed !== undefined && isShort(fixed.glob) ? short(text) : undefined),
  matches: (value, reading) => {
    const wanted = matchersOf(reading);
    // With fewer than six parts a wildcard would have to cross a colon; AWS does not say what then happens.
    if (wanted.length < parts) return isShort(reading.glob) ? unknown(short(reading.plain)) : false;
    const found = value.split(":");
    if (found.length < parts) return false;
    const last = found.length === parts ? found[parts - 1]! : found.slice(parts - 1).join(":");
    return wanted.every((matches, at) => matches(at === parts - 1 ? last : found[at]!));
  },
});

const prepared = new WeakMap<Reading, readonly Matcher[]>();

function matchersOf(reading: Reading): readonly Matcher[] {
  const before = prepared.get(reading);
  if (before !== undefined) return before;
  const made = segments(reading.glob).map(matcherOf);
  prepared.set(reading, made);
  return made;
}

function segments(glob: Glob): readonly Glob[] {
  const found: number[][] = [[]];
  for (const unit of glob) {
    if (unit === colon && found.length < parts) found.push([]);
    else found.at(-1)!.push(unit);
  }
  return found;
}

function isShort(glob: Glob): boolean {
  return segments(glob).length < parts && glob.some((unit) => unit === anyRun || unit === anyOne);
}

function short(text: string): string {
  return `the ARN pattern “${text.slice(0, 60)}” has fewer than six parts`;
}

export const arnOperators = {
  ArnEquals: operator(false),
  ArnLike: operator(false),
  ArnNotEquals: operator(true),
  ArnNotLike: operator(true),
} satisfies Record<string, Operator>;
