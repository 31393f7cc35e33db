import type { AccessRequest, Decision } from "../access.ts";
import type { Engine } from "../compile.ts";
import { nobodyNamed } from "../decide/nobody.ts";
import { requesterOf, type Requester } from "../decide/requester.ts";
import { isUnknown } from "../truth.ts";
import { decideAs, treatAsAllowed } from "../who/outside.ts";

/** Somebody on one side of a comparison. */
export interface Party {
  readonly engine: Engine;
  /** Absent: there is no such user or role in an account that was read, and so it can do nothing. */
  readonly requester?: Requester;
  decide(asked: AccessRequest): Decision;
}

/** Somebody on both sides of a comparison; what is asked is whether `after` can do more than `before`. */
export interface Pair {
  readonly principal: string;
  readonly before: Party;
  readonly after: Party;
  /** Its own account was not read, and is taken to allow it everything. */
  readonly assumed?: true;
}

/** A user, role, session, `*`, an account’s root, a service or an identity provider, as both snapshots have it; `undefined`: neither can say who that is. */
export function pairOf(before: Engine, after: Engine, principal: string): Pair | undefined {
  const [first, second] = [partyOf(before, principal), partyOf(after, principal)];
  return first === undefined || second === undefined
    ? undefined
    : { principal, before: first, after: second };
}

function partyOf(engine: Engine, principal: string): Party | undefined {
  const { landscape } = engine;
  const decide: Party["decide"] = (asked) => engine.decide(asked);
  const requester = nobodyNamed(principal) ?? requesterOf(landscape, principal);
  if (!isUnknown(requester)) return { engine, requester, decide };
  const account = principal.split(":")[4] ?? "";
  return landscape.accounts.has(account) || principal.startsWith("arn:") ? { engine, decide } : undefined;
}

/** A user or role of an account that neither snapshot has: what its own account grants is taken as given, on both sides. */
export function assumedPair(before: Engine, after: Engine, asked: Assumed): Pair {
  const requester = treatAsAllowed(asked);
  const party = (engine: Engine): Party => {
    const { landscape, index } = engine;
    return { engine, requester, decide: decideAs({ landscape, index }, requester) };
  };
  return { principal: asked.arn, before: party(before), after: party(after), assumed: true };
}

export type Assumed = Parameters<typeof treatAsAllowed>[0];
