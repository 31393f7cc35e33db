import { admits, isClass, isClassRun, kindOf, marksOf, tellsKinds, type Kind } from "./globs-classes.ts";
import { anyOne, anyRun, type Glob } from "./wildcard.ts";

/** What a text must match. */
export interface Pattern {
  /** UTF-16 code units and wildcards. */
  readonly tokens: Glob;
  /** True when upper and lower case are the same; `tokens` are then lower case. */
  readonly fold: boolean;
}

/** State 0 of every automaton: nothing can match any more. */
export const dead = 0;

/** What stands for every code unit that a state does not name: of any kind, or of one. */
const other = -3;
const kinds: Readonly<Record<Kind, number>> = { digits: -20, small: -21, capitals: -22, others: -23 };

interface State {
  /** Places in `tokens` where the text may stand, ascending; none lies before the last `*` reached. */
  readonly places: readonly number[];
  readonly accepts: boolean;
  /** Everything that may follow is accepted too. */
  readonly universal: boolean;
  /** Code units that lead elsewhere than any other would. */
  readonly named: readonly number[];
  /** Of those that it does not name, it tells digits, small letters, capitals and the rest apart. */
  readonly byKind: boolean;
  /** Every other code unit ends it. */
  readonly strict: boolean;
  readonly next: Map<number, number>;
}

/**
 * A deterministic automaton of one pattern, built as far as it is walked. A place before the last `*` that was
 * reached is forgotten: whatever could match from it, the `*` lets match as well. So a state is a handful of places,
 * and patterns without `?` have no more states than characters.
 */
export class Automaton {
  readonly #tokens: Glob;
  readonly #fold: boolean;
  readonly #states: State[] = [];
  readonly #ids = new Map<string, number>();
  readonly start: number;

  constructor({ tokens, fold }: Pattern) {
    this.#tokens = tokens;
    this.#fold = fold;
    this.#state([]);
    this.start = this.#state(this.#closed([0]));
  }

  get size(): number {
    return this.#states.length;
  }

  accepts(state: number): boolean {
    return this.#states[state]!.accepts;
  }

  universal(state: number): boolean {
    return this.#states[state]!.universal;
  }

  /** The code units that this state tells from all others. */
  named(state: number): readonly number[] {
    return this.#states[state]!.named;
  }

  /** True when the kinds of code units that it does not name may lead elsewhere than each other. */
  byKind(state: number): boolean {
    return this.#states[state]!.byKind;
  }

  /** True when nothing but what the state names can go on to match. */
  strict(state: number): boolean {
    return this.#states[state]!.strict;
  }

  step(id: number, unit: number): number {
    const state = this.#states[id]!;
    const isNamed = state.named.includes(unit);
    const symbol = isNamed ? unit : state.byKind ? kinds[kindOf(unit)] : other;
    const known = state.next.get(symbol);
    if (known !== undefined) return known;
    const wanted = this.#fold ? lower(unit) : unit;
    const places: number[] = [];
    for (const place of state.places) {
      const token = this.#tokens[place];
      if (token === undefined) continue;
      if (token === anyRun) places.push(place);
      else if (token === anyOne || (token === wanted && isNamed)) places.push(place + 1);
      else if (isClass(token) && admits(token, unit)) places.push(isClassRun(token) ? place : place + 1);
    }
    const next = this.#state(this.#closed(places));
    state.next.set(symbol, next);
    return next;
  }

  /** Adds what a run lets be skipped, and forgets what lies before the last `*`. */
  #closed(places: readonly number[]): readonly number[] {
    const all = new Set<number>();
    for (const place of places) {
      let at = place;
      while (at < this.#tokens.length && isRun(this.#tokens[at]!)) all.add(at++);
      all.add(at);
    }
    const sorted = [...all].sort((a, b) => a - b);
    const last = sorted.findLastIndex((place) => this.#tokens[place] === anyRun);
    return last > 0 ? sorted.slice(last) : sorted;
  }

  #state(places: readonly number[]): number {
    const key = places.join();
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const end = this.#tokens.length;
    const id = this.#states.length;
    this.#states.push({
      places,
      accepts: places.at(-1) === end,
      universal: places.some((place) => place === end - 1 && this.#tokens[place] === anyRun),
      named: [...new Set(places.flatMap((place) => this.#unitsOf(this.#tokens[place])))],
      byKind: places.some((place) => place < end && tellsKinds(this.#tokens[place]!)),
      strict: places.every((place) => place === end || this.#tokens[place]! >= 0),
      next: new Map(),
    });
    this.#ids.set(key, id);
    return id;
  }

  /** The code units that a token tells from others. */
  #unitsOf(token: number | undefined): readonly number[] {
    if (token === undefined || token === anyRun || token === anyOne) return [];
    if (isClass(token)) return marksOf(token);
    return this.#fold ? variantsOf(token) : [token];
  }
}

function isRun(token: number): boolean {
  return token === anyRun || isClassRun(token);
}

// What `toLowerCase` makes of one code unit is not always in ASCII’s pairs: the Kelvin sign is a `k`.
const kelvin = 0x212a;

/** `unit` as `toLowerCase` leaves it, where that is one code unit. */
export function lower(unit: number): number {
  if (unit < 128) return unit >= 65 && unit <= 90 ? unit + 32 : unit;
  const folded = String.fromCharCode(unit).toLowerCase();
  return folded.length === 1 ? folded.charCodeAt(0) : unit;
}

function variantsOf(unit: number): readonly number[] {
  const folded = String.fromCharCode(unit).toUpperCase();
  const upper = folded.length === 1 ? folded.charCodeAt(0) : unit;
  return unit === lower(kelvin) ? [unit, upper, kelvin] : [unit, upper];
}

const automata = new WeakMap<Pattern, Automaton>();
const largestKept = 400;

/** The automaton of a pattern, kept for the next question about it unless it has grown large. */
export function automatonOf(pattern: Pattern): Automaton {
  const known = automata.get(pattern);
  if (known !== undefined && known.size <= largestKept) return known;
  const made = new Automaton(pattern);
  automata.set(pattern, made);
  return made;
}
