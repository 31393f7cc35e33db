import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { armor, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectFileRefused, naming, type Kind } from "./file-arguments.ts";
import { prepareOffice } from "./office.ts";
import type { Session } from "./session.ts";
import { expectRefusal } from "./traces.ts";

const office = prepareOffice();
/** One for all tests: since nothing may be left behind, it never changes. */
let shared: Session;
beforeAll(async () => {
  shared = await office.open();
  mkdirSync(shared.path("bad"));
});
afterAll(() => shared[Symbol.asyncDispose]());

describe("recipients", () => {
  const line = (index: number) =>
    readFileSync(shared.path("keys/recipients.txt"), "utf8").split("\n")[index]!;
  test.each<readonly [string, () => string | Promise<string>, string]>([
    ["none but comments", () => "# nobody\n\n  \n", "recipients-empty"],
    ["the same twice", () => `${line(1)}\n${line(2)}\n${line(1)}\n`, "recipient-twice"],
    ["the same twice, with spaces and CRLF", () => `${line(1)}\r\n  ${line(1)}  \r\n`, "recipient-twice"],
    ["the same twice, in upper case", () => `${line(1)}\n${line(1).toUpperCase()}\n`, "recipient-malformed"],
    [
      "of two kinds",
      async () => `${line(1)}\n${await identityToRecipient(await generateX25519Identity())}\n`,
      "recipients-mixed",
    ],
    [
      "with a letter wrong",
      () => `${line(1)}\n${line(2).replace(/.$/, (last) => (last === "q" ? "p" : "q"))}\n`,
      "recipient-malformed",
    ],
    [
      "of a plugin",
      () => "age1yubikey1qwt50d05nh5vutpdzmlg5wn80xq5negm4uj9ghv0snvdd3yysf5yw3rhl3t\n",
      "recipient-malformed",
    ],
    [
      "of SSH",
      () => "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ2bZlpfwIyC0mWcJkBvCbH0b0gGk0l8mJbJ8vY3dQf3 office\n",
      "recipient-malformed",
    ],
    ["that are a constructor", () => "__proto__\nconstructor\n", "recipient-malformed"],
  ])("%s", async (_, text, code) => {
    writeFileSync(shared.path("bad/file"), await text());
    await expectFileRefused(shared, { command: "seal", kind: "recipients" }, "bad/file", code);
  });

  test("that are an identity: the secret is not repeated", async () => {
    const secret = /AGE-SECRET-KEY-\S+/.exec(readFileSync(shared.path("away/identity-1.txt"), "utf8"))![0];
    const outcome = await shared.run(naming("seal", "recipients", "away/identity-1.txt"));
    expectRefusal(outcome, { exit: 2, code: "recipient-malformed", named: ["away/identity-1.txt"] });
    expect(outcome.stderr).not.toContain(secret.slice(20));
  });
});

describe("keys and identities", () => {
  const pem = (curve: string, type: "private" | "public") => {
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: curve });
    return type === "private"
      ? String(privateKey.export({ format: "pem", type: "pkcs8" }))
      : String(publicKey.export({ format: "pem", type: "spki" }));
  };
  const rsa = () => generateKeyPairSync("rsa", { modulusLength: 2048 });
  const locked = { type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "secret" } as const;
  const cases: readonly (readonly [string, string, Kind, () => string | Promise<string>, string])[] = [
    ["a key of another curve", "seal", "signing-key", () => pem("P-384", "private"), "key-malformed"],
    [
      "a key of another kind",
      "seal",
      "signing-key",
      () => String(rsa().privateKey.export({ format: "pem", type: "pkcs8" })),
      "key-malformed",
    ],
    ["a public key to sign with", "seal", "signing-key", () => pem("P-256", "public"), "key-malformed"],
    [
      "a key locked by OpenSSL",
      "seal",
      "signing-key",
      () => String(generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export(locked)),
      "key-malformed",
    ],
    ["a stranger’s good key", "seal", "signing-key", () => pem("P-256", "private"), "key-not-trusted"],
    ["a public key of another curve", "verify", "public-key", () => pem("P-384", "public"), "key-malformed"],
    ["a private key to verify with", "restore", "public-key", () => pem("P-256", "private"), "key-private"],
    [
      "recipients for an identity",
      "restore",
      "identity",
      () => readFileSync(shared.path("keys/recipients.txt"), "utf8"),
      "identity-malformed",
    ],
    [
      "an identity and a line of something else",
      "verify",
      "identity",
      () => `${readFileSync(shared.path("away/identity-1.txt"), "utf8")}more\n`,
      "identity-malformed",
    ],
    [
      "an identity under a passphrase, and nobody to ask",
      "restore",
      "identity",
      () => sealed("a passphrase"),
      "passphrase-unasked",
    ],
    [
      "a signing key under a passphrase, and nobody to ask",
      "seal",
      "signing-key",
      () => sealed("a passphrase"),
      "passphrase-unasked",
    ],
  ];
  test.each(cases)("%s", async (_, command, kind, text, code) => {
    writeFileSync(shared.path("bad/file"), await text());
    await expectFileRefused(shared, { command, kind }, "bad/file", code);
  });

  async function sealed(passphrase: string): Promise<string> {
    const encrypter = new Encrypter();
    encrypter.setScryptWorkFactor(4);
    encrypter.setPassphrase(passphrase);
    return armor.encode(await encrypter.encrypt("AGE-SECRET-KEY-1"));
  }
});
