import type { AccessRequest, StatementRef } from "./access.ts";
import { namedPrincipal } from "./arn.ts";
import type { Engine } from "./compile.ts";
import { nobodyNamed } from "./decide/nobody.ts";
import { comparedActions } from "./difference/compared.ts";
import { gainsOf, type Ground } from "./difference/gains.ts";
import { groupsOf } from "./difference/groups.ts";
import { standingsOf, type Standing } from "./difference/facts.ts";
import { isNamed, lettingOf } from "./difference/letting.ts";
import { namesAsked, namingsOf, type Naming } from "./difference/named.ts";

import { assumedPair, pairOf, type Pair } from "./difference/pair.ts";
import { Sharing } from "./difference/sharing.ts";
import { SuspectBook } from "./difference/suspects.ts";
import { SharedZones } from "./difference/zones.ts";
import { ActionSets } from "./who/action-sets.ts";
import { isNameless } from "./who/nameless.ts";
import { outsidersOf } from "./who/outsiders.ts";

/** What is compared; without either, everybody and everything. */
export interface Scope {
  /** ARNs, or `*`; the root of an account is compared only when it is named. */
  readonly principals?: readonly string[];
  /** Names or patterns of actions. */
  readonly actions?: readonly string[];
}

/** Rights of one principal over the same resources, all of one service. */
export interface RightsChange {
  readonly principal: string;
  /** In AWS’s spelling, sorted; `s3:*` for all of a service. */
  readonly actions: readonly string[];
  /** The patterns of the statements that allow them, as they are written there. */
  readonly resources: readonly string[];
  /** A request for one of the actions that one side allows, and the other does not. */
  readonly witness: AccessRequest;
  /** The statements that allow it. */
  readonly by: readonly StatementRef[];
  /** ARN of an outsider whose own account, which was not read, is taken to allow it too. */
  readonly assumes?: string;
}

export interface RightsDoubt {
  readonly principal: string;
  readonly change: "gained" | "lost";
  readonly actions: readonly string[];
  /** What stood in the way of the proof, in English. */
  readonly why: string;
}

/** What changed between two snapshots. Whoever and whatever is not in it provably can do as much as before. */
export interface Difference {
  readonly gained: readonly RightsChange[];
  readonly lost: readonly RightsChange[];
  readonly unknown: readonly RightsDoubt[];
  /** Services, identity providers and others of no account whom a policy now lets in to more, or no longer does. */
  readonly named: readonly (Naming & { readonly change: "gained" | "lost" })[];
  /** Users and roles that only the newer, or only the older snapshot has. */
  readonly appeared: readonly string[];
  readonly gone: readonly string[];
}

/** Compares what principals can do, not what policies say. Never throws; pure. */
export function difference(before: Engine, after: Engine, scope: Scope = {}): Difference {
  const more = gained(before, after, scope);
  const less = gained(after, before, scope);
  const missing = (from: Engine, of: Engine) =>
    of.principals.filter((arn) => !from.landscape.identities.has(arn));
  return {
    gained: more.gained,
    lost: less.gained,
    unknown: [
      ...more.unknown.map((each) => ({ ...each, change: "gained" as const })),
      ...less.unknown.map((each) => ({ ...each, change: "lost" as const })),
      ...(scope.principals ?? []).flatMap((arn) => strangers(before, after, arn)),
      ...accountsApart(before, after),
    ],
    named: [
      ...more.named.map((each) => ({ ...each, change: "gained" as const })),
      ...less.named.map((each) => ({ ...each, change: "lost" as const })),
    ],
    appeared: missing(before, after),
    gone: missing(after, before),
  };
}

export interface Gained {
  readonly gained: readonly RightsChange[];
  readonly unknown: readonly Omit<RightsDoubt, "change">[];
  readonly named: readonly Naming[];
}

