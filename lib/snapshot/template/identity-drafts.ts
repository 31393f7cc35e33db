import type {
  GroupDetail,
  InlinePolicy,
  ManagedPolicy,
  RoleDetail,
  UserDetail,
  AttachedPolicy,
} from "../../iam/input.ts";

// AWS's shapes while policies are still being attached to them.

interface Attachable {
  readonly AttachedManagedPolicies: AttachedPolicy[];
}

export type UserDraft = UserDetail &
  Attachable & { readonly UserPolicyList: InlinePolicy[]; readonly GroupList: string[] };
export type GroupDraft = GroupDetail & Attachable & { readonly GroupPolicyList: InlinePolicy[] };
export type RoleDraft = RoleDetail &
  Attachable & {
    readonly RolePolicyList: InlinePolicy[];
    readonly InstanceProfileList: { readonly Arn: string; readonly InstanceProfileName: string }[];
  };
export type ManagedPolicyDraft = ManagedPolicy;
