import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Decrypter, armor } from "age-encryption";
import { describe, expect, test } from "vitest";
import { readAllIdentities } from "../../lib/backup/age/identities.ts";
import { readRecipients } from "../../lib/backup/age/recipients.ts";
import { keyId } from "../../lib/backup/dsse.ts";
import { newKeys, type NewKeysRequest } from "../../lib/backup/new-keys.ts";
import { readPrivateKey, readPublicKey, rootKeyRole, signingKeyRole } from "../../lib/backup/signing-keys.ts";
import { readTrust } from "../../lib/backup/trust.ts";
import { codeOf, restoreAt, sealAt, temporaryFolder } from "./commands.ts";
import { noon, workAt } from "./office.ts";
import { asPipe, canonical, rollOf, threeDays } from "./rolls.ts";

const day = 86_400_000;
const files = [
  "identity-1.txt",
  "identity-2.txt",
  "recipients.txt",
  "root.key",
  "signing.key",
  "signing.pub",
  "trust.json",
];
const make = (folder: string, changes: Partial<NewKeysRequest> = {}, work = workAt(noon)) =>
  newKeys(
    {
      folder,
      office: { id: "arden", name: "Elections Arden" },
      validMs: 365 * day,
      passphrase: undefined,
      ...changes,
    },
    work,
  );

describe("new keys", () => {
  test("fit together, and seal and restore a roll", async () => {
    const folder = join(temporaryFolder(), "keys");
    const result = await make(folder);
    const path = (name: string) => join(folder, name);
    expect(readdirSync(folder).toSorted()).toEqual(files);
    const trust = await readTrust(path("trust.json"));
    const signingKey = await readPrivateKey(path("signing.key"), signingKeyRole, undefined);
    const recipients = await readRecipients(path("recipients.txt"));
    expect([keyId(signingKey), keyId(await readPublicKey(path("signing.pub")))]).toEqual([
      result.signingKey,
      result.signingKey,
    ]);
    expect(keyId(await readPrivateKey(path("root.key"), rootKeyRole, undefined))).toBe(
      trust.file!.root.keys[0],
    );
    expect([trust.file!.recipients, trust.file!.chain, trust.file!.expiresAt]).toEqual([
      recipients,
      result.chain,
      "2027-03-03T12:00:00Z",
    ]);
    const identities = await readAllIdentities([path("identity-1.txt"), path("identity-2.txt")], undefined);
    expect(identities.map(({ recipient }) => recipient)).toEqual(recipients);
    expect(recipients.every((recipient) => recipient.startsWith("age1pq1"))).toBe(true);

    const mirror = join(folder, "..", "mirror");
    const keys = { trust, trustPath: path("trust.json") };
    await sealAt(noon, {
      roll: asPipe(rollOf(threeDays[0]!)),
      mirrors: [mirror],
      signingKey,
      recipients,
      ...keys,
    });
    for (const identity of identities) {
      const { lines } = await restoreAt(noon, [mirror], { ...keys, identities: [identity] });
      expect(lines.equals(canonical(threeDays[0]!))).toBe(true);
    }
  });

  test("are never the same twice", async () => {
    const folder = temporaryFolder();
    const [one, other] = [await make(join(folder, "1")), await make(join(folder, "2"))];
    for (const key of ["chain", "signingKey"] as const) expect(one[key]).not.toBe(other[key]);
    expect(one.recipients.some((recipient) => other.recipients.includes(recipient))).toBe(false);
  });

  test.runIf(process.platform !== "win32")(
    "are for their owner only, but for what a verifier needs",
    async () => {
      const folder = join(temporaryFolder(), "keys");
      await make(folder);
      const open = files.filter((name) => (statSync(join(folder, name)).mode & 0o077) !== 0);
      expect(open).toEqual(["recipients.txt", "signing.pub", "trust.json"]);
      expect(statSync(folder).mode & 0o077).toBe(0);
    },
  );

  test("tell nothing secret in their result", async () => {
    const folder = join(temporaryFolder(), "keys");
    const told = JSON.stringify(await make(folder));
    expect(told).not.toContain("SECRET");
    for (const name of ["root.key", "signing.key"])
      expect(told).not.toContain(readFileSync(join(folder, name), "utf8").split("\n")[1]!.slice(0, 40));
  });
});

describe("with a passphrase", () => {
  test("identities and root key open with it, and with no other; the signing key stays plain", async () => {
    const folder = join(temporaryFolder(), "keys");
    const result = await make(folder, { passphrase: "trois ormes" });
    expect(result.sealedByPassphrase).toBe(true);
    const path = (name: string) => join(folder, name);
    for (const name of ["identity-1.txt", "identity-2.txt", "root.key"]) {
      expect(readFileSync(path(name), "utf8")).toMatch(/^-----BEGIN AGE ENCRYPTED FILE-----\n/);
    }
    const decrypter = new Decrypter();
    decrypter.addPassphrase("trois ormes");
    expect(
      await decrypter.decrypt(armor.decode(readFileSync(path("identity-1.txt"), "utf8")), "text"),
    ).toContain("AGE-SECRET-KEY-PQ-1");
    const identities = await readAllIdentities([path("identity-2.txt")], async () => "trois ormes");
    expect(identities[0]!.recipient).toBe(result.recipients[1]);
    expect(await codeOf(readAllIdentities([path("identity-1.txt")], async () => "trois chênes"))).toBe(
      "passphrase-wrong",
    );
    expect(await codeOf(readAllIdentities([path("identity-1.txt")], undefined))).toBe("passphrase-unasked");
    expect(await codeOf(readPrivateKey(path("signing.key"), signingKeyRole, undefined))).toBe("no fault");
  }, 120_000);
});

describe("nothing existing is touched", () => {
  test.each(files)("a folder that holds %s already", async (name) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, name), "mine");
    expect(await codeOf(make(folder))).toBe("keys-exist");
    expect(readdirSync(folder)).toEqual([name]);
    expect(readFileSync(join(folder, name), "utf8")).toBe("mine");
  });

  test("a folder with other things keeps them", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "notes.txt"), "mine");
    await make(folder);
    expect(readdirSync(folder).toSorted()).toEqual([...files, "notes.txt"].toSorted());
  });

  test("a file in place of the folder, a folder above that is not there", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "file"), "mine");
    expect(await codeOf(make(join(folder, "file")))).toBe("target-exists");
    expect(await codeOf(make(join(folder, "no", "keys")))).toBe("target-folder");
    expect(await codeOf(make(join(folder, "file", "keys")))).toBe("target-folder");
  });

  test("an interruption leaves no key, and no folder that was not there", async () => {
    const folder = temporaryFolder();
    const stop = new AbortController();
    stop.abort(new Error("stopped"));
    await expect(make(join(folder, "keys"), {}, workAt(noon, { signal: stop.signal }))).rejects.toThrow(
      "stopped",
    );
    expect(readdirSync(folder)).toEqual([]);
    mkdirSync(join(folder, "old"));
    await expect(make(join(folder, "old"), {}, workAt(noon, { signal: stop.signal }))).rejects.toThrow(
      "stopped",
    );
    expect(readdirSync(join(folder, "old"))).toEqual([]);
  });
});
