import { sha256Hex } from "../base/bytes.ts";
import type { Snapshot } from "./model.ts";

export interface EncodedSnapshot {
  /** JSON with two spaces, keys in the order of the format, a line feed at the end. */
  readonly text: string;
  /** SHA-256 of `text` as UTF-8, hex. */
  readonly sha256: string;
}

/** The file of a snapshot: the same snapshot gives the same bytes. */
export function encodeSnapshot({
  format,
  takenAt,
  source,
  tool,
  nowGiven,
  accounts,
  backups,
  unread,
}: Snapshot): EncodedSnapshot {
  // `undefined` is not written: an absent part stays absent.
  const ordered = { format, takenAt, source, tool, nowGiven, accounts, backups, unread };
  const text = `${JSON.stringify(ordered, undefined, 2)}\n`;
  return { text, sha256: sha256Hex(Buffer.from(text)) };
}
