import type { Policy, Statement } from "../landscape.ts";
import { matchesPattern } from "../wildcard.ts";
import type { PathNeed } from "./path.ts";

/** Some actions of the table, one bit each. */
export type Spoken = Uint32Array;

/** Which of the table’s actions statements speak of, computed once a pattern: most principals end here. */
export class Speech {
  readonly #actions: readonly string[];
  readonly #places: ReadonlyMap<string, number>;
  readonly #patterns = new Map<string, Spoken>();
  readonly #statements = new WeakMap<Statement, Spoken>();
  readonly #lists = new WeakMap<readonly string[], Spoken>();

  constructor(needs: readonly PathNeed[]) {
    const all = [...needs.flatMap(({ actions }) => actions), "sts:AssumeRole"];
    this.#actions = [...new Set(all.map((action) => action.toLowerCase()))];
    this.#places = new Map(this.#actions.map((action, place) => [action, place]));
  }

  none(): Spoken {
    return new Uint32Array((this.#actions.length >>> 5) + 1);
  }

  all(): Spoken {
    return this.none().fill(0xffffffff);
  }

  /** Those of the table’s actions; others are none. Not to be changed. */
  of(actions: readonly string[]): Spoken {
    const known = this.#lists.get(actions);
    if (known !== undefined) return known;
    const set = this.none();
    for (const action of actions) {
      const place = this.#places.get(action.toLowerCase());
      if (place !== undefined) set[place >>> 5]! |= 1 << (place & 31);
    }
    this.#lists.set(actions, set);
    return set;
  }

  byStatement(statement: Statement): Spoken {
    const known = this.#statements.get(statement);
    if (known !== undefined) return known;
    const { negated, patterns } = statement.actions;
    const set = this.none();
    for (const pattern of patterns) unite(set, this.#byPattern(pattern));
    if (negated) for (let at = 0; at < set.length; at++) set[at] = ~set[at]!;
    this.#statements.set(statement, set);
    return set;
  }

  /** All that some allow of the policies speaks of; everything where one could not be read. */
  allowedBy(policies: readonly Policy[]): Spoken {
    const set = this.none();
    for (const { statements, problem } of policies) {
      if (problem !== undefined) return this.all();
      for (const statement of statements) {
        if (statement.effect === "Allow") unite(set, this.byStatement(statement));
      }
    }
    return set;
  }

  #byPattern(pattern: string): Spoken {
    const known = this.#patterns.get(pattern);
    if (known !== undefined) return known;
    const set = this.of(this.#actions.filter((action) => matchesPattern(pattern, action)));
    this.#patterns.set(pattern, set);
    return set;
  }
}

export function unite(set: Spoken, other: Spoken): void {
  for (let at = 0; at < set.length; at++) set[at]! |= other[at]!;
}

export function meets(a: Spoken, b: Spoken): boolean {
  for (let at = 0; at < a.length; at++) if ((a[at]! & b[at]!) !== 0) return true;
  return false;
}
