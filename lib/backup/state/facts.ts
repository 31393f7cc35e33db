import type { Args, Words } from "../../base/words.ts";
import type { Fault } from "../../base/faults.ts";
import type { Place } from "./place.ts";

/** Something seen in a mirror: which fault or note, at which file, with the names its sentence needs. */
export interface Observation {
  readonly fault: Fault;
  readonly file?: string;
  readonly args: Args;
}

/** What judging needs of a manifest whose signature was good. */
export interface ManifestFacts {
  readonly hash: string;
  readonly office: string;
  readonly chain: string;
  readonly previous: string | null;
  readonly takenAt: string;
  readonly nextDueAt: string;
  readonly expiresAt: string;
  readonly voters: number;
  readonly bytes: number;
  readonly recipients: readonly string[];
}

/** What may stand in place of an object, for people. */
export const kindWords: Readonly<Record<"folder" | "link" | "device", Words>> = {
  folder: { en: "folder", fr: "dossier" },
  link: { en: "link", fr: "lien" },
  device: { en: "device or pipe", fr: "périphérique ou tube" },
};

/** One set as it was read from one mirror. */
export interface SetReading {
  /** The number of its folder. */
  readonly sequence: number;
  /** Absent when there is none, or none that can be trusted. */
  readonly manifest?: ManifestFacts;
  /** The hash of a manifest that the root declared void; the set is then not one to restore. */
  readonly voided?: string;
  readonly problems: readonly Observation[];
  readonly notes: readonly Observation[];
  /** How many parts its manifest names. */
  readonly parts: number;
}

/** Where a mirror's chain ends: its last set, a voided one too, for the next set follows it all the same. */
export interface Tip {
  readonly sequence: number;
  readonly hash: string;
}

export function tipOf(sets: readonly SetReading[]): Tip | undefined {
  const last = sets.findLast(({ manifest, voided }) => manifest !== undefined || voided !== undefined);
  const hash = last?.manifest?.hash ?? last?.voided;
  return last === undefined || hash === undefined ? undefined : { sequence: last.sequence, hash };
}

/** One mirror as it was read. */
export interface MirrorReading {
  readonly url: string;
  /** The name under which the verifier's state knows it. */
  readonly identity: string;
  readonly place?: Place;
  /** Ascending by number. */
  readonly sets: readonly SetReading[];
  /** Why reading stopped, when it did. */
  readonly stopped?: Observation;
  readonly notes: readonly Observation[];
}

/** What is known beforehand: the trust file's pins and the verifier's state. Pins are absent with a bare key. */
export interface Known {
  readonly office?: string;
  readonly chain?: string;
  readonly recipients?: readonly string[];
  readonly trustFault?: Observation;
  /** `undefined`: no state was given. `null`: it was, and knows nothing of this chain yet. */
  readonly state: ChainState | null | undefined;
}

/** What a verifier remembers of one chain. */
export interface ChainState {
  readonly sequence: number;
  /** The hash of that set's manifest. */
  readonly manifest: string;
  /** The highest number seen on each mirror, by its identity. */
  readonly mirrors: Readonly<Record<string, number>>;
}
