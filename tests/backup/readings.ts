/** Readings of mirrors, made by hand, for what judges them. */
import type {
  ChainState,
  Known,
  ManifestFacts,
  MirrorReading,
  Observation,
  SetReading,
} from "../../lib/backup/state/facts.ts";
import { judgeMirrors } from "../../lib/backup/state/judge.ts";
import { setFaults } from "../../lib/backup/state/set-faults.ts";

const chain = "c".repeat(32);
export const hashOf = (sequence: number, which = "a") =>
  `${which}${String(sequence).padStart(3, "0")}`.repeat(16);

export function facts(sequence: number, changes: Partial<ManifestFacts> = {}): ManifestFacts {
  const day = String(sequence).padStart(2, "0");
  return {
    hash: hashOf(sequence),
    office: "arden",
    chain,
    previous: sequence === 1 ? null : hashOf(sequence - 1),
    takenAt: `2026-03-${day}T02:00:00Z`,
    nextDueAt: "2026-03-10T00:00:00Z",
    expiresAt: "2026-03-20T00:00:00Z",
    voters: 10,
    bytes: 1000,
    recipients: ["age1one", "age1two"],
    ...changes,
  };
}

export function good(sequence: number, changes: Partial<ManifestFacts> = {}): SetReading {
  return { sequence, manifest: facts(sequence, changes), problems: [], notes: [], parts: 2 };
}

/** A set whose manifest cannot be trusted. */
export function bad(sequence: number): SetReading {
  const problem: Observation = { fault: setFaults["manifest-signature"], args: { sequence } };
  return { sequence, problems: [problem], notes: [], parts: 0 };
}

/** What an interrupted seal leaves. */
export const leftover = (sequence: number): SetReading => ({ sequence, problems: [], notes: [], parts: 0 });

export const voided = (sequence: number): SetReading => ({ ...leftover(sequence), voided: hashOf(sequence) });

export function mirror(
  name: string,
  sets: readonly SetReading[],
  changes: Partial<MirrorReading> = {},
): MirrorReading {
  return { url: name, identity: `file:/${name}`, sets, notes: [], ...changes };
}

/** A trust file's pins, and a state folder that is new. */
export const pinned: Known = { office: "arden", chain, recipients: ["age1two", "age1one"], state: null };

/** Changes to what is known, or nothing at all but a new state: the case of `--public-key`. */
export type Pins = Partial<Known> | "nothing";
export const knownOf = (pins: Pins = {}): Known =>
  pins === "nothing" ? { state: null } : { ...pinned, ...pins };

export const noon = new Date("2026-03-03T12:00:00Z");
export const three = [good(1), good(2), good(3)];

export const state = (sequence: number, mirrors: Record<string, number> = {}): ChainState => ({
  sequence,
  manifest: hashOf(sequence),
  mirrors,
});

/** What may stand in a table: the problems of each mirror as `code` or `code set`, sorted. */
export interface JudgedRow {
  readonly name: string;
  readonly mirrors: readonly MirrorReading[];
  readonly known?: Pins;
  readonly now?: string;
  readonly problems: readonly (readonly string[])[];
}

export function judged(
  readings: readonly MirrorReading[],
  known?: Pins,
  now = noon,
): readonly (readonly string[])[] {
  return judgeMirrors(readings, knownOf(known), now, false).map(({ problems }) =>
    problems
      .map(({ fault, args }) =>
        typeof args["sequence"] === "number" ? `${fault.code} ${args["sequence"]}` : fault.code,
      )
      .toSorted(),
  );
}
