/**
 * The payload of an age file: STREAM with ChaCha20-Poly1305 over chunks of 64 KiB (C2SP age v1, "Payload"), done by
 * node:crypto since it is several times as fast as JavaScript. Whole payloads in memory: a part is at most
 * some 20 MiB, and nothing of it is released before its last chunk is authenticated.
 */
import { createCipheriv, createDecipheriv, hkdfSync } from "node:crypto";

export const nonceBytes = 16;
const chunkBytes = 65_536;
const tagBytes = 16;
const sealedChunkBytes = chunkBytes + tagBytes;
const cipher = "chacha20-poly1305";

/** Length of the payload, nonce included, that `plaintextBytes` become. */
export function payloadBytes(plaintextBytes: number): number {
  return nonceBytes + plaintextBytes + tagBytes * chunkCount(plaintextBytes, chunkBytes);
}

/** Nonce, then the sealed chunks. `nonce` must be fresh random bytes, and the file key must serve this file only. */
export function sealPayload(fileKey: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array): Buffer {
  const key = payloadKey(fileKey, nonce);
  const sealed = Buffer.allocUnsafe(payloadBytes(plaintext.length));
  sealed.set(nonce, 0);
  const chunks = chunkCount(plaintext.length, chunkBytes);
  let at = nonceBytes;
  for (let index = 0; index < chunks; index++) {
    const chunk = plaintext.subarray(index * chunkBytes, (index + 1) * chunkBytes);
    const seal = createCipheriv(cipher, key, chunkNonce(index, index === chunks - 1), {
      authTagLength: tagBytes,
    });
    sealed.set(seal.update(chunk), at);
    seal.final();
    sealed.set(seal.getAuthTag(), at + chunk.length);
    at += chunk.length + tagBytes;
  }
  return sealed;
}

/** The plaintext of a payload (nonce first), or `undefined` when it is not whole or not authentic under `fileKey`. */
export function openPayload(fileKey: Uint8Array, payload: Uint8Array): Buffer | undefined {
  const sealed = payload.subarray(nonceBytes);
  if (sealed.length < tagBytes) return undefined;
  const chunks = chunkCount(sealed.length, sealedChunkBytes);
  const lastBytes = sealed.length - (chunks - 1) * sealedChunkBytes;
  // The last chunk may be empty only when the whole file is: otherwise there would be two spellings of one file.
  if (lastBytes < tagBytes || (lastBytes === tagBytes && chunks > 1)) return undefined;
  const key = payloadKey(fileKey, payload.subarray(0, nonceBytes));
  const plaintext = Buffer.allocUnsafe(sealed.length - chunks * tagBytes);
  for (let index = 0; index < chunks; index++) {
    const chunk = sealed.subarray(index * sealedChunkBytes, (index + 1) * sealedChunkBytes);
    const open = createDecipheriv(cipher, key, chunkNonce(index, index === chunks - 1), {
      authTagLength: tagBytes,
    });
    open.setAuthTag(chunk.subarray(chunk.length - tagBytes));
    plaintext.set(open.update(chunk.subarray(0, chunk.length - tagBytes)), index * chunkBytes);
    try {
      open.final();
    } catch {
      return undefined;
    }
  }
  return plaintext;
}

function payloadKey(fileKey: Uint8Array, nonce: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", fileKey, nonce, "payload", 32));
}

/** 11 bytes of big-endian counter, then 1 for the last chunk and 0 for the others. */
function chunkNonce(index: number, last: boolean): Uint8Array {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 7);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/** At least one: an empty file has one empty chunk. */
function chunkCount(bytes: number, perChunk: number): number {
  return Math.max(1, Math.ceil(bytes / perChunk));
}
