import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { keyId } from "../../lib/backup/dsse.ts";
import { newSigningKey } from "../../lib/backup/signing-keys.ts";
import { readTrust, readTrustOrKey, type TrustFile } from "../../lib/backup/trust.ts";
import { checkTrust } from "../../lib/backup/trust-check.ts";
import { codeOf, temporaryFolder } from "./commands.ts";
import { office, stranger } from "./office.ts";
import { entryOf, trustWith } from "./trust-files.ts";

const id = keyId(office.signingKey);
const now = new Date("2026-03-03T12:00:00Z");
const outcome = (change?: (file: TrustFile) => object, signers?: Parameters<typeof trustWith>[2]) =>
  codeOf(readTrust(trustWith(temporaryFolder(), change, signers)));

describe("a trust file", () => {
  test("that its own root signed is read", async () => {
    const { file, seal, witness, root } = await readTrust(office.trustPath);
    expect(file?.office.id).toBe("arden");
    expect(seal).toMatchObject({ threshold: 1, keys: [{ id, from: 1, until: null }] });
    expect([witness.threshold, root.map((key) => key.id)]).toEqual([0, [keyId(office.rootKey)]]);
  });

  test("signed by anybody else is refused", async () => {
    expect(await outcome(undefined, [stranger.rootKey])).toBe("trust-signature");
    expect(await outcome(undefined, [office.signingKey])).toBe("trust-signature");
  });

  test("of two root keys needs both, and one of them twice is one", async () => {
    const second = newSigningKey().privateKey;
    const two = (file: TrustFile) => ({
      ...file,
      keys: { ...file.keys, ...entryOf(second) },
      root: { threshold: 2, keys: [...file.root.keys, keyId(second)] },
    });
    expect(await outcome(two, [office.rootKey])).toBe("trust-signature");
    expect(await outcome(two, [office.rootKey, office.rootKey])).toBe("trust-signature");
    expect(await outcome(two, [office.rootKey, stranger.rootKey])).toBe("trust-signature");
    expect(await outcome(two, [second, office.rootKey])).toBe("no fault");
    const same = (file: TrustFile) => ({
      ...file,
      root: { threshold: 2, keys: [...file.root.keys, ...file.root.keys] },
    });
    expect(await outcome(same, [office.rootKey, office.rootKey])).toBe("trust-malformed");
  });

  test("of a later format asks for a newer Rollward, whoever signed it", async () => {
    expect(await outcome(() => ({ format: "rollward/trust@2", anything: 1 }))).toBe("trust-newer");
    expect(await outcome(() => ({ format: "rollward/trust@" }))).toBe("trust-malformed");
  });

  test("with any one character of it changed is refused", async () => {
    const text = readFileSync(office.trustPath, "utf8");
    const path = `${temporaryFolder()}/trust.json`;
    for (let at = 0; at < text.length; at += 41) {
      if (/\s/.test(text[at]!)) continue;
      writeFileSync(path, text.slice(0, at) + (text[at] === "x" ? "y" : "x") + text.slice(at + 1));
      expect(await codeOf(readTrust(path))).toMatch(/^trust-(malformed|signature)$/);
    }
  });

  const entry = Object.values(entryOf(stranger.signingKey))[0]!;
  const bad: readonly [string, (file: TrustFile) => object][] = [
    ["a key more", (file) => ({ ...file, extra: 1 })],
    ["a key less", (file) => ({ ...file, voided: undefined })],
    ["a key under another’s name", (file) => ({ ...file, keys: { ...file.keys, [id]: entry } })],
    [
      "a key that is none",
      (file) => ({ ...file, keys: { ...file.keys, [id]: { ...entry, public: "AAAA" } } }),
    ],
    [
      "a key of another scheme",
      (file) => ({ ...file, keys: { ...file.keys, [id]: { ...entry, scheme: "rsa" } } }),
    ],
    [
      "a role with a key that is nowhere",
      (file) => ({
        ...file,
        roles: {
          ...file.roles,
          witness: { threshold: 1, keys: [{ key: "ab".repeat(32), from: 1, until: null }] },
        },
      }),
    ],
    ["a root key that is nowhere", (file) => ({ ...file, root: { threshold: 1, keys: ["ab".repeat(32)] } })],
    [
      "no signature needed to seal",
      (file) => ({ ...file, roles: { ...file.roles, seal: { ...file.roles.seal, threshold: 0 } } }),
    ],
    ["no signature needed of the root", (file) => ({ ...file, root: { ...file.root, threshold: 0 } })],
    [
      "a range that begins at 0",
      (file) => ({
        ...file,
        roles: { ...file.roles, seal: { threshold: 1, keys: [{ key: id, from: 0, until: null }] } },
      }),
    ],
    ["no recipients", (file) => ({ ...file, recipients: [] })],
    ["a time in another spelling", (file) => ({ ...file, expiresAt: "2026-03-03T12:00Z" })],
    ["version 0", (file) => ({ ...file, version: 0 })],
  ];
  test.each(bad)("with %s is malformed", async (_, change) =>
    expect(await outcome(change)).toBe("trust-malformed"),
  );

  test("with a __proto__ among its keys gives nobody trust", async () => {
    const folder = temporaryFolder();
    const path = trustWith(
      folder,
      (file) => JSON.parse(JSON.stringify(file).replace('"keys":{', '"keys":{"__proto__":{},')) as object,
    );
    expect(await codeOf(readTrust(path))).toMatch(/^(trust-malformed|no fault)$/);
  });

  test("is named by exactly one of two options", async () => {
    expect(await codeOf(readTrustOrKey(undefined, undefined))).toBe("trust-or-key");
    expect(await codeOf(readTrustOrKey(office.trustPath, office.publicKeyPath))).toBe("trust-or-key");
    const { file, seal } = await readTrustOrKey(undefined, office.publicKeyPath);
    expect([file, seal.keys.map((key) => key.id)]).toEqual([undefined, [id]]);
  });

  test("and a public key: not a private one, not another file", async () => {
    const key = (name: string) => office.publicKeyPath.replace("signing.pub", name);
    expect(await codeOf(readTrustOrKey(undefined, key("signing.key")))).toBe("key-private");
    expect(await codeOf(readTrustOrKey(undefined, key("recipients.txt")))).toBe("key-malformed");
    expect(await codeOf(readTrustOrKey(undefined, key("none")))).toBe("file-missing");
    expect(await codeOf(readTrust(key("")))).toBe("file-kind");
  });
});

