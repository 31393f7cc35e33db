import type { AuditResult } from "../audit/audit.ts";
import type { Finding } from "../audit/finding.ts";
import type { ToldMatrix } from "../audit/matrix-told.ts";
import type { Summary } from "../audit/outcome.ts";
import type { Lang } from "../base/words.ts";

/** The result of an audit, as `audit --format json` prints it (docs/formats/report.md). */
export interface Report {
  readonly format: "rollward/report@1";
  /** The moment judged by, RFC 3339 in UTC. */
  readonly now: string;
  /** True when that moment was given (`--now`) instead of read from the clock. */
  readonly nowGiven: boolean;
  /** Language of the messages. */
  readonly language: Lang;
  /** Such as `rollward 0.1.0`. */
  readonly tool: string;
  /** Version of AWS's action data; `null` when no check used it. */
  readonly actionData: string | null;
  /** SHA-256 of the snapshot's bytes, hex. */
  readonly snapshotSha256: string;
  /** False when mirrors were read and what was read was not written down: nobody can judge it again. */
  readonly snapshotKept: boolean;
  readonly snapshotTakenAt: string;
  /** What took the snapshot, such as `rollward 0.1.0`. */
  readonly snapshotTool: string;
  /** True when the snapshot’s own clock was set by `--now`. */
  readonly snapshotNowGiven: boolean;
  /** SHA-256 of the configuration's bytes, hex; `null` when none was used. */
  readonly configSha256: string | null;
  /** The office’s name, as its configuration has it; `null` when it says none. */
  readonly office: string | null;
  /** Ids of the accounts that were judged, as the snapshot orders them; empty when only mirrors were. */
  readonly accounts: readonly string[];
  /** Whether the accounts are live ones, or would be made by templates. */
  readonly accountsFrom: "live" | "template";
  /** Whose signatures were taken for good, one for each verification in the snapshot. */
  readonly trust: AuditResult["trust"];
  readonly summary: Summary;
  readonly findings: readonly Finding[];
  /** One sentence each. */
  readonly notLookedAt: readonly string[];
  /** What the contract allows against what is possible; absent where no accounts were judged. */
  readonly matrix?: ToldMatrix;
}
