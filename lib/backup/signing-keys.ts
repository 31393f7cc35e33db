import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { failure } from "../base/faults.ts";
import { readInput, readInputText, type FileRole } from "../base/files.ts";
import { openSealed, type AskPassphrase } from "./age/identities.ts";
import { keyFaults } from "./key-faults.ts";

const maxKeyFileBytes = 100_000;

export const signingKeyRole: FileRole = { en: "The signing key", fr: "La clé de signature" };
export const rootKeyRole: FileRole = { en: "The root key", fr: "La clé racine" };
export const publicKeyRole: FileRole = { en: "The public key", fr: "La clé publique" };

/** A fresh ECDSA P-256 key (FIPS 186-5), as KMS makes them. */
export function newSigningKey(): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } {
  return generateKeyPairSync("ec", { namedCurve: "P-256" });
}

/**
 * The private key in a PEM file (PKCS #8), plain or sealed by a passphrase.
 *
 * @throws RollwardError file-…, key-malformed, passphrase-…
 */
export async function readPrivateKey(path: string, role: FileRole, ask: AskPassphrase): Promise<KeyObject> {
  let text = await readInputText(path, role, maxKeyFileBytes);
  if (text.trimStart().startsWith("-----BEGIN AGE ENCRYPTED FILE-----"))
    text = await openSealed(text, path, ask);
  return parseKey(() => createPrivateKey(text), path, role);
}

/**
 * The public key in a PEM file (SubjectPublicKeyInfo).
 *
 * @throws RollwardError file-…, key-malformed
 */
export async function readPublicKey(path: string): Promise<KeyObject> {
  const text = await readInputText(path, publicKeyRole, maxKeyFileBytes);
  // createPublicKey would quietly derive a public half from a private key: such a file was named by mistake.
  if (text.includes("PRIVATE KEY")) throw failure(keyFaults["key-private"], { path });
  return parseKey(() => createPublicKey(text), path, publicKeyRole);
}

/**
 * The public key in a file of SubjectPublicKeyInfo, in PEM or, as KMS gives it, in DER: of a signing key that is held
 * elsewhere (docs.aws.amazon.com/kms/latest/APIReference/API_GetPublicKey.html).
 *
 * @throws RollwardError file-…, key-private, signing-public-malformed
 */
export async function readSigningPublic(path: string): Promise<KeyObject> {
  const bytes = await readInput(path, publicKeyRole, maxKeyFileBytes);
  const text = Buffer.from(bytes).toString("latin1");
  if (text.includes("PRIVATE KEY") || isPrivateDer(bytes)) throw failure(keyFaults["key-private"], { path });
  const key = text.includes("-----BEGIN") ? publicKeyOfPem(text) : publicKeyOf(bytes);
  if (key === undefined) throw failure(keyFaults["signing-public-malformed"], { path });
  return key;
}

function publicKeyOfPem(text: string): KeyObject | undefined {
  try {
    const key = createPublicKey(text);
    return isP256(key) ? key : undefined;
  } catch {
    return undefined;
  }
}

function isPrivateDer(bytes: Uint8Array): boolean {
  return (["pkcs8", "sec1", "pkcs1"] as const).some((type) => {
    try {
      createPrivateKey({ key: Buffer.from(bytes), format: "der", type });
      return true;
    } catch {
      return false;
    }
  });
}

/** The public key of base64 SubjectPublicKeyInfo in DER; `undefined` unless it is an ECDSA P-256 key. */
export function publicKeyOf(der: Uint8Array): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(der), format: "der", type: "spki" });
    return isP256(key) ? key : undefined;
  } catch {
    return undefined;
  }
}

export function publicHalf(key: KeyObject): KeyObject {
  return createPublicKey(key.export({ format: "pem", type: "pkcs8" }));
}

function parseKey(make: () => KeyObject, path: string, role: FileRole): KeyObject {
  let key: KeyObject;
  try {
    key = make();
  } catch {
    // OpenSSL's message may quote the file: it goes no further.
    throw failure(keyFaults["key-malformed"], { what: role, path });
  }
  if (!isP256(key)) throw failure(keyFaults["key-malformed"], { what: role, path });
  return key;
}

function isP256(key: KeyObject): boolean {
  return key.asymmetricKeyType === "ec" && key.asymmetricKeyDetails?.namedCurve === "prime256v1";
}
