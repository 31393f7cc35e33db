import { lstat } from "node:fs/promises";
import type { Writable } from "node:stream";
import { failure } from "../../base/faults.ts";
import { checkTarget, writeBeside } from "../../base/output.ts";
import { restoreFaults } from "./restore-faults.ts";
import type { Manifest } from "../manifest.ts";
import type { OpenedPart } from "./part-source.ts";

/** Where a restored roll goes. */
export interface RestoreTarget {
  /** False when what was written can be taken back; true needs every part checked before the first byte. */
  readonly irrevocable: boolean;
  /** Refuses what would fail anyway, before long work. */
  check(): Promise<void>;
  write(parts: AsyncIterable<OpenedPart>, manifest: Manifest): Promise<void>;
}

/**
 * The target that `--to` names.
 *
 * @throws RollwardError restore-target
 */
export function restoreTarget(to: string, force: boolean, stdout: Writable): RestoreTarget {
  if (to === "-") return streamTarget(stdout);
  const scheme = /^([a-z0-9]{2,}):(.*)$/s.exec(to);
  if (scheme === null && to !== "") return fileTarget(to, force);
  if (scheme?.[1] === "sqlite" && scheme[2] !== "") return sqliteTarget(scheme[2]!, force);
  throw failure(restoreFaults["restore-target"], { to });
}

/** The roll in canonical form, byte for byte as it was sealed. */
function fileTarget(path: string, force: boolean): RestoreTarget {
  return {
    irrevocable: false,
    check: () => checkTarget(path, { force }),
    async write(parts) {
      await writeBeside(path, { force }, async (_, file) => {
        let syncing = Promise.resolve();
        for await (const { lines } of parts) {
          await file.appendFile(lines);
          // What is written goes to the disk while the next part is opened; the last sync has then little to do.
          await syncing;
          syncing = file.datasync();
          syncing.catch(() => undefined);
        }
        await syncing;
      });
    },
  };
}

function streamTarget(stdout: Writable): RestoreTarget {
  return {
    irrevocable: true,
    async check() {},
    async write(parts) {
      for await (const { lines } of parts) {
        await new Promise<void>((resolve, reject) => {
          stdout.write(lines, (cause) => (cause ? reject(cause) : resolve()));
        });
      }
    },
  };
}

function sqliteTarget(path: string, force: boolean): RestoreTarget {
  return {
    irrevocable: false,
    async check() {
      await checkTarget(path, { force });
      await refuseSidecars(path);
    },
    async write(parts, manifest) {
      const { fillDatabase } = await import("./sqlite.ts");
      await writeBeside(path, { force }, async (temporary) => {
        await fillDatabase(temporary, parts, manifest);
        await refuseSidecars(path);
      });
    },
  };
}

/**
 * SQLite replays a journal or write-ahead log that lies beside a database into it when it is next opened: one left
 * by an older database, or put there, would change the roll after every part was checked (sqlite.org/lockingv3.html,
 * "Rollback", and sqlite.org/wal.html).
 */
async function refuseSidecars(path: string): Promise<void> {
  for (const suffix of ["-journal", "-wal", "-shm"]) {
    const found = await lstat(`${path}${suffix}`).catch(() => undefined);
    if (found !== undefined)
      throw failure(restoreFaults["restore-sidecar"], { path, file: `${path}${suffix}` });
  }
}
