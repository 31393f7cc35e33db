import { constants } from "node:fs";
import { open, type FileHandle } from "node:fs/promises";
import { isUtf8 } from "node:buffer";
import { baseFaults } from "./base-faults.ts";
import { failure } from "./faults.ts";
import type { Words } from "./words.ts";

/** What a file is to the person who named it, for error sentences: "The trust file". */
export type FileRole = Words;

/** The system's error code, such as `ENOENT`, of anything thrown by `node:fs`. */
export function systemCode(cause: unknown): string {
  return cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : "unknown";
}

/**
 * Opens a regular file for reading. `O_NONBLOCK` keeps a FIFO without a writer from blocking for ever; links are
 * followed, since the person named the path.
 *
 * @throws RollwardError file-missing, file-kind, file-unreadable
 */
export async function openInput(path: string, role: FileRole): Promise<FileHandle> {
  let file: FileHandle;
  try {
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (cause) {
    const reason = systemCode(cause);
    const missing = reason === "ENOENT" || reason === "ENOTDIR";
    throw failure(
      missing ? baseFaults["file-missing"] : baseFaults["file-unreadable"],
      { what: role, path, reason },
      cause,
    );
  }
  if (!(await file.stat()).isFile()) {
    await file.close();
    throw failure(baseFaults["file-kind"], { what: role, path });
  }
  return file;
}

/**
 * Reads a whole regular file of at most `limit` bytes; reads no more than that even if it grows meanwhile.
 *
 * @throws RollwardError as {@link openInput}, and file-size
 */
export async function readInput(path: string, role: FileRole, limit: number): Promise<Uint8Array> {
  await using file = await openInput(path, role);
  const { size } = await file.stat();
  if (size > limit) throw failure(baseFaults["file-size"], { what: role, path, limit });
  const buffer = Buffer.alloc(size + 1);
  let length = 0;
  try {
    for (;;) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length, null);
      length += bytesRead;
      if (bytesRead === 0 || length === buffer.length) break;
    }
  } catch (cause) {
    throw failure(baseFaults["file-unreadable"], { what: role, path, reason: systemCode(cause) }, cause);
  }
  // A file that grows under the reader would otherwise be taken for whole.
  if (length > size) throw failure(baseFaults["file-unreadable"], { what: role, path, reason: "EBUSY" });
  return buffer.subarray(0, length);
}

/**
 * As {@link readInput}, as text.
 *
 * @throws RollwardError as {@link readInput}, and file-text
 */
export async function readInputText(path: string, role: FileRole, limit: number): Promise<string> {
  const bytes = await readInput(path, role, limit);
  if (!isUtf8(bytes)) throw failure(baseFaults["file-text"], { what: role, path });
  return Buffer.from(bytes).toString("utf8");
}
