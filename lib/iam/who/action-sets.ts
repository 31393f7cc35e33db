import type { ActionFact, ActionIndex } from "../../actions/action-index.ts";
import type { Policy, Statement } from "../landscape.ts";
import { matchesPattern } from "../wildcard.ts";

/** An action that is asked about: one of the index, or a name that the index does not know. */
export interface AskedAction {
  /** As AWS writes it, or as it was asked. */
  readonly name: string;
  /** In lower case, as policies are compiled. */
  readonly folded: string;
  /** Such as `s3`. */
  readonly service: string;
  readonly fact?: ActionFact;
}

/** A set of the index's ids, one bit each. */
export type ActionSet = Uint32Array;

/**
 * Which actions statements speak of, as sets of bits, computed once a pattern and kept: most questions about most
 * principals end where two sets have nothing in common.
 */
export class ActionSets {
  readonly #index: ActionIndex;
  readonly #patterns = new Map<string, ActionSet>();
  readonly #statements = new WeakMap<Statement, ActionSet>();
  readonly #allowed = new WeakMap<readonly Policy[], ActionSet>();

  constructor(index: ActionIndex) {
    this.#index = index;
  }

  /** The actions that names and patterns mean, in their order; a name that is not published stands for itself. */
  asked(patterns: readonly string[]): readonly AskedAction[] {
    const found = new Map<string, AskedAction>();
    for (const pattern of patterns) {
      const folded = pattern.toLowerCase();
      const facts = /[*?]/.test(folded) ? this.#index.matching(folded) : [this.#index.find(folded)];
      for (const fact of facts) {
        const name = fact?.name ?? pattern;
        const own = name.toLowerCase();
        found.set(own, { name, folded: own, service: own.split(":", 1)[0]!, ...(fact && { fact }) });
      }
    }
    return [...found.values()];
  }

  setOf(actions: readonly AskedAction[]): ActionSet {
    const set = this.#empty();
    for (const { fact } of actions) if (fact !== undefined) add(set, fact.id);
    return set;
  }

  /** Does a statement speak of the action? */
  speaks(statement: Statement, { folded, fact }: AskedAction): boolean {
    if (fact !== undefined) return has(this.#ofStatement(statement), fact.id);
    const { negated, patterns } = statement.actions;
    return negated !== patterns.some((pattern) => matchesPattern(pattern, folded));
  }

  /** Does a statement speak of any of the actions? `set` is the actions’ own. */
  speaksOfAny(statement: Statement, set: ActionSet, actions: readonly AskedAction[]): boolean {
    if (overlap(this.#ofStatement(statement), set)) return true;
    return actions.some((action) => action.fact === undefined && this.speaks(statement, action));
  }

  /** All that some allow of these policies speaks of. The list of policies must be the same object each time. */
  allowed(policies: readonly Policy[]): ActionSet {
    const known = this.#allowed.get(policies);
    if (known !== undefined) return known;
    const set = this.#empty();
    for (const { statements } of policies) {
      for (const statement of statements)
        if (statement.effect === "Allow") unite(set, this.#ofStatement(statement));
    }
    this.#allowed.set(policies, set);
    return set;
  }

  /** Does any of these policies allow one of the actions, or may it? `set` is the actions’ own. */
  mayAllow(policies: readonly Policy[], set: ActionSet, actions: readonly AskedAction[]): boolean {
    if (policies.some(({ problem }) => problem !== undefined)) return true;
    if (overlap(this.allowed(policies), set)) return true;
    return actions.some((action) => action.fact === undefined && this.mayAllowOne(policies, action));
  }

  /** Does any of these policies allow the action, or may it? */
  mayAllowOne(policies: readonly Policy[], action: AskedAction): boolean {
    if (policies.some(({ problem }) => problem !== undefined)) return true;
    if (action.fact !== undefined) return has(this.allowed(policies), action.fact.id);
    return policies.some(({ statements }) =>
      statements.some((statement) => statement.effect === "Allow" && this.speaks(statement, action)),
    );
  }

  #ofStatement(statement: Statement): ActionSet {
    const known = this.#statements.get(statement);
    if (known !== undefined) return known;
    const { negated, patterns } = statement.actions;
    const made = !negated && patterns.length === 1 ? this.#ofPattern(patterns[0]!) : this.#empty();
    if (negated || patterns.length !== 1) {
      for (const pattern of patterns) unite(made, this.#ofPattern(pattern));
      if (negated) for (let at = 0; at < made.length; at++) made[at] = ~made[at]!;
    }
    this.#statements.set(statement, made);
    return made;
  }

  #ofPattern(pattern: string): ActionSet {
    const known = this.#patterns.get(pattern);
    if (known !== undefined) return known;
    const set = this.#empty();
    for (const { fact } of this.asked([pattern])) if (fact !== undefined) add(set, fact.id);
    this.#patterns.set(pattern, set);
    return set;
  }

  #empty(): ActionSet {
    return new Uint32Array((this.#index.count >>> 5) + 1);
  }
}

function add(set: ActionSet, id: number): void {
  set[id >>> 5]! |= 1 << (id & 31);
}

function has(set: ActionSet, id: number): boolean {
  return (set[id >>> 5]! & (1 << (id & 31))) !== 0;
}

function unite(set: ActionSet, other: ActionSet): void {
  for (let at = 0; at < set.length; at++) set[at]! |= other[at]!;
}

function overlap(a: ActionSet, b: ActionSet): boolean {
  for (let at = 0; at < a.length; at++) if ((a[at]! & b[at]!) !== 0) return true;
  return false;
}
