import type { ActionFact, ActionIndex } from "../../actions/action-index.ts";
import type { Policy, Statement } from "../landscape.ts";
import type { Pattern } from "../globs.ts";
import { matchesPattern } from "../wildcard.ts";
import { add, has, overlap, setOfIds, unite, type ActionSet } from "./action-set.ts";
import { widestOf } from "./widest.ts";

export type { ActionSet } from "./action-set.ts";

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

export interface ReadStatement {
  readonly statement: Statement;
  readonly actions: ActionSet;
  /** What its resources match at most; `undefined`: anything. */
  readonly resources: readonly Pattern[] | undefined;
}

const shared = new WeakMap<ActionIndex, ActionSets>();

/** The sets of an index: what statements speak of hangs on nothing else, so that all compiled accounts have them in common. */
export function actionSetsOf(index: ActionIndex): ActionSets {
  const known = shared.get(index) ?? new ActionSets(index);
  shared.set(index, known);
  return known;
}

/**
 * Which actions statements speak of, as sets of bits, computed once a pattern and kept: most questions about most
 * principals end where two sets have nothing in common.
 */
export class ActionSets {
  readonly #index: ActionIndex;
  readonly #patterns = new Map<string, ActionSet>();
  readonly #elements = new Map<string, ActionSet>();
  readonly #statements = new WeakMap<Statement, ActionSet>();
  readonly #read = new WeakMap<Policy, readonly ReadStatement[]>();
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
    const ids = actions.flatMap(({ fact }) => (fact === undefined ? [] : fact.id));
    return setOfIds(ids, this.#index.count);
  }

  /** What is asked of each statement of a policy, again and again. */
  read(policy: Policy): readonly ReadStatement[] {
    const known = this.#read.get(policy);
    if (known !== undefined) return known;
    const made = policy.statements.map((statement) => ({
      statement,
      actions: this.#ofStatement(statement),
      resources: widestOf(statement.resources),
    }));
    this.#read.set(policy, made);
    return made;
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
    return unlisted(actions).some((action) => this.speaks(statement, action));
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
    return unlisted(actions).some((action) => this.mayAllowOne(policies, action));
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
    const made =
      !negated && patterns.length === 1 ? this.#ofPattern(patterns[0]!) : this.#ofElement(negated, patterns);
    this.#statements.set(statement, made);
    return made;
  }

  /** Accounts repeat few lists of actions in many statements: those that are alike have one set. */
  #ofElement(negated: boolean, patterns: readonly string[]): ActionSet {
    const key = JSON.stringify([negated, patterns]);
    const known = this.#elements.get(key);
    if (known !== undefined) return known;
    const made = this.#empty();
    for (const pattern of patterns) unite(made, this.#ofPattern(pattern));
    if (negated) for (let at = 0; at < made.length; at++) made[at] = ~made[at]!;
    keep(this.#elements, key, made);
    return made;
  }

  #ofPattern(pattern: string): ActionSet {
    const known = this.#patterns.get(pattern);
    if (known !== undefined) return known;
    const set = this.#empty();
    if (pattern === "*") set.fill(0xffffffff);
    else for (const { fact } of this.asked([pattern])) if (fact !== undefined) add(set, fact.id);
    keep(this.#patterns, pattern, set);
    return set;
  }

  #empty(): ActionSet {
    return new Uint32Array((this.#index.count >>> 5) + 1);
  }
}

// Policies of real accounts have some thousand; hostile ones may not fill the memory.
const mostKept = 8000;

function keep(sets: Map<string, ActionSet>, key: string, set: ActionSet): void {
  if (sets.size < mostKept && key.length < 20_000) sets.set(key, set);
}

const strange = new WeakMap<readonly AskedAction[], readonly AskedAction[]>();

/** Those that the index does not know. */
export function unlisted(actions: readonly AskedAction[]): readonly AskedAction[] {
  const known = strange.get(actions);
  if (known !== undefined) return known;
  const found = actions.filter(({ fact }) => fact === undefined);
  strange.set(actions, found);
  return found;
}
