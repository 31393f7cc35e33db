import { createPublicKey } from "node:crypto";
import { failure } from "../base/faults.ts";
import { parseInstant } from "../base/time.ts";
import { trustFaults } from "./trust-faults.ts";
import { goodSigners } from "./dsse.ts";
import type { Observation } from "./state/facts.ts";
import type { Trust } from "./trust.ts";
import type { TrustState } from "./verifier-state.ts";

export interface TrustVerdict {
  /** An expired trust file: a problem for `verify`, a warning for `restore`. */
  readonly trustFault?: Observation;
  /** What to remember of it. */
  readonly trustState: TrustState | undefined;
}

/**
 * Holds a trust file against what was seen before and against the clock (TUF specification, 5.3: a new root is signed
 * by the old one's keys, and its version only rises).
 *
 * @throws RollwardError trust-rollback, trust-changed, trust-root-changed
 */
export function checkTrust(
  trust: Trust,
  before: TrustState | undefined,
  path: string,
  now: Date,
): TrustVerdict {
  const { file, hash, envelope } = trust;
  if (file === undefined || envelope === undefined) return { trustState: before };
  if (before !== undefined) {
    const { version } = file;
    if (version < before.version)
      throw failure(trustFaults["trust-rollback"], { path, version, known: before.version });
    if (version === before.version && hash !== before.hash)
      throw failure(trustFaults["trust-changed"], { path, version });
    if (version > before.version) {
      const oldRoot = Object.entries(before.rootKeys).map(([id, pem]) => [id, createPublicKey(pem)] as const);
      if (goodSigners(envelope, new Map(oldRoot)).size < before.rootThreshold) {
        throw failure(trustFaults["trust-root-changed"], { path });
      }
    }
  }
  const rootKeys = Object.fromEntries(
    trust.root.map(({ id, key }) => [id, String(key.export({ format: "pem", type: "spki" }))]),
  );
  const trustState = { version: file.version, hash, rootThreshold: file.root.threshold, rootKeys };
  if (now <= parseInstant(file.expiresAt)!) return { trustState };
  return {
    trustState,
    trustFault: { fault: trustFaults["trust-expired"], args: { path, at: file.expiresAt } },
  };
}
