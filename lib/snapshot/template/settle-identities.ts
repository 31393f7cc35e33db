import type { AuthorizationDetails } from "../../iam/input.ts";
import { say, type Args, type Lang, type Words } from "../../base/words.ts";
import type { Draft } from "./draft.ts";
import { whyMissing } from "./template-words.ts";

/**
 * Attaches what names a principal by name (policies, groups, instance profiles), now that all of the account is read,
 * and notes what is named but not there. The result is in the order of ARNs and names.
 */
export function settleIdentities(draft: Draft, lang: Lang): AuthorizationDetails {
  const { users, groups, roles, policies, later } = draft;
  const miss = (what: string, resource: string, why: Words, args: Args = {}) =>
    draft.unread.push({ what, why: say(why, lang, args), account: draft.id, facts: "identities", resource });
  const arnOf = (kind: string, name: string) => `arn:aws:iam::${draft.id}:${kind}/${name}`;

  const named = {
    role: new Map(roles.map((role) => [role.RoleName, { ...role, inline: role.RolePolicyList }])),
    user: new Map(users.map((user) => [user.UserName, { ...user, inline: user.UserPolicyList }])),
    group: new Map(groups.map((group) => [group.GroupName, { ...group, inline: group.GroupPolicyList }])),
  };
  for (const { to, name, by, policy, document } of later.inline) {
    const holder = named[to].get(name);
    if (holder === undefined) miss(by, arnOf(to, name), whyMissing.principal, { name });
    else holder.inline.push({ PolicyName: policy, PolicyDocument: document });
  }
  for (const { to, name, by, policy, arn } of later.attached) {
    const attached = named[to].get(name)?.AttachedManagedPolicies;
    if (attached === undefined) miss(by, arnOf(to, name), whyMissing.principal, { name });
    else if (!attached.some(({ PolicyArn }) => PolicyArn === arn))
      attached.push({ PolicyName: policy, PolicyArn: arn });
  }
  for (const { user, group } of later.members) {
    const member = named.user.get(user);
    if (member === undefined)
      miss(`AWS::IAM::Group ${group}`, arnOf("user", user), whyMissing.principal, { name: user });
    else if (!member.GroupList.includes(group)) member.GroupList.push(group);
    if (!named.group.has(group))
      miss(`AWS::IAM::Group ${group}`, arnOf("group", group), whyMissing.principal, { name: group });
  }
  for (const { name, arn, roles: held } of later.profiles) {
    for (const role of held)
      named.role.get(role)?.InstanceProfileList.push({ Arn: arn, InstanceProfileName: name });
  }

  const own = new Set(policies.map(({ Arn }) => Arn));
  const asked = [...roles, ...users, ...groups].flatMap((holder) => [
    ...holder.AttachedManagedPolicies.map(({ PolicyArn }) => PolicyArn),
    ...("PermissionsBoundary" in holder && holder.PermissionsBoundary !== undefined
      ? [holder.PermissionsBoundary.PermissionsBoundaryArn]
      : []),
  ]);
  for (const arn of new Set(asked)) {
    if (own.has(arn) || !arn.startsWith("arn:")) continue;
    const aws = /^arn:[^:]+:iam::aws:policy\//.test(arn);
    miss(`document of ${arn}`, arn, aws ? whyMissing.awsPolicy : whyMissing.policy);
  }
  return {
    UserDetailList: users.toSorted(byArn),
    GroupDetailList: groups.toSorted(byArn),
    RoleDetailList: roles.toSorted(byArn),
    Policies: policies.toSorted(byArn),
  };
}

function byArn(one: { readonly Arn: string }, other: { readonly Arn: string }): number {
  return one.Arn < other.Arn ? -1 : one.Arn > other.Arn ? 1 : 0;
}
