import type { Words } from "../../base/words.ts";
import { compareKeys } from "./object-key.ts";
import { ReplyRefused } from "./s3-reply.ts";
import type { S3Limits } from "./s3-session.ts";

/** Where a page says that the next one begins, decoded. */
export interface Marker {
  readonly key: string;
  readonly version: string;
}

/** What one listing may take of this machine and of the person's time. */
export interface ListBounds {
  /** Counts a page. @throws ReplyRefused when the listing has too many rows, nothing but empty pages, or no pace */
  page(rows: number, waitedMs: number): void;
  /** @throws ReplyRefused when `next` does not lie after the marker before */
  advance(next: Marker): void;
}

/** All that a listing may have, as versions and delete markers: sets for centuries, and some 200 MB of memory. */
export const listedRows = 1_000_000;

// S3 may give an empty page on the way, such as after many deletions, but not one after the other.
const emptyPages = 5;
// A page of 1000 in 50 s; S3 takes far less than one.
const slowestRowsPerMs = 0.02;

/** The bounds of one listing; a store whose every page is small, swift and well-formed must come to an end too. */
export function listBounds({ rows: maxRows, idleMs, attempts }: S3Limits): ListBounds {
  let total = 0;
  let waited = 0;
  let empty = 0;
  let before: Marker | undefined;
  return {
    page(rows, waitedMs) {
      total += rows;
      waited += waitedMs;
      empty = rows === 0 ? empty + 1 : 0;
      if (total > maxRows) throw new ReplyRefused(reasons.rows);
      if (empty > emptyPages) throw new ReplyRefused(reasons.empty);
      if (waited > idleMs * attempts + total / slowestRowsPerMs) throw new ReplyRefused(reasons.slow);
    },
    advance(next) {
      // Version ids have no order that S3 promises: within a key they must only change.
      const order = before === undefined ? 1 : compareKeys(next.key, before.key);
      if (next.key === "" || order < 0 || (order === 0 && next.version === before?.version)) {
        throw new ReplyRefused(reasons.order);
      }
      before = next;
    },
  };
}

const reasons = {
  rows: {
    en: "its list has no end in sight",
    fr: "la fin de sa liste ne se laisse pas entrevoir",
  },
  empty: {
    en: "its list goes on with empty pages",
    fr: "sa liste continue par des pages vides",
  },
  slow: {
    en: "its list hardly goes on",
    fr: "sa liste n’avance presque pas",
  },
  order: {
    en: "its list does not go forward",
    fr: "sa liste ne va pas de l’avant",
  },
} as const satisfies Readonly<Record<string, Words>>;
