import { sha256Hex } from "../../base/bytes.ts";
import { formatInstant } from "../../base/time.ts";
import { voterSchema } from "../../register/schema.ts";
import { recipientKind } from "../age/recipients.ts";
import { guideName, partName } from "../layout.ts";
import { manifestFormat, type Manifest } from "../manifest.ts";
import { restoreGuide } from "./guide.ts";
import type { SealedRoll } from "./seal-roll.ts";

export interface SetFacts {
  readonly office: string;
  readonly chain: string;
  readonly sequence: number;
  readonly previous: string | null;
  readonly takenAt: Date;
  readonly nextDueMs: number;
  readonly expiresInMs: number;
  readonly keepMs: number;
  readonly recipients: readonly string[];
  readonly tool: string;
}

/** The manifest of a sealed roll, and the guide whose hash it names. */
export function describeSet(
  facts: SetFacts,
  sealed: SealedRoll,
): { readonly manifest: Manifest; readonly guide: Uint8Array } {
  const after = (ms: number) => formatInstant(new Date(facts.takenAt.getTime() + ms));
  const takenAt = formatInstant(facts.takenAt);
  const keepUntil = after(facts.keepMs);
  const parts = sealed.parts.map(
    ({ county, voters, bytes, sha256, plaintextBytes, plaintextDigest }, index) => ({
      file: partName(index, sha256),
      county,
      voters,
      bytes,
      sha256,
      plaintextBytes,
      plaintextDigest,
      keepUntil,
    }),
  );
  const { office, chain, sequence, recipients } = facts;
  const guide = Buffer.from(
    restoreGuide({
      office,
      chain,
      sequence,
      takenAt,
      voters: sealed.voters,
      recipients: recipients.length,
      postQuantum: recipientKind(recipients[0]!) === "post-quantum",
      parts,
    }),
  );
  const manifest: Manifest = {
    format: manifestFormat,
    office,
    chain,
    sequence,
    takenAt,
    nextDueAt: after(facts.nextDueMs),
    expiresAt: after(facts.expiresInMs),
    previous: facts.previous,
    schema: voterSchema,
    tool: facts.tool,
    voters: sealed.voters,
    bytes: sealed.bytes,
    counties: [...sealed.counties],
    recipients: [...recipients],
    parts,
    guide: { file: guideName, sha256: sha256Hex(guide) },
  };
  return { manifest, guide };
}
