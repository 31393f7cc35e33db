import type { Work } from "../../base/context.ts";
import { failure } from "../../base/faults.ts";
import { say } from "../../base/words.ts";
import { readRoll, type CanonicalLine, type TakeLine } from "../../register/read-roll.ts";
import { registerFaults } from "../../register/register-faults.ts";
import { backupWords } from "../backup-words.ts";
import type { CountyCount } from "../manifest.ts";
import { LineOrder } from "./line-order.ts";
import { PartBuilder } from "./part-builder.ts";
import { PartSealer, type StagedPart } from "./part-sealer.ts";
import type { Scratch } from "./scratch.ts";
import { RollSorter } from "./sorter.ts";
import { VoterIds } from "./voter-ids.ts";

/** Where a roll comes from. */
export interface RollSource {
  /** The bytes from the beginning, in blocks; may be asked for a second time only when `again`. */
  open(): AsyncIterable<Uint8Array>;
  /** A file can be read again, a pipe cannot. */
  readonly again: boolean;
  /** Length in bytes, when known. */
  readonly bytes: number | undefined;
}

/** A roll, checked, in order and sealed into parts that wait in `scratch`. */
export interface SealedRoll {
  readonly parts: readonly StagedPart[];
  readonly counties: readonly CountyCount[];
  readonly voters: number;
  /** Bytes of the roll in canonical form. */
  readonly bytes: number;
}

/**
 * Checks a roll line by line, puts it in order and seals it part by part. A file is first taken to be in order, as
 * most exports of ours are; when a line shows that it is not, the file is read again and sorted. A pipe is always
 * sorted.
 *
 * @throws RollwardError register faults with the line's number, voter-twice, spill-failed; the signal's reason
 */
export async function sealRoll(
  source: RollSource,
  recipients: readonly string[],
  scratch: Scratch,
  work: Work,
): Promise<SealedRoll> {
  if (source.again) {
    try {
      return await sealInOrder(source, recipients, scratch, work);
    } catch (cause) {
      if (!(cause instanceof NotInOrder)) throw cause;
    }
  }
  return sealSorted(source, recipients, scratch, work);
}

/** Not an error of the roll: only that this way of reading it will not do. */
class NotInOrder extends Error {}

async function sealInOrder(
  source: RollSource,
  recipients: readonly string[],
  scratch: Scratch,
  work: Work,
): Promise<SealedRoll> {
  const order = new LineOrder();
  return intoParts(recipients, scratch, work, async (take) => {
    await readChecked(source, work, (line) => {
      if (!order.follows(line)) throw new NotInOrder();
      return take(line);
    });
  });
}

async function sealSorted(
  source: RollSource,
  recipients: readonly string[],
  scratch: Scratch,
  work: Work,
): Promise<SealedRoll> {
  const sorter = new RollSorter(work.random);
  try {
    await readChecked(source, work, (line) => sorter.take(line));
    work.progress.start(say(backupWords.merging, work.lang), "bytes");
    return await intoParts(recipients, scratch, work, (take) => sorter.drain(take, work.signal));
  } finally {
    work.progress.end();
    await sorter.close();
  }
}

const typicalLineBytes = 400;

async function readChecked(source: RollSource, work: Work, take: TakeLine): Promise<void> {
  const ids = new VoterIds(work.random, (source.bytes ?? 0) / typicalLineBytes);
  const checked = (line: CanonicalLine): void | Promise<void> => {
    if (!ids.add(line.bytes, line.idStart, line.idEnd)) {
      throw failure(registerFaults["voter-twice"], { line: line.number });
    }
    return take(line);
  };
  work.progress.start(say(backupWords.checking, work.lang), "bytes", source.bytes);
  try {
    await readRoll(source.open(), checked, {
      signal: work.signal,
      onBytes: (bytes) => work.progress.add(bytes),
    });
  } finally {
    work.progress.end();
  }
}

async function intoParts(
  recipients: readonly string[],
  scratch: Scratch,
  work: Work,
  fill: (take: TakeLine) => Promise<void>,
): Promise<SealedRoll> {
  const sealer = new PartSealer(recipients, scratch, work.random);
  const builder = new PartBuilder((part) => sealer.take(part));
  try {
    await fill((line) => builder.take(line));
    await builder.finish();
  } catch (cause) {
    await sealer.settle();
    throw cause;
  }
  const parts = await sealer.finish();
  return { parts, counties: builder.counties, voters: builder.voters, bytes: builder.bytes };
}
