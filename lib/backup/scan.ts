/** Walks the sets of one mirror, lowest number first, and reads of each what was asked. */
import { RollwardError } from "../base/faults.ts";
import type { Identity } from "./age/identities.ts";
import { fetchObject, lookUpObject, type Fetched } from "./fetch.ts";
import { guideName, manifestName, maxSequence, setFolder, splitKey } from "./layout.ts";
import { maxEnvelopeBytes } from "./manifest.ts";
import { checkManifest, type GoodManifest } from "./manifest-check.ts";
import type { Listed, Mirror } from "./mirrors/mirror.ts";
import { readParts, type PartReader } from "./scan-parts.ts";
import { kindWords, type Observation, type SetReading } from "./state/facts.ts";
import { setFaults } from "./state/set-faults.ts";
import { setNotes } from "./state/set-notes.ts";
import type { Trust } from "./trust.ts";

export interface ScanOptions {
  /** `listing` looks parts up by name and length; `bytes` reads and hashes every one. */
  readonly depth: "listing" | "bytes";
  /** With `bytes`: open what these identities open, and compare it with what was sealed. */
  readonly identities: readonly Identity[];
  readonly now: Date;
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: number) => void;
}

/** A set with a good manifest, and where its objects lie. */
export interface FoundSet extends GoodManifest {
  readonly sequence: number;
  readonly objects: ReadonlyMap<string, Listed>;
}

export interface ScannedSet {
  readonly reading: SetReading;
  readonly found?: FoundSet;
  /** The envelope of a set that the root voided: copies keep it, since the next set names its hash. */
  readonly voidedEnvelope?: Uint8Array;
}

/** Everything else that was listed: entries that belong to no set. */
export interface ScanRest {
  readonly notes: readonly Observation[];
}

/**
 * The sets of a mirror in ascending order; returns what belongs to none.
 *
 * @throws RollwardError what `Mirror.list` throws; faults of single objects become observations instead
 */
export async function* scanSets(
  mirror: Mirror,
  trust: Trust,
  options: ScanOptions,
): AsyncGenerator<ScannedSet, ScanRest> {
  const notes: Observation[] = [];
  let sequence = 0;
  let objects = new Map<string, Listed>();
  for await (const listed of mirror.list()) {
    options.signal.throwIfAborted();
    const place = placeOf(listed);
    if (place === undefined) {
      notes.push({ fault: setNotes["unlisted-file"], file: listed.key, args: {} });
      continue;
    }
    if (place.sequence !== sequence && objects.size > 0) {
      yield await readSet(mirror, trust, options, sequence, objects);
      objects = new Map();
    }
    sequence = place.sequence;
    objects.set(place.name, listed);
  }
  if (objects.size > 0) yield await readSet(mirror, trust, options, sequence, objects);
  return { notes };
}

/** A link or device in place of a whole set folder counts as that set's manifest, so that it is told as tampering. */
function placeOf(listed: Listed): { readonly sequence: number; readonly name: string } | undefined {
  const inside = splitKey(listed.key);
  if (inside !== undefined) return inside;
  if (listed.kind === "object") return undefined;
  const folder = /^sets\/(\d{8})\/?$/.exec(listed.key);
  const sequence = folder === null ? (/^sets\/?$/.test(listed.key) ? 1 : 0) : Number(folder[1]);
  if (sequence === 0 || sequence > maxSequence || listed.kind === "folder") return undefined;
  return { sequence, name: manifestName };
}

