import type { Work } from "../base/context.ts";
import { failure } from "../base/faults.ts";
import { parseInstant } from "../base/time.ts";
import { backupFaults } from "./backup-faults.ts";
import { fetchObject } from "./fetch.ts";
import { guideName } from "./layout.ts";
import { maxGuideBytes, maxPartBytes } from "./manifest.ts";
import type { Mirror } from "./mirrors/mirror.ts";
import { scanSets, type FoundSet } from "./scan.ts";
import type { Trust } from "./trust.ts";
import { landSet, type OutgoingSet } from "./write-set.ts";

export interface CopyRange {
  /** The first and the last set to copy. */
  readonly first: number;
  readonly last: number;
}

/**
 * Copies sets from one mirror to another in ascending order, so that the target never has a gap. Every byte is
 * checked against the manifest before it is written, and the manifest goes last; copying stops before the first set
 * that does not verify. Yields the number of each set that has landed.
 *
 * @throws RollwardError copy-source-broken, object-exists, mirror-unwritable, mirror-unreadable
 */
export async function* copySets(
  from: Mirror,
  to: Mirror,
  range: CopyRange,
  trust: Trust,
  work: Work,
): AsyncGenerator<number> {
  let next = range.first;
  const options = {
    depth: "listing",
    identities: [],
    now: work.clock(),
    signal: work.signal,
    onBytes: () => {},
  } as const;
  for await (const { reading, found, voidedEnvelope } of scanSets(from, trust, options)) {
    if (reading.sequence < range.first) continue;
    if (reading.sequence > range.last) break;
    const broken = reading.problems.some(({ fault }) => fault.exit === 4 || fault.exit === 3);
    const leaving =
      found === undefined
        ? bare(reading.sequence, voidedEnvelope, work.clock())
        : await outgoing(from, found);
    if (leaving === undefined || broken || reading.sequence !== next) {
      throw failure(backupFaults["copy-source-broken"], { sequence: next, url: from.url });
    }
    const landing = await landSet(to, leaving, work);
    await landing.commit();
    yield next++;
  }
  if (next <= range.last)
    throw failure(backupFaults["copy-source-broken"], { sequence: next, url: from.url });
}

/** The set as it leaves a mirror. Parts that may be gone because their retention ended stay behind. */
async function outgoing(from: Mirror, found: FoundSet): Promise<OutgoingSet> {
  const { manifest, sequence, objects } = found;
  const broken = () => failure(backupFaults["copy-source-broken"], { sequence, url: from.url });
  const read = async (name: string, expected: Parameters<typeof fetchObject>[2]): Promise<Uint8Array> => {
    const fetched = await fetchObject(from, objects.get(name), expected);
    if (fetched.outcome !== "whole") throw broken();
    return fetched.bytes;
  };
  const keepUntils = manifest.parts.map(({ keepUntil }) => parseInstant(keepUntil)!);
  return {
    sequence,
    parts: manifest.parts
      .filter(({ file }) => objects.has(file))
      .map(({ file, sha256, bytes, keepUntil }) => ({
        file,
        keepUntil: parseInstant(keepUntil)!,
        read: () => read(file, { sha256, bytes, limit: maxPartBytes }),
      })),
    guide: await read(guideName, { sha256: manifest.guide.sha256, limit: maxGuideBytes }),
    envelope: found.envelope,
    keepUntil: latest([parseInstant(manifest.expiresAt)!, ...keepUntils]),
  };
}

/** As long as a part is kept by default: the chain hangs on this hash. */
const voidedKeepMs = 400 * 86_400_000;

/** Of a set that the root voided only the manifest goes along, for the next one names its hash. */
function bare(sequence: number, envelope: Uint8Array | undefined, now: Date): OutgoingSet | undefined {
  if (envelope === undefined) return undefined;
  const keepUntil = new Date(now.getTime() + voidedKeepMs);
  return { sequence, parts: [], guide: undefined, envelope, keepUntil };
}

export function latest(moments: readonly Date[]): Date {
  return moments.reduce((best, each) => (each > best ? each : best));
}
