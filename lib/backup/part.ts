/** One part of a set: lines of the roll ▸ zstd ▸ age, and back (docs/formats/set.md, "Parts"). */
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { constants, zstdCompress, zstdDecompress } from "node:zlib";
import { sha256Hex } from "../base/bytes.ts";
import { makeHeader, openHeader } from "./age/header.ts";
import type { Identity } from "./age/identities.ts";
import { nonceBytes, openPayload, sealPayload } from "./age/payload.ts";
import type { ManifestPart } from "./manifest.ts";

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

export interface SealedPart {
  readonly bytes: Buffer;
  readonly sha256: string;
  readonly plaintextDigest: string;
}

/**
 * Seals the lines of a part (at most `maxPartPlaintextBytes`). Compression runs on the thread pool of libuv; the
 * rest on this thread. The caller may not change `plaintext` meanwhile.
 */
export async function sealPart(
  plaintext: Uint8Array,
  recipients: readonly string[],
  random: (bytes: number) => Uint8Array,
): Promise<SealedPart> {
  const [compressed, { header, fileKey }] = await Promise.all([
    compress(plaintext, {
      chunkSize: 1024 * 1024,
      pledgedSrcSize: plaintext.length,
      params: { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 },
    }),
    makeHeader(recipients),
  ]);
  const bytes = Buffer.concat([header, sealPayload(fileKey, random(nonceBytes), compressed)]);
  return {
    bytes,
    sha256: sha256Hex(bytes),
    plaintextDigest: keyedDigest(fileKey, compressed).toString("hex"),
  };
}

/**
 * Opens a part whose SHA-256 has been checked. Gives its lines, or why not: `"no-match"` (sealed to others),
 * `"malformed"` (no whole age file, or not zstd, or more than the manifest says), `"digest"` (other bytes than were
 * sealed), `"count"` (another number of lines).
 */
export async function openPart(
  bytes: Uint8Array,
  part: ManifestPart,
  identities: readonly Identity[],
): Promise<Buffer | "no-match" | "malformed" | "digest" | "count"> {
  const header = await openHeader(bytes, identities);
  if (typeof header === "string") return header;
  const compressed = openPayload(header.fileKey, bytes.subarray(header.payloadStart));
  if (compressed === undefined) return "malformed";
  const digest = keyedDigest(header.fileKey, compressed);
  if (!timingSafeEqual(digest, Buffer.from(part.plaintextDigest, "hex"))) return "digest";
  const plaintext = await decompressExactly(compressed, part.plaintextBytes);
  if (plaintext === undefined) return "malformed";
  const ended = plaintext.at(-1) === lineFeed;
  return ended && countLines(plaintext) === part.voters ? plaintext : "count";
}

/** One chunk of the announced size: nothing is joined afterwards, and a zip bomb stops there. */
async function decompressExactly(compressed: Uint8Array, bytes: number): Promise<Buffer | undefined> {
  try {
    const plaintext = await decompress(compressed, {
      chunkSize: Math.max(bytes, 64),
      maxOutputLength: bytes,
    });
    return plaintext.length === bytes ? plaintext : undefined;
  } catch {
    return undefined;
  }
}

/**
 * HMAC-SHA-256 of what age encrypts, the zstd frame, under a key derived from the file key, so that nobody without an
 * identity can confirm a guess of the lines from the manifest. The info keeps it apart from age's own keys (`header`,
 * `payload`). The frame's own checksum then binds the lines to it (RFC 8878, 3.1.1; docs/decisions/0006).
 */
function keyedDigest(fileKey: Uint8Array, frame: Uint8Array): Buffer {
  const key = hkdfSync("sha256", fileKey, new Uint8Array(0), "rollward/plaintext-digest@1", 32);
  return createHmac("sha256", new Uint8Array(key)).update(frame).digest();
}

const lineFeed = 0x0a;

function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(lineFeed); at !== -1; at = bytes.indexOf(lineFeed, at + 1)) lines++;
  return lines;
}
