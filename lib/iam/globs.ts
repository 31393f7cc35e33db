import { Automaton, dead, lower, type Pattern } from "./globs-automaton.ts";
import { anyOne, globOf, literalGlob, matchesGlob, type Glob } from "./wildcard.ts";

export type { Pattern } from "./globs-automaton.ts";

/** A pattern as policies write it: `*` and `?` are wildcards, everything else stands for itself. */
export function patternOf(text: string, fold = false): Pattern {
  return fold ? foldedPattern(globOf(text)) : patternFrom(globOf(text));
}

const kept = new WeakMap<Glob, Pattern>();

/** The pattern of a compiled glob: always the same object for the same glob, so that its automaton is kept. */
export function patternFrom(glob: Glob): Pattern {
  const known = kept.get(glob);
  if (known !== undefined) return known;
  const made: Pattern = { tokens: glob, fold: false };
  kept.set(glob, made);
  return made;
}

/** The same in any case. */
export function foldedPattern(glob: Glob): Pattern {
  return { tokens: glob.map((token) => (token < 0 ? token : lower(token))), fold: true };
}

/** A pattern that only `text` itself matches, wildcards in it included. */
export function literalPattern(text: string): Pattern {
  return patternFrom(literalGlob(text));
}

export type Found =
  | { readonly kind: "found"; readonly text: string }
  /** Proved: there is no such text. */
  | { readonly kind: "none" }
  /** The search was given up; nothing is proved. */
  | { readonly kind: "too-many" };

/** Any one of these patterns. */
export type Clause = readonly Pattern[];

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

/** Steps of automata that are left: a state and a character that leads on from it is one. Counted, so that no clock decides. */
export interface Work {
  left: number;
}

interface Node {
  readonly states: readonly number[];
  readonly parent: number;
  readonly unit: number;
}

/**
 * The shortest text that matches some pattern of each clause of `all` and none of `none`: exact, by breadth-first
 * search of the product of the patterns’ automata. Of several, one that fills wildcards with `x` where it can.
 */
export function findText({ all, none, limit = 20_000, work = { left: Infinity } }: GlobQuestion): Found {
  const clauses = [...all, ...none.map((pattern) => [pattern])];
  const patterns = clauses.flat();
  const automata = patterns.map(automatonOf);
  const place = placesOf(clauses, all.length);
  const start = automata.map(({ start }) => start);
  if (!alive(start, automata, place)) return { kind: "none" };
  const nodes: Node[] = [{ states: start, parent: -1, unit: 0 }];
  const seen = new Set([start.join()]);
  for (let at = 0; at < nodes.length; at++) {
    const { states } = nodes[at]!;
    if (accepted(states, automata, place)) return { kind: "found", text: textTo(nodes, at) };
    for (const unit of unitsFrom(states, automata, place)) {
      if (work.left-- <= 0) return { kind: "too-many" };
      const next = stepped(states, automata, place, unit);
      if (next === undefined) continue;
      const key = next.join();
      if (seen.has(key)) continue;
      if (nodes.length >= limit) return { kind: "too-many" };
      seen.add(key);
      nodes.push({ states: next, parent: at, unit });
    }
  }
  return { kind: "none" };
}

/** True when it is proved that whatever matches `inner` matches `outer`. */
export function covers(outer: Pattern, inner: Pattern): boolean {
  return findText({ all: [[inner]], none: [outer] }).kind === "none";
}

/** False when it is proved that no text matches both. */
export function meet(a: Pattern, b: Pattern, work?: Work): boolean {
  if (!prefixesMeet(a, b)) return false;
  const [literal, other] = isLiteral(a) ? [a, b] : [b, a];
  if (isLiteral(literal)) return matches(other, literal.tokens);
  return findText({ all: [[a], [b]], none: [], ...(work && { work }) }).kind !== "none";
}

function isLiteral({ tokens, fold }: Pattern): boolean {
  return !fold && tokens.every((token) => token >= 0);
}

function matches(pattern: Pattern, units: Glob): boolean {
  if (!pattern.fold && pattern.tokens.every((token) => token >= anyOne)) {
    return matchesGlob(pattern.tokens, textOf(units));
  }
  const automaton = automatonOf(pattern);
  return automaton.accepts(units.reduce((state, unit) => automaton.step(state, unit), automaton.start));
}

