import { setTimeout } from "node:timers/promises";
import { lockMode } from "../mirrors/s3-lock.ts";
import { s3Code, s3Status, writeFailure } from "../mirrors/s3-errors.ts";
import { openSession, type S3Limits } from "../mirrors/s3-session.ts";
import { parseS3Url } from "../mirrors/s3-url.ts";
import { putObject } from "../mirrors/s3-write.ts";
import type { Vault } from "./vault.ts";

export interface VaultOptions {
  readonly attempts?: number;
  /** Before the second attempt; twice as long before each further one. */
  readonly firstPauseMs?: number;
}

/** The SDK must not try again by itself: after a lost reply, 412 means another thing than at the first attempt. */
const limits: S3Limits = { connectMs: 5_000, idleMs: 30_000, attempts: 1, rows: 0 };

/**
 * The vault bucket, write-only: PutObject with `If-None-Match: *` and a retention, and once the bucket's lock settings,
 * which say in which mode to retain. Nothing else is asked of it.
 * Source: docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 *
 * @throws RollwardError mirror-url, mirror-unreadable when no region is known
 */
export async function openVault(url: string, options: VaultOptions = {}): Promise<Vault> {
  const { attempts = 6, firstPauseMs = 200 } = options;
  const session = await openSession(url, parseS3Url(url), { limits });
  let mode: ReturnType<typeof lockMode> | undefined;
  let unlocked = false;
  const pause = (attempt: number) =>
    setTimeout(firstPauseMs * 2 ** (attempt - 1) * (0.5 + Math.random() / 2));

  const modeFor = async (key: string) => {
    for (let attempt = 1; ; attempt++) {
      try {
        mode ??= lockMode(session, key);
        return await mode;
      } catch (cause) {
        mode = undefined;
        const reason = cause instanceof Error ? cause.cause : undefined;
        if (attempt >= attempts || !mayPass(reason)) throw cause;
        await pause(attempt);
      }
    }
  };

  return {
    url,
    async put(key, bytes, keepUntil) {
      const lock = await modeFor(key);
      unlocked ||= lock === undefined;
      const write = { key, bytes, lock: lock && { mode: lock, until: keepUntil }, replace: false };
      let perhapsOurs = false;
      for (let attempt = 1; ; attempt++) {
        try {
          await putObject(session, write, true);
          return "written";
        } catch (cause) {
          if (s3Status(cause) === 412) return perhapsOurs ? "written" : "taken";
          if (attempt >= attempts || !mayPass(cause)) throw writeFailure(url, key, cause);
          // A refusal is none of our bytes; silence, or a fault after the request was heard, may be.
          perhapsOurs ||= s3Status(cause) === undefined || s3Status(cause)! >= 500;
          await pause(attempt);
        }
      }
    },
    unlocked: () => unlocked,
    close: () => session.client.destroy(),
  };
}

/** What another attempt may get past: silence, faults of the store, throttling, another writer on the same key. */
function mayPass(cause: unknown): boolean {
  const status = s3Status(cause);
  if (status === undefined) return !/Credentials|Token/.test(s3Code(cause));
  return (
    status === 429 || (status >= 500 && status !== 501) || s3Code(cause) === "ConditionalRequestConflict"
  );
}
