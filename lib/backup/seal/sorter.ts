/**
 * Puts lines in the order of the roll in bounded memory: runs of some 48 MiB are sorted and spilled, then merged. A
 * roll that fits in one run never touches the disk.
 */
import { mapBounded } from "../../base/bounded.ts";
import type { CanonicalLine, TakeLine } from "../../register/read-roll.ts";
import { newFoundKeys } from "../../register/recognise.ts";
import { entryBytes, entryKey, entryLength, readEntry, writeEntry } from "./entry.ts";
import { mergeRuns } from "./merge.ts";
import { Spill, type SpilledBlock } from "./spill.ts";

const runBytes = 48 * 1024 * 1024;
const blockBytes = 256 * 1024;

export class RollSorter {
  readonly #random: (bytes: number) => Uint8Array;
  readonly #run: Buffer;
  #runEnd = 0;
  #keys: string[] = [];
  #spill: Spill | undefined;
  readonly #runs: (readonly SpilledBlock[])[] = [];

  constructor(random: (bytes: number) => Uint8Array, bytes = runBytes) {
    this.#random = random;
    this.#run = Buffer.allocUnsafe(bytes);
  }

  /** Takes a line in any order. */
  take(line: CanonicalLine): void | Promise<void> {
    if (this.#runEnd + entryBytes(line) > this.#run.length)
      return this.#spillRun().then(() => this.#keep(line));
    this.#keep(line);
  }

  /** Hands every line taken to `take`, by county, then voter id, by bytes. */
  async drain(take: TakeLine, signal: AbortSignal): Promise<void> {
    if (this.#runs.length === 0) {
      const line: CanonicalLine = { ...newFoundKeys(), bytes: this.#run, start: 0, end: 0, number: 0 };
      for (const at of this.#sorted()) {
        readEntry(this.#run, at, line);
        await take(line);
      }
      return;
    }
    await this.#spillRun();
    await mergeRuns(this.#runs, this.#spill!, take, signal);
  }

  async close(): Promise<void> {
    await this.#spill?.close();
  }

  #keep(line: CanonicalLine): void {
    // The place behind the key costs no comparison: voter ids are unique, so it never decides.
    this.#keys.push(`${entryKey(line)}\0${this.#runEnd}`);
    this.#runEnd = writeEntry(this.#run, this.#runEnd, line);
  }

  /** Places of this run's entries in order. Strings of single bytes compare as the bytes do. */
  #sorted(): number[] {
    this.#keys.sort(byCodeUnit);
    return this.#keys.map((key) => Number(key.slice(key.lastIndexOf("\0") + 1)));
  }

  async #spillRun(): Promise<void> {
    if (this.#runEnd === 0) return;
    const spill = (this.#spill ??= await Spill.create(this.#random));
    this.#runs.push(await mapBounded(this.#blocks(), 4, (block) => spill.write(block)));
    this.#runEnd = 0;
    this.#keys = [];
  }

  /** The sorted run cut into blocks of whole entries. */
  *#blocks(): Generator<Buffer> {
    let block = Buffer.allocUnsafe(2 * blockBytes);
    let end = 0;
    for (const at of this.#sorted()) {
      const bytes = entryLength(this.#run, at);
      if (end > 0 && end + bytes > blockBytes) {
        yield block.subarray(0, end);
        block = Buffer.allocUnsafe(2 * blockBytes);
        end = 0;
      }
      end += this.#run.copy(block, end, at, at + bytes);
    }
    yield block.subarray(0, end);
  }
}

function byCodeUnit(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
