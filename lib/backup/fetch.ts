/** Reading objects of a mirror against what a manifest says of them. */
import { sha256Hex } from "../base/bytes.ts";
import { RollwardError } from "../base/faults.ts";
import type { Listed, Mirror, Version } from "./mirrors/mirror.ts";

export type Fetched =
  | { readonly outcome: "whole"; readonly bytes: Uint8Array; readonly overwritten: boolean }
  | { readonly outcome: "missing" }
  | { readonly outcome: "kind"; readonly kind: Exclude<Listed["kind"], "object"> }
  | { readonly outcome: "length"; readonly found: number }
  | { readonly outcome: "altered" }
  | { readonly outcome: "unread"; readonly reason: string };

/**
 * Of a key's versions, the oldest whose SHA-256 is the one expected: Object Lock protects versions, not keys, so an
 * attacker can write over a part, but the sealed version stays below. `bytes` is the expected length, or `undefined`
 * where the manifest names none; `limit` bounds what is read at all.
 */
export async function fetchObject(
  mirror: Mirror,
  listed: Listed | undefined,
  expected: { readonly sha256: string; readonly bytes?: number; readonly limit: number },
): Promise<Fetched> {
  const candidates = candidateVersions(listed, expected.bytes, expected.limit);
  if ("outcome" in candidates) return candidates;
  const { key, versions } = candidates;
  let unread: string | undefined;
  for (const version of versions) {
    try {
      const bytes = await mirror.read(key, version.id, expected.limit);
      if (sha256Hex(bytes) !== expected.sha256) continue;
      return { outcome: "whole", bytes, overwritten: isOverwritten(candidates.listed, version) };
    } catch (cause) {
      if (!(cause instanceof RollwardError) || cause.fault.exit === 130) throw cause;
      if (cause.fault.exit === 3) unread ??= cause.code;
    }
  }
  return unread === undefined ? { outcome: "altered" } : { outcome: "unread", reason: unread };
}

/** As {@link fetchObject}, but only by the listing: nothing is read, so equal length is all that can be said. */
export function lookUpObject(listed: Listed | undefined, bytes: number | undefined): Fetched {
  const candidates = candidateVersions(listed, bytes, Number.MAX_SAFE_INTEGER);
  if ("outcome" in candidates) return candidates;
  const oldest = candidates.versions[0]!;
  return {
    outcome: "whole",
    bytes: new Uint8Array(0),
    overwritten: isOverwritten(candidates.listed, oldest),
  };
}

function candidateVersions(
  listed: Listed | undefined,
  bytes: number | undefined,
  limit: number,
): Fetched | { readonly key: string; readonly listed: Listed; readonly versions: readonly Version[] } {
  if (listed === undefined) return { outcome: "missing" };
  if (listed.kind !== "object") return { outcome: "kind", kind: listed.kind };
  if (listed.versions.length === 0) return { outcome: "missing" };
  const versions = listed.versions.filter(
    (version) => version.bytes <= limit && (bytes ?? version.bytes) === version.bytes,
  );
  if (versions.length === 0) return { outcome: "length", found: listed.versions[0]!.bytes };
  return { key: listed.key, listed, versions };
}

function isOverwritten(listed: Listed, read: Version): boolean {
  return listed.deleted || listed.versions.at(-1)!.id !== read.id;
}
