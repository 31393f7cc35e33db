import { parseArn } from "../arn.ts";
import type { Landscape, Policy, PrincipalPattern } from "../landscape.ts";
import { any, isUnknown } from "../truth.ts";
import { unheard, voiceOf, type Voice } from "./layer.ts";
import { standOf, type Request } from "./request.ts";
import { means, type Requester } from "./requester.ts";

/**
 * What a resource's own policy says. Whom an allow names decides what else must agree (IAM User Guide, "How AWS
 * enforcement code logic evaluates requests"): a user, a session or everybody is given the right itself; a role's
 * sessions get it within boundary and session policies; an account gets it to hand on by policies of its own.
 */
export interface ResourceLayer {
  readonly direct: Voice;
  readonly role: Voice;
  readonly account: Voice;
  readonly deny: Voice;
  /** Trust policies and key policies: without them no policy of an identity counts. */
  readonly required: boolean;
}

export function resourceLayerOf(landscape: Landscape, request: Request, limited: boolean): ResourceLayer {
  const found = policyOf(landscape, request);
  if (typeof found.policy === "string") {
    const voice = unheard(found.policy);
    return { direct: voice, role: voice, account: voice, deny: voice, required: found.required };
  }
  const policies = found.policy === undefined ? [] : [found.policy];
  const granted = (grant: Grant): Voice =>
    voiceOf(policies, request, "Allow", ({ principals }) => {
      // AWS supports no allow with NotPrincipal: its statement has a problem, whoever asks.
      if (principals === undefined || principals.negated) return grant === "direct";
      const granting = principals.of.filter(
        (pattern) => grantOf(pattern, request.requester, limited) === grant,
      );
      return any(granting, (pattern) => means(pattern, request.requester));
    });
  return {
    direct: granted("direct"),
    role: granted("role"),
    account: granted("account"),
    deny: voiceOf(policies, request, "Deny"),
    required: found.required,
  };
}

/** The policy that stands over the resource, or why it is not known; none where the snapshot has none. */
export function policyOf(
  landscape: Landscape,
  { resource, service, action, owner }: Pick<Request, "resource" | "service" | "action" | "owner">,
): { readonly policy?: Policy | string; readonly required: boolean } {
  const type = parseArn(resource)?.resource ?? "";
  if (service === "sts" && type.startsWith("role/")) {
    const trust = landscape.identities.get(resource)?.trust;
    return { policy: trust ?? `the trust policy of ${resource} is not in the snapshot`, required: true };
  }
  const required = service === "kms" && type.startsWith("key/");
  const entry = landscape.resources.get(standOf(resource));
  if (entry !== undefined) return { policy: entry.policy, required };
  if (required) return { policy: `the key policy of ${resource} is not in the snapshot`, required };
  if (resource === "*" || isUnknown(owner)) return { required };
  if (!landscape.accounts.has(owner))
    return { policy: `the account of ${resource} is not in the snapshot`, required };
  if (service === "kms" && type.startsWith("alias/") && !action.endsWith("alias")) {
    return { policy: `which key ${resource} stands for is not known`, required };
  }
  if (service === "s3" && type.startsWith("accesspoint/")) {
    return { policy: `which bucket is behind ${resource} is not known`, required };
  }
  return { required };
}

/** What an allow of a resource’s policy is worth, by whom it names. */
export type Grant = "direct" | "role" | "account";

/** `limited`: the request is made under session policies, which a grant to a user's own ARN then does not pass by. */
export function grantOf(pattern: PrincipalPattern, requester: Requester, limited: boolean): Grant {
  if (pattern.kind === "account" || pattern.kind === "canonicalUser") return "account";
  const ofRole = requester.kind === "role" && (pattern.kind === "id" || isArn(pattern, requester.arn));
  const ofUser =
    requester.kind === "user" && limited && (pattern.kind === "id" || isArn(pattern, requester.arn));
  return ofRole || ofUser ? "role" : "direct";
}

function isArn(pattern: PrincipalPattern, arn: string): boolean {
  return pattern.kind === "arn" && pattern.arn === arn;
}
