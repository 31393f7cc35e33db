import { readDocument } from "../iam/document.ts";
import type { InlinePolicy } from "../iam/input.ts";
import type { Snapshot } from "../snapshot/model.ts";

/** A policy as it stands in a snapshot. */
export interface PolicyText {
  /** On a user, role or group, on a resource, or who may take on a role. */
  readonly kind: "identity" | "resource" | "trust";
  readonly json: Readonly<Record<string, unknown>>;
}

/**
 * The policy that a statement’s `policy` names (`StatementRef` in `lib/iam/access.ts`): inline, managed, of a resource,
 * or a role’s trust policy. `undefined` for guardrails, and for what is not there or is no JSON.
 */
export function policyText(snapshot: Snapshot, ref: string): PolicyText | undefined {
  for (const { authorizationDetails: details, resourcePolicies } of snapshot.accounts) {
    const inline = inlineOf(ref, [
      ...details.UserDetailList.map((one) => [one.Arn, one.UserPolicyList] as const),
      ...details.GroupDetailList.map((one) => [one.Arn, one.GroupPolicyList] as const),
      ...details.RoleDetailList.map((one) => [one.Arn, one.RolePolicyList] as const),
    ]);
    if (inline !== undefined) return textOf("identity", inline);
    const managed = details.Policies.find(({ Arn }) => Arn === ref);
    const version = managed?.PolicyVersionList?.find(
      ({ VersionId, IsDefaultVersion }) =>
        IsDefaultVersion === true || VersionId === managed.DefaultVersionId,
    );
    if (version?.Document !== undefined) return textOf("identity", version.Document);
    const own = resourcePolicies.find(({ resource }) => resource === ref);
    if (own !== undefined) return textOf("resource", own.policy);
    const role = details.RoleDetailList.find(({ Arn }) => Arn === ref);
    if (role !== undefined) return textOf("trust", role.AssumeRolePolicyDocument);
  }
  return undefined;
}

function inlineOf(
  ref: string,
  holders: readonly (readonly [arn: string, policies: readonly InlinePolicy[] | undefined])[],
): unknown {
  for (const [arn, policies] of holders) {
    if (!ref.startsWith(`${arn}/inline/`)) continue;
    const found = policies?.find(({ PolicyName }) => ref === `${arn}/inline/${PolicyName}`);
    if (found !== undefined) return found.PolicyDocument;
  }
  return undefined;
}

function textOf(kind: PolicyText["kind"], document: unknown): PolicyText | undefined {
  const read = readDocument(document);
  return "json" in read ? { kind, json: read.json } : undefined;
}
