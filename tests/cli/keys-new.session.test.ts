import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { expectHelp } from "./help.ts";
import { openSession, type Session } from "./session.ts";
import { expectRefusal, treeOf } from "./traces.ts";

const names = [
  "identity-1.txt",
  "identity-2.txt",
  "recipients.txt",
  "root.key",
  "signing.key",
  "signing.pub",
  "trust.json",
];
const keysNew = (...args: readonly string[]) => ["keys", "new", ...args];

function secretsOf(session: Session, folder: string): readonly string[] {
  const identities = ["identity-1.txt", "identity-2.txt"].map((name) =>
    readFileSync(session.path(folder, name), "utf8"),
  );
  const keys = ["root.key", "signing.key"].map(
    (name) => readFileSync(session.path(folder, name), "utf8").split("\n")[1]!,
  );
  return [...identities.map((text) => /^AGE-SECRET-KEY-.+$/m.exec(text)![0]), ...keys];
}

test("writes the keys of a chain, the secret ones for their owner alone, and says what each is for", async () => {
  await using session = await openSession();
  const { exit, stdout, stderr } = await session.run(keysNew("--out", "keys", "--office", "alder"));
  expect(exit).toBe(0);
  expect(readdirSync(session.folder)).toEqual(["keys"]);
  expect(readdirSync(session.path("keys")).toSorted()).toEqual(names);
  for (const name of names) expect(stdout).toMatch(new RegExp(`^ {2}${name} +\\S`, "m"));
  expect(stdout).toContain("take identity-1.txt, identity-2.txt and root.key off this machine");
  expect(stderr).toMatch(/^rollward: The identities and the root key in keys are written plain; .+\n$/);
  const modes = Object.fromEntries(
    names.map((name) => [name, statSync(session.path("keys", name)).mode & 0o777]),
  );
  for (const name of names) {
    const secret = name.startsWith("identity") || name.endsWith(".key");
    expect(modes[name], name).toBe(secret ? 0o600 : 0o644);
  }
  expect(statSync(session.path("keys")).mode & 0o777).toBe(0o700);
});

test("shows no secret, and draws others every time", async () => {
  await using session = await openSession();
  const runs = [
    await session.run(keysNew("--out", "one")),
    await session.run(keysNew("--out", "two", "--json")),
  ];
  const secrets = [...secretsOf(session, "one"), ...secretsOf(session, "two")];
  expect(new Set(secrets).size).toBe(8);
  for (const { stdout, stderr } of runs)
    for (const secret of secrets) expect(stdout + stderr).not.toContain(secret);
});

test("tells as JSON what it wrote, by the clock it was given", async () => {
  await using session = await openSession();
  const now = "2026-03-01T02:00:00Z";
  const args = ["--out", "keys", "--office", "alder", "--valid-for", "30d", "--json", "--now", now];
  const { exit, stdout, stderr } = await session.run(keysNew(...args));
  expect(exit).toBe(0);
  const recipients = readFileSync(session.path("keys/recipients.txt"), "utf8").split("\n").slice(1, 3);
  expect(JSON.parse(stdout)).toStrictEqual({
    format: "rollward/keys@1",
    folder: "keys",
    files: expect.toSatisfy((files: string[]) => files.toSorted().join() === names.join()),
    chain: expect.stringMatching(/^[0-9a-f]{32}$/),
    office: "alder",
    recipients,
    signingKey: expect.stringMatching(/^[0-9a-f]{64}$/),
    trustExpiresAt: "2026-03-31T02:00:00Z",
    sealedByPassphrase: false,
    now,
  });
  for (const recipient of recipients) expect(recipient).toMatch(/^age1pq1/);
  expect(JSON.parse(stderr)).toMatchObject({ format: "rollward/remark@1" });
});

test("speaks French", async () => {
  await using session = await openSession();
  const { exit, stdout, stderr } = await session.run(keysNew("--out", "clés", "--lang", "fr"));
  expect(exit).toBe(0);
  expect(stdout).toMatch(/^Les clés du bureau office, chaîne [0-9a-f]{32}, sont dans clés :\n/);
  expect(stderr).toMatch(/^rollward: Les identités et la clé racine dans clés sont écrites en clair/);
});

test("fills an existing folder without touching what else is in it", async () => {
  await using session = await openSession();
  mkdirSync(session.path("keys"));
  writeFileSync(session.path("keys/notes.txt"), "mine");
  expect(await session.run(keysNew("--out", "keys"))).toMatchObject({ exit: 0 });
  expect(readFileSync(session.path("keys/notes.txt"), "utf8")).toBe("mine");
  expect(readdirSync(session.path("keys")).toSorted()).toEqual([...names, "notes.txt"].toSorted());
});

test.each(names)("never overwrites keys: a folder that has %s stays as it is", async (name) => {
  await using session = await openSession();
  mkdirSync(session.path("keys"));
  writeFileSync(session.path("keys", name), "mine");
  const before = treeOf(session.folder);
  expectRefusal(await session.run(keysNew("--out", "keys")), {
    exit: 2,
    code: "keys-exist",
    named: ["keys", name],
  });
  expect(treeOf(session.folder)).toEqual(before);
});

