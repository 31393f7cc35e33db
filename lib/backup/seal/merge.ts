import type { CanonicalLine, TakeLine } from "../../register/read-roll.ts";
import { newFoundKeys } from "../../register/recognise.ts";
import { entryKey, readEntry } from "./entry.ts";
import type { Spill, SpilledBlock } from "./spill.ts";

/** Hands the lines of all runs to `take` in order. Two blocks of each run are in memory: this one and the next. */
export async function mergeRuns(
  runs: readonly (readonly SpilledBlock[])[],
  spill: Spill,
  take: TakeLine,
  signal: AbortSignal,
): Promise<void> {
  const heap: Cursor[] = [];
  for (const blocks of runs) {
    const cursor = new Cursor(blocks, spill);
    if (await cursor.begin()) push(heap, cursor);
  }
  while (heap.length > 0) {
    const cursor = heap[0]!;
    const wait = take(cursor.line);
    if (wait !== undefined) await wait;
    if (!cursor.step() && !(await cursor.nextBlock())) {
      signal.throwIfAborted();
      const last = heap.pop()!;
      if (heap.length === 0) return;
      heap[0] = last;
    }
    sink(heap);
  }
}

/** Walks one sorted run. */
class Cursor {
  readonly line: CanonicalLine = { ...newFoundKeys(), bytes: Buffer.alloc(0), start: 0, end: 0, number: 0 };
  key = "";
  readonly #blocks: readonly SpilledBlock[];
  readonly #spill: Spill;
  #index = 0;
  #next: Promise<Buffer> | undefined;
  #block: Buffer = Buffer.alloc(0);
  #at = 0;

  constructor(blocks: readonly SpilledBlock[], spill: Spill) {
    this.#blocks = blocks;
    this.#spill = spill;
  }

  async begin(): Promise<boolean> {
    this.#fetch();
    return this.nextBlock();
  }

  /** To the next line of this block; false at its end. */
  step(): boolean {
    if (this.#at >= this.#block.length) return false;
    this.#at = readEntry(this.#block, this.#at, this.line);
    this.key = entryKey(this.line);
    return true;
  }

  /** To the first line of the next block; false at the end of the run. */
  async nextBlock(): Promise<boolean> {
    if (this.#next === undefined) return false;
    this.#block = await this.#next;
    this.#at = 0;
    this.#fetch();
    return this.step();
  }

  #fetch(): void {
    const block = this.#blocks[this.#index++];
    this.#next = block === undefined ? undefined : this.#spill.read(block);
    // An error is thrown where the block is awaited; until then it must not count as unhandled.
    this.#next?.catch(() => undefined);
  }
}

function push(heap: Cursor[], cursor: Cursor): void {
  let at = heap.push(cursor) - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (heap[parent]!.key <= cursor.key) break;
    heap[at] = heap[parent]!;
    at = parent;
  }
  heap[at] = cursor;
}

/** Puts the first of the heap in its place after its key has grown. */
function sink(heap: Cursor[]): void {
  const cursor = heap[0]!;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && heap[child + 1]!.key < heap[child]!.key) child++;
    if (heap[child]!.key >= cursor.key) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = cursor;
}
