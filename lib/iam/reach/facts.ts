import type { GroupDetail, IamInput, RoleDetail, Workload } from "../input.ts";
import type { Identity, Landscape, Policy } from "../landscape.ts";
import { managedOf } from "../landscape-identities.ts";
import { missingPolicy, parsePolicy } from "../parse.ts";

/** What escalation needs to know of accounts beside their policies: who is in which group, what runs with which role. */
export interface ReachFacts {
  /** Users and roles, sorted by ARN: their places. */
  readonly identities: readonly Identity[];
  readonly places: ReadonlyMap<string, number>;
  groupsIn(account: string): readonly Group[];
  groupsOf(user: string): readonly Group[];
  /** Managed policies that are attached to the user or role itself, by ARN. */
  attachedTo(principal: string): ReadonlySet<string>;
  workloadsOf(role: string): readonly Workload[];
  /** Kinds of what runs in the account; `undefined`: not read. */
  kindsRunning(account: string): ReadonlySet<string> | undefined;
  /** Instance profiles that hold the role; `undefined`: not read. */
  profilesOf(role: Identity): readonly string[] | undefined;
  /** Versions of a customer-managed policy other than the one in force, as documents; `undefined`: not read. */
  otherVersionsOf(account: string, policy: string): readonly unknown[] | undefined;
}

export interface Group {
  readonly arn: string;
  readonly name: string;
  readonly account: string;
  readonly policies: readonly Policy[];
}

export function factsOf(input: IamInput, landscape: Landscape): ReachFacts {
  const identities = [...landscape.identities.values()].sort((a, b) => (a.arn < b.arn ? -1 : 1));
  const groups = new Map(
    input.accounts.map(({ id, authorizationDetails }) => {
      const managed = landscape.managed.get(id) ?? managedOf(authorizationDetails);
      return [id, authorizationDetails.GroupDetailList.map((group) => groupOf(group, id, managed))];
    }),
  );
  const memberships = new Map<string, readonly Group[]>();
  const roles = new Map<string, RoleDetail>();
  const running = new Map<string, Workload[]>();
  const versions = new Map<string, readonly unknown[]>();
  const attached = new Map<string, ReadonlySet<string>>();
  for (const { id, authorizationDetails, workloads = [] } of input.accounts) {
    for (const { Arn, GroupList = [] } of authorizationDetails.UserDetailList) {
      const named = new Set(GroupList);
      memberships.set(
        Arn,
        (groups.get(id) ?? []).filter(({ name }) => named.has(name)),
      );
    }
    for (const role of authorizationDetails.RoleDetailList) roles.set(role.Arn, role);
    for (const each of [...authorizationDetails.UserDetailList, ...authorizationDetails.RoleDetailList]) {
      attached.set(each.Arn, new Set((each.AttachedManagedPolicies ?? []).map(({ PolicyArn }) => PolicyArn)));
    }
    for (const each of workloads) running.set(each.role, [...(running.get(each.role) ?? []), each]);
    for (const { Arn, DefaultVersionId, PolicyVersionList } of authorizationDetails.Policies) {
      const others = PolicyVersionList?.filter(
        ({ VersionId, IsDefaultVersion }) => VersionId !== DefaultVersionId && IsDefaultVersion !== true,
      );
      if (others !== undefined)
        versions.set(
          `${id} ${Arn}`,
          others.map(({ Document }) => Document),
        );
    }
  }
  const kinds = new Map(
    input.accounts.flatMap(({ id, workloads }) =>
      workloads === undefined ? [] : [[id, new Set(workloads.map(({ kind }) => kind))] as const],
    ),
  );
  // AWS says of every role which profiles hold it, be it none: an account where none says so was not asked.
  const profiled = new Set(
    input.accounts
      .filter(({ authorizationDetails }) =>
        authorizationDetails.RoleDetailList.some(
          ({ InstanceProfileList }) => InstanceProfileList !== undefined,
        ),
      )
      .map(({ id }) => id),
  );
  return {
    identities,
    places: new Map(identities.map(({ arn }, place) => [arn, place])),
    groupsIn: (account) => groups.get(account) ?? [],
    groupsOf: (user) => memberships.get(user) ?? [],
    attachedTo: (principal) => attached.get(principal) ?? new Set(),
    workloadsOf: (role) => running.get(role) ?? [],
    kindsRunning: (account) => kinds.get(account),
    profilesOf: ({ arn, account }) =>
      profiled.has(account) ? (roles.get(arn)?.InstanceProfileList ?? []).map(({ Arn }) => Arn) : undefined,
    otherVersionsOf: (account, policy) => versions.get(`${account} ${policy}`),
  };
}

function groupOf(group: GroupDetail, account: string, managed: ReadonlyMap<string, Policy>): Group {
  const { Arn: arn, GroupName: name, GroupPolicyList = [], AttachedManagedPolicies = [] } = group;
  const inline = GroupPolicyList.map(({ PolicyName, PolicyDocument }) =>
    parsePolicy(PolicyDocument, `${arn}/inline/${PolicyName}`, "identity"),
  );
  const attached = AttachedManagedPolicies.map(
    ({ PolicyArn }) =>
      managed.get(PolicyArn) ?? missingPolicy(PolicyArn, `the policy ${PolicyArn} is not in the snapshot`),
  );
  return { arn, name, account, policies: [...inline, ...attached] };
}

const customerManaged = /^arn:[^:]+:iam::\d{12}:policy\//;

/** Customer-managed policies that are attached to it or to one of its groups: whoever can write them writes its rights. */
export function customerPoliciesOf({ policies }: Identity): readonly string[] {
  return [...new Set(policies.map(({ ref }) => ref).filter((ref) => customerManaged.test(ref)))];
}

/** The same of its boundary. */
export function customerBoundaryOf({ boundary }: Identity): readonly string[] {
  return boundary !== undefined && customerManaged.test(boundary.ref) ? [boundary.ref] : [];
}

/**
 * Roles of AWS’s services and of Identity Center: nobody in the account can write their policies or trust (IAM User
 * Guide, "Service-linked roles"; IAM Identity Center User Guide, "AWS managed roles").
 */
export function isProtected(arn: string): boolean {
  return isServiceLinked(arn) || arn.includes(":role/aws-reserved/");
}

/** Made by IAM Identity Center from a permission set. */
export function isOfIdentityCenter(arn: string): boolean {
  return arn.includes(":role/aws-reserved/sso.amazonaws.com/");
}

export function isServiceLinked(arn: string): boolean {
  return arn.includes(":role/aws-service-role/");
}
