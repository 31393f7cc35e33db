import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from "age-encryption";
import { describe, expect, test } from "vitest";
import { makeHeader, openHeader } from "../../lib/backup/age/header.ts";
import type { Identity } from "../../lib/backup/age/identities.ts";
import { ageVectors, cutNonce, identitiesOf } from "./age-vectors.ts";
import { office, stranger } from "./office.ts";

describe("the vectors of C2SP age", () => {
  test("all 143 are accounted for", () => {
    const { count, passphrases, badArmor, headers } = ageVectors;
    // 26 have passphrases, which sets never have. In armor that must be refused: sets are never armored either.
    expect({ count, passphrases, badArmor: badArmor.length, headers: headers.length }).toEqual({
      count: 143,
      passphrases: 26,
      badArmor: 22,
      headers: 95,
    });
    expect(new Set(badArmor.map((vector) => vector.expect))).toEqual(new Set(["armor failure"]));
  });

  test.each(ageVectors.headers)("$name: $expect", async (vector) => {
    const opened = await openHeader(vector.file!, await identitiesOf(vector));
    const outcome = typeof opened === "string" ? opened : "opened";
    const expected =
      { success: "opened", "payload failure": "opened", "no match": "no-match" }[vector.expect] ??
      "malformed";
    expect(outcome).toBe(cutNonce.has(vector.name) ? "opened" : expected);
  });
});

describe("a header of ours", () => {
  const opens = async (file: Uint8Array, identities: readonly Identity[]) => {
    const opened = await openHeader(file, identities);
    return typeof opened === "string" ? opened : { ...opened, fileKey: Buffer.from(opened.fileKey) };
  };

  test("opens for every recipient, and for nobody else", async () => {
    const { header, fileKey } = await makeHeader(office.recipients);
    for (const identities of [
      office.identities,
      office.secondIdentities,
      [...stranger.identities, ...office.identities],
    ]) {
      expect(await opens(header, identities)).toEqual({
        fileKey: Buffer.from(fileKey),
        payloadStart: header.length,
      });
    }
    expect(await opens(header, stranger.identities)).toBe("no-match");
    expect(await opens(header, [])).toBe("no-match");
  });

  test("says post-quantum, and has a stanza for each recipient and no other", async () => {
    const { header } = await makeHeader(office.recipients);
    const stanzas = Buffer.from(header)
      .toString("latin1")
      .split("\n")
      .filter((line) => line.startsWith("-> "));
    expect(stanzas.map((stanza) => stanza.split(" ")[1])).toEqual(["mlkem768x25519", "mlkem768x25519"]);
  });

  test("works with classic recipients too", async () => {
    const secret = await generateX25519Identity();
    const recipient = await identityToRecipient(secret);
    const { header, fileKey } = await makeHeader([recipient]);
    expect(await opens(header, [{ secret, recipient }])).toEqual({
      fileKey: Buffer.from(fileKey),
      payloadStart: header.length,
    });
  });

  test("never wraps the same file key twice", async () => {
    const one = await makeHeader(office.recipients);
    const other = await makeHeader(office.recipients);
    expect(Buffer.compare(one.fileKey, other.fileKey)).not.toBe(0);
    expect(one.fileKey.length).toBe(16);
  });

  test("does not open with any one of its bytes changed", async () => {
    const secret = await generateHybridIdentity();
    const recipient = await identityToRecipient(secret);
    const { header } = await makeHeader([recipient]);
    const kept: number[] = [];
    for (let at = 0; at < header.length; at += 7) {
      const changed = Uint8Array.from(header);
      changed[at]! ^= 1;
      const opened = await opens(changed, [{ secret, recipient }]);
      if (typeof opened !== "string") kept.push(at);
    }
    expect(kept).toEqual([]);
  });

  test.each([0, 1, 21, 22, 100])("is malformed when cut after %i bytes", async (length) => {
    const { header } = await makeHeader(office.recipients);
    expect(await opens(header.subarray(0, length), office.identities)).toBe("malformed");
  });

  test("is malformed when its last line does not end, however long the rest is", async () => {
    const { header } = await makeHeader(office.recipients);
    expect(await opens(header.subarray(0, -1), office.identities)).toBe("malformed");
    const endless = Buffer.concat([Buffer.from("age-encryption.org/v1\n-> "), Buffer.alloc(200_000, "a")]);
    expect(await opens(endless, office.identities)).toBe("malformed");
  });

  test("holds a hundred recipients, the most a manifest may name", async () => {
    const recipients = await Promise.all(
      Array.from({ length: 99 }, async () => identityToRecipient(await generateX25519Identity())),
    );
    const secret = await generateX25519Identity();
    const { header } = await makeHeader([...recipients, await identityToRecipient(secret)]);
    const opened = await opens(header, [{ secret, recipient: await identityToRecipient(secret) }]);
    expect(typeof opened).toBe("object");
  });
});
