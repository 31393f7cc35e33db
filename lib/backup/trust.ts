import type { KeyObject } from "node:crypto";
import * as z from "zod/mini";
import { base64Decode, sha256Hex } from "../base/bytes.ts";
import { failure } from "../base/faults.ts";
import { readInputText, type FileRole } from "../base/files.ts";
import { isRecord, parseJson } from "../base/json.ts";
import { trustFaults } from "./trust-faults.ts";
import { goodSigners, keyId, parseEnvelope, type Envelope } from "./dsse.ts";
import { instantText } from "./instant-text.ts";
import { publicKeyOf, readPublicKey } from "./signing-keys.ts";

export const trustType = "application/vnd.rollward.trust+json";
export const trustFormat = "rollward/trust@1";
export const trustRole: FileRole = { en: "The trust file", fr: "Le fichier de confiance" };

const keyName = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const words = (max: number) => z.string().check(z.minLength(1), z.maxLength(max));
const sequence = z.int().check(z.positive());

const roleShape = z.strictObject({
  threshold: z.int().check(z.nonnegative(), z.maximum(100)),
  keys: z
    .array(z.strictObject({ key: keyName, from: sequence, until: z.nullable(sequence) }))
    .check(z.maxLength(100)),
});

const trustShape = z.strictObject({
  format: z.literal(trustFormat),
  version: z.int().check(z.positive()),
  issuedAt: instantText,
  expiresAt: instantText,
  office: z.strictObject({ id: words(100), name: words(200) }),
  chain: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  root: z.strictObject({
    threshold: z.int().check(z.positive(), z.maximum(100)),
    keys: z.array(keyName).check(z.minLength(1), z.maxLength(100)),
  }),
  keys: z.record(keyName, z.strictObject({ scheme: z.literal("ecdsa-p256-sha256"), public: words(500) })),
  roles: z.strictObject({
    seal: roleShape,
    witness: roleShape,
    report: roleShape,
    attest: roleShape,
    drill: roleShape,
  }),
  recipients: z.array(words(5000)).check(z.minLength(1), z.maxLength(100)),
  voided: z.array(z.strictObject({ manifest: keyName, reason: words(500) })).check(z.maxLength(10_000)),
});

/** The payload of `trust.json` (docs/formats/trust.md): which keys may do what, for which chain of which office. */
export type TrustFile = z.infer<typeof trustShape>;

/** One role's keys, ready to verify with. `until` is the last number a key may sign, `null` for no end. */
export interface RolePolicy {
  readonly threshold: number;
  readonly keys: readonly {
    readonly id: string;
    readonly key: KeyObject;
    readonly from: number;
    readonly until: number | null;
  }[];
}

/** What a verifier was given to trust: a whole trust file, or the one public key of `--public-key`. */
export interface Trust {
  readonly seal: RolePolicy;
  readonly witness: RolePolicy;
  /** All of it, when there is a trust file; its absence leaves chain, office, recipients and expiry unpinned. */
  readonly file: TrustFile | undefined;
  /** The root's keys; none with `--public-key`. */
  readonly root: readonly { readonly id: string; readonly key: KeyObject }[];
  /** The signed file itself, so that a later run can check it against the root keys of an earlier one. */
  readonly envelope: Envelope | undefined;
  /** SHA-256 of the trust file's payload, hex; the key's id for `--public-key`. */
  readonly hash: string;
}

const maxTrustBytes = 4_000_000;

/**
 * Reads and checks a trust file: its shape, its keys, and that its own root keys signed it.
 *
 * @throws RollwardError file-…, trust-malformed, trust-newer, trust-signature
 */
