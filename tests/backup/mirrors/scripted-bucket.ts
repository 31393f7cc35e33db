import { afterEach, beforeEach } from "vitest";
import { RollwardError } from "../../../lib/base/faults.ts";
import type { Mirror } from "../../../lib/backup/mirrors/mirror.ts";
import { openMirror, type OpenOptions } from "../../../lib/backup/mirrors/open.ts";
import { fail, scriptedStore, type Line, type Request, type ScriptedStore } from "./scripted-store.ts";

export const part = "sets/00000001/part.age";
export const sealed = Buffer.from("sealed");
export const plain = { keepUntil: undefined, signal: new AbortController().signal };
export const kept = { ...plain, keepUntil: new Date(Date.UTC(2099, 0, 1)) };

/** Short, for stores that never answer; the SDK’s pauses between attempts are not counted in it. */
export const patience = { connectMs: 2_000, idleMs: 1_200, attempts: 2, rows: 50 };
const environment = { ...process.env };
let store: ScriptedStore | undefined;

/** For each test of the file: nothing of the person's own AWS set-up, and no store left over. */
export function useScriptedBucket(): void {
  beforeEach(() => {
    for (const name of Object.keys(process.env)) if (name.startsWith("AWS_")) delete process.env[name];
    process.env["AWS_ACCESS_KEY_ID"] = "AKIAEXAMPLE";
    process.env["AWS_SECRET_ACCESS_KEY"] = "wJalrXUtnFEMI";
    process.env["AWS_EC2_METADATA_DISABLED"] = "true";
    process.env["AWS_CONFIG_FILE"] = "none";
    process.env["AWS_SHARED_CREDENTIALS_FILE"] = "none";
  });
  afterEach(async () => {
    process.env = { ...environment };
    await closeStore();
  });
}

/** A mirror in the bucket `rolls`, prefix `office`, of a store that answers by `script`; it ends the store before. */
export async function mirrorOf(...script: readonly Line[]): Promise<Mirror> {
  return mirrorWith({}, ...script);
}

export async function mirrorWith(options: Partial<OpenOptions>, ...script: readonly Line[]): Promise<Mirror> {
  await closeStore();
  store = await scriptedStore(...script);
  const url = `s3://rolls/office?region=ca-central-1&endpoint=${store.endpoint}`;
  return openMirror(url, { create: false, limits: patience, ...options });
}

export async function closeStore(): Promise<void> {
  await store?.close();
  store = undefined;
}

/** What the store was asked so far. */
export const requests = (): readonly Request[] => store?.requests ?? [];

/** A mirror in a store that refuses everything. */
export const refusing = (status: number, code: string): Promise<Mirror> =>
  mirrorOf((_, reply) => fail(reply, status, code));

/** The fault that `work` must end with. */
export async function fault(work: Promise<unknown>): Promise<RollwardError> {
  const cause: unknown = await work.then(
    (value) => new Error(`expected a fault, not ${String(value)}`),
    (reason: unknown) => reason,
  );
  if (cause instanceof RollwardError) return cause;
  throw cause;
}

/** A page of ListObjectVersions. */
export function page(inside: string, cut = false): string {
  const name = `<Name>rolls</Name><IsTruncated>${cut}</IsTruncated>`;
  return `<ListVersionsResult>${name}${inside}</ListVersionsResult>`;
}
