/**
 * Judges what was read of mirrors, with nothing but the readings, what was known beforehand and the clock: the same
 * facts give the same verdict for ever. The order of the steps is that of docs/formats/set.md, "Verifying a chain".
 */
import { parseInstant } from "../../base/time.ts";
import { tipOf } from "./facts.ts";
import type {
  ChainState,
  Known,
  ManifestFacts,
  MirrorReading,
  Observation,
  SetReading,
  Tip,
} from "./facts.ts";
import { setFaults } from "./set-faults.ts";
import { setNotes } from "./set-notes.ts";

/** One mirror with everything that is wrong with it and everything worth a note. */
export interface Judged {
  readonly reading: MirrorReading;
  /** How many sets have a manifest that can be trusted. */
  readonly sets: number;
  readonly newest: (ManifestFacts & { readonly sequence: number }) | undefined;
  readonly tip: Tip | undefined;
  readonly problems: readonly Observation[];
  readonly notes: readonly Observation[];
}

/** Clocks differ a little; a set this much younger than now is not remarked. */
const clockSkewMs = 5 * 60_000;

export function judgeMirrors(
  readings: readonly MirrorReading[],
  known: Known,
  now: Date,
  quick: boolean,
): readonly Judged[] {
  const chain = known.chain ?? firstChain(readings);
  return readings.map((reading) => {
    const trusted = reading.sets.filter(hasManifest);
    const newest = trusted.at(-1);
    const problems = [
      ...(reading.stopped === undefined ? [] : [reading.stopped]),
      ...(known.trustFault === undefined ? [] : [known.trustFault]),
      ...judgeSets(reading, known, chain),
      ...judgeLinks(reading.sets),
      ...judgeForks(reading, readings),
      ...judgeState(reading, readings, known.state),
      ...judgeFreshness(reading, readings, now),
      ...(newest === undefined ? [] : unopened(newest, reading.url)),
    ];
    const notes = [
      ...reading.notes,
      ...reading.sets.flatMap((set) => set.notes),
      ...(known.state === undefined ? [{ fault: setNotes["rollback-unseen"], args: {} }] : []),
      ...(known.state === null ? [{ fault: setNotes["state-new"], args: {} }] : []),
      ...(known.chain === undefined ? [{ fault: setNotes["chain-unpinned"], args: {} }] : []),
      ...(quick
        ? [
            {
              fault: setNotes["parts-not-read"],
              args: { parts: sum(reading.sets.map(({ parts }) => parts)) },
            },
          ]
        : []),
    ];
    const facts = newest === undefined ? undefined : { ...newest.manifest, sequence: newest.sequence };
    return { reading, sets: trusted.length, newest: facts, tip: tipOf(reading.sets), problems, notes };
  });
}

/** What the state should know after this run: it only rises, and only by mirrors on which nothing is tampered with. */
export function nextState(judged: readonly Judged[], before: ChainState | null): ChainState | null {
  let { sequence, manifest } = before ?? { sequence: 0, manifest: "" };
  const mirrors: Record<string, number> = { ...before?.mirrors };
  for (const { reading, tip, problems } of judged) {
    if (tip === undefined || problems.some(({ fault }) => fault.exit === 4)) continue;
    mirrors[reading.identity] = Math.max(mirrors[reading.identity] ?? 0, tip.sequence);
    if (tip.sequence > sequence) ({ sequence, hash: manifest } = tip);
  }
  return sequence === 0 ? null : { sequence, manifest, mirrors };
}

type TrustedSet = SetReading & { readonly manifest: ManifestFacts };

function hasManifest(set: SetReading): set is TrustedSet {
  return set.manifest !== undefined;
}

/** With a bare key nothing names the chain: it is then that of the lowest set of the first mirror that has one. */
function firstChain(readings: readonly MirrorReading[]): string | undefined {
  for (const { sets } of readings) {
    const first = sets.find(hasManifest);
    if (first !== undefined) return first.manifest.chain;
  }
  return undefined;
}

function judgeSets(reading: MirrorReading, known: Known, chain: string | undefined): Observation[] {
  return reading.sets.flatMap((set) => {
    const found: Observation[] = [...set.problems];
    if (set.manifest === undefined) return found;
    const { sequence, manifest } = set;
    if (chain !== undefined && manifest.chain !== chain) {
      found.push({ fault: setFaults["chain-foreign"], args: { sequence, found: manifest.chain } });
    }
    if (known.office !== undefined && manifest.office !== known.office) {
      found.push({ fault: setFaults["office-foreign"], args: { sequence, found: manifest.office } });
    }
    if (known.recipients !== undefined && !sameMembers(known.recipients, manifest.recipients)) {
      found.push({ fault: setFaults["recipients-foreign"], args: { sequence } });
    }
    return found;
  });
}

