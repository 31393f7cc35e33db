import type { Template } from "./variables.ts";

/**
 * Accounts after compiling: policies parsed once, every reference followed, so that a question needs no more reading.
 * Wherever something was malformed, missing or not understood it carries a `problem`: one English sentence. What has a
 * problem is `unknown`, in an allow as in a deny; it is never passed over.
 */
export interface Landscape {
  /** Ids of the accounts that were read. */
  readonly accounts: ReadonlySet<string>;
  /** Users and roles by ARN. */
  readonly identities: ReadonlyMap<string, Identity>;
  /** Resources that have a policy, by ARN (a bucket's objects are under the bucket). Trust policies are in the role. */
  readonly resources: ReadonlyMap<string, GovernedResource>;
  /** Managed policies by account, then by ARN: for session policies that are named rather than written out. */
  readonly managed: ReadonlyMap<string, ReadonlyMap<string, Policy>>;
  /** Absent: none is known of; then no policy of one limits anybody. */
  readonly organization?: OrganizationRules;
  readonly notUnderstood: readonly { readonly policy: string; readonly why: string }[];
}

export interface Identity {
  readonly kind: "user" | "role";
  readonly arn: string;
  readonly account: string;
  /** Without path. */
  readonly name: string;
  /** With both slashes, such as `/` or `/service-role/`. */
  readonly path: string;
  /** `AIDA…` or `AROA…`, where it is known. */
  readonly id?: string;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  /** It may have any tags beside these: its account was not read. */
  readonly tagsUnread?: true;
  /** Inline, attached, and those of the groups: they add up. One that is missing is here with its `problem`. */
  readonly policies: readonly Policy[];
  readonly boundary?: Policy;
  /** Of roles: who may assume it. The policy's `ref` is the role's ARN. */
  readonly trust?: Policy;
}

export interface GovernedResource {
  readonly arn: string;
  /** Twelve digits; absent where neither ARN nor snapshot says. */
  readonly account?: string;
  /** Of keys: with their grants as statements after it. */
  readonly policy: Policy;
  /** A bucket whose policy, should it be public, is held to its own account: S3's RestrictPublicBuckets. */
  readonly publicRestricted?: true;
  /** A key that AWS manages: no RCP reaches it. */
  readonly managedByAws?: true;
}

export interface OrganizationRules {
  readonly id?: string;
  readonly managementAccount?: string;
  /** Absent: not read. Empty: read, and there is none. */
  readonly serviceControl?: readonly Guardrail[];
  readonly resourceControl?: readonly Guardrail[];
}

/** An SCP or RCP. */
export interface Guardrail {
  readonly policy: Policy;
  readonly targets: ReadonlySet<string>;
  /** Policies of one level add up, levels intersect; "" where none is named. */
  readonly level: string;
}

/** Where a policy stands decides which elements it has. */
export type PolicyKind = "identity" | "resource" | "trust" | "scp" | "rcp";

export interface Policy {
  /** As `StatementRef.policy` says it. */
  readonly ref: string;
  readonly kind: PolicyKind;
  readonly statements: readonly Statement[];
  /** The policy as a whole could not be read: it may allow or deny anything. Then `statements` is empty. */
  readonly problem?: string;
  /** What AWS would not take, though its meaning is plain: told, and no reason for doubt. */
  readonly remarks?: readonly string[];
}

export interface Statement {
  readonly index: number;
  /** Not empty. */
  readonly sid?: string;
  readonly effect: "Allow" | "Deny";
  readonly actions: ActionElement;
  /** Absent in trust policies, and where a resource's policy leaves it out: whatever the policy stands on. */
  readonly resources?: ResourceElement;
  /** Present in policies of resources and trust policies, and only there. */
  readonly principals?: PrincipalElement;
  /** All must hold. */
  readonly conditions: readonly Condition[];
  /** The id of the grant that this statement says, on a key: it is none of the key policy's. */
  readonly grant?: string;
  /** It could not be read: it may or may not apply (within the elements that could be read, which stand). */
  readonly problem?: string;
}

export interface ActionElement {
  /** `NotAction`. */
  readonly negated: boolean;
  /** Lower case, with `*` and `?`. */
  readonly patterns: readonly string[];
}

export interface ResourceElement {
  /** `NotResource`. */
  readonly negated: boolean;
  readonly patterns: readonly Template[];
}

export interface PrincipalElement {
  /** `NotPrincipal`. */
  readonly negated: boolean;
  readonly of: readonly PrincipalPattern[];
}

export type PrincipalPattern =
  /** `"*"` or `{"AWS": "*"}`. */
  | { readonly kind: "everyone" }
  /** An account's id or root: hands the right on to the account, whose own policies then decide. */
  | { readonly kind: "account"; readonly account: string }
  /** A user, role, assumed-role session or federated-user session, letter by letter. */
  | { readonly kind: "arn"; readonly arn: string }
  /** `AROA…`, `AIDA…`: what AWS shows in place of a principal that was deleted. */
  | { readonly kind: "id"; readonly id: string }
  | { readonly kind: "service"; readonly service: string }
  | { readonly kind: "federated"; readonly provider: string }
  | { readonly kind: "canonicalUser"; readonly id: string }
  /** Not understood: may or may not be anybody. */
  | { readonly kind: "unclear"; readonly text: string };

export interface Condition {
  /** Without prefix and suffix, in AWS's spelling; for one not understood, its text as it stands. */
  readonly operator: string;
  readonly ifExists: boolean;
  readonly quantifier?: "ForAllValues" | "ForAnyValue";
  /** Lower case. */
  readonly key: string;
  /** Any one must match; for a negated operator, none may. */
  readonly values: readonly Template[];
  /** Operator or value not understood: the condition may or may not hold. */
  readonly problem?: string;
}
