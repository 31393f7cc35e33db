/**
 * Opening of post-quantum hybrid stanzas by OpenSSL (C2SP age, "The mlkem768x25519 recipient type"; X-Wing,
 * draft-connolly-cfrg-xwing-kem, 5; HPKE, RFC 9180, 5.1). age-encryption does it in JavaScript, some 8 ms a part, which
 * at a part every 20 ms is most of what a restore waits for. Sealing stays with the library.
 */
import {
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  decapsulate,
  diffieHellman,
} from "node:crypto";
import type { KeyObject } from "node:crypto";
import { bech32 } from "@scure/base";
import type { Identity } from "age-encryption";

const stanzaType = "mlkem768x25519";
const info = Buffer.from("age-encryption.org/mlkem768x25519");
const mlkemCiphertextBytes = 1088;
const encapsulatedBytes = mlkemCiphertextBytes + 32;
const xwingLabel = Buffer.from("\\.//^\\");
/** HPKE's suite id: the KEM's number, HKDF-SHA256, ChaCha20-Poly1305. */
const suite = Buffer.from("HPKE\x64\x7a\x00\x01\x00\x03", "latin1");

/** The identity `AGE-SECRET-KEY-PQ-1…` for age-encryption's `Decrypter`. @throws Error when it is malformed */
export function hybridIdentity(secret: string): Identity {
  const { prefix, bytes } = bech32.decodeToBytes(secret);
  if (prefix.toUpperCase() !== "AGE-SECRET-KEY-PQ-" || bytes.length !== 32)
    throw new Error("invalid identity");
  const expanded = createHash("shake256", { outputLength: 96 }).update(bytes).digest();
  const mlkem = privateKey(pkcs8.mlkem768, expanded.subarray(0, 64));
  const x25519 = privateKey(pkcs8.x25519, expanded.subarray(64));
  const x25519Public = createPublicKey(x25519.export({ format: "pem", type: "pkcs8" }))
    .export({ format: "der", type: "spki" })
    .subarray(-32);
  return {
    unwrapFileKey(stanzas) {
      for (const { args, body } of stanzas) {
        if (args[0] !== stanzaType) continue;
        const encapsulated = Buffer.from(args[1] ?? "", "base64");
        const spelt = encapsulated.toString("base64").replace(/=+$/, "");
        if (
          args.length !== 2 ||
          spelt !== args[1] ||
          encapsulated.length !== encapsulatedBytes ||
          body.length !== 32
        ) {
          throw new Error("invalid mlkem768x25519 stanza");
        }
        const theirs = encapsulated.subarray(mlkemCiphertextBytes);
        const shared = createHash("sha3-256")
          .update(decapsulate(mlkem, encapsulated.subarray(0, mlkemCiphertextBytes)))
          .update(agree(x25519, theirs))
          .update(theirs)
          .update(x25519Public)
          .update(xwingLabel)
          .digest();
        const fileKey = openBody(shared, body);
        if (fileKey !== null) return fileKey;
      }
      return null;
    },
  };
}

/** DER up to the secret bytes: PKCS #8 around an ML-KEM seed (RFC 9935, 6) and around an X25519 key (RFC 8410, 7). */
const pkcs8 = {
  mlkem768: Buffer.from("3054020100300b060960864801650304040204428040", "hex"),
  x25519: Buffer.from("302e020100300506032b656e04220420", "hex"),
};
const x25519Spki = Buffer.from("302a300506032b656e032100", "hex");

function privateKey(head: Uint8Array, secret: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([head, secret]), format: "der", type: "pkcs8" });
}

function agree(ours: KeyObject, theirs: Uint8Array): Uint8Array {
  const publicKey = createPublicKey({
    key: Buffer.concat([x25519Spki, theirs]),
    format: "der",
    type: "spki",
  });
  return diffieHellman({ privateKey: ours, publicKey });
}

/** HPKE's key schedule in base mode (RFC 9180, 5.1), then its first message: the file key. */
function openBody(shared: Uint8Array, body: Uint8Array): Uint8Array | null {
  const none = new Uint8Array(0);
  const context = Buffer.concat([
    Buffer.of(0),
    extract(none, "psk_id_hash", none),
    extract(none, "info_hash", info),
  ]);
  const secret = extract(shared, "secret", none);
  const open = createDecipheriv(
    "chacha20-poly1305",
    expand(secret, "key", context, 32),
    expand(secret, "base_nonce", context, 12),
    {
      authTagLength: 16,
    },
  );
  open.setAuthTag(body.subarray(16));
  const fileKey = open.update(body.subarray(0, 16));
  try {
    open.final();
    return fileKey;
  } catch {
    return null;
  }
}

function extract(salt: Uint8Array, label: string, ikm: Uint8Array): Buffer {
  return createHmac("sha256", salt).update("HPKE-v1").update(suite).update(label).update(ikm).digest();
}

/** At most 32 bytes: one round of HKDF-Expand. */
function expand(secret: Uint8Array, label: string, context: Uint8Array, bytes: number): Buffer {
  const hmac = createHmac("sha256", secret).update(Buffer.of(0, bytes)).update("HPKE-v1").update(suite);
  return hmac.update(label).update(context).update(Buffer.of(1)).digest().subarray(0, bytes);
}
