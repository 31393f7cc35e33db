import { automatonOf, dead, type Automaton, type Pattern } from "./globs-automaton.ts";
import { literalGlob } from "./wildcard.ts";

export type Found =
  | { readonly kind: "found"; readonly text: string }
  /** Proved: there is no such text. */
  | { readonly kind: "none" }
  /** The search was given up; nothing is proved. */
  | { readonly kind: "too-many" };

/** Any one of these patterns. */
export type Clause = readonly Pattern[];

/** Steps of automata that are left: a state and a character that leads on from it is one. Counted, so that no clock decides. */
export interface Work {
  left: number;
  /** What was found before, by those who share their work. */
  readonly known?: Map<string, Found>;
}

/** A state of all automata, and the text that leads to it from its parent’s. */
interface Node {
  readonly states: readonly number[];
  readonly parent: number;
  readonly text: string;
}

/**
 * The shortest text that matches some pattern of each clause of `all` and none of `none`: by breadth-first search of
 * the product of the patterns’ automata. Of several, one that fills wildcards with `x` where it can.
 */
export function searchText(all: readonly Clause[], none: Clause, limit: number, work: Work): Found {
  const clauses = [...all, ...none.map((pattern) => [pattern])];
  const automata = clauses.flat().map(automatonOf);
  const place = placesOf(clauses, all.length);
  const start = automata.map(({ start }) => start);
  if (!alive(start, automata, place)) return { kind: "none" };
  const nodes: Node[] = [{ states: start, parent: -1, text: "" }];
  const seen = new Set([start.join()]);
  for (let at = 0; at < nodes.length; at++) {
    let { states, text } = nodes[at]!;
    if (accepted(states, automata, place)) return { kind: "found", text: textTo(nodes, at, text) };
    // Nothing else is left to look at, and only one way leads on: it is followed to where there are more.
    while (at + 1 === nodes.length) {
      const only = strictly(states, automata, place);
      if (only?.length !== 1) break;
      if (work.left-- <= 0) return { kind: "too-many" };
      const next = stepped(states, automata, place, only[0]!);
      if (next === undefined) return { kind: "none" };
      text += String.fromCharCode(only[0]!);
      states = next;
      if (accepted(states, automata, place)) return { kind: "found", text: textTo(nodes, at, text) };
    }
    nodes[at] = { states, parent: nodes[at]!.parent, text };
    for (const unit of unitsFrom(states, automata, place)) {
      if (work.left-- <= 0) return { kind: "too-many" };
      const next = stepped(states, automata, place, unit);
      if (next === undefined) continue;
      const key = next.join();
      if (seen.has(key)) continue;
      if (nodes.length >= limit) return { kind: "too-many" };
      seen.add(key);
      nodes.push({ states: next, parent: at, text: String.fromCharCode(unit) });
    }
  }
  return { kind: "none" };
}

/** `last` is the text of the node at the end. */
function textTo(nodes: readonly Node[], end: number, last: string): string {
  const texts = [last];
  for (let at = nodes[end]!.parent; at >= 0; at = nodes[at]!.parent) texts.push(nodes[at]!.text);
  return texts.toReversed().join("");
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

/** Where a clause leaves no choice, only what it names. */
function strictly(
  states: readonly number[],
  automata: readonly Automaton[],
  { bounds, wanted }: Places,
): readonly number[] | undefined {
  for (let clause = 0; clause < wanted; clause++) {
    const [from, to] = bounds[clause]!;
    if (to - from === 1 && automata[from]!.strict(states[from]!)) return automata[from]!.named(states[from]!);
  }
  return undefined;
}

/** One code unit of each kind that the patterns tell apart here; the one that stands for all others first. */
function unitsFrom(
  states: readonly number[],
  automata: readonly Automaton[],
  place: Places,
): readonly number[] {
  const only = strictly(states, automata, place);
  if (only !== undefined) return only;
  const named = new Set<number>();
  let byKind = false;
  for (const [index, state] of states.entries()) {
    for (const unit of automata[index]!.named(state)) named.add(unit);
    byKind ||= automata[index]!.byKind(state);
  }
  return byKind ? [...ofEachKind(named), ...named] : [otherThan(named), ...named];
}

/** One of each kind that is not named; none of a kind whose code units all are. */
function ofEachKind(named: ReadonlySet<number>): readonly number[] {
  const some = kinds.flatMap((of) => of.find((unit) => !named.has(unit)) ?? []);
  let unit = 0xa1;
  while (named.has(unit)) unit++;
  return [...some, unit];
}

const kinds = ["xabcdefghijklmnopqrstuvwyz", "1234567890", "XABCDEFGHIJKLMNOPQRSTUVWYZ"].map(literalGlob);

const readable = literalGlob("xabcdefghijklmnopqrstuvwyz0123456789-_");

/** A code unit that is none of these: a letter or a digit if one is left. */
function otherThan(named: ReadonlySet<number>): number {
  const left = readable.find((unit) => !named.has(unit));
  if (left !== undefined) return left;
  let unit = 0xa1;
  while (named.has(unit)) unit++;
  return unit;
}
