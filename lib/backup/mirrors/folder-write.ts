import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { lstat, mkdir, open, rm, rmdir } from "node:fs/promises";
import { baseFaults } from "../../base/base-faults.ts";
import { failure, RollwardError } from "../../base/faults.ts";
import { systemCode } from "../../base/files.ts";
import { renameNew } from "../../base/output.ts";
import { openChild, openRoot, type Folder } from "./folder-handle.ts";
import { readPlain } from "./folder-read.ts";
import { mirrorFaults } from "./mirror-faults.ts";
import { createIt, systemTrouble, unwritable } from "./mirror-reasons.ts";

/**
 * Writes a new plain file below `root`, as `Mirror.write`: a temporary file in the same folder is filled, synced,
 * given its name without ever replacing, and the folder is synced. Folders on the way are made.
 */
export async function writeBelow(
  root: string,
  url: string,
  segments: readonly string[],
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<"written" | "same"> {
  const key = segments.join("/");
  if (signal.aborted) throw failure(baseFaults.interrupted);
  const made: string[] = [];
  try {
    await using folder = await makeDown(root, segments.slice(0, -1), made);
    const name = segments.at(-1) ?? "";
    // The look beforehand spares a rewrite, also on a full disk; that nothing is replaced hangs on the link alone.
    const taken = await lstat(`${folder.path}/${name}`).catch(() => undefined);
    if (taken === undefined && (await writeNew(folder, name, bytes, signal))) return "written";
    if (await holds(folder, name, bytes)) return "same";
    throw failure(mirrorFaults["object-exists"], { key, url });
  } catch (cause) {
    // Only folders that this call made, and only while they are empty: rmdir refuses others.
    for (const path of made.reverse()) await rmdir(path).catch(() => {});
    if (signal.aborted) throw failure(baseFaults.interrupted, {}, cause);
    if (cause instanceof RollwardError || !(cause instanceof Error) || !("code" in cause)) throw cause;
    const code = systemCode(cause);
    if (code === "ENOENT") throw failure(mirrorFaults["mirror-missing"], { url, remedy: createIt }, cause);
    if (["ENOTDIR", "ELOOP"].includes(code))
      throw failure(mirrorFaults["object-exists"], { key, url }, cause);
    throw unwritable(url, key, systemTrouble(code), cause);
  }
}

async function makeDown(root: string, names: readonly string[], made: string[]): Promise<Folder> {
  let folder = await openRoot(root);
  let path = root;
  for (const name of names) {
    await using parent = folder;
    path = `${path}/${name}`;
    if (await makeFolder(parent, name)) made.push(path);
    folder = await openChild(parent, name);
  }
  return folder;
}

async function makeFolder(parent: Folder, name: string): Promise<boolean> {
  try {
    await mkdir(`${parent.path}/${name}`);
  } catch (cause) {
    if (systemCode(cause) === "EEXIST") return false;
    throw cause;
  }
  await parent.sync();
  return true;
}

/** False when the name is taken; then nothing was changed. Throws system errors. */
async function writeNew(
  folder: Folder,
  name: string,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<boolean> {
  const temporary = `${folder.path}/.${randomBytes(8).toString("hex")}.partial`;
  try {
    await fill(temporary, bytes, signal);
    await renameNew(temporary, `${folder.path}/${name}`);
  } catch (cause) {
    if (cause instanceof RollwardError && cause.code === "target-exists") return false;
    throw cause;
  } finally {
    await rm(temporary, { force: true });
  }
  await folder.sync();
  return true;
}

async function fill(path: string, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);
  // Readable by all, as far as the umask allows: it is ciphertext, and who fetches a mirror is rarely who wrote it.
  await using file = await open(path, flags, 0o644);
  await file.writeFile(bytes, { signal });
  await file.sync();
}

/** True when `name` holds these bytes, and durably: an earlier run may have died before it synced. */
async function holds(folder: Folder, name: string, bytes: Uint8Array): Promise<boolean> {
  const found = await readPlain(folder, name, bytes.length).catch((cause: unknown) => {
    if (["ENOENT", "ELOOP", "ENXIO", "EISDIR"].includes(systemCode(cause))) return undefined;
    throw cause;
  });
  if (found === undefined || Buffer.compare(found, bytes) !== 0) return false;
  await using file = await open(`${folder.path}/${name}`, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  // Windows syncs only what is open for writing, and says EPERM.
  await file.sync().catch((cause: unknown) => {
    if (systemCode(cause) !== "EPERM") throw cause;
  });
  await folder.sync();
  return true;
}