export async function readTrust(path: string): Promise<Trust> {
  const envelope = parseEnvelope(await readInputText(path, trustRole, maxTrustBytes));
  if (envelope === undefined || envelope.payloadType !== trustType) {
    throw failure(trustFaults["trust-malformed"], { path, at: "envelope" });
  }
  const json = parseJson(Buffer.from(envelope.payload).toString("utf8"));
  const format = isRecord(json) ? json["format"] : undefined;
  if (typeof format === "string" && /^rollward\/trust@\d+$/.test(format) && format !== trustFormat) {
    throw failure(trustFaults["trust-newer"], { path, format });
  }
  if (JSON.stringify(json) !== Buffer.from(envelope.payload).toString("utf8")) {
    throw failure(trustFaults["trust-malformed"], { path, at: "payload" });
  }
  const parsed = trustShape.safeParse(json);
  if (!parsed.success) {
    throw failure(trustFaults["trust-malformed"], {
      path,
      at: (parsed.error.issues[0]?.path ?? []).join("."),
    });
  }
  const file = parsed.data;
  const keys = loadKeys(file, path);
  const rootKeys = new Map(
    file.root.keys.flatMap((id) => (keys.has(id) ? [[id, keys.get(id)!] as const] : [])),
  );
  if (goodSigners(envelope, rootKeys).size < file.root.threshold) {
    throw failure(trustFaults["trust-signature"], { path, threshold: file.root.threshold });
  }
  const role = (name: "seal" | "witness"): RolePolicy => ({
    threshold: file.roles[name].threshold,
    keys: file.roles[name].keys.map(({ key, from, until }) => ({
      id: key,
      key: keys.get(key)!,
      from,
      until,
    })),
  });
  const root = [...rootKeys].map(([id, key]) => ({ id, key }));
  return {
    seal: role("seal"),
    witness: role("witness"),
    root,
    envelope,
    file,
    hash: sha256Hex(envelope.payload),
  };
}

/** Trust in one seal key and nothing else: the case of `--public-key`, and of `seal` without `--trust`. */
export function trustKey(key: KeyObject): Trust {
  const id = keyId(key);
  const seal = { threshold: 1, keys: [{ id, key, from: 1, until: null }] };
  return {
    seal,
    witness: { threshold: 0, keys: [] },
    root: [],
    envelope: undefined,
    file: undefined,
    hash: id,
  };
}

/** Reads what `--trust` or `--public-key` names; exactly one of them must be given. */
export async function readTrustOrKey(
  trust: string | undefined,
  publicKey: string | undefined,
): Promise<Trust> {
  if ((trust === undefined) === (publicKey === undefined)) throw failure(trustFaults["trust-or-key"]);
  return trust === undefined ? trustKey(await readPublicKey(publicKey!)) : readTrust(trust);
}

/** Whether a key may sign set `sequence` for the role *seal*. */
export function maySeal({ seal }: Trust, key: string, sequence: number): boolean {
  return seal.keys.some(
    ({ id, from, until }) => id === key && from <= sequence && (until === null || sequence <= until),
  );
}

/** Every key that a role or the root names, checked: present, well formed, and named by its own hash. */
function loadKeys(file: TrustFile, path: string): ReadonlyMap<string, KeyObject> {
  const keys = new Map<string, KeyObject>();
  for (const [id, { public: spki }] of Object.entries(file.keys)) {
    const der = base64Decode(spki);
    const key = der === undefined ? undefined : publicKeyOf(der);
    if (key === undefined || keyId(key) !== id)
      throw failure(trustFaults["trust-malformed"], { path, at: `keys.${id}` });
    keys.set(id, key);
  }
  const named = [
    ...file.root.keys,
    ...Object.values(file.roles).flatMap((role) => role.keys.map(({ key }) => key)),
  ];
  for (const [name, { threshold, keys: listed }] of Object.entries(file.roles)) {
    const backwards = listed.some(({ from, until }) => until !== null && until < from);
    if (backwards) throw failure(trustFaults["trust-malformed"], { path, at: `roles.${name}.keys` });
    if (threshold > new Set(listed.map(({ key }) => key)).size) {
      throw failure(trustFaults["trust-malformed"], { path, at: `roles.${name}.threshold` });
    }
  }
  if (file.root.threshold > new Set(file.root.keys).size) {
    throw failure(trustFaults["trust-malformed"], { path, at: "root.threshold" });
  }
  const missing = named.find((id) => !keys.has(id));
  if (missing !== undefined) throw failure(trustFaults["trust-malformed"], { path, at: `keys.${missing}` });
  if (file.roles.seal.threshold < 1)
    throw failure(trustFaults["trust-malformed"], { path, at: "roles.seal.threshold" });
  return keys;
}
