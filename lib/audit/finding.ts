import type { Words, Args } from "../base/words.ts";
import type { Witness } from "../iam/access.ts";

export const severities = ["low", "medium", "high", "critical"] as const;
export type Severity = (typeof severities)[number];

export type Status = "pass" | "fail" | "unknown" | "waived" | "not-applicable";

/** What a check says of one subject. `unknown` is never a pass: the facts were not there to be judged. */
export interface Verdict {
  readonly status: Exclude<Status, "waived">;
  /** What was judged: a mirror's URL, an ARN, "backups". With the check's id it makes the finding's id. */
  readonly subject: string;
  /** One sentence, with the names it needs. */
  readonly words: Words;
  readonly args?: Args;
  /** The facts that decided, small and as they stand in the snapshot, so that anyone can judge again. */
  readonly evidence?: Readonly<Record<string, unknown>>;
  /** A request that is allowed and should not be: by this principal, through these statements. */
  readonly witness?: Witness & { readonly principal: string };
  /** Of a witness that is possible only after escalation: the steps that lead to whoever makes its request. Not empty. */
  readonly route?: readonly RouteTaken[];
  /** What the route takes for granted, since the snapshot does not say. */
  readonly assumes?: readonly Words[];
  /** How to mend it; `diff` is a unified diff of a policy, where the mend is one. */
  readonly fix?: { readonly words: Words; readonly args?: Args; readonly diff?: string };
}

/** One step of escalation. */
export interface RouteTaken {
  /** Id of the path in the table, such as `sts-assume-role`. */
  readonly kind: string;
  /** ARN of who takes it: the finding’s principal, or whom it acts as by then. */
  readonly principal: string;
  /** The actions that are used. */
  readonly via: readonly string[];
  /** ARN of whoever, or whatever, the step gives. */
  readonly target: string;
  /** To act as the target; rights for itself or for the target; the target’s boundary gone; a resource opened. */
  readonly gives: "acts" | "own" | "rights" | "boundary" | "opens";
  /** A request for each need of the step, allowed for whoever stands there by then. */
  readonly witnesses: readonly (Witness & { readonly principal: string })[];
}

/** A verdict with everything a report needs. */
export interface Finding {
  /** Stable between runs and versions: the check's id and the subject. */
  readonly id: string;
  readonly check: string;
  readonly practices: readonly string[];
  readonly status: Status;
  readonly severity: Severity;
  readonly subject: string;
  readonly message: string;
  readonly witness?: Witness & { readonly principal: string };
  readonly route?: readonly RouteTaken[];
  readonly assumes?: readonly string[];
  readonly evidence?: Readonly<Record<string, unknown>>;
  readonly fix?: string;
  /** The fix as a unified diff of a policy. */
  readonly diff?: string;
}