describe("held against what was seen before", () => {
  const read = (change: (file: TrustFile) => object, signers?: Parameters<typeof trustWith>[2]) =>
    readTrust(trustWith(temporaryFolder(), change, signers));
  const seen = async () =>
    checkTrust(await read((file) => ({ ...file, version: 5 })), undefined, "t", now).trustState!;
  const code = async (change: (file: TrustFile) => object, signers?: Parameters<typeof trustWith>[2]) => {
    const [trust, before] = [await read(change, signers), await seen()];
    return codeOf(() => checkTrust(trust, before, "t", now));
  };

  test("the same is fine, and a newer one by the same root", async () => {
    expect(await code((file) => ({ ...file, version: 5 }))).toBe("no fault");
    expect(await code((file) => ({ ...file, version: 6, recipients: stranger.recipients }))).toBe("no fault");
  });

  test("an older one is a rollback, also when it is signed", async () => {
    expect(await code((file) => ({ ...file, version: 4 }))).toBe("trust-rollback");
  });

  test("another one of the same version", async () => {
    expect(await code((file) => ({ ...file, version: 5, recipients: stranger.recipients }))).toBe(
      "trust-changed",
    );
  });

  const newRoot = (file: TrustFile) => ({
    ...file,
    version: 6,
    keys: { ...file.keys, ...entryOf(stranger.rootKey) },
    root: { threshold: 1, keys: [keyId(stranger.rootKey)] },
  });

  test("a new root that only itself vouches for", async () => {
    expect(await code(newRoot, [stranger.rootKey])).toBe("trust-root-changed");
  });

  test("a new root that the old one signed too", async () => {
    expect(await code(newRoot, [stranger.rootKey, office.rootKey])).toBe("no fault");
  });

  test("expired: at its last second not yet, the second after it is", async () => {
    const trust = await read((file) => ({ ...file, expiresAt: "2026-03-03T12:00:00Z" }));
    expect(checkTrust(trust, undefined, "t", now).trustFault).toBeUndefined();
    expect(checkTrust(trust, undefined, "t", new Date(now.getTime() + 1)).trustFault?.fault.code).toBe(
      "trust-expired",
    );
  });

  test("a bare key leaves what was remembered as it is", async () => {
    const before = await seen();
    const trust = await readTrustOrKey(undefined, office.publicKeyPath);
    expect(checkTrust(trust, before, "t", now)).toEqual({ trustState: before });
  });
});
