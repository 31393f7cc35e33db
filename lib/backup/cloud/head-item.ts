import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import * as z from "zod/mini";
import { parseJson } from "../../base/json.ts";
import { encodeEnvelope, parseEnvelope } from "../dsse.ts";
import { instantText } from "../instant-text.ts";
import { maxSequence } from "../layout.ts";
import type { HeadRecord, StagedSet } from "./head.ts";

/**
 * The head record as an item of DynamoDB: key `OfficeId`, the fields under their own names, and the set on its way,
 * compressed, as one binary attribute.
 */
export type HeadItem = Readonly<
  Record<string, { S: string } | { N: string } | { BOOL: true } | { B: Uint8Array }>
>;

/**
 * An item may have 400 KB (docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html). A part takes
 * some 90 bytes of it, so that this is a roll of some 3,000 parts.
 */
export const maxStagedBytes = 380_000;

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const number = z.string().check(z.regex(/^\d{1,15}$/));
const text = <T extends z.ZodMiniType<string>>(inner: T) => z.strictObject({ S: inner });
const words = z.string().check(z.minLength(1), z.maxLength(1_000));

const itemShape = z.strictObject({
  OfficeId: text(words),
  Chain: text(z.string().check(z.regex(/^[0-9a-f]{32}$/))),
  Sequence: z.strictObject({ N: number }),
  Manifest: z.optional(text(hash)),
  TakenAt: z.optional(text(instantText)),
  NextDueAt: z.optional(text(instantText)),
  Export: z.optional(text(words)),
  Revision: z.strictObject({ N: number }),
  Staged: z.optional(z.strictObject({ B: z.instanceof(Uint8Array) })),
  Conflict: z.optional(z.strictObject({ BOOL: z.literal(true) })),
});

const stagedShape = z.strictObject({
  sequence: z.int().check(z.positive(), z.maximum(maxSequence)),
  manifest: hash,
  takenAt: instantText,
  nextDueAt: instantText,
  export: words,
  keepUntil: instantText,
  payloadType: words,
  payload: z.string(),
  signatures: z.array(z.strictObject({ keyid: hash, sig: z.string() })),
  guide: z.string(),
});

/** The item of a record. */
export function headItem(record: HeadRecord): HeadItem {
  const { office, chain, sequence, manifest, takenAt, nextDueAt, revision, staged, conflict } = record;
  return {
    OfficeId: { S: office },
    Chain: { S: chain },
    Sequence: { N: String(sequence) },
    ...(manifest !== null && { Manifest: { S: manifest } }),
    ...(takenAt !== null && { TakenAt: { S: takenAt } }),
    ...(nextDueAt !== null && { NextDueAt: { S: nextDueAt } }),
    ...(record.export !== null && { Export: { S: record.export } }),
    Revision: { N: String(revision) },
    ...(staged && { Staged: { B: packed(staged) } }),
    ...(conflict && { Conflict: { BOOL: true } }),
  };
}

/** The record of an item, or the path that does not fit. */
export function headOf(item: unknown): HeadRecord | { readonly at: string } {
  const parsed = itemShape.safeParse(item);
  if (!parsed.success) return { at: (parsed.error.issues[0]?.path ?? []).join(".") };
  const { OfficeId, Chain, Sequence, Manifest, TakenAt, NextDueAt, Export, Revision, Staged, Conflict } =
    parsed.data;
  const sequence = Number(Sequence.N);
  if (sequence > maxSequence) return { at: "Sequence" };
  if ([Manifest, TakenAt, NextDueAt, Export].some((each) => (each === undefined) !== (sequence === 0)))
    return { at: "Manifest" };
  const staged = Staged === undefined ? undefined : unpacked(Staged.B);
  if (Staged !== undefined && staged === undefined) return { at: "Staged" };
  if (staged !== undefined && staged.sequence !== sequence && staged.sequence !== sequence + 1)
    return { at: "Staged" };
  return {
    office: OfficeId.S,
    chain: Chain.S,
    sequence,
    manifest: Manifest?.S ?? null,
    takenAt: TakenAt?.S ?? null,
    nextDueAt: NextDueAt?.S ?? null,
    export: Export?.S ?? null,
    revision: Number(Revision.N),
    ...(staged && { staged }),
    ...(Conflict && { conflict: true as const }),
  };
}

/** The payload goes in as text, not as base64: the guide repeats its hashes, which then cost nothing. */
function packed({ envelope, ...staged }: StagedSet): Uint8Array {
  const { payloadType, payload, signatures } = parseEnvelope(envelope)!;
  const plain = JSON.stringify({
    ...staged,
    payloadType,
    payload: Buffer.from(payload).toString("utf8"),
    signatures: signatures.map(({ keyid, sig }) => ({ keyid, sig: Buffer.from(sig).toString("base64") })),
  });
  const thorough = { [constants.ZSTD_c_compressionLevel]: 12 };
  return zstdCompressSync(Buffer.from(plain), { params: thorough });
}

const maxPlainBytes = 64 * 1024 * 1024;

function unpacked(bytes: Uint8Array): StagedSet | undefined {
  let plain: string;
  try {
    plain = zstdDecompressSync(bytes, { maxOutputLength: maxPlainBytes }).toString("utf8");
  } catch {
    return undefined;
  }
  const parsed = stagedShape.safeParse(parseJson(plain));
  if (!parsed.success) return undefined;
  const { payloadType, payload, signatures, ...staged } = parsed.data;
  const signed = signatures.map(({ keyid, sig }) => ({ keyid, sig: Buffer.from(sig, "base64") }));
  return {
    ...staged,
    envelope: encodeEnvelope({ payloadType, payload: Buffer.from(payload), signatures: signed }),
  };
}
