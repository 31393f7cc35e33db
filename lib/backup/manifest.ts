import * as z from "zod/mini";
import { sha256Hex } from "../base/bytes.ts";
import { isRecord, parseJson } from "../base/json.ts";
import { instantText } from "./instant-text.ts";
import { guideName, maxSequence, partName } from "./layout.ts";

/** The payload type of a manifest's envelope. */
export const manifestType = "application/vnd.rollward.manifest+json";
export const manifestFormat = "rollward/manifest@1";

/** A part holds at most this much of the roll, so that it can be sealed, checked and opened whole in memory. */
export const maxPartPlaintextBytes = 16 * 1024 * 1024;
/** Larger than any part can become: incompressible lines, a header of many recipients, tags. */
export const maxPartBytes = 20 * 1024 * 1024;
export const maxParts = 99_999;
/** An envelope of the largest manifest. */
export const maxEnvelopeBytes = 96 * 1024 * 1024;
export const maxGuideBytes = 16 * 1024 * 1024;

const sha256Text = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const count = z.int().check(z.nonnegative());
const words = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));

const statusCounts = z.strictObject({ active: count, inactive: count, pending: count, cancelled: count });

const partShape = z.strictObject({
  file: words(100),
  county: words(200),
  voters: z.int().check(z.positive()),
  bytes: z.int().check(z.positive(), z.maximum(maxPartBytes)),
  sha256: sha256Text,
  plaintextBytes: z.int().check(z.positive(), z.maximum(maxPartPlaintextBytes)),
  plaintextDigest: sha256Text,
  keepUntil: instantText,
});

const manifestShape = z.strictObject({
  format: z.literal(manifestFormat),
  office: words(100),
  chain: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  sequence: z.int().check(z.positive(), z.maximum(maxSequence)),
  takenAt: instantText,
  nextDueAt: instantText,
  expiresAt: instantText,
  previous: z.nullable(sha256Text),
  schema: words(100),
  tool: words(100),
  voters: count,
  bytes: count,
  counties: z.array(
    z.strictObject({ county: words(200), voters: z.int().check(z.positive()), byStatus: statusCounts }),
  ),
  recipients: z.array(words(5000)).check(z.minLength(1), z.maxLength(100)),
  parts: z.array(partShape).check(z.maxLength(maxParts)),
  guide: z.strictObject({ file: z.literal(guideName), sha256: sha256Text }),
  acceptedChange: z.optional(words(1000)),
});

/** What a set says of itself (docs/formats/set.md, "Manifest"). Times are RFC 3339 in UTC, hashes lower-case hex. */
export type Manifest = z.infer<typeof manifestShape>;
export type ManifestPart = Manifest["parts"][number];
export type CountyCount = Manifest["counties"][number];

/** The payload bytes of a manifest, as they are signed and hashed. */
export function encodeManifest(manifest: Manifest): Uint8Array {
  return Buffer.from(JSON.stringify(manifest));
}

/** The name of a manifest: SHA-256 of its payload, hex. */
export function manifestHash(payload: Uint8Array): string {
  return sha256Hex(payload);
}

/** A manifest, or why not: `"newer"` when its format is of a later version, else the path that does not fit. */
export function decodeManifest(
  payload: Uint8Array,
): Manifest | { readonly newer: string } | { readonly at: string } {
  const json = parseJson(Buffer.from(payload).toString("utf8"));
  if (
    isRecord(json) &&
    typeof json["format"] === "string" &&
    /^rollward\/manifest@\d+$/.test(json["format"])
  ) {
    if (json["format"] !== manifestFormat) return { newer: json["format"] };
  }
  // One spelling: keys given twice would be read otherwise by another reader.
  if (JSON.stringify(json) !== Buffer.from(payload).toString("utf8")) return { at: "payload" };
  const parsed = manifestShape.safeParse(json);
  if (!parsed.success) return { at: (parsed.error.issues[0]?.path ?? []).join(".") };
  const at = inconsistency(parsed.data);
  return at === undefined ? parsed.data : { at };
}

/** Where a manifest contradicts itself, `undefined` when it does not. */
function inconsistency(manifest: Manifest): string | undefined {
  if ((manifest.sequence === 1) !== (manifest.previous === null)) return "previous";
  if (manifest.nextDueAt < manifest.takenAt) return "nextDueAt";
  if (manifest.expiresAt < manifest.nextDueAt) return "expiresAt";
  if (new Set(manifest.recipients).size !== manifest.recipients.length) return "recipients";
  const perCounty = new Map<string, number>();
  for (const [index, part] of manifest.parts.entries()) {
    if (part.file !== partName(index, part.sha256)) return `parts.${index}.file`;
    // A set must outlive its freshness, or it could be the newest and empty at once.
    if (part.keepUntil < manifest.expiresAt) return `parts.${index}.keepUntil`;
    perCounty.set(part.county, (perCounty.get(part.county) ?? 0) + part.voters);
  }
  for (const [index, { county, voters, byStatus }] of manifest.counties.entries()) {
    const before = manifest.counties[index - 1];
    if (before !== undefined && Buffer.compare(Buffer.from(before.county), Buffer.from(county)) >= 0) {
      return `counties.${index}`;
    }
    const sum = byStatus.active + byStatus.inactive + byStatus.pending + byStatus.cancelled;
    if (perCounty.get(county) !== voters || sum !== voters) return `counties.${index}.voters`;
  }
  if (perCounty.size !== manifest.counties.length || !partsInCountyOrder(manifest)) return "parts";
  if (total(manifest.counties.map(({ voters }) => voters)) !== manifest.voters) return "voters";
  if (total(manifest.parts.map(({ plaintextBytes }) => plaintextBytes)) !== manifest.bytes) return "bytes";
  return undefined;
}

function partsInCountyOrder({ parts, counties }: Manifest): boolean {
  const order = parts.map(({ county }) => county).filter((county, index, all) => county !== all[index - 1]);
  return (
    order.length === counties.length && order.every((county, index) => county === counties[index]!.county)
  );
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}
