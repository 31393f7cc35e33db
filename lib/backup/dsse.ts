/**
 * Signed envelopes: DSSE v1 (github.com/secure-systems-lab/dsse), ECDSA P-256 over SHA-256, signatures in DER. The
 * envelope is JSON; white space in it does not count, every other character does.
 */
import { createPublicKey, sign, verify, type KeyObject } from "node:crypto";
import * as z from "zod/mini";
import { base64Decode, base64Encode, sha256Hex } from "../base/bytes.ts";
import { parseJson } from "../base/json.ts";

export interface Envelope {
  readonly payloadType: string;
  readonly payload: Uint8Array;
  readonly signatures: readonly { readonly keyid: string; readonly sig: Uint8Array }[];
}

const envelopeShape = z.strictObject({
  payloadType: z.string().check(z.regex(/^[a-z0-9.+/-]{1,100}$/)),
  payload: z.string(),
  signatures: z
    .array(z.strictObject({ keyid: z.string().check(z.regex(/^[0-9a-f]{64}$/)), sig: z.string() }))
    .check(z.minLength(1), z.maxLength(100)),
});

/** SHA-256 of the key's SubjectPublicKeyInfo in DER, hex: the name of a key everywhere. */
export function keyId(key: KeyObject): string {
  const publicHalf =
    key.type === "private" ? createPublicKey(key.export({ format: "pem", type: "pkcs8" })) : key;
  return sha256Hex(publicHalf.export({ format: "der", type: "spki" }));
}

/** What is signed: `DSSEv1 len type len payload` (DSSE protocol, "Pre-Authentication Encoding"). */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const head = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}

/** The text of an envelope around `payload`, signed by each of `keys`. */
export function signEnvelope(payloadType: string, payload: Uint8Array, keys: readonly KeyObject[]): string {
  const message = preAuthenticationEncoding(payloadType, payload);
  const signatures = keys.map((key) => ({ keyid: keyId(key), sig: sign("sha256", message, key) }));
  return encodeEnvelope({ payloadType, payload, signatures });
}

/** The one text that we write for an envelope. */
export function encodeEnvelope({ payloadType, payload, signatures }: Envelope): string {
  const encoded = signatures.map(({ keyid, sig }) => ({ keyid, sig: base64Encode(sig) }));
  const json = { payloadType, payload: base64Encode(payload), signatures: encoded };
  return `${JSON.stringify(json, undefined, 1)}\n`;
}

/** Reads an envelope; `undefined` when it is not exactly one. Says nothing yet of who signed it. */
export function parseEnvelope(text: string): Envelope | undefined {
  const json = parseJson(text);
  const parsed = envelopeShape.safeParse(json);
  if (!parsed.success) return undefined;
  const { payloadType, payload, signatures } = parsed.data;
  // No value in it can hold white space or need an escape: keys given twice and escapes are refused here, and so no
  // changed character goes unseen.
  if (text.replace(/[ \t\r\n]+/g, "") !== JSON.stringify(json)) return undefined;
  const bytes = base64Decode(payload);
  const decoded = signatures.map(({ keyid, sig }) => ({ keyid, sig: base64Decode(sig) }));
  if (bytes === undefined || !decoded.every(hasSignature)) return undefined;
  return { payloadType, payload: bytes, signatures: decoded };
}

function hasSignature(each: {
  keyid: string;
  sig: Uint8Array | undefined;
}): each is { keyid: string; sig: Uint8Array } {
  return each.sig !== undefined;
}

/** The ids of those of `keys` whose signature on the envelope is good, each once. */
export function goodSigners(envelope: Envelope, keys: ReadonlyMap<string, KeyObject>): ReadonlySet<string> {
  const message = preAuthenticationEncoding(envelope.payloadType, envelope.payload);
  const good = new Set<string>();
  for (const { keyid, sig } of envelope.signatures) {
    const key = keys.get(keyid);
    if (key !== undefined && !good.has(keyid) && verify("sha256", message, key, sig)) good.add(keyid);
  }
  return good;
}
