/** The questions that the engine answers, and its answers. What it computes them from is in `input.ts`. */

/** One concrete request, as `access decide` reads it. */
export interface AccessRequest {
  /**
   * ARN of a user, a role (some session of it), a session, an account's root; or `*`, nobody in particular; a service
   * such as `lambda.amazonaws.com`; an identity provider, for the actions that take its token.
   */
  readonly principal: string;
  /** Such as `s3:GetObject`, in any case. */
  readonly action: string;
  /** ARN of one resource, or `*` for actions that know none. */
  readonly resource: string;
  /** Keys in any case. A key that is absent is absent; `[]` is present and empty. */
  readonly context?: RequestContext;
  /** Policies handed over when the session was made. Empty is none. */
  readonly sessionPolicies?: readonly unknown[];
}

export type RequestContext = Readonly<Record<string, ContextValue>>;
export type ContextValue = string | number | boolean | readonly (string | number | boolean)[];

export type Outcome = "allowed" | "explicitDeny" | "implicitDeny" | "unknown";

export interface Decision {
  readonly decision: Outcome;
  /** The statements that decided: those that deny, or those that allow at each layer. */
  readonly by: readonly StatementRef[];
  /** For `unknown`: the construct that is missing, malformed or not understood. Absent otherwise. */
  readonly why?: string;
}

export interface StatementRef {
  /** ARN of a managed policy; `<principal ARN>/inline/<name>`; a resource's ARN for its policy; `scp/<name>`, `rcp/<name>`. */
  readonly policy: string;
  /** Its Sid, or its place, from 0. */
  readonly statement: string | number;
  readonly effect: "Allow" | "Deny";
}

/** Is there any request with one of these actions on one of these resources? */
export interface AccessQuestion {
  /** Names or patterns, such as `dynamodb:GetItem` or `s3:Get*`. */
  readonly actions: readonly string[];
  /** ARNs or patterns with `*` and `?`. Actions that know no resource types are asked on `*`. */
  readonly resources: readonly string[];
  /** ARNs or patterns of resources that are not asked about, though those above match them. */
  readonly except?: readonly string[];
  /**
   * Condition keys that the request has with just this value, such as `{"iam:PassedToService": "ec2.amazonaws.com"}`;
   * `null`: that it does not have. For keys of text and ARNs.
   */
  readonly given?: Readonly<Record<string, string | null>>;
}

/**
 * The answer for one principal. `yes` has a request that `decide` allows as it stands, or, where the witness `assumes`
 * somebody, would allow once that one’s own account does.
 */
export type Proof =
  | { readonly verdict: "yes"; readonly witness: Witness }
  | { readonly verdict: "no" }
  | { readonly verdict: "unknown"; readonly why: string };

export interface Witness {
  readonly action: string;
  readonly resource: string;
  readonly context?: RequestContext;
  /**
   * What makes it allowed: every request of the same principal, action and resource that meets all of these is allowed
   * as well. Absent: whatever the request is like.
   */
  readonly when?: readonly WitnessCondition[];
  readonly by: readonly StatementRef[];
  /** ARN of an outsider whose own account, which was not read, is taken to allow it too. */
  readonly assumes?: string;
}

/** A condition of a policy, of an allow that is used or a deny that is dodged. */
export interface WitnessCondition {
  /** With prefix and suffix, such as `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string;
  readonly key: string;
  /** As the policy writes them, policy variables among them. */
  readonly values: readonly string[];
  /** Whether it must hold, or must not. */
  readonly wanted: boolean;
}

/** What can be asked of compiled accounts. Pure; answers may be remembered. */
export interface Access {
  /** Every user and role of every account, as ARNs, sorted. */
  readonly principals: readonly string[];
  decide(request: AccessRequest): Decision;
  /** One principal of the snapshot, or one named by a resource's policy only. */
  can(principal: string, question: AccessQuestion): Proof;
  /**
   * Every principal that can or may: users, roles, and those outside the snapshot that a policy of a resource or a
   * trust policy names (account roots, `*`, services are left out). Sorted by ARN; whoever provably cannot is not in it.
   */
  who(question: AccessQuestion): readonly { readonly principal: string; readonly proof: Proof }[];
  /** Policies that could not be parsed, statements with constructs not understood: one sentence each, in plain English. */
  readonly notUnderstood: readonly { readonly policy: string; readonly why: string }[];
}
