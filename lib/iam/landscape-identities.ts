import type {
  AttachedPolicy,
  AuthorizationDetails,
  IamAccount,
  InlinePolicy,
  ManagedPolicy,
  RoleDetail,
  UserDetail,
} from "./input.ts";
import type { Identity, Policy } from "./landscape.ts";
import { missingPolicy, parsePolicy } from "./parse.ts";

/** Managed policies by ARN: the version that is in force. Of one that stands twice nobody can say which is meant. */
export function managedOf(details: AuthorizationDetails): ReadonlyMap<string, Policy> {
  const twice = repeated(details.Policies.map(({ Arn }) => Arn));
  return new Map(
    details.Policies.map((policy) => [
      policy.Arn,
      twice.has(policy.Arn)
        ? missingPolicy(policy.Arn, `${policy.Arn} is twice in the snapshot`)
        : policyInForce(policy),
    ]),
  );
}

function repeated(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.has(name) || !seen.add(name)));
}

/** A managed policy as its version in force has it; with a problem when that is missing, or two are named. */
export function policyInForce({ Arn, DefaultVersionId, PolicyVersionList = [] }: ManagedPolicy): Policy {
  const marked = PolicyVersionList.filter(({ IsDefaultVersion }) => IsDefaultVersion === true);
  const id = DefaultVersionId ?? marked[0]?.VersionId;
  const [version, ...others] = PolicyVersionList.filter(({ VersionId }) => VersionId === id);
  const doubtful =
    others.length > 0 ||
    marked.length > 1 ||
    (version !== undefined &&
      (version.IsDefaultVersion === false || marked.some((each) => each !== version)));
  if (doubtful) return missingPolicy(Arn, "the snapshot tells in two ways which version of it is in force");
  if (version?.Document === undefined)
    return missingPolicy(Arn, "the version in force is not in the snapshot");
  return parsePolicy(version.Document, Arn, "identity");
}

/** Users and roles of one account, with everything that names them followed. */
export function identitiesOf(account: IamAccount, managed: ReadonlyMap<string, Policy>): readonly Identity[] {
  const details = account.authorizationDetails;
  const twice = repeated(details.GroupDetailList.map(({ GroupName }) => GroupName));
  const groups = new Map(
    details.GroupDetailList.map((group) => [
      group.GroupName,
      twice.has(group.GroupName)
        ? [missingPolicy(group.Arn, `the group “${group.GroupName}” is twice in the snapshot`)]
        : [...inline(group.Arn, group.GroupPolicyList), ...attached(group.AttachedManagedPolicies, managed)],
    ]),
  );
  const users = details.UserDetailList.map((user): Identity => ({
    kind: "user",
    ...shared(user, account.id, managed),
    name: user.UserName,
    ...(user.UserId !== undefined && { id: user.UserId }),
    policies: [
      ...inline(user.Arn, user.UserPolicyList),
      ...attached(user.AttachedManagedPolicies, managed),
      ...(user.GroupList ?? []).flatMap(
        (name) =>
          groups.get(name) ?? [missingPolicy(`group/${name}`, `the group “${name}” is not in the snapshot`)],
      ),
    ],
  }));
  const roles = details.RoleDetailList.map((role): Identity => ({
    kind: "role",
    ...shared(role, account.id, managed),
    name: role.RoleName,
    ...(role.RoleId !== undefined && { id: role.RoleId }),
    policies: [...inline(role.Arn, role.RolePolicyList), ...attached(role.AttachedManagedPolicies, managed)],
    trust: parsePolicy(role.AssumeRolePolicyDocument, role.Arn, "trust"),
  }));
  return [...users, ...roles];
}

function shared(
  detail: UserDetail | RoleDetail,
  account: string,
  managed: ReadonlyMap<string, Policy>,
): Pick<Identity, "arn" | "account" | "path" | "tags" | "boundary"> {
  const boundary = detail.PermissionsBoundary?.PermissionsBoundaryArn;
  return {
    arn: detail.Arn,
    account,
    path: detail.Path ?? pathOf(detail.Arn),
    tags: (detail.Tags ?? []).map(({ Key, Value }) => ({ key: Key, value: Value })),
    // A boundary that does not exist denies all; one that is only missing from the snapshot may allow anything.
    ...(boundary !== undefined && { boundary: managed.get(boundary) ?? absent(boundary) }),
  };
}

function pathOf(arn: string): string {
  return arn.slice(arn.indexOf("/"), arn.lastIndexOf("/") + 1);
}

function inline(owner: string, list: readonly InlinePolicy[] | undefined): readonly Policy[] {
  return (list ?? []).map(({ PolicyName, PolicyDocument }) =>
    parsePolicy(PolicyDocument, `${owner}/inline/${PolicyName}`, "identity"),
  );
}

function attached(
  list: readonly AttachedPolicy[] | undefined,
  managed: ReadonlyMap<string, Policy>,
): readonly Policy[] {
  return (list ?? []).map(({ PolicyArn }) => managed.get(PolicyArn) ?? absent(PolicyArn));
}

function absent(arn: string): Policy {
  return missingPolicy(arn, `the policy ${arn} is not in the snapshot`);
}
