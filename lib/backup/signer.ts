import { sign, type KeyObject } from "node:crypto";
import { encodeEnvelope, keyId, preAuthenticationEncoding } from "./dsse.ts";

/** Whoever can sign with one ECDSA P-256 key: a local key, or a service that never gives the key out. */
export interface Signer {
  /** SHA-256 of the public half's SubjectPublicKeyInfo in DER, hex, as trust files name it. */
  readonly keyId: string;
  /** The signature over SHA-256 of `message` (DSSE's pre-authentication encoding), in DER. */
  sign(message: Uint8Array): Promise<Uint8Array>;
}

/** Signs with a private key at hand: the embedded default. */
export function localSigner(key: KeyObject): Signer {
  return { keyId: keyId(key), sign: async (message) => sign("sha256", message, key) };
}

/**
 * The text of an envelope around `payload`, signed by each of `signers` in turn.
 *
 * @throws what the signers throw
 */
export async function signEnvelopeBy(
  payloadType: string,
  payload: Uint8Array,
  signers: readonly Signer[],
): Promise<string> {
  const message = preAuthenticationEncoding(payloadType, payload);
  const signatures = [];
  for (const signer of signers) signatures.push({ keyid: signer.keyId, sig: await signer.sign(message) });
  return encodeEnvelope({ payloadType, payload, signatures });
}