/** Numbers without a gap from 1 on, each set naming the hash of the one before it, no set taken before that one. */
function judgeLinks(sets: readonly SetReading[]): Observation[] {
  const found: Observation[] = [];
  const lastGood = sets.findLast((set) => hasManifest(set) || set.voided !== undefined)?.sequence ?? 0;
  const bySequence = new Map(sets.map((set) => [set.sequence, set]));
  let missing = 0;
  for (let sequence = 1; sequence <= lastGood && missing < 100; sequence++) {
    const set = bySequence.get(sequence);
    const before = bySequence.get(sequence - 1);
    const manifestGone =
      set !== undefined && !hasManifest(set) && set.voided === undefined && set.problems.length === 0;
    if (set === undefined || manifestGone) {
      missing++;
      found.push({ fault: setFaults["set-missing"], args: { sequence } });
    }
    const hashBefore = before?.manifest?.hash ?? before?.voided;
    if (set?.manifest === undefined || hashBefore === undefined) continue;
    if (set.manifest.previous !== hashBefore) {
      found.push({ fault: setFaults["chain-broken"], args: { sequence, before: sequence - 1 } });
    }
    if (before?.manifest !== undefined && set.manifest.takenAt < before.manifest.takenAt) {
      found.push({ fault: setFaults["time-backwards"], args: { sequence, before: sequence - 1 } });
    }
  }
  return found;
}

/** Two mirrors with one number and two signed manifests: a fork. Told on both. */
function judgeForks(reading: MirrorReading, all: readonly MirrorReading[]): Observation[] {
  const found: Observation[] = [];
  for (const other of all) {
    if (other === reading) continue;
    const hashes = new Map(other.sets.map((set) => [set.sequence, set.manifest?.hash]));
    for (const { sequence, manifest } of reading.sets) {
      const hash = hashes.get(sequence);
      if (manifest === undefined || hash === undefined || hash === manifest.hash) continue;
      found.push({ fault: setFaults.forked, args: { sequence, other: other.url } });
    }
  }
  return found;
}

function judgeState(
  reading: MirrorReading,
  all: readonly MirrorReading[],
  state: Known["state"],
): Observation[] {
  const newest = tipOf(reading.sets)?.sequence ?? 0;
  // Leftovers are no set: a mirror whose manifests were all taken away must not pass in silence.
  const nothing =
    tipOf(reading.sets) === undefined && reading.sets.every(({ problems }) => problems.length === 0);
  const empty = reading.stopped === undefined && nothing;
  if (state === undefined || state === null) {
    return empty ? [{ fault: setFaults["mirror-empty"], args: {} }] : [];
  }
  if (reading.stopped !== undefined) return [];
  const found: Observation[] = [];
  const seenHere = state.mirrors[reading.identity] ?? 0;
  const somebodyHasIt = all.some(({ sets }) => (tipOf(sets)?.sequence ?? 0) >= state.sequence);
  // A mirror that was never seen with the newest set is merely behind, as long as another still holds it.
  const expected = somebodyHasIt ? seenHere : state.sequence;
  if (newest < expected) found.push({ fault: setFaults["rolled-back"], args: { known: expected, newest } });
  else if (empty) found.push({ fault: setFaults["mirror-empty"], args: {} });
  const same = reading.sets.find(({ sequence }) => sequence === state.sequence);
  const hash = same?.manifest?.hash ?? same?.voided;
  if (hash !== undefined && hash !== state.manifest) {
    found.push({ fault: setFaults["state-forked"], args: { sequence: state.sequence } });
  }
  return found;
}

/** Behind another mirror; stale or expired by the newest manifest's own times. */
function judgeFreshness(reading: MirrorReading, all: readonly MirrorReading[], now: Date): Observation[] {
  const newest = reading.sets.findLast(hasManifest);
  const tip = tipOf(reading.sets)?.sequence ?? 0;
  const found: Observation[] = [];
  const ahead = all
    .map((other) => ({ other, sequence: tipOf(other.sets)?.sequence ?? 0 }))
    .reduce((best, each) => (each.sequence > best.sequence ? each : best), { other: reading, sequence: tip });
  if (ahead.other !== reading && reading.stopped === undefined) {
    const args = { newest: tip, known: ahead.sequence, other: ahead.other.url };
    found.push({ fault: setFaults.behind, args });
  }
  if (newest === undefined) return found;
  const { sequence, manifest } = newest;
  const { takenAt, nextDueAt, expiresAt } = manifest;
  if (parseInstant(takenAt)!.getTime() > now.getTime() + clockSkewMs) {
    found.push({ fault: setFaults["taken-in-future"], args: { sequence, takenAt, now: now.toISOString() } });
  }
  if (now > parseInstant(expiresAt)!) found.push({ fault: setFaults.expired, args: { sequence, expiresAt } });
  else if (now > parseInstant(nextDueAt)!)
    found.push({ fault: setFaults.stale, args: { sequence, nextDueAt } });
  return found;
}

/** An identity that does not open the newest set is no recovery identity of this register any more. */
function unopened(newest: TrustedSet, url: string): Observation[] {
  const note = newest.notes.find(({ fault }) => fault === setNotes["set-not-opened"]);
  if (note === undefined) return [];
  return [{ fault: setFaults["identity-foreign"], args: { sequence: newest.sequence, url } }];
}

function sameMembers(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each) => other.includes(each));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
