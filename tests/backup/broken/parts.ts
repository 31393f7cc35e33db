/** Whole sets made by somebody who can sign or who knows whom to seal to. */
import { cpSync, writeFileSync } from "node:fs";
import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import { join } from "node:path";
import { promisify } from "node:util";
import { zstdCompress } from "node:zlib";
import { sha256Hex } from "../../../lib/base/bytes.ts";
import { makeHeader } from "../../../lib/backup/age/header.ts";
import { sealPayload } from "../../../lib/backup/age/payload.ts";
import { partName } from "../../../lib/backup/layout.ts";
import type { ManifestPart } from "../../../lib/backup/manifest.ts";
import { sealPart } from "../../../lib/backup/part.ts";
import { office, stranger } from "../office.ts";
import { rollOf, voter } from "../rolls.ts";
import type { BrokenSet } from "./broken-set.ts";
import { flip, folderOf, hashOf, partOf, readManifest, remove, resign } from "./stage.ts";

const forged = rollOf([
  voter("AR-20", "Quillmoor", { Status: "pending" }),
  voter("AR-666", "Quillmoor", { Status: "cancelled" }),
]);

type Sealed = Partial<ManifestPart> & { readonly bytes: number; readonly sha256: string };

/** Puts other bytes in place of the part of Quillmoor in set 3 and has `key` sign a manifest that names them. */
function plant(
  mirror: string,
  file: Uint8Array,
  changes: Partial<ManifestPart>,
  key = office.signingKey,
): void {
  const sealed: Sealed = { bytes: file.length, sha256: sha256Hex(file), ...changes };
  remove(partOf(mirror, 3, 1));
  const name = partName(1, sealed.sha256);
  writeFileSync(join(folderOf(mirror, 3), name), file);
  resign(
    mirror,
    3,
    (manifest) => {
      const part = { ...manifest.parts[1]!, ...sealed, file: name };
      const parts = manifest.parts.with(1, part);
      return { ...manifest, parts, bytes: parts.reduce((sum, each) => sum + each.plaintextBytes, 0) };
    },
    key,
  );
}

/** An age file around whatever was compressed, and the digest that is right for it (docs/formats/set.md, "Parts"). */
async function ageFile(frame: Uint8Array) {
  const { header, fileKey } = await makeHeader(office.recipients);
  const key = Buffer.from(hkdfSync("sha256", fileKey, Buffer.alloc(0), "rollward/plaintext-digest@1", 32));
  const plaintextDigest = createHmac("sha256", key).update(frame).digest("hex");
  return { file: Buffer.concat([header, sealPayload(fileKey, randomBytes(16), frame)]), plaintextDigest };
}

async function sealedForged(recipients: readonly string[] = office.recipients) {
  const { bytes, plaintextDigest } = await sealPart(forged, recipients, randomBytes);
  return { file: bytes, plaintextDigest, plaintextBytes: forged.length };
}

const drilled = { verify: () => ({ identities: office.identityPaths.slice(0, 1) }) };
const unusable = {
  ...drilled,
  problems: ["part-unopened"],
  notes: ["set-opened", "set-opened"],
  exit: 4,
  restore: "part-unopened",
} as const;

