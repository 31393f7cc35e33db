import { mayMeet } from "../globs-quick.ts";
import type { Clause, Pattern } from "../globs.ts";
import type { Policy, Statement } from "../landscape.ts";
import { overlap, type ActionSet } from "./action-set.ts";
import { unlisted, type ActionSets, type AskedAction } from "./action-sets.ts";

/** Statements of one policy that can have a part in an answer, in their order. */
export interface Spoken {
  readonly statements: readonly Statement[];
  readonly allows: readonly Statement[];
  /** An allow of all the actions on every resource, whatever a request is like. */
  readonly whole?: Statement;
  /** The policy as a whole could not be read. */
  readonly problem?: string;
}

/**
 * Which statements can have a part in any answer about some actions on some resources: those that speak of one of the
 * actions, and whose resources do not plainly begin or end otherwise. Found once a policy, whoever it is attached to.
 */
export class Speaking {
  readonly #sets: ActionSets;
  readonly #actions: readonly AskedAction[];
  readonly #set: ActionSet;
  readonly #asked: Clause;
  readonly #known = new Map<Policy, Spoken>();

  constructor(sets: ActionSets, actions: readonly AskedAction[], set: ActionSet, asked: Clause) {
    this.#sets = sets;
    this.#actions = actions;
    this.#set = set;
    this.#asked = asked;
  }

  of(policy: Policy): Spoken {
    const known = this.#known.get(policy);
    if (known !== undefined) return known;
    const statements: Statement[] = [];
    for (const { statement, actions, resources } of this.#sets.read(policy))
      if (this.#speaks(statement, actions) && this.#mayReach(resources)) statements.push(statement);
    const made =
      statements.length === 0 && policy.problem === undefined ? silent : this.#spoken(statements, policy);
    this.#known.set(policy, made);
    return made;
  }

  #speaks(statement: Statement, actions: ActionSet): boolean {
    if (overlap(actions, this.#set)) return true;
    return unlisted(this.#actions).some((action) => this.#sets.speaks(statement, action));
  }

  #mayReach(resources: readonly Pattern[] | undefined): boolean {
    if (resources === undefined) return true;
    for (const own of resources) for (const pattern of this.#asked) if (mayMeet(pattern, own)) return true;
    return false;
  }

  #spoken(statements: readonly Statement[], { problem }: Policy): Spoken {
    const allows = statements.filter(({ effect }) => effect === "Allow");
    const whole = allows.find((statement) => this.#isWhole(statement));
    return { statements, allows, ...(problem !== undefined && { problem }), ...(whole && { whole }) };
  }

  #isWhole(statement: Statement): boolean {
    const { conditions, resources, principals, problem } = statement;
    if (conditions.length > 0 || problem !== undefined || principals !== undefined) return false;
    const everywhere = resources?.negated === false && resources.patterns.some(({ text }) => text === "*");
    return everywhere && this.#actions.every((action) => this.#sets.speaks(statement, action));
  }
}

const silent: Spoken = { statements: [], allows: [] };
