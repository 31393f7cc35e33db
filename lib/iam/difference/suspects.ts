import { contextOf } from "../decide/context.ts";
import { resourceControl, serviceControl } from "../decide/rails.ts";
import { applies, type Requester } from "../decide/requester.ts";
import type { Landscape, Policy, Statement } from "../landscape.ts";
import { isUnknown } from "../truth.ts";
import { overlap, unite } from "../who/action-set.ts";
import type { ActionSet, ActionSets } from "../who/action-sets.ts";
import { gainable, everything, isEmpty, unlimited, BodyBook, type Bodies, type Derived } from "./bodies.ts";
import { GivenNames } from "./given-names.ts";
import { groundText, keysAsked, standingsOf, type Standing } from "./facts.ts";
import type { Pair, Party } from "./pair.ts";

/**
 * Which actions may have changed for somebody, by a comparison of what policies say that needs no search: whatever is
 * not in these sets has no allow that it had not, and no deny less.
 */
export interface Suspects {
  /** On any resource: by policies of the identity, its boundary, or rails; of those that the identity may allow. */
  readonly own: ActionSet;
  /** On one resource, by its own policy. */
  readonly resources: readonly { readonly standing: Standing; readonly actions: ActionSet }[];
}

/** Two snapshots made ready to be compared for any number of principals. */
export class SuspectBook {
  readonly #before: Landscape;
  readonly #after: Landscape;
  readonly book: BodyBook;
  readonly #sets: ActionSets;
  /** All that has a policy of its own. */
  readonly standings: readonly Standing[];
  /** Those whose policies, owners or other facts differ. */
  readonly changed: readonly Standing[];
  readonly #given: GivenNames;
  readonly #keys: ReadonlySet<string>;
  readonly #grounds: readonly [string, string];

  constructor(before: Landscape, after: Landscape, sets: ActionSets) {
    const book = new BodyBook(sets);
    this.#sets = sets;
    this.#before = before;
    this.#after = after;
    this.book = book;
    this.standings = standingsOf(before, after);
    this.#given = new GivenNames(this.standings);
    this.#keys = keysAsked(this.standings);
    this.#grounds = [groundText(before), groundText(after)];
    const plain: Derived = () => "";
    this.changed = this.standings.filter((standing) => {
      const [was, is] = [standing.before, standing.after].map((policy) =>
        book.of(policy === undefined ? [] : [policy], plain),
      );
      return standing.moved || !this.#same(was!, is!);
    });
  }

