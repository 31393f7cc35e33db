import { createHash, hash } from "node:crypto";

/** SHA-256 (FIPS 180-4) of `bytes`, in lower-case hex. */
export function sha256Hex(bytes: Uint8Array): string {
  return hash("sha256", bytes, "hex");
}

/** SHA-256 (FIPS 180-4) of the pieces one after another, 32 bytes. */
export function sha256(...pieces: readonly (Uint8Array | string)[]): Uint8Array {
  const digest = createHash("sha256");
  for (const piece of pieces) digest.update(piece);
  return digest.digest();
}

/**
 * Bytes of standard base64 with padding (RFC 4648, section 4), or `undefined` for any other spelling: there is
 * exactly one text for each byte string, so a changed character can never go unseen.
 */
export function base64Decode(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : undefined;
}

export function base64Encode(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}
