import type { AttachedPolicy, AuthorizationDetails, InlinePolicy, ManagedPolicy } from "../iam/input.ts";
import { policyInForce } from "../iam/landscape-identities.ts";
import type { Policy } from "../iam/landscape.ts";
import { parsePolicy } from "../iam/parse.ts";

/** A user, role or group with the policies that stand on it; what comes through a group stands on the group. */
export interface Holder {
  readonly arn: string;
  /** Inline and attached, parsed; an attached one that was not read has its `problem`. */
  readonly policies: readonly Policy[];
  /** ARN of its permission boundary. */
  readonly boundary?: string;
}

/** Everybody in an account who has policies, in AWS's order: users, groups, roles. */
export function holdersIn(details: AuthorizationDetails): readonly Holder[] {
  const managed = new Map(details.Policies.map((policy) => [policy.Arn, policy]));
  const holder = (
    arn: string,
    inline: readonly InlinePolicy[] | undefined,
    attached: readonly AttachedPolicy[] | undefined,
    boundary?: { readonly PermissionsBoundaryArn: string },
  ): Holder => ({
    arn,
    policies: [
      ...(inline ?? []).map(({ PolicyName, PolicyDocument }) =>
        parsePolicy(PolicyDocument, `${arn}/inline/${PolicyName}`, "identity"),
      ),
      ...(attached ?? []).map(({ PolicyArn }) => readManaged(PolicyArn, managed.get(PolicyArn))),
    ],
    ...(boundary === undefined ? {} : { boundary: boundary.PermissionsBoundaryArn }),
  });
  return [
    ...details.UserDetailList.map((one) =>
      holder(one.Arn, one.UserPolicyList, one.AttachedManagedPolicies, one.PermissionsBoundary),
    ),
    ...details.GroupDetailList.map((one) =>
      holder(one.Arn, one.GroupPolicyList, one.AttachedManagedPolicies),
    ),
    ...details.RoleDetailList.map((one) =>
      holder(one.Arn, one.RolePolicyList, one.AttachedManagedPolicies, one.PermissionsBoundary),
    ),
  ];
}

/** A managed policy’s version in force. */
function readManaged(arn: string, policy: ManagedPolicy | undefined): Policy {
  if (policy !== undefined) return policyInForce(policy);
  return { ref: arn, kind: "identity", statements: [], problem: "its text is not in the snapshot" };
}
