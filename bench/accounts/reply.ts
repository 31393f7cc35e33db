import { createHash } from "node:crypto";
import type { AuthorizationDetails } from "../../lib/iam/input.ts";

const made = "2024-11-05T00:00:00Z";

/**
 * The same details with every field that AWS’s own reply has (IAM API Reference, GetAccountAuthorizationDetails; the
 * pages as one, as AWS’s command line prints them): our engine does without ids, paths, dates and counts, other tools
 * do not. What is there already stays.
 */
export function replyOf(details: AuthorizationDetails) {
  const attachments = attachedCounts(details);
  return {
    UserDetailList: details.UserDetailList.map((user) => ({
      ...identity,
      UserId: idOf("AIDA", user.Arn),
      UserPolicyList: [],
      GroupList: [],
      Tags: [],
      ...user,
      ...boundaryOf(user),
    })),
    GroupDetailList: details.GroupDetailList.map((group) => ({
      ...identity,
      GroupId: idOf("AGPA", group.Arn),
      GroupPolicyList: [],
      ...group,
    })),
    RoleDetailList: details.RoleDetailList.map((role) => ({
      ...identity,
      RoleId: idOf("AROA", role.Arn),
      RolePolicyList: [],
      Tags: [],
      RoleLastUsed: {},
      ...role,
      ...boundaryOf(role),
      InstanceProfileList: (role.InstanceProfileList ?? []).map((profile) => ({
        Path: "/",
        InstanceProfileName: profile.Arn.slice(profile.Arn.lastIndexOf("/") + 1),
        InstanceProfileId: idOf("AIPA", profile.Arn),
        CreateDate: made,
        Roles: [],
        ...profile,
      })),
    })),
    Policies: details.Policies.map((policy) => ({
      PolicyId: idOf("ANPA", policy.Arn),
      Path: "/",
      AttachmentCount: attachments.get(policy.Arn) ?? 0,
      PermissionsBoundaryUsageCount: 0,
      IsAttachable: true,
      CreateDate: made,
      UpdateDate: made,
      ...policy,
      PolicyVersionList: (policy.PolicyVersionList ?? []).map((version) => ({
        CreateDate: made,
        ...version,
      })),
    })),
  };
}

const identity = { Path: "/", CreateDate: made, AttachedManagedPolicies: [] };

function boundaryOf({
  PermissionsBoundary: bound,
}: {
  readonly PermissionsBoundary?: { readonly PermissionsBoundaryArn: string };
}) {
  return bound && { PermissionsBoundary: { PermissionsBoundaryType: "Policy", ...bound } };
}

function attachedCounts({ UserDetailList, GroupDetailList, RoleDetailList }: AuthorizationDetails) {
  const counts = new Map<string, number>();
  for (const { AttachedManagedPolicies = [] } of [...UserDetailList, ...GroupDetailList, ...RoleDetailList])
    for (const { PolicyArn } of AttachedManagedPolicies)
      counts.set(PolicyArn, (counts.get(PolicyArn) ?? 0) + 1);
  return counts;
}

/** Such an id as AWS gives: the same for the same ARN. */
function idOf(kind: string, arn: string): string {
  return `${kind}${createHash("sha256").update(arn).digest("hex").slice(0, 17).toUpperCase()}`;
}
