/** The test vectors of C2SP age (npm cctv-age), sorted by how far into a file each of them leads. */
import * as cctv from "cctv-age";
import { armor, identityToRecipient } from "age-encryption";
import { inflateSync } from "node:zlib";
import { openHeader } from "../../lib/backup/age/header.ts";
import type { Identity } from "../../lib/backup/age/identities.ts";

export interface AgeVector {
  readonly name: string;
  /** `success`, `no match`, or which part of the file is wrong. */
  readonly expect: string;
  /** SHA-256 of the plaintext, hex; of what may be released of it when the payload is wrong. */
  readonly payloadHash: string | undefined;
  readonly identities: readonly string[];
  /** The file, its armor taken off; `undefined` when the armor is the thing that is wrong. */
  readonly file: Uint8Array | undefined;
  readonly armored: boolean;
}

const named = Object.entries(cctv as unknown as Readonly<Record<string, Uint8Array>>).filter(
  ([, file]) => file instanceof Uint8Array,
);

/** Header lines `key: value`, an empty line, then the file (cctv-age, README.md, "Format"). */
function vectorOf([name, bytes]: readonly [string, Uint8Array]): AgeVector & {
  readonly passphrase: boolean;
} {
  const text = Buffer.from(bytes);
  const end = text.indexOf("\n\n");
  const pairs = text
    .subarray(0, end)
    .toString("utf8")
    .split("\n")
    .map((line) => line.split(": ", 2) as [string, string]);
  const values = (key: string) => pairs.filter(([each]) => each === key).map(([, value]) => value);
  const body = text.subarray(end + 2);
  const file = values("compressed").length > 0 ? inflateSync(body) : body;
  const armored = values("armored").length > 0;
  return {
    name,
    expect: values("expect")[0]!,
    payloadHash: values("payload")[0],
    identities: values("identity"),
    file: armored ? unarmored(file) : file,
    armored,
    passphrase: values("passphrase").length > 0,
  };
}

function unarmored(file: Uint8Array): Uint8Array | undefined {
  try {
    return armor.decode(Buffer.from(file).toString("utf8"));
  } catch {
    return undefined;
  }
}

/** The specification counts the nonce as part of the header; for us it is the beginning of the payload. */
export const cutNonce: ReadonlySet<string> = new Set(["stream_no_nonce", "stream_short_nonce"]);

const all = named.map(vectorOf);

/** Identities from files, not passphrases, open sets: vectors with passphrases say nothing of our code. */
const withIdentity = all.filter(({ passphrase }) => !passphrase);
const inArmor = withIdentity.filter(({ armored }) => armored);

export const ageVectors = {
  count: all.length,
  passphrases: all.length - withIdentity.length,
  /** Sets are never armored; what is inside good armor is a file like any other. */
  badArmor: inArmor.filter(({ file }) => file === undefined),
  headers: withIdentity.filter(({ file }) => file !== undefined),
  payloads: withIdentity.flatMap((vector) => {
    if (vector.file === undefined) return [];
    const reached = vector.expect === "success" || vector.expect === "payload failure";
    return reached ? [vector] : cutNonce.has(vector.name) ? [{ ...vector, expect: "payload failure" }] : [];
  }),
};

/** An identity as our code wants it; what is not well formed is kept as it stands. */
export async function identitiesOf({ identities }: AgeVector): Promise<readonly Identity[]> {
  return Promise.all(
    identities.map(async (secret) => ({ secret, recipient: await identityToRecipient(secret) })),
  );
}

/** Opens the header of a vector whose header is good. */
export async function fileKeyOf(
  vector: AgeVector,
): Promise<{ readonly key: Uint8Array; readonly payload: Uint8Array }> {
  const opened = await openHeader(vector.file!, await identitiesOf(vector));
  if (typeof opened === "string") throw new Error(`the header of ${vector.name} is ${opened}`);
  return { key: opened.fileKey, payload: vector.file!.subarray(opened.payloadStart) };
}
