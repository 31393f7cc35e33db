import type { AttachedPolicy, IamInput, InlinePolicy, ManagedPolicy } from "../input.ts";
import type { Json, PolicyEdit } from "./request.ts";

/** The accounts with edits made, to be compiled afresh: what somebody would read from AWS after having made them. */
export function editedInput(input: IamInput, edits: readonly PolicyEdit[]): IamInput {
  const fresh = new Map(
    edits.flatMap(({ change, policy, after }) =>
      change === "narrowed" || change === "deleted" ? [[policy, after] as const] : [],
    ),
  );
  const of = (change: PolicyEdit["change"], arn: string) =>
    edits.filter((edit) => edit.change === change && edit.of.includes(arn));

  const inline = (arn: string, list: readonly InlinePolicy[] | undefined): readonly InlinePolicy[] => [
    ...(list ?? []).flatMap((each): readonly InlinePolicy[] => {
      const after = fresh.get(`${arn}/inline/${each.PolicyName}`);
      return after === undefined ? [each] : after === null ? [] : [{ ...each, PolicyDocument: after }];
    }),
    ...of("added", arn).map(({ policy, after }) => ({
      PolicyName: policy.slice(`${arn}/inline/`.length),
      PolicyDocument: after ?? {},
    })),
  ];
  const attached = (arn: string, list: readonly AttachedPolicy[] | undefined): readonly AttachedPolicy[] => {
    const off = new Set(of("detached", arn).map(({ policy }) => policy));
    return (list ?? []).filter(({ PolicyArn }) => !off.has(PolicyArn) && fresh.get(PolicyArn) !== null);
  };
  const owner = <
    T extends { readonly Arn: string; readonly AttachedManagedPolicies?: readonly AttachedPolicy[] },
  >(
    detail: T,
  ) => ({ ...detail, AttachedManagedPolicies: attached(detail.Arn, detail.AttachedManagedPolicies) });

  const accounts = input.accounts.map((account) => {
    const { UserDetailList, GroupDetailList, RoleDetailList, Policies } = account.authorizationDetails;
    return {
      ...account,
      authorizationDetails: {
        ...account.authorizationDetails,
        UserDetailList: UserDetailList.map((user) => ({
          ...owner(user),
          UserPolicyList: inline(user.Arn, user.UserPolicyList),
        })),
        GroupDetailList: GroupDetailList.map((group) => ({
          ...owner(group),
          GroupPolicyList: inline(group.Arn, group.GroupPolicyList),
        })),
        RoleDetailList: RoleDetailList.map((role) => ({
          ...owner(role),
          RolePolicyList: inline(role.Arn, role.RolePolicyList),
          AssumeRolePolicyDocument: fresh.get(role.Arn) ?? role.AssumeRolePolicyDocument,
        })),
        Policies: Policies.flatMap((policy) => managed(policy, fresh)),
      },
      resourcePolicies: account.resourcePolicies.map((entry) => {
        const after = fresh.get(entry.resource);
        // Without its policy a bucket would have no owner here: an entry that allows nothing says the same.
        const none = { Version: "2012-10-17", Statement: [] };
        return after === undefined ? entry : { ...entry, policy: after ?? none };
      }),
    };
  });
  return { ...input, accounts };
}

/** A changed managed policy as AWS has it afterwards: its version in force reads otherwise. */
function managed(policy: ManagedPolicy, fresh: ReadonlyMap<string, Json | null>): readonly ManagedPolicy[] {
  const after = fresh.get(policy.Arn);
  if (after === undefined) return [policy];
  if (after === null) return [];
  const PolicyVersionList = (policy.PolicyVersionList ?? []).map((version) => {
    const inForce =
      policy.DefaultVersionId === undefined
        ? version.IsDefaultVersion === true
        : version.VersionId === policy.DefaultVersionId;
    return inForce ? { ...version, Document: after } : version;
  });
  return [{ ...policy, PolicyVersionList }];
}
