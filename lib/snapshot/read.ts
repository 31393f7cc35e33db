import { isUtf8 } from "node:buffer";
import { sha256Hex } from "../base/bytes.ts";
import { baseFaults } from "../base/base-faults.ts";
import { failure } from "../base/faults.ts";
import { readInput, type FileRole } from "../base/files.ts";
import { isRecord, parseJson } from "../base/json.ts";
import type { Lang } from "../base/words.ts";
import { isBare, snapshotOfBare } from "./bare.ts";
import { snapshotFaults } from "./snapshot-faults.ts";
import type { Snapshot } from "./model.ts";
import { fitSnapshot, type Fitted } from "./shape.ts";

/** Below the longest text that V8 can hold (2^29 - 24 characters). */
export const maxSnapshotBytes = 512_000_000;

const role: FileRole = { en: "The snapshot", fr: "L’instantané" };
const currentFormat = "rollward/snapshot@1";

export interface ReadSnapshot {
  readonly snapshot: Snapshot;
  /** SHA-256 of the file's bytes, hex: what a report names as the thing it judged. */
  readonly sha256: string;
}

/** What only the bare output of AWS's CLI needs, which says neither when it was taken nor in which language. */
export interface ReadOptions {
  readonly limit?: number;
  readonly now?: Date;
  readonly lang?: Lang;
}

/**
 * Reads a snapshot file (docs/formats/snapshot.md), or the bare output of `aws iam get-account-authorization-details`.
 * Both are untrusted.
 *
 * @throws RollwardError file-missing, file-kind, file-size, file-unreadable, file-text, snapshot-malformed,
 * snapshot-newer, snapshot-accounts-mixed, snapshot-account-none
 */
export async function readSnapshot(
  path: string,
  { limit = maxSnapshotBytes, now = new Date(), lang = "en" }: ReadOptions = {},
): Promise<ReadSnapshot> {
  const bytes = await readInput(path, role, limit);
  if (!isUtf8(bytes)) throw failure(baseFaults["file-text"], { what: role, path });
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  const json = parseJson(text);
  if (json === undefined)
    throw failure(snapshotFaults["snapshot-malformed"], { path, at: "$", expected: "JSON" });
  const format = isRecord(json) && Object.hasOwn(json, "format") ? json["format"] : undefined;
  if (typeof format === "string" && format !== currentFormat && /^rollward\/snapshot@\d{1,9}$/.test(format)) {
    throw failure(snapshotFaults["snapshot-newer"], { path, format });
  }
  const fitted = isBare(json) ? fitBare(snapshotOfBare(json, { path, now, lang })) : fitSnapshot(json);
  if ("at" in fitted) throw failure(snapshotFaults["snapshot-malformed"], { path, ...fitted });
  return { snapshot: fitted.snapshot, sha256: sha256Hex(bytes) };
}

/** As {@link fitSnapshot}, with the place as it stands in the bare file. */
function fitBare(value: unknown): Fitted {
  const fitted = fitSnapshot(value);
  return "at" in fitted
    ? { ...fitted, at: fitted.at.replace("$.accounts[0].authorizationDetails", "$") }
    : fitted;
}
