import type { Remark } from "../backup/state/result.ts";
import { isEmptiness, type Observation } from "./backups.ts";

/** What keeps a mirror's newest set from being taken at its word: the first remark of each kind. */
export interface Standing {
  /** The mirror, or a manifest above its newest set, could not be read: it may hold a newer set. */
  readonly unread?: Remark;
  /** A manifest above its newest set does not verify, or its chain is broken: "newest" is only the newest that verifies. */
  readonly broken?: Remark;
  /** The newest set has lost or altered files, or parts that lapsed: its manifest stands there, the set does not. */
  readonly lost?: Remark;
  /** A file of the newest set could not be read. */
  readonly partUnread?: Remark;
}

/**
 * How far the newest set of a mirror can be relied on. Trouble of an older set changes nothing here (it is for
 * `backup-verified`); trouble that names no set counts against the newest, for it may be its own.
 */
export function standing({ mirror }: Observation): Standing {
  const found: { -readonly [K in keyof Standing]: Remark } = {};
  for (const problem of mirror.problems) {
    if (problem.exit === 1 || isEmptiness(problem)) continue;
    const scope = scopeOf(problem, mirror.newest?.sequence);
    if (scope === "older") continue;
    if (problem.exit === 4) found[scope === "newest" ? "lost" : "broken"] ??= problem;
    else found[scope === "newest" ? "partUnread" : "unread"] ??= problem;
  }
  for (const note of mirror.notes) {
    if (note.code === "part-lapsed" && scopeOf(note, mirror.newest?.sequence) === "newest")
      found.lost ??= note;
  }
  return found;
}

/** True when nothing is known against the newest set itself: it stands there whole, as far as was read. */
export function standsWhole({ broken, lost, partUnread }: Standing): boolean {
  return broken === undefined && lost === undefined && partUnread === undefined;
}

/** The number of the set that a remark is about, by its file; `undefined` when it names none. */
export function setOf({ file }: Remark): number | undefined {
  const match = /^sets\/(\d{8})\//.exec(file ?? "");
  return match === null ? undefined : Number(match[1]);
}

/** A remark in few words for a sentence: its code, and its file when it has one. */
export function nameOf(remark: Remark | undefined): string {
  if (remark === undefined) return "";
  return remark.file === undefined ? remark.code : `${remark.code}, ${remark.file}`;
}

function scopeOf(remark: Remark, newest: number | undefined): "mirror" | "newest" | "older" {
  if (newest === undefined) return "mirror";
  const set = setOf(remark);
  // Codes of parts and guides say "set" without a number only in a snapshot that somebody cut short.
  if (set === undefined) return /^(part|guide)-/.test(remark.code) ? "newest" : "mirror";
  if (set < newest) return "older";
  return set === newest && !remark.file?.endsWith("/manifest.json") ? "newest" : "mirror";
}
