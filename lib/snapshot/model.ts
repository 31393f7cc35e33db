import type { VerifyResult } from "../backup/state/result.ts";

/** A snapshot: what was read of accounts and mirrors at one moment, and what could not be read. No voter data. */
export interface Snapshot {
  readonly format: "rollward/snapshot@1";
  /** RFC 3339 in UTC. */
  readonly takenAt: string;
  readonly source: "live" | "template";
  /** What took it, such as `rollward 0.1.0`. */
  readonly tool: string;
  /** True when `takenAt` and `observedAt` are of a clock that was set by `--now`: as good as whoever set it. */
  readonly nowGiven: boolean;
  /** Cloud accounts; empty when only mirrors were read. */
  readonly accounts: readonly unknown[];
  readonly backups?: readonly VerifyResult[];
  readonly unread?: readonly { readonly what: string; readonly why: string }[];
}
