import * as z from "zod/mini";
import { anyText, arn, policy, tagPairs, text, longestName } from "./shape-parts.ts";

// AWS's own reply (IAM API Reference, GetAccountAuthorizationDetails): what the engine does not use is dropped.
// Names follow IAM's quotas with room to spare; dates stay as whoever wrote the reply spelled them.

const name = text(longestName);
const date = text(100);
const inlinePolicies = z.optional(z.array(z.object({ PolicyName: name, PolicyDocument: policy })));

const identity = {
  Arn: arn,
  Path: z.optional(name),
  CreateDate: z.optional(date),
  // Not only ARNs: a template's policy that could not be resolved is attached under words that say so.
  AttachedManagedPolicies: z.optional(
    z.array(z.object({ PolicyName: z.optional(name), PolicyArn: text(longestName) })),
  ),
};

const principal = {
  ...identity,
  PermissionsBoundary: z.optional(
    z.object({ PermissionsBoundaryArn: text(longestName), PermissionsBoundaryType: z.optional(text(100)) }),
  ),
  Tags: z.optional(tagPairs),
};

const user = z.object({
  UserName: name,
  UserId: z.optional(text(200)),
  ...principal,
  UserPolicyList: inlinePolicies,
  GroupList: z.optional(z.array(name)),
});

const group = z.object({
  GroupName: name,
  GroupId: z.optional(text(200)),
  ...identity,
  GroupPolicyList: inlinePolicies,
});

const role = z.object({
  RoleName: name,
  RoleId: z.optional(text(200)),
  ...principal,
  AssumeRolePolicyDocument: policy,
  RolePolicyList: inlinePolicies,
  InstanceProfileList: z.optional(z.array(z.object({ Arn: arn, InstanceProfileName: z.optional(name) }))),
  RoleLastUsed: z.optional(z.object({ LastUsedDate: z.optional(date), Region: z.optional(anyText(100)) })),
});

const managedPolicy = z.object({
  PolicyName: name,
  Arn: arn,
  PolicyId: z.optional(text(200)),
  DefaultVersionId: z.optional(text(100)),
  PolicyVersionList: z.optional(
    z.array(
      z.object({
        VersionId: text(100),
        IsDefaultVersion: z.optional(z.boolean()),
        Document: z.optional(policy),
      }),
    ),
  ),
});

export const authorizationDetails = z.object({
  UserDetailList: z.array(user),
  GroupDetailList: z.array(group),
  RoleDetailList: z.array(role),
  Policies: z.array(managedPolicy),
});
