import { isUtf8 } from "node:buffer";
import { failure } from "../base/faults.ts";
import { locateKeys } from "./canonical.ts";
import { parseLine } from "./parse.ts";
import { createRecogniser, newFoundKeys, type FoundKeys } from "./recognise.ts";
import { registerFaults } from "./register-faults.ts";
import { maxLineBytes } from "./schema.ts";

/**
 * One voter in canonical form: `bytes` from `start` to `end`, without line feed. The object and its bytes are used
 * again for the next line: what is to be kept must be copied before `take` returns (or its promise resolves).
 */
export interface CanonicalLine extends FoundKeys {
  bytes: Buffer;
  start: number;
  end: number;
  /** The line's number in the roll, from 1. */
  number: number;
}

export interface ReadRollOptions {
  /** Ends the reading, even while the source keeps silent. */
  readonly signal?: AbortSignal;
  /** Called after each block with its length, for progress. */
  readonly onBytes?: (bytes: number) => void;
}

export interface RollRead {
  readonly lines: number;
  /** Bytes read from the source. */
  readonly bytes: number;
  /** Lines that the recogniser left to the parser, which takes several times as long. */
  readonly parsed: number;
}

/** Takes one line; returns a promise only to make the reader wait. */
export type TakeLine = (line: CanonicalLine) => void | Promise<void>;

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Reads a roll, one voter a line, checks every line and hands each to `take` in canonical form and in the order of
 * the source. Blocks may be of any length and cut anywhere; one is done with before the next is asked for, so the
 * source may use its buffers again. At most one line (64 KiB) is kept back, whatever the roll's length.
 * The line feed after the last line may be missing; a carriage return before it is dropped.
 *
 * @throws RollwardError as `parseLine`, with the line's number; whatever the source or `take` throws; the signal's
 * reason when it is aborted
 */
export async function readRoll(
  source: AsyncIterable<Uint8Array>,
  take: TakeLine,
  options: ReadRollOptions = {},
): Promise<RollRead> {
  const recognise = createRecogniser();
  const line: CanonicalLine = { ...newFoundKeys(), bytes: Buffer.alloc(0), start: 0, end: 0, number: 0 };
  const rest = Buffer.allocUnsafe(maxLineBytes);
  let restBytes = 0;
  let bytes = 0;
  let parsed = 0;

  /** Takes the lines of `block` from `from`, each ended by a line feed or by `limit`. */
  const lines = async (block: Buffer, from: number, limit: number): Promise<void> => {
    const text = isUtf8(block.subarray(from, limit));
    let start = from;
    while (start < limit) {
      line.number++;
      let end = text ? recognise(block, start, limit, line) : -1;
      const stop = end >= 0 && end < limit && block[end] === carriageReturn ? end + 1 : end;
      if (end >= 0 && (stop === limit || block[stop] === lineFeed)) {
        line.bytes = block;
        line.start = start;
        line.end = end;
        end = stop;
      } else {
        end = block.indexOf(lineFeed, start);
        if (end < 0 || end > limit) end = limit;
        const { voter, canonical } = parseLine(block.subarray(start, end), line.number);
        parsed++;
        line.bytes = canonical;
        line.start = 0;
        line.end = canonical.length;
        locateKeys(voter, line);
      }
      start = end + 1;
      const wait = take(line);
      if (wait !== undefined) await wait;
    }
  };

  /** Puts a piece of a line that the block's end has cut behind what is kept of it already. */
  const keep = (piece: Buffer): void => {
    if (restBytes + piece.length > maxLineBytes) {
      throw failure(registerFaults["line-long"], { line: line.number + 1, limit: maxLineBytes });
    }
    restBytes += piece.copy(rest, restBytes);
  };

  for await (const piece of abortable(source, options.signal)) {
    const block = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    bytes += block.length;
    let from = 0;
    const last = block.lastIndexOf(lineFeed);
    if (restBytes > 0 && last >= 0) {
      from = block.indexOf(lineFeed) + 1;
      keep(block.subarray(0, from - 1));
      await lines(rest, 0, restBytes);
      restBytes = 0;
    }
    if (last >= from) await lines(block, from, last + 1);
    keep(block.subarray(last + 1));
    options.onBytes?.(block.length);
  }
  if (restBytes > 0) await lines(rest, 0, restBytes);
  return { lines: line.number, bytes, parsed };
}

/** The items of `source` until `signal` is aborted; then its reason is thrown at once and the source told to stop. */
async function* abortable<T>(source: AsyncIterable<T>, signal: AbortSignal | undefined): AsyncGenerator<T> {
  if (signal === undefined) {
    yield* source;
    return;
  }
  const items = source[Symbol.asyncIterator]();
  let ended = false;
  try {
    for (;;) {
      signal.throwIfAborted();
      const item = await nextUnlessAborted(items, signal);
      ended = item.done === true;
      if (item.done === true) return;
      yield item.value;
    }
  } finally {
    // Not awaited: a source that is waiting for input answers only when some comes.
    if (!ended) void items.return?.()?.catch(() => undefined);
  }
}

async function nextUnlessAborted<T>(
  items: AsyncIterator<T>,
  signal: AbortSignal,
): Promise<IteratorResult<T>> {
  const aborted = Promise.withResolvers<never>();
  const onAbort = (): void => aborted.reject(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([items.next(), aborted.promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
