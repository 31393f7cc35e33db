import type * as Iam from "@aws-sdk/client-iam";
import { formatInstant } from "../../base/time.ts";
import type * as Model from "../../iam/input.ts";

// AWS’s types leave every field optional. What has no name or no ARN is nobody, and is counted by the caller. A policy
// without text becomes the empty text, and one without a name is attached under words that say so: the engine finds
// either unknown, never absent.

/** A user of AWS's reply; `undefined` without name or ARN. Policies stay the text that AWS sent. */
export function userOf(user: Iam.UserDetail): Model.UserDetail | undefined {
  const { UserName, UserId, UserPolicyList, GroupList } = user;
  const identity = identityOf(user);
  if (identity === undefined || !UserName) return undefined;
  return kept({
    UserName,
    UserId: UserId || undefined,
    ...identity,
    ...principalOf(user),
    UserPolicyList: UserPolicyList?.map(inline),
    GroupList: GroupList?.filter((name) => name !== ""),
  });
}

export function groupOf(group: Iam.GroupDetail): Model.GroupDetail | undefined {
  const { GroupName, GroupId, GroupPolicyList } = group;
  const identity = identityOf(group);
  if (identity === undefined || !GroupName) return undefined;
  return kept({
    GroupName,
    GroupId: GroupId || undefined,
    ...identity,
    GroupPolicyList: GroupPolicyList?.map(inline),
  });
}

export function roleOf(role: Iam.RoleDetail): Model.RoleDetail | undefined {
  const { RoleName, RoleId, AssumeRolePolicyDocument = "", RolePolicyList, RoleLastUsed } = role;
  const identity = identityOf(role);
  if (identity === undefined || !RoleName) return undefined;
  return kept({
    RoleName,
    RoleId: RoleId || undefined,
    ...identity,
    ...principalOf(role),
    AssumeRolePolicyDocument,
    RolePolicyList: RolePolicyList?.map(inline),
    InstanceProfileList: role.InstanceProfileList?.flatMap(({ Arn, InstanceProfileName }) =>
      Arn !== undefined && identityArn.test(Arn)
        ? [kept({ Arn, InstanceProfileName: InstanceProfileName || undefined })]
        : [],
    ),
    RoleLastUsed:
      RoleLastUsed === undefined
        ? undefined
        : kept({ LastUsedDate: instant(RoleLastUsed.LastUsedDate), Region: RoleLastUsed.Region }),
  });
}

export function managedPolicyOf(policy: Iam.ManagedPolicyDetail): Model.ManagedPolicy | undefined {
  const { PolicyName, Arn, PolicyId, DefaultVersionId, PolicyVersionList } = policy;
  if (!PolicyName || Arn === undefined || !isPolicyArn(Arn)) return undefined;
  return kept({
    PolicyName,
    Arn,
    PolicyId: PolicyId || undefined,
    DefaultVersionId: DefaultVersionId || undefined,
    PolicyVersionList: PolicyVersionList?.flatMap(({ VersionId, IsDefaultVersion, Document }) =>
      VersionId ? [kept({ VersionId, IsDefaultVersion, Document })] : [],
    ),
  });
}

/** True for the ARN of a managed policy, an account’s own or AWS’s. */
export function isPolicyArn(arn: string): boolean {
  return /^arn:[^:\s]{1,30}:iam::(\d{12}|aws):\S/.test(arn);
}

/** Stands where AWS’s reply leaves out which policy it means. */
const unnamed = "unnamed in the reply";

/** True when a policy that `identity` has came without its name or without its text. */
export function lacksText(identity: Model.UserDetail | Model.GroupDetail | Model.RoleDetail): boolean {
  if ("RoleName" in identity && identity.AssumeRolePolicyDocument === "") return true;
  if (identity.AttachedManagedPolicies?.some(({ PolicyArn }) => PolicyArn === unnamed) === true) return true;
  if ("PermissionsBoundary" in identity && identity.PermissionsBoundary?.PermissionsBoundaryArn === unnamed)
    return true;
  const policies =
    "RoleName" in identity
      ? identity.RolePolicyList
      : "UserName" in identity
        ? identity.UserPolicyList
        : identity.GroupPolicyList;
  return (policies ?? []).some(
    ({ PolicyName, PolicyDocument }) => PolicyName === unnamed || PolicyDocument === "",
  );
}

/** True when the default version of `policy` came without its text. */
export function lacksDefault({ DefaultVersionId, PolicyVersionList = [] }: Model.ManagedPolicy): boolean {
  const version = PolicyVersionList.find(({ VersionId, IsDefaultVersion }) =>
    DefaultVersionId === undefined ? IsDefaultVersion === true : VersionId === DefaultVersionId,
  );
  return !version?.Document;
}

const identityArn = /^arn:[^:\s]{1,30}:iam::\d{12}:\S/;

interface Identity {
  readonly Arn?: string | undefined;
  readonly Path?: string | undefined;
  readonly CreateDate?: Date | undefined;
  readonly AttachedManagedPolicies?: readonly Iam.AttachedPolicy[] | undefined;
}

function identityOf({ Arn, Path, CreateDate, AttachedManagedPolicies }: Identity) {
  if (Arn === undefined || !identityArn.test(Arn)) return undefined;
  return kept({
    Arn,
    Path: Path || undefined,
    CreateDate: instant(CreateDate),
    AttachedManagedPolicies: AttachedManagedPolicies?.map(({ PolicyName, PolicyArn }) =>
      kept({ PolicyName: PolicyName || undefined, PolicyArn: PolicyArn || unnamed }),
    ),
  });
}

function principalOf({ PermissionsBoundary, Tags }: Pick<Iam.RoleDetail, "PermissionsBoundary" | "Tags">) {
  return {
    PermissionsBoundary:
      PermissionsBoundary === undefined
        ? undefined
        : kept({
            PermissionsBoundaryArn: PermissionsBoundary.PermissionsBoundaryArn || unnamed,
            PermissionsBoundaryType: PermissionsBoundary.PermissionsBoundaryType || undefined,
          }),
    Tags: Tags?.flatMap(({ Key, Value = "" }) => (Key === undefined ? [] : [{ Key, Value }])),
  };
}

function inline({ PolicyName, PolicyDocument = "" }: Iam.PolicyDetail): Model.InlinePolicy {
  return { PolicyName: PolicyName || unnamed, PolicyDocument };
}

function instant(date: Date | undefined): string | undefined {
  return date === undefined || Number.isNaN(date.getTime()) ? undefined : formatInstant(date);
}

/** Without the keys whose value is `undefined`: in a snapshot, absent means not read. */
type Kept<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

function kept<T extends object>(value: T): Kept<T> {
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries) as Kept<T>;
}