export const brokenParts: readonly BrokenSet[] = [
  {
    act: "a forged part that opens, in a manifest signed by a stranger",
    async does({ a }) {
      const { file, ...changes } = await sealedForged();
      plant(a, file, changes, stranger.signingKey);
    },
    problems: ["manifest-signature"],
    exit: 4,
    restore: "restore-newest-broken",
  },
  {
    act: "a forged set that opens, put after the newest by a stranger",
    async does({ a }) {
      cpSync(folderOf(a, 3), folderOf(a, 4), { recursive: true });
      const previous = hashOf(a, 3);
      resign(a, 4, (manifest) => ({ ...manifest, sequence: 4, previous }), stranger.signingKey);
    },
    problems: ["manifest-signature"],
    exit: 4,
    restore: "restore-newest-broken",
  },
  {
    act: "a forged part under the name and length of the true one",
    async does({ a }) {
      const lines = forged.subarray(0, readManifest(a, 3).parts[1]!.plaintextBytes);
      const { bytes } = await sealPart(lines, office.recipients, randomBytes);
      const length = readManifest(a, 3).parts[1]!.bytes;
      writeFileSync(partOf(a, 3, 1), Buffer.concat([bytes, Buffer.alloc(length)]).subarray(0, length));
    },
    problems: ["part-altered"],
    exit: 4,
    restore: "restore-part",
  },
  {
    act: "a part whose digest is of other lines",
    async does({ a }) {
      const { file, plaintextBytes } = await sealedForged();
      plant(a, file, { plaintextBytes });
    },
    ...unusable,
  },
  {
    act: "a part whose lines are another number",
    async does({ a }) {
      const { file, ...changes } = await sealedForged();
      plant(a, file, changes);
      renumber(a);
    },
    ...unusable,
  },
  {
    act: "a part that becomes a gibibyte of zeros",
    async does({ a }) {
      const bomb = await promisify(zstdCompress)(Buffer.alloc(1024 ** 3));
      const { file, plaintextDigest } = await ageFile(bomb);
      plant(a, file, { plaintextDigest });
    },
    ...unusable,
  },
  {
    act: "a part that opens into what was never compressed",
    async does({ a }) {
      const { file, plaintextDigest } = await ageFile(forged);
      plant(a, file, { plaintextDigest, plaintextBytes: forged.length });
    },
    ...unusable,
  },
  {
    act: "a part that is no age file",
    does: ({ a }) => plant(a, forged, { plaintextBytes: forged.length }),
    ...unusable,
  },
  {
    act: "a part of other length than it opens into",
    async does({ a }) {
      const { file, plaintextDigest, plaintextBytes } = await sealedForged();
      plant(a, file, { plaintextDigest, plaintextBytes: plaintextBytes + 1 });
    },
    ...unusable,
  },
  {
    act: "a part sealed to a stranger, though the manifest claims us",
    async does({ a }) {
      const { file, ...changes } = await sealedForged(stranger.recipients);
      plant(a, file, changes);
    },
    ...drilled,
    problems: ["identity-wrong"],
    notes: ["set-opened", "set-opened"],
    exit: 4,
    restore: "identity-wrong",
  },
  {
    act: "a part sealed to one of the two recipients that the manifest claims, drilled with both identities",
    async does({ a }) {
      const { file, ...changes } = await sealedForged(office.recipients.slice(0, 1));
      plant(a, file, changes);
    },
    verify: () => ({ identities: office.identityPaths }),
    problems: ["identity-wrong"],
    notes: ["set-opened", "set-opened"],
    exit: 4,
  },
  {
    act: "nothing, but read with a stranger’s identity",
    does: () => {},
    verify: () => ({ identities: stranger.identityPaths.slice(0, 1) }),
    problems: ["identity-foreign"],
    notes: ["set-not-opened", "set-not-opened", "set-not-opened"],
    exit: 4,
  },
  {
    act: "a bit flipped in a part, looked at quickly",
    does: ({ a }) => flip(partOf(a, 3, 0), 2000),
    verify: () => ({ quick: true }),
    problems: [],
    notes: ["parts-not-read"],
    exit: 0,
  },
  {
    act: "a part removed, looked at quickly",
    does: ({ a }) => remove(partOf(a, 3, 0)),
    verify: () => ({ quick: true }),
    problems: ["part-missing"],
    notes: ["parts-not-read"],
    exit: 4,
  },
  {
    act: "a part shortened, looked at quickly",
    does: ({ a }) => writeFileSync(partOf(a, 3, 0), "x"),
    verify: () => ({ quick: true }),
    problems: ["part-length"],
    notes: ["parts-not-read"],
    exit: 4,
  },
];

/** Says one voter more in Quillmoor, everywhere alike, than its part has lines. */
function renumber(mirror: string): void {
  resign(mirror, 3, (manifest) => ({
    ...manifest,
    voters: manifest.voters + 1,
    counties: manifest.counties.with(1, {
      ...manifest.counties[1]!,
      voters: 3,
      byStatus: { active: 1, inactive: 0, pending: 1, cancelled: 1 },
    }),
    parts: manifest.parts.with(1, { ...manifest.parts[1]!, voters: 3 }),
  }));
}
