import type { Work } from "../../base/context.ts";
import { baseFaults } from "../../base/base-faults.ts";
import { failure, RollwardError } from "../../base/faults.ts";
import { parseInstant } from "../../base/time.ts";
import { say } from "../../base/words.ts";
import { backupWords } from "../backup-words.ts";
import { copySets, latest } from "../copy-sets.ts";
import type { Manifest } from "../manifest.ts";
import type { Surveyed } from "../survey.ts";
import type { Trust } from "../trust.ts";
import { landSet, type Landing, type OutgoingSet } from "../write-set.ts";
import type { Head } from "./head.ts";
import type { Scratch } from "./scratch.ts";
import type { SealedRoll } from "./seal-roll.ts";

export interface Publication {
  readonly manifest: Manifest;
  readonly guide: Uint8Array;
  readonly envelope: Uint8Array;
  readonly sealed: SealedRoll;
  readonly scratch: Scratch;
}

export interface Published {
  readonly written: readonly Surveyed[];
  readonly failed: ReadonlyMap<Surveyed, RollwardError>;
}

/**
 * Brings the takers up to the head, writes the set to all of them, and commits it mirror by mirror in the order of
 * their names: two seals that run at once then meet at the first one, and the second takes everything back. A mirror
 * that fails does not stop the others.
 *
 * @throws RollwardError when no mirror took the set
 */
export async function publishSet(
  head: Head,
  publication: Publication,
  trust: Trust,
  work: Work,
): Promise<Published> {
  const failed = new Map<Surveyed, RollwardError>();
  const attempt = async <T>(taker: Surveyed, step: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await step();
    } catch (cause) {
      if (!(cause instanceof RollwardError) || cause.fault.exit === 130) throw cause;
      failed.set(taker, cause);
      return undefined;
    }
  };
  const takers = head.takers.toSorted((one, other) =>
    one.reading.identity < other.reading.identity ? -1 : 1,
  );
  for (const taker of takers) await attempt(taker, () => fillUp(taker, head, trust, work));
  const total = publication.manifest.parts.reduce((sum, { bytes }) => sum + bytes, 0);
  work.progress.start(say(backupWords.writing, work.lang), "bytes", total * (takers.length - failed.size));
  const landings: { readonly taker: Surveyed; readonly landing: Landing }[] = [];
  try {
    // Settled, not merely all: what is still being written must be there to be taken back.
    const landed = await Promise.allSettled(
      takers
        .filter((taker) => !failed.has(taker))
        .map(async (taker) => {
          const landing = await attempt(taker, () =>
            landSet(taker.mirror!, outgoing(publication, taker), work),
          );
          if (landing !== undefined) landings.push({ taker, landing });
        }),
    );
    for (const each of landed) if (each.status === "rejected") throw each.reason;
    const written: Surveyed[] = [];
    work.signal.throwIfAborted();
    for (const taker of takers) {
      const ready = landings.find((each) => each.taker === taker);
      if (ready === undefined) continue;
      const committed = await attempt(taker, () => ready.landing.commit().then(() => true)).catch(
        (cause: unknown) => {
          // Once the set exists somewhere an interruption cannot undo it: it is told as it is, mirror by mirror.
          if (written.length === 0 || !work.signal.aborted) throw cause;
          failed.set(taker, failure(baseFaults.interrupted, {}, cause));
          return undefined;
        },
      );
      if (committed === true) written.push(taker);
      // Another seal has taken the number where nothing of ours is committed yet: make way for it everywhere.
      else if (failed.get(taker)?.code === "object-exists" && written.length === 0) throw failed.get(taker)!;
    }
    if (written.length === 0) throw failed.values().next().value!;
    return { written, failed };
  } catch (cause) {
    await Promise.all(landings.map(({ landing }) => landing.undo()));
    throw cause;
  } finally {
    work.progress.end();
  }
}

/** A taker that is empty or behind gets every set that it lacks from one that has them all. */
async function fillUp(taker: Surveyed, head: Head, trust: Trust, work: Work): Promise<void> {
  const first = (taker.tip?.sequence ?? 0) + 1;
  if (first > head.sequence) return;
  const source = head.takers.find(({ tip }) => tip?.sequence === head.sequence)!;
  const copying = copySets(source.mirror!, taker.mirror!, { first, last: head.sequence }, trust, work);
  for await (const _ of copying);
  const args = { url: taker.reading.url, sequence: head.sequence, from: source.reading.url };
  work.remark(say(backupWords.filled, work.lang, args));
}

function outgoing({ manifest, guide, envelope, sealed, scratch }: Publication, taker: Surveyed): OutgoingSet {
  const leftover = taker.reading.sets.some(
    (set) => set.sequence === manifest.sequence && set.manifest === undefined,
  );
  const keepUntils = manifest.parts.map(({ keepUntil }) => parseInstant(keepUntil)!);
  return {
    sequence: manifest.sequence,
    parts: manifest.parts.map(({ file, keepUntil }, index) => ({
      file,
      keepUntil: parseInstant(keepUntil)!,
      read: () => scratch.read(sealed.parts[index]!.piece),
    })),
    guide,
    envelope,
    replaceGuide: leftover,
    keepUntil: latest([parseInstant(manifest.expiresAt)!, ...keepUntils]),
  };
}
