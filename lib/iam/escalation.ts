import type { AccessQuestion, Proof, Witness } from "./access.ts";

/** A sentence in both languages, about something that was taken for granted. */
export interface Assumption {
  readonly en: string;
  readonly fr: string;
}

/** What can be asked of compiled accounts after privilege escalation (docs/formats/iam-engine.md). */
export interface Reach {
  /**
   * Everybody that `principal` can act as, by the shortest route each, itself left out unless it can write its own
   * rights; or only the route to one of them.
   */
  routes(principal: string, to?: string): readonly Route[];
  /**
   * Whether a principal can, by itself or as anybody it can become. `yes` carries the route that ends in it, empty where
   * none is needed; `unknown` where neither was proved.
   */
  can(principal: string, question: AccessQuestion): ReachedProof;
  /** Everybody who can, before or after escalation; whoever provably cannot is not in it. Sorted by ARN. */
  who(question: AccessQuestion): readonly { readonly principal: string; readonly proof: ReachedProof }[];
}

/** From one principal to another that it can act as, or, where it can write rights for itself, to itself. */
export interface Route {
  /** ARN. */
  readonly from: string;
  /** ARN. */
  readonly to: string;
  /** Not empty. */
  readonly steps: readonly RouteStep[];
  /** What was taken for granted, since the snapshot does not say: English and French sentences. */
  readonly assumes?: readonly Assumption[];
  /** ARNs of those outside whose own accounts, which were not read, are taken to allow it too; `assumes` says so. */
  readonly outside?: readonly string[];
  /** A step was neither proved nor refuted: why. */
  readonly unknown?: string;
}

export interface RouteStep {
  /** Id of the path in the table. */
  readonly kind: string;
  /** ARN of who takes it. */
  readonly principal: string;
  /** The actions that are used, in AWS's spelling. */
  readonly via: readonly string[];
  /** ARN of what the step gives: a user, a role, oneself, or a resource that was opened. */
  readonly target: string;
  /**
   * A request for each need, by whom it is made: `decide` allows it as it stands, once the steps before were taken. Where
   * it `assumes` somebody outside, that one’s own account has the last word. Of an account, somebody of it makes it.
   */
  readonly witnesses: readonly (Witness & { readonly principal: string })[];
}

export type ReachedProof =
  | {
      readonly verdict: "yes";
      readonly witness: Witness;
      readonly route: readonly RouteStep[];
      readonly as: string;
      /** What the route takes for granted. */
      readonly assumes?: readonly Assumption[];
    }
  | Extract<Proof, { readonly verdict: "no" }>
  | { readonly verdict: "unknown"; readonly why: string; readonly route?: readonly RouteStep[] };
