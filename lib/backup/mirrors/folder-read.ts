import { constants } from "node:fs";
import { lstat, open } from "node:fs/promises";
import { failure } from "../../base/faults.ts";
import { systemCode } from "../../base/files.ts";
import { openDown, type Folder } from "./folder-handle.ts";
import { mirrorFaults } from "./mirror-faults.ts";
import { systemTrouble, unreadable } from "./mirror-reasons.ts";

/** Reads one plain file below `root`; `segments` are the parts of its key. Throws as `Mirror.read`. */
export async function readBelow(
  root: string,
  url: string,
  segments: readonly string[],
  limit: number,
): Promise<Uint8Array> {
  const key = segments.join("/");
  const changed = (cause?: unknown) => failure(mirrorFaults["object-changed"], { key, url }, cause);
  try {
    await using folder = await openDown(root, segments.slice(0, -1));
    const bytes = await readPlain(folder, segments.at(-1) ?? "", limit);
    if (bytes === undefined) throw changed();
    return bytes;
  } catch (cause) {
    const code = systemCode(cause);
    if (["ENOENT", "ENOTDIR", "ELOOP", "ENXIO", "EISDIR"].includes(code)) throw changed(cause);
    if (code === "object-changed" || !(cause instanceof Error) || !("errno" in cause)) throw cause;
    throw unreadable(url, systemTrouble(code), cause);
  }
}

/**
 * The bytes of the plain file `name` in `folder`; `undefined` when it is none, is larger than `limit`, or changes
 * its length while being read. Throws system errors.
 *
 * It is looked at before it is opened, since opening a device may act on it, and again once open, since it may have
 * been replaced in between; `O_NONBLOCK` keeps a FIFO from holding us for ever.
 */
export async function readPlain(
  folder: Folder,
  name: string,
  limit: number,
): Promise<Uint8Array | undefined> {
  const path = `${folder.path}/${name}`;
  if (!(await lstat(path)).isFile()) return undefined;
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  await using file = await open(path, flags);
  const stat = await file.stat();
  if (!stat.isFile() || stat.size > limit) return undefined;
  const buffer = Buffer.alloc(stat.size + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, length, buffer.length - length, null);
    length += bytesRead;
    if (bytesRead === 0 || length === buffer.length) break;
  }
  return length === stat.size ? buffer.subarray(0, length) : undefined;
}
