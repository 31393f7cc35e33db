import type { AccessRequest, Decision } from "../access.ts";
import type { Engine } from "../compile.ts";
import { contextOf } from "../decide/context.ts";
import { judge } from "../decide/judge.ts";
import { ownerOf, resourceOf } from "../decide/request.ts";
import { requesterOf, type Requester } from "../decide/requester.ts";
import type { Identity } from "../landscape.ts";
import { parsePolicy } from "../parse.ts";
import { isUnknown } from "../truth.ts";

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

/** A user, role, session, `*` or an account’s root, as both snapshots have it; `undefined`: neither can say who that is. */
export function pairOf(before: Engine, after: Engine, principal: string): Pair | undefined {
  const [first, second] = [partyOf(before, principal), partyOf(after, principal)];
  return first === undefined || second === undefined
    ? undefined
    : { principal, before: first, after: second };
}

function partyOf(engine: Engine, principal: string): Party | undefined {
  const { landscape } = engine;
  const decide: Party["decide"] = (asked) => engine.decide(asked);
  const requester = requesterOf(landscape, principal);
  if (!isUnknown(requester)) return { engine, requester, decide };
  const account = principal.split(":")[4] ?? "";
  return landscape.accounts.has(account) || principal.startsWith("arn:") ? { engine, decide } : undefined;
}

const everything = parsePolicy(
  { Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
  "its own account",
  "identity",
);

/** A user or role of an account that neither snapshot has: what its own account grants is taken as given, on both sides. */
export function assumedPair(before: Engine, after: Engine, requester: Assumed): Pair {
  const { kind, arn, account } = requester;
  const name = arn.slice(arn.lastIndexOf("/") + 1);
  const identity: Identity = {
    kind,
    arn,
    account,
    name,
    path: "/",
    tags: [],
    tagsUnread: true,
    policies: [everything],
  };
  const full = { ...requester, identity };
  return {
    principal: arn,
    before: assumedParty(before, full),
    after: assumedParty(after, full),
    assumed: true,
  };
}

export type Assumed = Extract<Requester, { kind: "user" | "role" }>;

function assumedParty(engine: Engine, requester: Requester): Party {
  const { landscape, index } = engine;
  const decide = (asked: AccessRequest): Decision => {
    const action = asked.action.toLowerCase();
    const service = action.split(":", 1)[0]!;
    const resource = resourceOf(index, action, asked.resource);
    const owner = ownerOf(landscape, requester, resource);
    const context = contextOf(landscape, { requester, service, owner }, asked.context ?? {});
    if (isUnknown(context)) return { decision: "unknown", by: [], why: context.unknown };
    return judge(landscape, { requester, action, service, resource, owner, context }, []);
  };
  return { engine, requester, decide };
}