test.each([
  [["--out", "nowhere/keys"], "target-folder", "nowhere/keys"],
  [["--out", "file"], "target-exists", "file"],
  [["--out", "file/keys"], "target-folder", "file/keys"],
  [["--out", "keys", "--office", "the office"], "office-malformed", "the office"],
  [["--out", "keys", "--office", "a".repeat(101)], "office-malformed", "aaa"],
  [["--out", "keys", "--valid-for", "soon"], "duration-malformed", "soon"],
  [["--out", "keys", "--valid-for", "0d"], "duration-malformed", "0d"],
  [["--office", "alder"], "option-missing", "--out"],
])("refuses %j with %s and writes nothing", async (args, code, named) => {
  await using session = await openSession();
  writeFileSync(session.path("file"), "mine");
  for (const lang of ["en", "fr"] as const) {
    expectRefusal(await session.run(keysNew(...args, "--lang", lang)), {
      exit: 2,
      code,
      named: [named],
      lang,
    });
  }
  expect(readdirSync(session.folder)).toEqual(["file"]);
  expect(existsSync(session.path("keys"))).toBe(false);
});

describe("a signing key that is held elsewhere", () => {
  const p256 = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const spki = (format: "pem" | "der"): string | Buffer =>
    format === "pem"
      ? p256.publicKey.export({ format: "pem", type: "spki" })
      : p256.publicKey.export({ format: "der", type: "spki" });
  const of = (file: string) => keysNew("--out", "keys", "--signing-public", file);

  test.each(["pem", "der"] as const)("in %s is named by the trust file, and none is made", async (format) => {
    await using session = await openSession();
    writeFileSync(session.path("signing"), spki(format));
    const { exit, stdout } = await session.run([...of("signing"), "--json"]);
    expect(exit).toBe(0);
    const without = names.filter((name) => name !== "signing.key");
    expect(readdirSync(session.path("keys")).toSorted()).toEqual(without);
    const told = JSON.parse(stdout) as { files: string[]; signingKey: string };
    expect(told.files.toSorted()).toEqual(without);
    expect(readFileSync(session.path("keys/signing.pub"), "utf8")).toBe(spki("pem"));
    const envelope = JSON.parse(readFileSync(session.path("keys/trust.json"), "utf8")) as { payload: string };
    const trust = JSON.parse(Buffer.from(envelope.payload, "base64").toString("utf8")) as {
      keys: Record<string, { public: string }>;
      roles: { seal: { keys: { key: string }[] } };
    };
    expect(trust.roles.seal.keys.map(({ key }) => key)).toEqual([told.signingKey]);
    const named = Buffer.from(trust.keys[told.signingKey]!.public, "base64");
    expect(named.equals(createPublicKey(spki("pem")).export({ format: "der", type: "spki" }))).toBe(true);
  });

  test.each([
    ["en", /"?trust.+rollward\.config\.json and deploy vault and mirror again/],
    ["fr", /rollward\.config\.json et déployez de nouveau le coffre et le miroir/],
  ])("is followed by what to do next, in %s, and no word of a signing.key", async (lang, next) => {
    await using session = await openSession();
    writeFileSync(session.path("signing"), spki("der"));
    const { stdout } = await session.run([...of("signing"), "--lang", lang]);
    expect(stdout).toMatch(next);
    expect(stdout).not.toContain("signing.key");
  });

  const p384 = generateKeyPairSync("ec", { namedCurve: "P-384" }).publicKey;
  const ed25519 = generateKeyPairSync("ed25519").publicKey;
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey;
  test.each([
    ["another curve", p384.export({ format: "pem", type: "spki" }), "signing-public-malformed"],
    ["another kind", ed25519.export({ format: "der", type: "spki" }), "signing-public-malformed"],
    ["RSA", rsa.export({ format: "der", type: "spki" }), "signing-public-malformed"],
    ["base64 that was not decoded", spki("der").toString("base64"), "signing-public-malformed"],
    ["garbage", "\u0000\u001b[2J", "signing-public-malformed"],
    ["nothing", "", "signing-public-malformed"],
    ["a private key", p256.privateKey.export({ format: "pem", type: "pkcs8" }), "key-private"],
    ["a private key in DER", p256.privateKey.export({ format: "der", type: "pkcs8" }), "key-private"],
    ["an old private key in DER", p256.privateKey.export({ format: "der", type: "sec1" }), "key-private"],
  ])("is refused when it is %s, and nothing is written", async (_, content, code) => {
    await using session = await openSession();
    writeFileSync(session.path("signing"), content);
    for (const lang of ["en", "fr"] as const)
      expectRefusal(await session.run([...of("signing"), "--lang", lang]), {
        exit: 2,
        code,
        named: ["signing"],
        lang,
      });
    expect(readdirSync(session.folder)).toEqual(["signing"]);
  });

  test("is refused when it is not there", async () => {
    await using session = await openSession();
    expectRefusal(await session.run(of("gone")), { exit: 2, code: "file-missing", named: ["gone"] });
    expect(readdirSync(session.folder)).toEqual([]);
  });
});

test("explains its options, with examples and exit codes", () =>
  expectHelp("keys new", ["--out", "--office", "--signing-public", "--valid-for"]));