async function readSet(
  mirror: Mirror,
  trust: Trust,
  options: ScanOptions,
  sequence: number,
  objects: ReadonlyMap<string, Listed>,
): Promise<ScannedSet> {
  const file = `${setFolder(sequence)}${manifestName}`;
  const listed = objects.get(manifestName);
  if (listed === undefined) {
    return {
      reading: reading(sequence, {
        notes: [{ fault: setNotes["unfinished-set"], file: setFolder(sequence), args: { sequence } }],
      }),
    };
  }
  if (listed.kind !== "object") {
    const problem = {
      fault: setFaults["manifest-kind"],
      file,
      args: { sequence, kind: kindWords[listed.kind] },
    };
    return { reading: reading(sequence, { problems: [problem] }) };
  }
  const outcome = await readManifest(mirror, listed, sequence, trust);
  if (outcome.outcome === "voided") {
    const note = { fault: setNotes["set-voided"], file, args: { sequence, reason: outcome.reason } };
    return {
      reading: { ...reading(sequence, { notes: [note] }), voided: outcome.hash },
      voidedEnvelope: outcome.envelope,
    };
  }
  if (outcome.outcome === "bad")
    return { reading: reading(sequence, { problems: [{ ...outcome.problem, file }] }) };
  const found: FoundSet = { ...outcome.good, sequence, objects };
  const overwritten: Observation[] = outcome.overwritten
    ? [{ fault: setFaults.overwritten, file, args: { sequence } }]
    : [];
  const parts = await readParts(mirror, found, partReader(mirror, options), options);
  const extras = await unlisted(mirror, found);
  const { manifest, hash } = outcome.good;
  const { office, chain, previous, takenAt, nextDueAt, expiresAt, voters, bytes, recipients } = manifest;
  return {
    found,
    reading: {
      sequence,
      manifest: { hash, office, chain, previous, takenAt, nextDueAt, expiresAt, voters, bytes, recipients },
      problems: [...overwritten, ...parts.problems, ...extras.filter(({ fault }) => fault.exit !== 0)],
      notes: [...parts.notes, ...extras.filter(({ fault }) => fault.exit === 0)],
      parts: manifest.parts.length,
    },
  };
}

/** The oldest version that is good; when none is, what is wrong with the oldest. */
async function readManifest(mirror: Mirror, listed: Listed, sequence: number, trust: Trust) {
  let first: ReturnType<typeof checkManifest> | undefined;
  for (const version of listed.versions) {
    let outcome: ReturnType<typeof checkManifest>;
    try {
      outcome = checkManifest(await mirror.read(listed.key, version.id, maxEnvelopeBytes), sequence, trust);
    } catch (cause) {
      if (!(cause instanceof RollwardError) || cause.fault.exit === 130) throw cause;
      const fault = cause.fault.exit === 3 ? setFaults["manifest-unread"] : setFaults["manifest-malformed"];
      outcome = {
        outcome: "bad",
        problem: { fault, args: { sequence, reason: cause.code, at: cause.code } },
      };
    }
    const overwritten = listed.deleted || version !== listed.versions.at(-1);
    if (outcome.outcome !== "bad") return { ...outcome, overwritten };
    first ??= outcome;
  }
  const none = { outcome: "bad", problem: { fault: setFaults["set-missing"], args: { sequence } } } as const;
  return { ...(first ?? none), overwritten: false };
}

function partReader(mirror: Mirror, options: ScanOptions): PartReader {
  if (options.depth === "listing") return async (listed, expected) => lookUpObject(listed, expected.bytes);
  return async (listed, expected): Promise<Fetched> => {
    options.signal.throwIfAborted();
    const fetched = await fetchObject(mirror, listed, expected);
    if (fetched.outcome === "whole") options.onBytes(fetched.bytes.length);
    return fetched;
  };
}

function reading(
  sequence: number,
  seen: { problems?: readonly Observation[]; notes?: readonly Observation[] },
): SetReading {
  return { sequence, problems: seen.problems ?? [], notes: seen.notes ?? [], parts: 0 };
}

/** What no manifest lists is a note, unless it is a secret that somebody left there in a restore by hand. */
async function unlisted(mirror: Mirror, found: FoundSet): Promise<Observation[]> {
  const known = new Set([manifestName, guideName, ...found.manifest.parts.map(({ file }) => file)]);
  const seen: Observation[] = [];
  for (const [name, listed] of found.objects) {
    if (known.has(name)) continue;
    const exposed = await isExposed(mirror, name, listed);
    const fault = exposed ? setFaults["secret-exposed"] : setNotes["unlisted-file"];
    seen.push({ fault, file: listed.key, args: {} });
  }
  return seen;
}

const mostSniffedBytes = 65_536;

/** A recovery identity by its text, a readable roll by the name that RESTORE.md gives it. */
async function isExposed(mirror: Mirror, name: string, { key, kind, versions }: Listed): Promise<boolean> {
  if (kind !== "object") return false;
  if (/\.ndjson(\.partial)?$|^part\.zst$/.test(name)) return true;
  const newest = versions.at(-1);
  if (newest === undefined || newest.bytes > mostSniffedBytes) return false;
  const bytes = await mirror.read(key, newest.id, mostSniffedBytes).catch((cause: unknown) => {
    if (cause instanceof RollwardError && cause.fault.exit !== 130) return undefined;
    throw cause;
  });
  return bytes !== undefined && Buffer.from(bytes).includes("AGE-SECRET-KEY-");
}
