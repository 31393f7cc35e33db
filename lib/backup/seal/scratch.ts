import { constants } from "node:fs";
import { mkdtemp, open, rm, type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RollwardError, failure } from "../../base/faults.ts";
import { systemCode } from "../../base/files.ts";
import { sealFaults } from "./seal-faults.ts";

/** Where a piece lies in a scratch file. */
export interface Piece {
  readonly offset: number;
  readonly bytes: number;
}

/**
 * A file without a name: it is unlinked as soon as it is open, so that not even a killed process leaves it behind.
 * What goes in is encrypted by the caller. On Windows, where an open file keeps its name, it goes with `close`.
 */
export class Scratch {
  readonly #file: FileHandle;
  readonly #folder: string;
  #end = 0;

  private constructor(file: FileHandle, folder: string) {
    this.#file = file;
    this.#folder = folder;
  }

  /** @throws RollwardError spill-failed */
  static async create(folder = tmpdir()): Promise<Scratch> {
    try {
      const own = await mkdtemp(join(folder, "rollward-"));
      const path = join(own, "scratch");
      const file = await open(
        path,
        constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW,
        0o600,
      );
      if (process.platform !== "win32") await rm(own, { recursive: true, force: true });
      return new Scratch(file, own);
    } catch (cause) {
      throw failure(sealFaults["spill-failed"], { path: folder, reason: systemCode(cause) }, cause);
    }
  }

  /** @throws RollwardError spill-failed */
  async append(bytes: Uint8Array): Promise<Piece> {
    const piece = { offset: this.#end, bytes: bytes.length };
    this.#end += bytes.length;
    try {
      let written = 0;
      while (written < bytes.length) {
        const step = await this.#file.write(bytes, written, bytes.length - written, piece.offset + written);
        written += step.bytesWritten;
      }
    } catch (cause) {
      throw failure(sealFaults["spill-failed"], { path: this.#folder, reason: systemCode(cause) }, cause);
    }
    return piece;
  }

  async read({ offset, bytes }: Piece): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(bytes);
    let length = 0;
    while (length < bytes) {
      const { bytesRead } = await this.#file.read(buffer, length, bytes - length, offset + length);
      if (bytesRead === 0)
        throw new RollwardError(sealFaults["spill-failed"], { path: this.#folder, reason: "EOF" });
      length += bytesRead;
    }
    return buffer;
  }

  async close(): Promise<void> {
    await this.#file.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