  of(pair: Pair): Suspects {
    const { own, resources } = this.#all(pair);
    const { requester } = pair.after;
    if (requester === undefined || requester.kind === "root") return { own, resources };
    // What no request could be allowed, nobody can gain.
    this.#withoutRefused(own, requester);
    // What the identity does not allow it can only gain where a resource’s policy allows it.
    const allowed = this.#sets.allowed(identityOf(requester));
    const unread = identityOf(requester).some(({ problem }) => problem !== undefined);
    const byOthers = own.map((word, at) => (unread ? 0 : word & ~allowed[at]!));
    if (isEmpty(byOthers)) return { own, resources };
    const more = this.#given.to(requester).flatMap((standing) => {
      const actions = this.#allows(standing.after, requester, byOthers);
      return actions === undefined ? [] : [{ standing, actions }];
    });
    return { own: own.map((word, at) => word & ~byOthers[at]!), resources: [...resources, ...more] };
  }

  /** What of these actions a policy of a resource may allow the requester; `undefined`: nothing. */
  #allows(policy: Policy, requester: Requester, of: ActionSet): ActionSet | undefined {
    if (policy.problem !== undefined) return of;
    const sets = policy.statements
      .filter((statement) => statement.effect === "Allow" && overlap(this.book.actionsOf(statement), of))
      .filter((statement) => concerns(statement, requester))
      .map((statement) => this.book.actionsOf(statement));
    if (sets.length === 0) return undefined;
    const found = this.none();
    for (const set of sets) unite(found, set);
    return found.map((word, at) => word & of[at]!);
  }

  /** Takes out what is denied whatever the request says, and what a layer that must allow never does. */
  #withoutRefused(own: ActionSet, requester: Requester): void {
    const limits = [boundaryOf(requester), ...serviceControl(this.#after, requester)];
    for (const policies of limits) {
      if (policies.some(({ problem }) => problem !== undefined)) continue;
      const allowed = this.#sets.allowed(policies);
      for (const [at] of own.entries()) own[at]! &= allowed[at]!;
    }
    for (const { statements } of [identityOf(requester), ...limits].flat()) {
      for (const statement of statements) {
        if (!deniesAll(statement)) continue;
        const denied = this.book.actionsOf(statement);
        for (const [at] of own.entries()) own[at]! &= ~denied[at]!;
      }
    }
  }

  #all(pair: Pair): Suspects {
    const { before, after } = pair;
    const own = this.none();
    const [was, is] = [this.#derived(before, 0), this.#derived(after, 1)];
    if (after.requester === undefined) return { own, resources: [] };
    if (before.requester === undefined) {
      unite(own, this.#ofBodies(this.book.of(identityOf(after.requester), is)));
      return { own, resources: this.#standingsFor(this.standings, pair, was, is) };
    }
    const compare = (old: readonly Policy[], now: readonly Policy[]) =>
      gainable(this.book.of(old, was), this.book.of(now, is), own);
    compare(identityOf(before.requester), identityOf(after.requester));
    compare(boundaryOf(before.requester), boundaryOf(after.requester));
    this.#rails(before.requester, after.requester, was, is, own);
    for (const owner of new Set([...this.#before.accounts, ...this.#after.accounts]))
      compare(rcpOf(this.#before, before.requester, owner), rcpOf(this.#after, after.requester, owner));
    // A key that has another value now may change what any resource’s policy says, though it reads as before.
    const moved = [...this.#keys].some((key) => was(key) !== is(key));
    const standings = moved ? this.standings : this.changed;
    return { own, resources: this.#standingsFor(standings, pair, was, is) };
  }

  #standingsFor(
    standings: readonly Standing[],
    { before, after }: Pair,
    was: Derived,
    is: Derived,
  ): Suspects["resources"] {
    return standings.flatMap((standing) => {
      const bodies = (party: Party, policy: Policy | undefined, derived: Derived): Bodies => {
        const { requester } = party;
        if (policy === undefined || requester === undefined) return new Map();
        return this.book.of([policy], derived, (statement) => concerns(statement, requester));
      };
      const actions =
        standing.moved || (standing.whole && this.changed.includes(standing))
          ? this.#ofBodies(new Map([["", this.book.actionsOf(everything)]]))
          : this.#difference(bodies(before, standing.before, was), bodies(after, standing.after, is));
      return isEmpty(actions) ? [] : [{ standing, actions }];
    });
  }

  /** Levels of SCPs that both sides have say nothing; the others are compared in their order. */
  #rails(before: Requester, after: Requester, was: Derived, is: Derived, into: ActionSet): void {
    const levels = (landscape: Landscape, requester: Requester, derived: Derived) =>
      serviceControl(landscape, requester).map((policies) => this.book.of(policies, derived));
    const old = levels(this.#before, before, was);
    const now = levels(this.#after, after, is);
    const rest = now.filter((level) => {
      const at = old.findIndex((each) => this.#same(each, level));
      if (at >= 0) old.splice(at, 1);
      return at < 0;
    });
    const free = this.book.of(unlimited, () => "");
    for (let at = 0; at < Math.max(old.length, rest.length); at++)
      gainable(old[at] ?? free, rest[at] ?? free, into);
  }

  #derived({ requester }: Party, side: 0 | 1): Derived {
    const landscape = side === 0 ? this.#before : this.#after;
    if (requester === undefined) return () => "absent";
    const owner = requester.kind === "anonymous" ? "" : requester.account;
    const context = contextOf(landscape, { requester, service: "", owner }, {});
    const identity = "identity" in requester ? requester.identity : undefined;
    return (key) => {
      if (key === "principal id") return identity?.id ?? "";
      if (key === "principal boundary") return String(identity?.boundary !== undefined);
      if (/^(aws:(resource|source)|s3:resourceaccount|aws:principalorg)/.test(key))
        return this.#grounds[side];
      return isUnknown(context) ? context.unknown : JSON.stringify(context.get(key) ?? "");
    };
  }

  #same(one: Bodies, other: Bodies): boolean {
    return isEmpty(this.#difference(one, other)) && isEmpty(this.#difference(other, one));
  }

  #difference(before: Bodies, after: Bodies): ActionSet {
    const set = this.none();
    gainable(before, after, set);
    return set;
  }

  #ofBodies(bodies: Bodies): ActionSet {
    const set = this.none();
    for (const each of bodies.values()) unite(set, each);
    return set;
  }

  none(): ActionSet {
    return new Uint32Array(this.book.actionsOf(everything).length);
  }
}

function identityOf(requester: Requester): readonly Policy[] {
  return "identity" in requester ? (requester.identity?.policies ?? []) : [];
}

function boundaryOf(requester: Requester): readonly Policy[] {
  const boundary = "identity" in requester ? requester.identity?.boundary : undefined;
  return boundary === undefined ? unlimited : [boundary];
}

/** RCPs over the resources of one account, whatever the service: one that they do not reach is not asked by them. */
function rcpOf(landscape: Landscape, requester: Requester, owner: string): readonly Policy[] {
  return resourceControl(landscape, { requester, service: "s3", action: "s3:getobject", owner });
}

function deniesAll({ effect, resources, conditions, problem }: Statement): boolean {
  if (effect !== "Deny" || conditions.length > 0 || problem !== undefined) return false;
  return resources?.negated === false && resources.patterns.some(({ text }) => text === "*");
}

function concerns({ principals }: Statement, requester: Requester): boolean {
  if (principals === undefined) return true;
  // A role may be any session of it.
  const session = requester.kind === "role" && requester.session === undefined;
  return (
    applies(principals, requester) !== false ||
    (session &&
      principals.of.some((pattern) => pattern.kind === "arn" && pattern.arn.includes(":assumed-role/")))
  );
}
