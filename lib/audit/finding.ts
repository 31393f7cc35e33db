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
  /** How to mend it; `diff` is a unified diff of a policy, where the mend is one. */
  readonly fix?: { readonly words: Words; readonly args?: Args; readonly diff?: string };
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
  readonly evidence?: Readonly<Record<string, unknown>>;
  readonly fix?: string;
  /** The fix as a unified diff of a policy. */
  readonly diff?: string;
}
