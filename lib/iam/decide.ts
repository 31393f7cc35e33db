import type { ActionIndex } from "../actions/action-index.ts";
import type { AccessRequest, Decision } from "./access.ts";
import { contextOf } from "./decide/context.ts";
import { judge } from "./decide/judge.ts";
import { nobodyNamed } from "./decide/nobody.ts";
import { ownerOf, resourceOf, type Request } from "./decide/request.ts";
import { requesterOf, sessionsNamed, type Requester } from "./decide/requester.ts";
import { policyOf } from "./decide/resource-layer.ts";
import { byToken } from "./decide/token-actions.ts";
import type { Landscape } from "./landscape.ts";
import { isUnknown, type Unknown } from "./truth.ts";

/** Decides concrete requests. Never throws: what cannot be known is `unknown`, and `why` says what is missing. */
export function deciderOf(landscape: Landscape, index: ActionIndex): (asked: AccessRequest) => Decision {
  const requesters = new Map<string, Requester | Unknown>();
  const named = (principal: string): Requester | Unknown => {
    const before = requesters.get(principal);
    if (before !== undefined) return before;
    const found = nobodyNamed(principal) ?? requesterOf(landscape, principal);
    if (requesters.size < mostRequesters) requesters.set(principal, found);
    return found;
  };
  return (asked) => {
    if (asked.resource.length > longestArn) return notKnown("the resource is longer than any ARN");
    const action = asked.action.toLowerCase();
    const requester = named(asked.principal);
    if (isUnknown(requester)) return notKnown(requester.unknown);
    const settled = withoutPolicies(requester, action);
    if (settled !== undefined) return settled;
    return some(landscape, index, { ...asked, action }, requester);
  };
}

// Requests come from outside: they may name as many principals as they like.
const mostRequesters = 20_000;
/** Longer than any that AWS takes; the work of comparing grows with it. */
const longestArn = 8192;

/**
 * A role's ARN means some session of it. Its name matters only to policies that speak of sessions: one that nobody
 * speaks of is tried first, then those that the resource's policy names.
 */
function some(
  landscape: Landscape,
  index: ActionIndex,
  asked: AccessRequest,
  requester: Requester,
): Decision {
  const first = one(landscape, index, asked, requester);
  if (requester.kind !== "role" || requester.session !== undefined || first.decision === "allowed")
    return first;
  const others = sessionsAsked(landscape, index, asked, requester).map((session) =>
    one(landscape, index, asked, { ...requester, session }),
  );
  const better = (outcome: Decision["decision"]) => others.find(({ decision }) => decision === outcome);
  return better("allowed") ?? (first.decision === "unknown" ? first : (better("unknown") ?? first));
}

function one(landscape: Landscape, index: ActionIndex, asked: AccessRequest, requester: Requester): Decision {
  const { action } = asked;
  const service = action.split(":", 1)[0]!;
  const resource = resourceOf(index, action, asked.resource);
  const owner = ownerOf(landscape, requester, resource);
  const context = contextOf(landscape, { requester, service, owner }, asked.context ?? {});
  if (isUnknown(context)) return notKnown(context.unknown);
  const request: Request = { requester, action, service, resource, owner, context };
  return judge(landscape, request, asked.sessionPolicies ?? []);
}

/** What no policy decides. */
function withoutPolicies(requester: Requester, action: string): Decision | undefined {
  const token = byToken.has(action);
  if (token && requester.kind === "anonymous" && requester.provider !== undefined) return undefined;
  // "No permissions are required to perform this operation" (STS API Reference, GetCallerIdentity).
  if (action === "sts:getcalleridentity" && requester.kind !== "anonymous")
    return { decision: "allowed", by: [] };
  // "You cannot call AssumeRole by using AWS account root user credentials" (STS API Reference, AssumeRole).
  if (action === "sts:assumerole" && requester.kind === "root") return { decision: "implicitDeny", by: [] };
  if (token) {
    return notKnown("whoever asks shows an identity provider's token, of which the request says nothing");
  }
  return undefined;
}

const mostSessions = 50;

function sessionsAsked(
  landscape: Landscape,
  index: ActionIndex,
  { action, resource: asked, context }: AccessRequest,
  requester: Extract<Requester, { kind: "user" | "role" }>,
): readonly string[] {
  const userid = Object.entries(context ?? {}).find(([key]) => key.toLowerCase() === "aws:userid")?.[1];
  if (typeof userid === "string" && userid.includes(":")) return [userid.slice(userid.indexOf(":") + 1)];
  const resource = resourceOf(index, action, asked);
  const owner = ownerOf(landscape, requester, resource);
  const { policy } = policyOf(landscape, { resource, service: action.split(":", 1)[0]!, action, owner });
  if (policy === undefined || typeof policy === "string") return [];
  return sessionsNamed(policy, requester).slice(0, mostSessions);
}

function notKnown(why: string): Decision {
  return { decision: "unknown", by: [], why };
}
