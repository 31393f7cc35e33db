import type { Words } from "../base/words.ts";
import type { Snapshot } from "../snapshot/model.ts";
import type { Severity, Verdict } from "./finding.ts";

/** What the office wants, as far as checks need it. */
export interface Objectives {
  /** Recovery-point objective: the newest set may be this old, in milliseconds. */
  readonly recoveryPointMs: number;
}

export interface CheckInput {
  readonly snapshot: Snapshot;
  readonly objectives: Objectives;
  /** The clock of the audit, RFC 3339 in UTC. */
  readonly now: Date;
}

/**
 * One question about a snapshot. `judge` is pure: no clock, no network, no file; the same snapshot, objectives and
 * moment give the same verdicts for ever. A check that finds nothing to judge says so with a verdict, never with
 * an empty list.
 */
export interface Check {
  /** File name, docs page and test name at once, such as `backup-fresh`. */
  readonly id: string;
  /** What it asks, as a question. */
  readonly title: Words;
  /** Why it matters. */
  readonly why: Words;
  readonly severity: Severity;
  readonly judge: (input: CheckInput) => readonly Verdict[];
}
