import type { Pattern } from "./globs-automaton.ts";

/** What a pattern spells out before its first wildcard and behind its last. */
interface Ends {
  readonly start: string;
  readonly end: string;
  /** Its wildcards have no text between them and the ends: without any, both are the whole. */
  readonly literal: boolean;
}

const known = new WeakMap<Pattern, Ends>();

/**
 * A look at two patterns from both ends, before the exact one: false only when no text matches both, since they begin
 * or end otherwise. It takes no longer than their text is long, whatever the patterns.
 */
export function mayMeet(a: Pattern, b: Pattern): boolean {
  if (a.fold || b.fold) return true;
  const [one, other] = [endsOf(a), endsOf(b)];
  if (!one.start.startsWith(other.start) && !other.start.startsWith(one.start)) return false;
  if (!one.end.endsWith(other.end) && !other.end.endsWith(one.end)) return false;
  // A whole text is no shorter than what the other spells out.
  if (one.literal && one.start.length < Math.max(other.start.length, other.end.length)) return false;
  return !other.literal || other.start.length >= Math.max(one.start.length, one.end.length);
}

function endsOf(pattern: Pattern): Ends {
  const before = known.get(pattern);
  if (before !== undefined) return before;
  const { tokens } = pattern;
  const first = tokens.findIndex((token) => token < 0);
  const last = tokens.findLastIndex((token) => token < 0);
  const start = textOf(first < 0 ? tokens : tokens.slice(0, first));
  const made = { start, end: first < 0 ? start : textOf(tokens.slice(last + 1)), literal: first < 0 };
  known.set(pattern, made);
  return made;
}

// A call takes only so many arguments.
const part = 4096;

/** Code units as text. */
export function textOf(units: readonly number[]): string {
  if (units.length <= part) return String.fromCharCode(...units);
  let text = "";
  for (let at = 0; at < units.length; at += part) text += String.fromCharCode(...units.slice(at, at + part));
  return text;
}
