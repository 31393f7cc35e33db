import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { link, lstat, open, rename, rm, stat, type FileHandle } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { baseFaults } from "./base-faults.ts";
import { failure, RollwardError } from "./faults.ts";
import { systemCode } from "./files.ts";

export interface OutputOptions {
  /** Overwrite what exists. */
  readonly force?: boolean;
  /** File mode; default 0o600, since most of what we write concerns voters or keys. */
  readonly mode?: number;
}

/**
 * Refuses a target that exists (without `force`) or whose folder does not, before long work is done for nothing.
 *
 * @throws RollwardError target-exists, target-kind, target-folder
 */
export async function checkTarget(path: string, options: OutputOptions = {}): Promise<void> {
  const folder = await lstat(dirname(path)).catch(() => undefined);
  if (folder === undefined) throw failure(baseFaults["target-folder"], { path });
  const existing = await lstat(path).catch(() => undefined);
  if (existing === undefined) return;
  // Renaming over a device, or a link to one, would replace it: as root, `--out /dev/stdout --force` would lose that.
  const meant = existing.isSymbolicLink() ? await stat(path).catch(() => undefined) : existing;
  if (meant?.isFile() === false) throw failure(baseFaults["target-kind"], { path });
  if (options.force !== true) throw failure(baseFaults["target-exists"], { path });
}

/**
 * Lets `fill` write a temporary file beside `path`, then gives it its name in one step. On any error, an
 * interruption among them, the temporary file goes and whatever stood at `path` stays as it was.
 *
 * @throws RollwardError target-exists, target-kind, target-folder, target-unwritable, or whatever `fill` throws
 */
export async function writeBeside(
  path: string,
  options: OutputOptions,
  fill: (temporary: string, file: FileHandle) => Promise<void>,
): Promise<void> {
  await checkTarget(path, options);
  const temporary = join(
    dirname(path),
    `.${basename(path).slice(0, 100)}.${randomBytes(6).toString("hex")}.partial`,
  );
  const flags = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
  try {
    await using file = await open(temporary, flags, options.mode ?? 0o600);
    await fill(temporary, file);
    await file.sync();
    if (options.force === true) await rename(temporary, path);
    else await renameNew(temporary, path);
  } catch (cause) {
    if (cause instanceof RollwardError || !(cause instanceof Error) || !("code" in cause)) throw cause;
    throw failure(baseFaults["target-unwritable"], { path, reason: systemCode(cause) }, cause);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Writes `content` to `path` in one step, as {@link writeBeside}. */
export async function writeOutput(
  path: string,
  content: Uint8Array | string,
  options: OutputOptions = {},
): Promise<void> {
  await writeBeside(path, options, async (_, file) => file.writeFile(content));
}

/**
 * Renames without ever replacing: a hard link fails where the name is taken, which `rename` does not. File systems
 * without hard links (exFAT, some network shares) get a look first, then a rename.
 */
export async function renameNew(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (cause) {
    if (systemCode(cause) === "EEXIST") throw failure(baseFaults["target-exists"], { path: to }, cause);
    if (await lstat(to).catch(() => undefined))
      throw failure(baseFaults["target-exists"], { path: to }, cause);
    await rename(from, to);
    return;
  }
  await rm(from);
}
