import { createHash, randomBytes } from "node:crypto";
import { Decrypter, Encrypter } from "age-encryption";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeHeader, openHeader } from "../../lib/backup/age/header.ts";
import { nonceBytes, openPayload, payloadBytes, sealPayload } from "../../lib/backup/age/payload.ts";
import { ageVectors, fileKeyOf } from "./age-vectors.ts";
import { office } from "./office.ts";

const chunk = 65_536;
const sealedChunk = chunk + 16;
const fileKey = randomBytes(16);
const nonce = randomBytes(nonceBytes);
const lengths = [0, 1, 15, 16, 17, 65_535, 65_536, 65_537, 131_071, 131_072, 131_073, 196_608, 200_000];

describe("the vectors of C2SP age", () => {
  const { payloads } = ageVectors;

  test("45 of the 143 reach a payload without a passphrase", () => {
    expect(payloads.filter(({ expect }) => expect === "success").length).toBe(24);
    expect(payloads.filter(({ expect }) => expect === "payload failure").length).toBe(21);
  });

  test.each(payloads)("$name: $expect", async (vector) => {
    const { key, payload } = await fileKeyOf(vector);
    const plaintext = openPayload(key, payload);
    if (vector.expect === "payload failure") {
      expect(plaintext).toBeUndefined();
      return;
    }
    expect(createHash("sha256").update(plaintext!).digest("hex")).toBe(vector.payloadHash);
    expect(sealPayload(key, payload.subarray(0, nonceBytes), plaintext!).equals(payload)).toBe(true);
  });
});

describe("lengths around the borders of chunks", () => {
  test.each(lengths)("%i bytes come back, and are as long as announced", (length) => {
    const plaintext = randomBytes(length);
    const sealed = sealPayload(fileKey, nonce, plaintext);
    expect(sealed.length).toBe(payloadBytes(length));
    expect(openPayload(fileKey, sealed)?.equals(plaintext)).toBe(true);
  });

  test.each(lengths)(
    "%i bytes: what we seal, age-encryption opens, and the other way round",
    async (length) => {
      const plaintext = randomBytes(length);
      const made = await makeHeader(office.recipients);
      const ours = Buffer.concat([made.header, sealPayload(made.fileKey, nonce, plaintext)]);
      const decrypter = new Decrypter();
      decrypter.addIdentity(office.identities[0]!.secret);
      expect(Buffer.from(await decrypter.decrypt(ours)).equals(plaintext)).toBe(true);

      const encrypter = new Encrypter();
      encrypter.addRecipient(office.recipients[0]!);
      const theirs = await encrypter.encrypt(plaintext);
      const header = await openHeader(theirs, office.identities);
      if (typeof header === "string") throw new Error(header);
      expect(openPayload(header.fileKey, theirs.subarray(header.payloadStart))?.equals(plaintext)).toBe(true);
    },
  );
});

describe("nothing but the whole payload opens", () => {
  const plaintext = randomBytes(2 * chunk + 100);
  const sealed = sealPayload(fileKey, nonce, plaintext);
  const chunks = [0, 1, 2].map((index) => {
    const start = nonceBytes + index * sealedChunk;
    return sealed.subarray(start, start + sealedChunk);
  });
  const put = (...pieces: readonly Uint8Array[]) => openPayload(fileKey, Buffer.concat([nonce, ...pieces]));

  test("in order, they do", () => expect(put(...chunks)?.equals(plaintext)).toBe(true));

  test.each([0, 1, 15, 16, 17, 31, 32, 33])("cut after %i bytes", (length) => {
    expect(openPayload(fileKey, sealed.subarray(0, length))).toBeUndefined();
  });

  const borders = [1, 2].flatMap((index) =>
    [-17, -16, -1, 0, 1, 15, 16, 17].map((by) => nonceBytes + index * sealedChunk + by),
  );
  test.each([...borders, sealed.length - 100, sealed.length - 17, sealed.length - 16, sealed.length - 1])(
    "cut after %i bytes",
    (length) => {
      expect(openPayload(fileKey, sealed.subarray(0, length))).toBeUndefined();
    },
  );

  const order: readonly [string, readonly number[]][] = [
    ["swapped", [1, 0, 2]],
    ["the last first", [2, 0, 1]],
    ["one left out", [0, 2]],
    ["the last left out", [0, 1]],
    ["one twice", [0, 0, 1, 2]],
    ["the last twice", [0, 1, 2, 2]],
    ["only the last", [2]],
    ["none", []],
  ];
  test.each(order)("chunks: %s", (_, picked) => {
    expect(put(...picked.map((index) => chunks[index]!))).toBeUndefined();
  });

  test.each([1, 16, 17])("%i bytes more", (more) => {
    expect(openPayload(fileKey, Buffer.concat([sealed, Buffer.alloc(more)]))).toBeUndefined();
  });

  test("a full chunk that was last does not go on, and one that was not does not end", () => {
    const whole = randomBytes(chunk);
    const last = sealPayload(fileKey, nonce, whole);
    const longer = sealPayload(fileKey, nonce, Buffer.concat([whole, Buffer.from("x")]));
    expect(openPayload(fileKey, longer.subarray(0, nonceBytes + sealedChunk))).toBeUndefined();
    const tail = longer.subarray(nonceBytes + sealedChunk);
    expect(openPayload(fileKey, Buffer.concat([last, tail]))).toBeUndefined();
  });

  test("another file key, another nonce", () => {
    expect(openPayload(randomBytes(16), sealed)).toBeUndefined();
    expect(
      openPayload(fileKey, Buffer.concat([randomBytes(nonceBytes), sealed.subarray(nonceBytes)])),
    ).toBeUndefined();
  });

  test("with any one bit flipped", () => {
    const short = sealPayload(fileKey, nonce, Buffer.from("one voter a line\n"));
    fc.assert(
      fc.property(fc.nat(short.length - 1), fc.nat(7), (at, bit) => {
        const flipped = Buffer.from(short);
        flipped[at]! ^= 1 << bit;
        expect(openPayload(fileKey, flipped)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });
});
