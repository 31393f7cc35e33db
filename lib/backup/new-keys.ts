/** Everything an office needs to begin a chain (`rollward keys new`). */
import { armor, Encrypter, generateHybridIdentity, identityToRecipient } from "age-encryption";
import { lstat, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { KeyObject } from "node:crypto";
import { base64Encode } from "../base/bytes.ts";
import { baseFaults } from "../base/base-faults.ts";
import type { Work } from "../base/context.ts";
import { failure } from "../base/faults.ts";
import { systemCode } from "../base/files.ts";
import { writeOutput } from "../base/output.ts";
import { formatInstant } from "../base/time.ts";
import { keyFaults } from "./key-faults.ts";
import { keyId, signEnvelope } from "./dsse.ts";
import { newSigningKey } from "./signing-keys.ts";
import { trustFormat, trustType, type TrustFile } from "./trust.ts";

export interface NewKeysRequest {
  readonly folder: string;
  readonly office: { readonly id: string; readonly name: string };
  /** How long the trust file holds. */
  readonly validMs: number;
  /** Seals identities and the root key; `undefined` writes them plain. */
  readonly passphrase: string | undefined;
  /** The public half of a signing key that is held elsewhere, as in KMS: then none is drawn. */
  readonly signingPublic?: KeyObject | undefined;
}

/** What `keys new --json` prints. Nothing secret. */
export interface NewKeysResult {
  readonly format: "rollward/keys@1";
  readonly folder: string;
  readonly files: readonly string[];
  readonly chain: string;
  readonly office: string;
  readonly recipients: readonly string[];
  readonly signingKey: string;
  readonly trustExpiresAt: string;
  readonly sealedByPassphrase: boolean;
}

const names = [
  "recipients.txt",
  "identity-1.txt",
  "identity-2.txt",
  "root.key",
  "signing.key",
  "signing.pub",
  "trust.json",
] as const;
type Name = (typeof names)[number];

/** Readable by anyone who may verify; the others are for their owner only. */
const publicNames: ReadonlySet<string> = new Set(["recipients.txt", "signing.pub", "trust.json"]);

/**
 * Draws two recovery identities, a root key and, unless it is held elsewhere, a signing key, and writes them with a trust file signed by the root.
 * All files or none; nothing existing is touched.
 *
 * @throws RollwardError keys-exist, target-folder, target-unwritable
 */
export async function newKeys(request: NewKeysRequest, work: Work): Promise<NewKeysResult> {
  const { folder, office, passphrase } = request;
  const made = await prepareFolder(folder);
  const identities = [await generateHybridIdentity(), await generateHybridIdentity()];
  const recipients = await Promise.all(identities.map((identity) => identityToRecipient(identity)));
  const root = newSigningKey();
  const drawn = request.signingPublic === undefined ? newSigningKey() : undefined;
  const signing = request.signingPublic ?? drawn!.publicKey;
  const now = work.clock();
  const trust = firstTrust(request, recipients, root.publicKey, signing, now, work.random(16));
  const lock = (text: string) => (passphrase === undefined ? text : sealText(text, passphrase));
  const created = `# created: ${formatInstant(now)}\n`;
  const contents: Record<Name, string | undefined> = {
    "recipients.txt": `${created}${recipients.join("\n")}\n`,
    "identity-1.txt": await lock(`${created}# recipient: ${recipients[0]}\n${identities[0]}\n`),
    "identity-2.txt": await lock(`${created}# recipient: ${recipients[1]}\n${identities[1]}\n`),
    "root.key": await lock(privatePem(root.privateKey)),
    "signing.key": drawn && privatePem(drawn.privateKey),
    "signing.pub": publicPem(signing),
    "trust.json": signEnvelope(trustType, Buffer.from(JSON.stringify(trust)), [root.privateKey]),
  };
  const written: Name[] = [];
  try {
    for (const name of names) {
      work.signal.throwIfAborted();
      const content = contents[name];
      if (content === undefined) continue;
      await writeOutput(join(folder, name), content, { mode: publicNames.has(name) ? 0o644 : 0o600 });
      written.push(name);
    }
  } catch (cause) {
    await Promise.all(written.map((name) => rm(join(folder, name), { force: true })));
    if (made) await rm(folder, { recursive: true, force: true });
    throw cause;
  }
  return {
    format: "rollward/keys@1",
    folder,
    files: written,
    chain: trust.chain,
    office: office.id,
    recipients,
    signingKey: keyId(signing),
    trustExpiresAt: trust.expiresAt,
    sealedByPassphrase: passphrase !== undefined,
  };
}

/** True when the folder had to be made. */
async function prepareFolder(folder: string): Promise<boolean> {
  try {
    await mkdir(folder, { mode: 0o700 });
    return true;
  } catch (cause) {
    const reason = systemCode(cause);
    if (reason === "ENOENT" || reason === "ENOTDIR")
      throw failure(baseFaults["target-folder"], { path: folder }, cause);
    if (reason !== "EEXIST") throw failure(baseFaults["target-unwritable"], { path: folder, reason }, cause);
  }
  for (const name of names) {
    const existing = await lstat(join(folder, name)).catch((cause: unknown) => systemCode(cause));
    if (existing === "ENOTDIR") throw failure(baseFaults["target-exists"], { path: folder });
    if (existing !== "ENOENT") throw failure(keyFaults["keys-exist"], { path: folder, file: name });
  }
  return false;
}

function firstTrust(
  { office, validMs }: NewKeysRequest,
  recipients: readonly string[],
  root: KeyObject,
  signing: KeyObject,
  now: Date,
  chain: Uint8Array,
): TrustFile {
  const entry = (key: KeyObject) => ({
    scheme: "ecdsa-p256-sha256" as const,
    public: base64Encode(key.export({ format: "der", type: "spki" })),
  });
  const unused = { threshold: 0, keys: [] };
  return {
    format: trustFormat,
    version: 1,
    issuedAt: formatInstant(now),
    expiresAt: formatInstant(new Date(now.getTime() + validMs)),
    office: { ...office },
    chain: Buffer.from(chain).toString("hex"),
    root: { threshold: 1, keys: [keyId(root)] },
    keys: { [keyId(root)]: entry(root), [keyId(signing)]: entry(signing) },
    roles: {
      seal: { threshold: 1, keys: [{ key: keyId(signing), from: 1, until: null }] },
      witness: unused,
      report: unused,
      attest: unused,
      drill: unused,
    },
    recipients: [...recipients],
    voided: [],
  };
}

async function sealText(text: string, passphrase: string): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  return `${armor.encode(await encrypter.encrypt(text)).trimEnd()}\n`;
}

function privatePem(key: KeyObject): string {
  return String(key.export({ format: "pem", type: "pkcs8" }));
}

function publicPem(key: KeyObject): string {
  return String(key.export({ format: "pem", type: "spki" }));
}