/** Every request that `after` allows and `before` does not, by whom and for which actions. */
export function gained(before: Engine, after: Engine, { principals, actions }: Scope = {}): Gained {
  const sets = new ActionSets(after.index);
  const suspects = new SuspectBook(before.landscape, after.landscape, sets);
  const compared = comparedActions(sets, actions);
  const zones = new SharedZones(before.landscape, after.landscape);
  const sharing = new Sharing(before.landscape, after.landscape, sets);
  const ground: Ground = { sets, zones, sharing, actions: compared.byPrincipals };
  const found: RightsChange[] = [];
  const unknown: Omit<RightsDoubt, "change">[] = [];
  for (const principal of new Set(principals ?? everybody(before, after))) {
    if (nobodyNamed(principal) !== undefined) continue;
    const pairs = pairsOf(before, after, principal, suspects.changed);
    const gains = pairs.map((pair) => gainsOf(ground, pair, suspects.of(pair)));
    // What an account’s root gained needs no taking for granted of what some role of it may do.
    const known = new Set<string>();
    for (const [at, { gained: own, doubtful }] of gains.entries()) {
      const news = own.filter(({ action }) => !known.has(action));
      for (const { action } of news) known.add(action);
      found.push(...groupsOf(principal, news, after.index, pairs[at]!.assumed === true));
      const doubts = doubtful.filter(({ action }) => !known.has(action));
      for (const [why, same] of Map.groupBy(doubts, (each) => each.why))
        unknown.push({ principal, actions: same.map(({ action }) => action).toSorted(), why });
    }
  }
  const letting = lettingOf(
    before,
    after,
    ground,
    { ...ground, actions: compared.all },
    suspects,
    principals,
  );
  unknown.push(
    ...letting.unknown.map(({ principal, action, why }) => ({ principal, actions: [action], why })),
  );
  const byText =
    principals === undefined ? namingsOf(suspects.changed, compared.all, after.landscape, suspects.book) : [];
  return { gained: found, unknown, named: [...letting.named, ...byText] };
}

/** Users and roles of either snapshot, and outsiders whom a policy of either names. */
function everybody(before: Engine, after: Engine): readonly string[] {
  const outsiders = [before, after]
    .flatMap(({ landscape }) => outsidersOf(landscape))
    .filter((arn) => !isNameless(arn));
  return [...new Set([...before.principals, ...after.principals, ...outsiders])].toSorted();
}

function pairsOf(
  before: Engine,
  after: Engine,
  principal: string,
  changed: readonly Standing[] = [],
): readonly Pair[] {
  const named = namedPrincipal(principal);
  const read = [before, after].some(({ landscape }) => landscape.accounts.has(named?.account ?? ""));
  if (principal === "*" || read || named === undefined) {
    const pair = pairOf(before, after, principal);
    return pair === undefined ? [] : [pair];
  }
  const { account } = named;
  const partition = principal.split(":")[1] ?? "aws";
  if (named.kind === "root") {
    const own = pairOf(before, after, principal);
    const others = namesAsked(changed, account, partition).map((arn) => {
      const kind = namedPrincipal(arn)?.kind === "user" ? "user" : "role";
      return assumedPair(before, after, { kind, arn, account });
    });
    return [...(own === undefined ? [] : [own]), ...others];
  }
  if (named.kind === "session") {
    const arn = `arn:${partition}:iam::${account}:role/${named.role}`;
    return [assumedPair(before, after, { kind: "role", arn, account, session: named.session })];
  }
  const kind = named.kind === "user" ? "user" : "role";
  return [assumedPair(before, after, { kind, arn: principal, account })];
}

/** Whoever was asked about by a name that neither snapshot has: a name that may be mistyped is not “no change”. */
function strangers(before: Engine, after: Engine, principal: string): readonly RightsDoubt[] {
  const known =
    nobodyNamed(principal) === undefined
      ? pairsOf(before, after, principal).some((pair) => pair.before.requester ?? pair.after.requester)
      : isNamed(standingsOf(before.landscape, after.landscape), principal);
  const why = `neither snapshot has ${principal}`;
  return known ? [] : [{ principal, change: "gained", actions: ["*"], why }];
}

/** Of an account that only one snapshot has, nothing can be said of what others could do there. */
function accountsApart(before: Engine, after: Engine): readonly RightsDoubt[] {
  const only = (one: Engine, other: Engine, change: RightsDoubt["change"]) =>
    [...one.landscape.accounts]
      .filter((id) => !other.landscape.accounts.has(id))
      .map((id) => ({
        principal: `arn:aws:iam::${id}:root`,
        change,
        actions: ["*"],
        why: `only one of the snapshots has the account ${id}: what others could do there in the other is not known`,
      }));
  return [...only(after, before, "gained"), ...only(before, after, "lost")];
}
