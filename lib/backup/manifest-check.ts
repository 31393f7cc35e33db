import { isUtf8 } from "node:buffer";
import { parseEnvelope, goodSigners, type Envelope } from "./dsse.ts";
import { decodeManifest, manifestHash, manifestType, type Manifest } from "./manifest.ts";
import type { Observation } from "./state/facts.ts";
import { setFaults } from "./state/set-faults.ts";
import type { RolePolicy, Trust } from "./trust.ts";

export interface GoodManifest {
  readonly manifest: Manifest;
  readonly hash: string;
  /** The envelope as it was read, so that a copy is the same to the byte. */
  readonly envelope: Uint8Array;
}

export type ManifestOutcome =
  | { readonly outcome: "good"; readonly good: GoodManifest }
  | {
      readonly outcome: "voided";
      readonly hash: string;
      readonly reason: string;
      readonly envelope: Uint8Array;
    }
  | { readonly outcome: "bad"; readonly problem: Observation };

/**
 * Decides what an envelope found in the folder of set `sequence` is worth (docs/formats/set.md, "Verifying"):
 * 1. it is an envelope, and of a manifest; 2. the root did not void it; 3. enough keys trusted for this number
 * signed it, for *seal* and for *witness*; 4. its payload is a manifest that does not contradict itself; 5. it is
 * the manifest of this folder, as a voided one must be too. Only what the root named or 3 has passed is read.
 */
export function checkManifest(bytes: Uint8Array, sequence: number, trust: Trust): ManifestOutcome {
  const envelope = isUtf8(bytes) ? parseEnvelope(Buffer.from(bytes).toString("utf8")) : undefined;
  if (envelope === undefined || envelope.payloadType !== manifestType) {
    return bad(setFaults["manifest-malformed"], { sequence, at: "envelope" });
  }
  const hash = manifestHash(envelope.payload);
  const voided = trust.file?.voided.find(({ manifest }) => manifest === hash);
  if (voided !== undefined) {
    // The root named this payload, so that it can be read; it keeps its own place in the chain and gets no other.
    const own = decodeManifest(envelope.payload);
    if ("sequence" in own && own.sequence !== sequence) {
      return bad(setFaults["manifest-number"], { sequence, found: own.sequence });
    }
    return { outcome: "voided", hash, reason: voided.reason, envelope: bytes };
  }
  if (!signedBy(envelope, trust.seal, sequence) || !signedBy(envelope, trust.witness, sequence)) {
    return bad(setFaults["manifest-signature"], { sequence });
  }
  const manifest = decodeManifest(envelope.payload);
  if ("newer" in manifest) return bad(setFaults["manifest-newer"], { sequence, format: manifest.newer });
  if ("at" in manifest) return bad(setFaults["manifest-malformed"], { sequence, at: manifest.at });
  if (manifest.sequence !== sequence)
    return bad(setFaults["manifest-number"], { sequence, found: manifest.sequence });
  return { outcome: "good", good: { manifest, hash, envelope: bytes } };
}

/** A rotated key keeps its range: it may sign the numbers it was trusted for, and no later ones. */
function signedBy(envelope: Envelope, role: RolePolicy, sequence: number): boolean {
  if (role.threshold === 0) return true;
  const trusted = role.keys.filter(
    ({ from, until }) => from <= sequence && (until === null || sequence <= until),
  );
  return goodSigners(envelope, new Map(trusted.map(({ id, key }) => [id, key]))).size >= role.threshold;
}

function bad(fault: Observation["fault"], args: Observation["args"]): ManifestOutcome {
  return { outcome: "bad", problem: { fault, args } };
}
