import { readDocument } from "../document.ts";
import type { AuthorizationDetails, IamAccount, IamInput, InlinePolicy, ManagedPolicy } from "../input.ts";
import { policyInForce } from "../landscape-identities.ts";
import type { Json } from "./request.ts";

/** A policy as it stands somewhere. */
export interface StandingPolicy {
  /** As `StatementRef.policy` names it. */
  readonly ref: string;
  readonly kind: "inline" | "managed" | "resource" | "trust" | "scp" | "rcp";
  readonly json: Json;
  /** ARN of the user, role, group or resource that an inline, trust or resource policy stands on. */
  readonly on?: string;
  /** ARNs of users and roles for whom it speaks: with it themselves, by a group, or as their boundary. */
  readonly holders: readonly string[];
  /** ARNs of users, roles and groups to which a managed policy is attached, each with the users and roles that get it so. */
  readonly attachedTo: ReadonlyMap<string, readonly string[]>;
  /** False for what AWS or an organisation keeps: managed policies of AWS, service-linked roles, guardrails. */
  readonly editable: boolean;
}

/** Every policy of the input that is JSON, by its name; of managed policies the version in force. */
export function documentsOf({ accounts, organization }: IamInput): ReadonlyMap<string, StandingPolicy> {
  const guardrails = (["scp", "rcp"] as const).flatMap((kind) =>
    (organization?.[kind === "scp" ? "serviceControlPolicies" : "resourceControlPolicies"] ?? []).flatMap(
      ({ name, policy }) => standing({ ref: `${kind}/${name}`, kind }, policy, { editable: false }),
    ),
  );
  const found = new Map<string, StandingPolicy>();
  for (const each of [...accounts.flatMap(ofAccount), ...guardrails]) {
    const known = found.get(each.ref);
    found.set(each.ref, known === undefined ? each : merged(known, each));
  }
  return found;
}

/** AWS’s own policies have one name in every account. */
function merged(one: StandingPolicy, other: StandingPolicy): StandingPolicy {
  return {
    ...one,
    holders: [...new Set([...one.holders, ...other.holders])],
    attachedTo: new Map([...one.attachedTo, ...other.attachedTo]),
    // Of two texts of one name nobody knows which is meant.
    editable: one.editable && other.editable && JSON.stringify(one.json) === JSON.stringify(other.json),
  };
}

/** A role or user that AWS keeps, and nobody else can change (IAM User Guide, "Service-linked roles"). */
export function isKeptByAws(arn: string): boolean {
  return /:role\/(aws-service-role|aws-reserved)\//.test(arn);
}

function ofAccount(account: IamAccount): readonly StandingPolicy[] {
  const details = account.authorizationDetails;
  const members = membersOf(details);
  const inline = [
    ...details.UserDetailList.map((user) => [user.Arn, user.UserPolicyList, [user.Arn]] as const),
    ...details.GroupDetailList.map(
      (group) => [group.Arn, group.GroupPolicyList, members.get(group.GroupName) ?? []] as const,
    ),
    ...details.RoleDetailList.map((role) => [role.Arn, role.RolePolicyList, [role.Arn]] as const),
  ].flatMap(([on, list, holders]) => inlineOf(on, list, holders));
  const attached = attachmentsOf(details, members);
  const managed = details.Policies.flatMap((policy) => managedOf(policy, attached.get(policy.Arn)));
  const trusts = details.RoleDetailList.flatMap(({ Arn, AssumeRolePolicyDocument }) =>
    standing({ ref: Arn, kind: "trust", on: Arn }, AssumeRolePolicyDocument, { editable: !isKeptByAws(Arn) }),
  );
  const resources = account.resourcePolicies.flatMap(({ resource, policy }) =>
    standing({ ref: resource, kind: "resource", on: resource }, policy, {}),
  );
  return [...inline, ...managed, ...trusts, ...resources];
}

function inlineOf(on: string, list: readonly InlinePolicy[] | undefined, holders: readonly string[]) {
  const editable = !isKeptByAws(on);
  return (list ?? []).flatMap(({ PolicyName, PolicyDocument }) =>
    standing({ ref: `${on}/inline/${PolicyName}`, kind: "inline", on }, PolicyDocument, {
      holders,
      editable,
    }),
  );
}

interface Attachments {
  readonly to: Map<string, readonly string[]>;
  readonly holders: Set<string>;
}

function managedOf(policy: ManagedPolicy, attached: Attachments | undefined): readonly StandingPolicy[] {
  const { Arn, DefaultVersionId, PolicyVersionList = [] } = policy;
  if (policyInForce(policy).problem !== undefined) return [];
  const version = PolicyVersionList.find(({ VersionId, IsDefaultVersion }) =>
    DefaultVersionId === undefined ? IsDefaultVersion === true : VersionId === DefaultVersionId,
  );
  return standing({ ref: Arn, kind: "managed" }, version?.Document, {
    holders: [...(attached?.holders ?? [])],
    attachedTo: attached?.to ?? new Map(),
    editable: !/^arn:[^:]*:iam::aws:/.test(Arn),
  });
}

function attachmentsOf(details: AuthorizationDetails, members: ReadonlyMap<string, readonly string[]>) {
  const attached = new Map<string, Attachments>();
  const add = (policy: string, to: string | undefined, holders: readonly string[]): void => {
    const known = attached.get(policy) ?? { to: new Map(), holders: new Set<string>() };
    attached.set(policy, known);
    if (to !== undefined) known.to.set(to, holders);
    for (const holder of holders) known.holders.add(holder);
  };
  for (const { Arn, AttachedManagedPolicies, PermissionsBoundary } of [
    ...details.UserDetailList,
    ...details.RoleDetailList,
  ]) {
    for (const { PolicyArn } of AttachedManagedPolicies ?? []) add(PolicyArn, Arn, [Arn]);
    if (PermissionsBoundary !== undefined) add(PermissionsBoundary.PermissionsBoundaryArn, undefined, [Arn]);
  }
  for (const { Arn, GroupName, AttachedManagedPolicies } of details.GroupDetailList)
    for (const { PolicyArn } of AttachedManagedPolicies ?? [])
      add(PolicyArn, Arn, members.get(GroupName) ?? []);
  return attached;
}

function membersOf(details: AuthorizationDetails): ReadonlyMap<string, readonly string[]> {
  const members = new Map<string, string[]>();
  for (const { Arn, GroupList } of details.UserDetailList)
    for (const name of GroupList ?? []) members.set(name, [...(members.get(name) ?? []), Arn]);
  return members;
}

function standing(
  place: Pick<StandingPolicy, "ref" | "kind" | "on">,
  document: unknown,
  { holders = [], attachedTo = new Map(), editable = true }: Partial<StandingPolicy>,
): readonly StandingPolicy[] {
  const read = readDocument(document);
  return "json" in read ? [{ ...place, json: read.json, holders, attachedTo, editable }] : [];
}