/** A quick look before the exact one: two patterns whose beginnings differ have nothing in common. */
function prefixesMeet(a: Pattern, b: Pattern): boolean {
  if (a.fold || b.fold) return true;
  for (let at = 0; ; at++) {
    const left = a.tokens[at];
    const right = b.tokens[at];
    if (left === undefined || right === undefined) return left === right || (left ?? right ?? 0) < 0;
    if (left < 0 || right < 0) return true;
    if (left !== right) return false;
  }
}

/** The only text that matches; `undefined` where there may be several. */
export function onlyText(pattern: Pattern): string | undefined {
  return isLiteral(pattern) ? textOf(pattern.tokens) : undefined;
}

/** Where each clause’s automata stand: first and one beyond the last; the first `wanted` clauses must match. */
interface Places {
  readonly bounds: readonly (readonly [from: number, to: number])[];
  readonly wanted: number;
}

function placesOf(clauses: readonly Clause[], wanted: number): Places {
  let at = 0;
  return { bounds: clauses.map(({ length }) => [at, (at += length)] as const), wanted };
}

/** False when a text from here on can no longer match all that it must, or cannot but match what it must not. */
function alive(states: readonly number[], automata: readonly Automaton[], place: Places): boolean {
  return place.bounds.every(([from, to], clause) => {
    if (clause >= place.wanted) return !automata[from]!.universal(states[from]!);
    for (let at = from; at < to; at++) if (states[at] !== dead) return true;
    return false;
  });
}

function accepted(states: readonly number[], automata: readonly Automaton[], place: Places): boolean {
  return place.bounds.every(([from, to], clause) => {
    let matched = false;
    for (let at = from; at < to; at++) matched ||= automata[at]!.accepts(states[at]!);
    return matched === clause < place.wanted;
  });
}

/** Where one code unit leads; `undefined` as soon as that is a dead end. */
function stepped(
  states: readonly number[],
  automata: readonly Automaton[],
  { bounds, wanted }: Places,
  unit: number,
): readonly number[] | undefined {
  const next: number[] = [];
  for (const [clause, [from, to]] of bounds.entries()) {
    let live = false;
    for (let at = from; at < to; at++) {
      const state = automata[at]!.step(states[at]!, unit);
      next.push(state);
      live ||= clause < wanted ? state !== dead : !automata[at]!.universal(state);
    }
    if (!live) return undefined;
  }
  return next;
}

/**
 * One code unit of each kind that the patterns tell apart here; the one that stands for all others first. Where a
 * clause leaves no choice, only what it names.
 */
function unitsFrom(
  states: readonly number[],
  automata: readonly Automaton[],
  { bounds, wanted }: Places,
): readonly number[] {
  for (const [from, to] of bounds.slice(0, wanted)) {
    if (to - from === 1 && automata[from]!.strict(states[from]!)) return automata[from]!.named(states[from]!);
  }
  const named = new Set<number>();
  for (const [index, state] of states.entries()) {
    for (const unit of automata[index]!.named(state)) named.add(unit);
  }
  return [otherThan(named), ...named];
}

function textTo(nodes: readonly Node[], end: number): string {
  const units: number[] = [];
  for (let at = end; at > 0; at = nodes[at]!.parent) units.push(nodes[at]!.unit);
  return textOf(units.toReversed());
}

const readable = literalGlob("xabcdefghijklmnopqrstuvwyz0123456789-_");

/** A code unit that is none of these: a letter or a digit if one is left. */
function otherThan(named: ReadonlySet<number>): number {
  const left = readable.find((unit) => !named.has(unit));
  if (left !== undefined) return left;
  let unit = 0xa1;
  while (named.has(unit)) unit++;
  return unit;
}

const automata = new WeakMap<Pattern, Automaton>();
const largestKept = 400;

/** The automaton of a pattern, kept for the next question about it unless it has grown large. */
function automatonOf(pattern: Pattern): Automaton {
  const known = automata.get(pattern);
  if (known !== undefined && known.size <= largestKept) return known;
  const made = new Automaton(pattern);
  automata.set(pattern, made);
  return made;
}

function textOf(units: readonly number[]): string {
  return units.map((unit) => String.fromCharCode(unit)).join("");
}
