import type { AccessRequest, Decision, StatementRef } from "../access.ts";
import { parseArn } from "../arn.ts";
import { sessionArn, type Requester } from "../decide/requester.ts";
import type { Landscape } from "../landscape.ts";
import type { AskedAction } from "../who/action-sets.ts";
import type { Pair } from "./pair.ts";

/** A request that `after` allows and `before` does not: each has been asked. */
export interface GainWitness extends AccessRequest {
  /** The statements of `after` that allow it. */
  readonly by: readonly StatementRef[];
}

export type GainProof =
  | { readonly kind: "found"; readonly witness: GainWitness }
  /** Proved: there is no such request. */
  | { readonly kind: "none" }
  | { readonly kind: "unclear"; readonly why: string };

/** A role or key that is not in a snapshot of its account was not there: nobody could use it. */
export function isGone(
  { accounts, identities, resources }: Landscape,
  action: Pick<AskedAction, "service">,
  arn: string,
) {
  const parsed = parseArn(arn);
  if (parsed === undefined || !accounts.has(parsed.account)) return false;
  if (action.service === "sts" && parsed.resource.startsWith("role/")) return !identities.has(arn);
  return action.service === "kms" && parsed.resource.startsWith("key/") && !resources.has(arn);
}

/** Puts a request to both sides, as the principal itself and, for a role, as some session of it. */
export function checkedBy(
  { principal, before, after }: Pair,
  requester: Requester,
  asked: Omit<AccessRequest, "principal">,
  nothing: boolean,
): GainProof {
  let why = `the search and the evaluation differ over ${asked.action} on ${asked.resource}`;
  const names = [principal, ...sessionNames(requester)];
  for (const name of names) {
    const request: AccessRequest = { principal: name, ...asked };
    const [now, then] = [after.decide(request), before.decide(request)];
    if (now.decision === "allowed" && refuses(then, nothing))
      return { kind: "found", witness: { ...request, by: now.by } };
    why = now.why ?? then.why ?? why;
  }
  return { kind: "unclear", why };
}

function refuses({ decision }: Decision, nothing: boolean): boolean {
  return decision === "implicitDeny" || decision === "explicitDeny" || (nothing && decision === "unknown");
}

/** The session that was asked about, or one that no policy speaks of. */
function sessionNames(requester: Requester): readonly string[] {
  if (requester.kind !== "role") return [];
  const session = sessionArn({ ...requester, session: requester.session ?? "some-session" });
  return session === undefined ? [] : [session];
}
