import type { KeyObject } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { base64Encode } from "../../lib/base/bytes.ts";
import { keyId, signEnvelope } from "../../lib/backup/dsse.ts";
import { publicHalf } from "../../lib/backup/signing-keys.ts";
import { trustType, type TrustFile } from "../../lib/backup/trust.ts";
import { office } from "./office.ts";

/** Writes the office's trust file with a change, signed by its root unless others are named; gives its path. */
export function trustWith(
  folder: string,
  change: (file: TrustFile) => object = (same) => same,
  signers: readonly KeyObject[] = [office.rootKey],
  name = "trust.json",
): string {
  const path = join(folder, name);
  const payload = Buffer.from(JSON.stringify(change(structuredClone(office.trust.file!))));
  writeFileSync(path, signEnvelope(trustType, payload, signers));
  return path;
}

/** A trust file's entry for a key. */
export function entryOf(key: KeyObject): TrustFile["keys"] {
  const spki = publicHalf(key).export({ format: "der", type: "spki" });
  return { [keyId(key)]: { scheme: "ecdsa-p256-sha256", public: base64Encode(spki) } };
}
