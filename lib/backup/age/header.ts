/**
 * Headers of age files, made and opened by age-encryption through its public interface; only the payload is ours
 * (payload.ts).
 */
import { Decrypter, Encrypter, type Identity as AgeIdentity, type Recipient } from "age-encryption";
import { hybridIdentity } from "./hybrid.ts";
import type { Identity } from "./identities.ts";
import { nonceBytes } from "./payload.ts";

const emptyPayloadBytes = nonceBytes + 16;

/** A fresh header that wraps a fresh file key (16 bytes) to every recipient. One file key, one file, always. */
export async function makeHeader(
  recipients: readonly string[],
): Promise<{ readonly header: Uint8Array; readonly fileKey: Uint8Array }> {
  let fileKey: Uint8Array | undefined;
  // Sees the file key and adds no stanza of its own.
  const witness: Recipient = {
    wrapFileKey(key) {
      fileKey = Uint8Array.from(key);
      return [];
    },
  };
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  encrypter.addRecipient(witness);
  const file = await encrypter.encrypt(new Uint8Array(0));
  if (fileKey === undefined) throw new Error("age-encryption made a header without wrapping a file key");
  return { header: file.subarray(0, file.length - emptyPayloadBytes), fileKey };
}

/**
 * The file key of an age file and where its payload begins, or why not: `"no-match"` when none of the identities is
 * a recipient, `"malformed"` when this is no age file or its header was altered.
 */
export async function openHeader(
  file: Uint8Array,
  identities: readonly Identity[],
): Promise<{ readonly fileKey: Uint8Array; readonly payloadStart: number } | "no-match" | "malformed"> {
  const payloadStart = headerEnd(file);
  if (payloadStart === undefined) return "malformed";
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(opener(identity));
  try {
    return { fileKey: await decrypter.decryptHeader(file.subarray(0, payloadStart)), payloadStart };
  } catch (cause) {
    return cause instanceof Error && /no identity matched/i.test(cause.message) ? "no-match" : "malformed";
  }
}

const openers = new WeakMap<Identity, string | AgeIdentity>();

/** The post-quantum kind is opened by OpenSSL, its keys unfolded once for all parts; the classic one by the library. */
function opener(identity: Identity): string | AgeIdentity {
  let known = openers.get(identity);
  if (known === undefined) {
    known = identity.secret.startsWith("AGE-SECRET-KEY-PQ-1")
      ? hybridIdentity(identity.secret)
      : identity.secret;
    openers.set(identity, known);
  }
  return known;
}

/** A hundred post-quantum recipients take some 160 KiB. */
const maxHeaderBytes = 262_144;
const versionLine = Buffer.from("age-encryption.org/v1\n");
const macLine = Buffer.from("\n--- ");

/** Where the header ends: after the line that begins with `---` (C2SP age v1, "Header"). */
function headerEnd(file: Uint8Array): number | undefined {
  const head = Buffer.from(file.buffer, file.byteOffset, Math.min(file.byteLength, maxHeaderBytes));
  if (!head.subarray(0, versionLine.length).equals(versionLine)) return undefined;
  const mac = head.indexOf(macLine);
  const end = mac === -1 ? -1 : head.indexOf(0x0a, mac + macLine.length);
  return end === -1 ? undefined : end + 1;
}
