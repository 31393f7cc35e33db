import type { Words } from "../base/words.ts";
import type { Contract } from "../contract/contract.ts";
import type { Access } from "../iam/access.ts";
import type { Reach } from "../iam/escalation.ts";
import type { Snapshot } from "../snapshot/model.ts";
import type { Severity, Verdict } from "./finding.ts";

/** What the office wants, as far as checks need it. */
export interface Objectives {
  /** Recovery-point objective: the newest set may be this old, in milliseconds. */
  readonly recoveryPointMs: number;
  /** Days that sealed parts must be locked. */
  readonly retentionDays: number;
  /** Days after which an access key that nobody used is idle. */
  readonly idleKeyDays: number;
  /** Days after which a right that nobody used is found. */
  readonly unusedRightDays: number;
}

export interface CheckInput {
  readonly snapshot: Snapshot;
  readonly objectives: Objectives;
  /** What the office wrote down of who may do what; found by names, configuration and tags. */
  readonly contract: Contract;
  /** The engine over the snapshot's accounts; compiled once for all checks. */
  readonly access: Access;
  /** What can be done after privilege escalation; worked out when it is first asked about. */
  readonly reach: Reach;
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
