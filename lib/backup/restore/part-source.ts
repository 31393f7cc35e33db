import type { Work } from "../../base/context.ts";
import { failure } from "../../base/faults.ts";
import type { Identity } from "../age/identities.ts";
import { openHeader } from "../age/header.ts";
import { keyFaults } from "../key-faults.ts";
import { restoreFaults } from "./restore-faults.ts";
import { fetchObject, type Fetched } from "../fetch.ts";
import { setFolder, splitKey } from "../layout.ts";
import { maxPartBytes, type ManifestPart } from "../manifest.ts";
import type { Listed, Mirror } from "../mirrors/mirror.ts";
import { openPart } from "../part.ts";
import { observe } from "../scan-parts.ts";
import type { Observation } from "../state/facts.ts";
import { setFaults } from "../state/set-faults.ts";

/** A mirror and what it holds in one set's folder. */
export interface Shelf {
  readonly mirror: Mirror;
  readonly objects: ReadonlyMap<string, Listed>;
  /** How many parts were taken from here. */
  taken: number;
  /** What was wrong with parts that were wanted from here. */
  readonly faults: Observation[];
}

export interface OpenedPart {
  readonly county: string;
  readonly lines: Buffer;
  readonly voters: number;
}

/** What a mirror holds of set `sequence`; also of one whose manifest is broken there, for its parts may be whole. */
export async function shelve(mirror: Mirror, sequence: number): Promise<Shelf> {
  const objects = new Map<string, Listed>();
  for await (const listed of mirror.list()) {
    const place = splitKey(listed.key);
    if (place === undefined || place.sequence < sequence) continue;
    if (place.sequence > sequence) break;
    objects.set(place.name, listed);
  }
  return { mirror, objects, taken: 0, faults: [] };
}

/**
 * The parts in order, opened and checked, each from the first shelf on which it is whole. Two more are fetched and
 * opened while one is used.
 *
 * @throws RollwardError restore-part, restore-part-unread, identity-wrong, part-unopened; the signal's reason
 */
export async function* openedParts(
  parts: readonly ManifestPart[],
  sequence: number,
  shelves: readonly Shelf[],
  identities: readonly Identity[],
  work: Work,
): AsyncGenerator<OpenedPart> {
  const ahead: Promise<OpenedPart>[] = [];
  const begin = (part: ManifestPart): void => {
    const opening = open(part, sequence, shelves, identities, work);
    opening.catch(() => undefined);
    ahead.push(opening);
  };
  const waiting = [...parts];
  for (const part of waiting.splice(0, 3)) begin(part);
  try {
    for (let opening = ahead.shift(); opening !== undefined; opening = ahead.shift()) {
      const opened = await opening;
      work.signal.throwIfAborted();
      yield opened;
      work.progress.add(opened.lines.length);
      const next = waiting.shift();
      if (next !== undefined) begin(next);
    }
  } finally {
    await Promise.allSettled(ahead);
  }
}

/**
 * Looks at every part without keeping it: whether it is whole somewhere and sealed to one of the identities. For
 * targets that cannot take back what they were given.
 *
 * @throws RollwardError as {@link openedParts}
 */
export async function checkParts(
  parts: readonly ManifestPart[],
  sequence: number,
  shelves: readonly Shelf[],
  identities: readonly Identity[],
  work: Work,
): Promise<void> {
  for (const part of parts) {
    work.signal.throwIfAborted();
    const { bytes, shelf } = await fetchPart(part, sequence, shelves);
    const header = await openHeader(bytes, identities);
    if (header === "no-match") throw wrongIdentity(part, sequence, shelf);
    if (header === "malformed") throw failure(setFaults["part-unopened"], { sequence, reason: header });
  }
}

async function open(
  part: ManifestPart,
  sequence: number,
  shelves: readonly Shelf[],
  identities: readonly Identity[],
  work: Work,
): Promise<OpenedPart> {
  work.signal.throwIfAborted();
  const { bytes, shelf } = await fetchPart(part, sequence, shelves);
  const lines = await openPart(bytes, part, identities);
  if (lines === "no-match") throw wrongIdentity(part, sequence, shelf);
  if (typeof lines === "string") throw failure(setFaults["part-unopened"], { sequence, reason: lines });
  shelf.taken++;
  return { county: part.county, lines, voters: part.voters };
}

async function fetchPart(part: ManifestPart, sequence: number, shelves: readonly Shelf[]) {
  const seen: Fetched["outcome"][] = [];
  for (const shelf of shelves) {
    const expected = { sha256: part.sha256, bytes: part.bytes, limit: maxPartBytes };
    const fetched = await fetchObject(shelf.mirror, shelf.objects.get(part.file), expected);
    if (fetched.outcome === "whole") return { bytes: fetched.bytes, shelf };
    seen.push(fetched.outcome);
    const file = `${setFolder(sequence)}${part.file}`;
    if (!shelf.faults.some((fault) => fault.file === file))
      shelf.faults.push(observe(fetched, file, sequence, part));
  }
  const unread = seen.length > 0 && seen.every((outcome) => outcome === "unread");
  const fault = restoreFaults[unread ? "restore-part-unread" : "restore-part"];
  throw failure(fault, { file: `${setFolder(sequence)}${part.file}` });
}

function wrongIdentity(part: ManifestPart, sequence: number, shelf: Shelf) {
  const file = `${setFolder(sequence)}${part.file}`;
  return failure(keyFaults["identity-wrong"], { file, url: shelf.mirror.url });
}
