/**
 * The head record: what the sealer in the cloud must know of its chain, since it cannot read the vault. One an office,
 * in the audit account; every change is conditional on the change before it (docs/decisions/0009-head-record.md).
 */
export interface HeadRecord {
  readonly office: string;
  readonly chain: string;
  /** The newest number that was given out; 0 before the first set. */
  readonly sequence: number;
  /** The hash of that set's manifest; `null` before the first. */
  readonly manifest: string | null;
  /** When that set was taken, RFC 3339. */
  readonly takenAt: string | null;
  /** When the next one is due. */
  readonly nextDueAt: string | null;
  /** The export that was last sealed, by its ARN. */
  readonly export: string | null;
  /** Rises with each change, from 0 for a record that is not there yet. */
  readonly revision: number;
  /** A finished set on its way: staged when its number is one above `sequence`, moved when it is `sequence`. */
  readonly staged?: StagedSet;
  /** The vault refused the staged number as taken: nothing goes on before somebody has looked. */
  readonly conflict?: true;
}

/** All that is left to put of a set whose parts are in the vault: a retry puts the same bytes. */
export interface StagedSet {
  readonly sequence: number;
  readonly manifest: string;
  readonly takenAt: string;
  readonly nextDueAt: string;
  readonly export: string;
  /** How long guide and manifest are kept, RFC 3339. */
  readonly keepUntil: string;
  readonly envelope: string;
  readonly guide: string;
}

/** Where head records are kept. */
export interface HeadStore {
  /** For error sentences. */
  readonly place: string;
  /** The record as last written. @throws RollwardError head-malformed, aws-refused */
  read(office: string): Promise<HeadRecord | undefined>;
  /**
   * Writes `next` in place of the record before it (`next.revision - 1`); false when that is not there any more.
   * A write whose reply was lost counts as written when it is found there.
   *
   * @throws RollwardError head-large, aws-refused
   */
  write(next: HeadRecord): Promise<boolean>;
}

/** The record of an office that has sealed nothing yet. */
export function firstHead(office: string, chain: string): HeadRecord {
  const nothing = { manifest: null, takenAt: null, nextDueAt: null, export: null };
  return { office, chain, sequence: 0, ...nothing, revision: 0 };
}

/** As `record` once `staged` waits in it. */
export function stage(record: HeadRecord, staged: StagedSet): HeadRecord {
  return { ...record, staged, revision: record.revision + 1 };
}

/** As `record` once its head is the set that waits in it. */
export function move(record: HeadRecord, staged: StagedSet): HeadRecord {
  const { sequence, manifest, takenAt, nextDueAt } = staged;
  const moved = { sequence, manifest, takenAt, nextDueAt, export: staged.export };
  return { ...record, ...moved, revision: record.revision + 1 };
}

/** As `record` once the set that waited in it is in the vault. */
export function clear(record: HeadRecord): HeadRecord {
  const { staged: _, ...rest } = record;
  return { ...rest, revision: record.revision + 1 };
}

/** As `record`, taken over by a run that goes on for another one. */
export function claim(record: HeadRecord): HeadRecord {
  return { ...record, revision: record.revision + 1 };
}

/** As `record` once the vault has refused the number of the set that waits. */
export function conflict(record: HeadRecord): HeadRecord {
  return { ...record, conflict: true, revision: record.revision + 1 };
}
