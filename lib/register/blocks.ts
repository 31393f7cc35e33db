import type { FileHandle } from "node:fs/promises";
import { baseFaults } from "../base/base-faults.ts";
import { failure } from "../base/faults.ts";
import { systemCode, type FileRole } from "../base/files.ts";

export interface BlockOptions {
  /** Length of a block; default 1 MiB. */
  readonly blockBytes?: number;
  /** For error sentences. */
  readonly path: string;
  readonly what: FileRole;
}

/**
 * The bytes of an open file from where it stands, in blocks. While one is worked on, the next is read. Two buffers
 * are used by turns: a block holds its bytes only until the next one is asked for. The file stays open; it may be
 * closed once the generator has ended.
 *
 * @throws RollwardError file-unreadable
 */
export async function* fileBlocks(file: FileHandle, options: BlockOptions): AsyncGenerator<Buffer> {
  const blockBytes = options.blockBytes ?? 1_048_576;
  const buffers = [Buffer.allocUnsafe(blockBytes), Buffer.allocUnsafe(blockBytes)] as const;
  const readInto = (turn: number): Promise<Buffer> => {
    const buffer = buffers[turn % 2 === 0 ? 0 : 1];
    const reading = file
      .read(buffer, 0, blockBytes, null)
      .then(({ bytesRead }) => buffer.subarray(0, bytesRead));
    reading.catch(() => undefined);
    return reading;
  };
  let reading = readInto(0);
  try {
    for (let turn = 1; ; turn++) {
      const block = await reading;
      if (block.length === 0) return;
      reading = readInto(turn);
      yield block;
    }
  } catch (cause) {
    const { what, path } = options;
    throw failure(baseFaults["file-unreadable"], { what, path, reason: systemCode(cause) }, cause);
  } finally {
    await reading.catch(() => undefined);
  }
}
