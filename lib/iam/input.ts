/**
 * What the engine is given: the shapes of AWS's own replies, so that a saved `GetAccountAuthorizationDetails` is an
 * input as it stands (IAM API Reference, GetAccountAuthorizationDetails). Nothing here has been checked for sense:
 * policies are untrusted text until `parse.ts` has read them.
 */
export interface IamInput {
  readonly accounts: readonly IamAccount[];
  readonly organization?: Organization;
  /** What could not be read. Of these facts the engine heeds `resource-policies` of one resource. */
  readonly unread?: readonly {
    readonly facts?: string;
    readonly resource?: string;
    readonly account?: string;
  }[];
}

export interface IamAccount {
  /** Twelve digits. */
  readonly id: string;
  readonly authorizationDetails: AuthorizationDetails;
  readonly resourcePolicies: readonly ResourcePolicy[];
  /** What runs with which role. Absent: not read. */
  readonly workloads?: readonly Workload[];
  /** Grants of KMS keys. Absent: not read. */
  readonly keyGrants?: readonly KeyGrant[];
  /** S3 Block Public Access of the whole account; `null`: none is set. Absent: not read. */
  readonly publicAccessBlock?: PublicAccessBlock | null;
  /** Buckets of this account: one that has no entry in `resourcePolicies` has no policy, unless it is `unread`. */
  readonly buckets?: readonly {
    readonly arn: string;
    readonly publicAccessBlock?: PublicAccessBlock | null;
  }[];
  readonly keys?: readonly { readonly arn: string; readonly manager?: "customer" | "aws" }[];
}

/** Something that runs with a role. */
export interface Workload {
  /** Such as `lambda`, `ec2`, `ecs`. */
  readonly kind: string;
  readonly resource: string;
  readonly role: string;
}

/** A grant of a key (AWS KMS API Reference, GrantListEntry): a third way in, beside key policy and IAM policies. */
export interface KeyGrant {
  /** ARN of the key. */
  readonly key: string;
  readonly id: string;
  /** ARN of a user, role, session or account’s root; or a service. */
  readonly grantee: string;
  readonly retiring?: string;
  /** Such as `Decrypt`, `CreateGrant`: names of API operations. */
  readonly operations: readonly string[];
  readonly constraints?: {
    readonly encryptionContextSubset?: Readonly<Record<string, string>>;
    readonly encryptionContextEquals?: Readonly<Record<string, string>>;
  };
}

export interface PublicAccessBlock {
  readonly blockPublicAcls: boolean;
  readonly ignorePublicAcls: boolean;
  readonly blockPublicPolicy: boolean;
  readonly restrictPublicBuckets: boolean;
}

/** A policy that stands on a resource. The trust policies of roles are not here: they are in the role's details. */
export interface ResourcePolicy {
  /** ARN of the resource: a bucket, a key, a table, a function … */
  readonly resource: string;
  readonly policy: PolicyDocument;
  /** The resource's account, where its ARN does not say (buckets); else the account that the entry stands in. */
  readonly account?: string;
}

/** A policy as a JSON object, or as AWS sends it: JSON text, percent-encoded by RFC 3986 or plain. */
export type PolicyDocument = string | Readonly<Record<string, unknown>>;

export interface AuthorizationDetails {
  readonly UserDetailList: readonly UserDetail[];
  readonly GroupDetailList: readonly GroupDetail[];
  readonly RoleDetailList: readonly RoleDetail[];
  /** Managed policies, those that are used only as boundaries among them (AWS's own reply leaves those out). */
  readonly Policies: readonly ManagedPolicy[];
}

interface IdentityDetail {
  readonly Arn: string;
  readonly Path?: string;
  readonly CreateDate?: string;
  readonly AttachedManagedPolicies?: readonly AttachedPolicy[];
}

interface PrincipalDetail extends IdentityDetail {
  readonly PermissionsBoundary?: {
    readonly PermissionsBoundaryArn: string;
    readonly PermissionsBoundaryType?: string;
  };
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

export interface UserDetail extends PrincipalDetail {
  readonly UserName: string;
  readonly UserId?: string;
  readonly UserPolicyList?: readonly InlinePolicy[];
  readonly GroupList?: readonly string[];
}

export interface GroupDetail extends IdentityDetail {
  readonly GroupName: string;
  readonly GroupId?: string;
  readonly GroupPolicyList?: readonly InlinePolicy[];
}

export interface RoleDetail extends PrincipalDetail {
  readonly RoleName: string;
  readonly RoleId?: string;
  readonly AssumeRolePolicyDocument: PolicyDocument;
  readonly RolePolicyList?: readonly InlinePolicy[];
  readonly InstanceProfileList?: readonly { readonly Arn: string; readonly InstanceProfileName?: string }[];
  readonly RoleLastUsed?: { readonly LastUsedDate?: string; readonly Region?: string };
}

export interface InlinePolicy {
  readonly PolicyName: string;
  readonly PolicyDocument: PolicyDocument;
}

export interface AttachedPolicy {
  readonly PolicyName?: string;
  readonly PolicyArn: string;
}

export interface ManagedPolicy {
  readonly PolicyName: string;
  readonly Arn: string;
  readonly PolicyId?: string;
  readonly DefaultVersionId?: string;
  readonly PolicyVersionList?: readonly {
    readonly VersionId: string;
    readonly IsDefaultVersion?: boolean;
    readonly Document?: PolicyDocument;
  }[];
}

export interface Organization {
  readonly id?: string;
  readonly managementAccount?: string;
  readonly serviceControlPolicies?: readonly OrganizationPolicy[];
  readonly resourceControlPolicies?: readonly OrganizationPolicy[];
}

export interface OrganizationPolicy {
  readonly name: string;
  readonly policy: PolicyDocument;
  /** Ids of the accounts below it. */
  readonly targets: readonly string[];
  /** Policies of one level add up, levels intersect; without it all of an account's are one level. */
  readonly level?: string;
}
