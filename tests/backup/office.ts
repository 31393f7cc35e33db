/** The invented office that the tests of this room seal, verify and restore for: its keys, and its clock. */
import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { readAllIdentities } from "../../lib/backup/age/identities.ts";
import { readRecipients } from "../../lib/backup/age/recipients.ts";
import { readPrivateKey, rootKeyRole, signingKeyRole } from "../../lib/backup/signing-keys.ts";
import { readTrust } from "../../lib/backup/trust.ts";
import { silentProgress, type Work } from "../../lib/base/context.ts";

const folder = fileURLToPath(new URL("../vectors/keys", import.meta.url));

async function keysOf(name: "office" | "stranger") {
  const path = (file: string) => `${folder}/${name}/${file}`;
  return {
    trust: await readTrust(path("trust.json")),
    trustPath: path("trust.json"),
    publicKeyPath: path("signing.pub"),
    recipients: await readRecipients(path("recipients.txt")),
    identityPaths: [path("identity-1.txt"), path("identity-2.txt")],
    identities: await readAllIdentities([path("identity-1.txt")], undefined),
    secondIdentities: await readAllIdentities([path("identity-2.txt")], undefined),
    signingKey: await readPrivateKey(path("signing.key"), signingKeyRole, undefined),
    rootKey: await readPrivateKey(path("root.key"), rootKeyRole, undefined),
  };
}

/** Test keys, never to be used: tests/vectors/keys/README.md. */
export const office = await keysOf("office");
export const stranger = await keysOf("stranger");

/** When the three sets of the tests were taken, and noon of the third day, at which all is well. */
export const days = ["2026-03-01T02:00:00Z", "2026-03-02T02:00:00Z", "2026-03-03T02:00:00Z"] as const;
export const noon = "2026-03-03T12:00:00Z";

export interface TestWork extends Work {
  readonly remarks: string[];
}

/** Work at a fixed moment; what it remarks is kept. */
export function workAt(now: string, changes: Partial<Work> = {}): TestWork {
  const remarks: string[] = [];
  return {
    lang: "en",
    clock: () => new Date(now),
    random: (bytes) => randomBytes(bytes),
    signal: new AbortController().signal,
    progress: silentProgress,
    remark: (sentence) => void remarks.push(sentence),
    ...changes,
    remarks,
  };
}
