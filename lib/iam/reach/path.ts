import type { Words } from "../../base/words.ts";

/**
 * One way to act as somebody else, or to write rights for oneself: a row of the table in `paths/`. All needs must be
 * possible for the one who goes this way, each decided by the engine; what is not asked here is not needed.
 */
export interface EscalationPath {
  /** Ours, stable: `<service>-<what>`, such as `iam-create-policy-version` or `passrole-lambda-create-invoke`. */
  readonly id: string;
  /** Ids under which pathfinding.cloud has it, such as `iam-001`; none where it is not there. */
  readonly published: readonly string[];
  /** Where the way is described: AWS's page, or the publication. https. */
  readonly source: string;
  readonly needs: readonly PathNeed[];
  readonly gains: PathGain;
  /** What is done, in one sentence with a verb, without naming who or whom: “Writes a new version of a policy that is attached to it.” */
  readonly words: Words;
  /** What must be so besides, though no request shows it: a sentence for `Route.assumes`. Absent: nothing. */
  readonly assumes?: Words;
  /** The same, but for whoever is of the organisation’s management account. */
  readonly assumesInMembers?: Words;
}

/** One request that must be possible. */
export interface PathNeed {
  /** In AWS's spelling; any one of them is enough. */
  readonly actions: readonly string[];
  readonly on: NeedTarget;
  /** Keys that the request has, such as `iam:PassedToService`; `null`: that it does not have (see `AccessQuestion.given`). */
  readonly given?: Readonly<Record<string, string | null>>;
}

/**
 * What a request is on. “Whom”: the user or role that is gained, which for the gains that begin with “own” is self;
 * “self”: the one who goes this way. All needs of one row on `anyGroup` are on one group.
 */
export type NeedTarget =
  /** The user or role that is gained. */
  | "whom"
  | "self"
  /** A customer-managed policy that is attached to whom is gained, or to one of its groups. */
  | "policyOfWhom"
  /** A group that whom is gained is in. */
  | "groupOfWhom"
  /** A group with rights, which self then joins. */
  | "anyGroup"
  /** The customer-managed policy that is the permissions boundary of whom. */
  | "boundaryOfWhom"
  /** An instance profile that holds the role, or, where the facts have none, any. */
  | "instanceProfileOfWhom"
  /**
   * What runs with the role already: `workloads` of the gain's kinds, by their ARN where it is one of `else`; any of
   * `else` where it is not (a launch template, a stack's placeholder), and where such kinds were not read. It is in the
   * account of the role, which may be another than that of the one who goes this way.
   */
  | { readonly workload: readonly string[]; readonly else: string }
  /** An ARN pattern; `{account}` is the account of the one who goes this way. `*`: no resource. */
  | { readonly pattern: string };

export type PathGain =
  /**
   * A role, which must let `service` assume it (with `sts:AssumeRole`), and to which it is passed. `inProfile`: an
   * instance profile must hold it already. `federated`: `service` is a provider, by `sts:AssumeRoleWithWebIdentity`.
   */
  | {
      readonly kind: "passed-role";
      readonly service: string;
      readonly inProfile?: true;
      readonly federated?: true;
    }
  /**
   * A role with which a workload of these kinds runs already, or, where workloads of these kinds were not read, which
   * lets `service` assume it. `federated` as above.
   */
  | {
      readonly kind: "running-role";
      readonly workloads: readonly string[];
      readonly service: string;
      readonly federated?: true;
    }
  /**
   * A role, by its trust policy: what assume-role chains give (`asked`), and changed trust policies (`rewritten`: then it
   * names self; `handed`: somebody else, who acts for self). `identity-center`: one that IAM Identity Center made, `/aws-reserved/sso.amazonaws.com/…`. `saml`: one
   * that lets a SAML provider of its account assume it.
   */
  | { readonly kind: "role"; readonly trust: "asked" | "rewritten" | "handed" | "identity-center" | "saml" }
  /** A user, of whom a credential is made. */
  | { readonly kind: "user" }
  /**
   * Rights for oneself: whatever boundary and organisation leave. `only`: users or roles alone can go this way, or roles
   * that IAM Identity Center made.
   */
  | { readonly kind: "own-rights"; readonly only?: "user" | "role" | "identity-center" }
  /** What another version of a policy of self says, as the facts have it; where they have none, rights as above. */
  | { readonly kind: "own-other-version" }
  /** A policy of self is gone, and with it what it denied: attached, inline, or those of a group. */
  | {
      readonly kind: "own-policy-gone";
      readonly place: "attached" | "inline" | "group-attached" | "group-inline" | "group";
      readonly only: "user" | "role";
    }
  /** A user or role that is made for it: whatever the organisation leaves, since no boundary is put on it. */
  | { readonly kind: "new-principal" }
  /** The rights of a group that self joins. */
  | { readonly kind: "group-rights" }
  /** Rights for another user or role, which is gained only if it can be acted as by another way: “rights of whom”. */
  | { readonly kind: "rights-of-whom" }
  /** The boundary of self is gone; what its policies allow counts in full. */
  | { readonly kind: "own-boundary-gone"; readonly only?: "user" | "role" }
  /** The boundary of another role or user is gone, which is gained only if it can be acted as by another way. */
  | { readonly kind: "boundary-of-whom-gone" }
  /**
   * A resource opened by whoever may write its policy: rights on the resource itself, by its service. `removed`: only
   * what the policy denied is no longer denied.
   */
  | { readonly kind: "resource-opened"; readonly opens: readonly string[]; readonly removed?: true };
