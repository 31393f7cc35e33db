import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { zstdCompress } from "node:zlib";
import { Decrypter } from "age-encryption";
import { describe, expect, test } from "vitest";
import { sha256Hex } from "../../lib/base/bytes.ts";
import { makeHeader, openHeader } from "../../lib/backup/age/header.ts";
import { openPayload, sealPayload } from "../../lib/backup/age/payload.ts";
import { maxPartBytes, maxPartPlaintextBytes, type ManifestPart } from "../../lib/backup/manifest.ts";
import { openPart, sealPart } from "../../lib/backup/part.ts";
import { office, stranger } from "./office.ts";
import { rollOf, voter } from "./rolls.ts";

const compress = promisify(zstdCompress);
const lines = rollOf([voter("AR-1", "Birchmere"), voter("AR-2", "Birchmere")]);

function entry(changes: Partial<ManifestPart>): ManifestPart {
  const shape = {
    file: "x",
    county: "Birchmere",
    voters: 2,
    bytes: 1,
    sha256: "",
    keepUntil: "2027-01-01T00:00:00Z",
  };
  return { ...shape, plaintextBytes: lines.length, plaintextDigest: "00".repeat(32), ...changes };
}

/** The digest as docs/formats/set.md has it, computed here anew. */
function digest(fileKey: Uint8Array, frame: Uint8Array): string {
  const key = hkdfSync("sha256", fileKey, Buffer.alloc(0), "rollward/plaintext-digest@1", 32);
  return createHmac("sha256", Buffer.from(key)).update(frame).digest("hex");
}

/** A part made by hand around any frame, with a digest that is right for it. */
async function partOf(frame: Uint8Array) {
  const { header, fileKey } = await makeHeader(office.recipients);
  const bytes = Buffer.concat([header, sealPayload(fileKey, randomBytes(16), frame)]);
  return { bytes, plaintextDigest: digest(fileKey, frame) };
}

describe("a part that we seal", () => {
  test("opens for each recipient, and is named by its SHA-256", async () => {
    const { bytes, sha256, plaintextDigest } = await sealPart(lines, office.recipients, randomBytes);
    expect(sha256).toBe(sha256Hex(bytes));
    for (const identities of [office.identities, office.secondIdentities]) {
      expect(await openPart(bytes, entry({ plaintextDigest }), identities)).toEqual(lines);
    }
    expect(await openPart(bytes, entry({ plaintextDigest }), stranger.identities)).toBe("no-match");
  });

  test("is an age file around one zstd frame with a checksum", async () => {
    const { bytes } = await sealPart(lines, office.recipients, randomBytes);
    const decrypter = new Decrypter();
    decrypter.addIdentity(office.identities[0]!.secret);
    const frame = await decrypter.decrypt(bytes);
    expect(Buffer.from(frame.subarray(0, 4)).toString("hex")).toBe("28b52ffd");
    // RFC 8878, 3.1.1.1.1: bit 2 of the frame header descriptor is Content_Checksum_flag.
    expect(frame[4]! & 4).toBe(4);
  });

  test("has a digest of what age encrypts, under a key that only the file key gives", async () => {
    const { bytes, plaintextDigest } = await sealPart(lines, office.recipients, randomBytes);
    const header = await openHeader(bytes, office.identities);
    if (typeof header === "string") throw new Error(header);
    const frame = openPayload(header.fileKey, bytes.subarray(header.payloadStart))!;
    expect(plaintextDigest).toBe(digest(header.fileKey, frame));
  });

  test("is never the same twice, nor is its digest", async () => {
    const [one, other] = await Promise.all([0, 1].map(() => sealPart(lines, office.recipients, randomBytes)));
    expect(one!.sha256).not.toBe(other!.sha256);
    expect(one!.plaintextDigest).not.toBe(other!.plaintextDigest);
  });

  test("opens only into lines that end, each of them", async () => {
    const cut = Buffer.from('{"a":1}\n{"b":2}');
    const { bytes, plaintextDigest } = await sealPart(cut, office.recipients, randomBytes);
    const described = entry({ plaintextDigest, plaintextBytes: cut.length, voters: 1 });
    expect(await openPart(bytes, described, office.identities)).toBe("count");
  });

  test("of the largest size, and of what cannot be compressed, stays below the limit", async () => {
    const noise = randomBytes(maxPartPlaintextBytes);
    noise[noise.length - 1] = 0x0a;
    const { bytes, plaintextDigest } = await sealPart(noise, office.recipients, randomBytes);
    expect(bytes.length).toBeLessThanOrEqual(maxPartBytes);
    const voters = noise.filter((byte) => byte === 0x0a).length;
    const opened = await openPart(
      bytes,
      entry({ plaintextDigest, plaintextBytes: noise.length, voters }),
      office.identities,
    );
    expect(Buffer.isBuffer(opened) && opened.equals(noise)).toBe(true);
  });
});

describe("a part that somebody else sealed, whose digest is right", () => {
  const outcomes: readonly [string, () => Promise<Uint8Array>, Partial<ManifestPart>, string][] = [
    ["more bytes than announced", () => compress(lines), { plaintextBytes: lines.length - 1 }, "malformed"],
    ["fewer bytes than announced", () => compress(lines), { plaintextBytes: lines.length + 1 }, "malformed"],
    ["a gibibyte of zeros", () => compress(Buffer.alloc(1024 ** 3)), {}, "malformed"],
    ["no zstd", async () => lines, {}, "malformed"],
    ["half a frame", async () => (await compress(lines)).subarray(0, -6), {}, "malformed"],
    ["nothing", async () => Buffer.alloc(0), {}, "malformed"],
    ["more lines than counted", () => compress(lines), { voters: 1 }, "count"],
    ["fewer lines than counted", () => compress(lines), { voters: 3 }, "count"],
  ];
  test.each(outcomes)("%s", async (_, frame, changes, outcome) => {
    const { bytes, plaintextDigest } = await partOf(await frame());
    expect(await openPart(bytes, entry({ plaintextDigest, ...changes }), office.identities)).toBe(outcome);
  });

  test("whose digest is of other bytes", async () => {
    const { bytes } = await partOf(await compress(lines));
    expect(await openPart(bytes, entry({ plaintextDigest: "ab".repeat(32) }), office.identities)).toBe(
      "digest",
    );
  });

  test("that is no age file, or whose payload is cut", async () => {
    const { bytes, plaintextDigest } = await partOf(await compress(lines));
    expect(await openPart(lines, entry({ plaintextDigest }), office.identities)).toBe("malformed");
    expect(await openPart(bytes.subarray(0, -1), entry({ plaintextDigest }), office.identities)).toBe(
      "malformed",
    );
  });
});
