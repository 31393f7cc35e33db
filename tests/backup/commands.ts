/** The commands of this room as the tests give them: the office's own keys and choices unless something is changed. */
import { readFile, rm } from "node:fs/promises";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { RollwardError } from "../../lib/base/faults.ts";
import { restore, type RestoreRequest, type RestoreResult } from "../../lib/backup/restore.ts";
import { restoreTarget } from "../../lib/backup/restore/target.ts";
import { seal, type SealRequest } from "../../lib/backup/seal.ts";
import { verifyMirrors, type VerifyRequest } from "../../lib/backup/verify.ts";
import type { VerifyResult } from "../../lib/backup/state/result.ts";
import { noon, office, workAt, type TestWork } from "./office.ts";

const hour = 3_600_000;

/** A temporary folder that goes when the test ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "rollward-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

type SealChanges = Partial<SealRequest> & Pick<SealRequest, "roll" | "mirrors">;

export function sealAt(now: string, changes: SealChanges, work: TestWork = workAt(now)) {
  const request: SealRequest = {
    recipients: office.recipients,
    signingKey: office.signingKey,
    trust: office.trust,
    trustPath: office.trustPath,
    state: undefined,
    allowEmpty: false,
    nextDueMs: 36 * hour,
    expiresInMs: 7 * 24 * hour,
    keepMs: 400 * 24 * hour,
    tool: "rollward 0.0.0-test",
    paths: { roll: "roll.ndjson", signingKey: "signing.key" },
    ...changes,
  };
  return seal(request, work);
}

export function verifyAt(
  now: string,
  mirrors: readonly string[],
  changes: Partial<VerifyRequest> = {},
): Promise<VerifyResult> {
  const trust = changes.publicKey === undefined ? office.trustPath : undefined;
  return verifyMirrors({ mirrors, trust, identities: [], quick: false, ...changes }, workAt(now));
}

export interface Restored {
  readonly result: RestoreResult;
  readonly lines: Buffer;
  readonly remarks: readonly string[];
}

/** Restores to a file in a new folder and reads it. */
export async function restoreAt(
  now: string,
  mirrors: readonly string[],
  changes: Partial<RestoreRequest> = {},
): Promise<Restored> {
  const path = join(temporaryFolder(), "roll.ndjson");
  const work = workAt(now);
  const request: RestoreRequest = {
    mirrors,
    trust: office.trust,
    trustPath: office.trustPath,
    state: undefined,
    identities: office.identities,
    wanted: { kind: "newest" },
    counties: [],
    target: restoreTarget(path, false, process.stdout),
    ...changes,
  };
  const result = await restore(request, work);
  return { result, lines: await readFile(path), remarks: work.remarks };
}

export const restoreNow = (mirrors: readonly string[], changes: Partial<RestoreRequest> = {}) =>
  restoreAt(noon, mirrors, changes);

/** The code of the fault with which something ended, or `"no fault"`; anything else thrown is a failed test. */
export async function codeOf(ending: Promise<unknown> | (() => unknown)): Promise<string> {
  try {
    await (typeof ending === "function" ? ending() : ending);
    return "no fault";
  } catch (cause) {
    if (cause instanceof RollwardError) return cause.code;
    throw cause;
  }
}
