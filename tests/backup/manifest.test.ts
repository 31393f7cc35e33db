import { describe, expect, test } from "vitest";
import { partName } from "../../lib/backup/layout.ts";
import {
  decodeManifest,
  encodeManifest,
  maxPartBytes,
  maxPartPlaintextBytes,
  type Manifest,
} from "../../lib/backup/manifest.ts";
import { checkManifest } from "../../lib/backup/manifest-check.ts";
import { signEnvelope } from "../../lib/backup/dsse.ts";
import { manifestType } from "../../lib/backup/manifest.ts";
import { trustKey } from "../../lib/backup/trust.ts";
import { publicHalf } from "../../lib/backup/signing-keys.ts";
import { office } from "./office.ts";

const hex = (digit: string) => digit.repeat(64);
const noVoters = { active: 0, inactive: 0, pending: 0, cancelled: 0 };
const part = (index: number, county: string, voters: number) => ({
  file: partName(index, hex(String(index))),
  county,
  voters,
  bytes: 1000,
  sha256: hex(String(index)),
  plaintextBytes: 500,
  plaintextDigest: hex("d"),
  keepUntil: "2027-04-07T02:00:00Z",
});

const good: Manifest = {
  format: "rollward/manifest@1",
  office: "arden",
  chain: "0123456789abcdef".repeat(2),
  sequence: 2,
  takenAt: "2026-03-02T02:00:00Z",
  nextDueAt: "2026-03-03T02:00:00Z",
  expiresAt: "2026-03-09T02:00:00Z",
  previous: hex("a"),
  schema: "rollward/voter@1",
  tool: "rollward 0.0.0-test",
  voters: 6,
  bytes: 1500,
  counties: [
    { county: "Birchmere", voters: 4, byStatus: { ...noVoters, active: 3, pending: 1 } },
    { county: "Érablefell", voters: 2, byStatus: { ...noVoters, cancelled: 1, inactive: 1 } },
  ],
  recipients: ["age1one", "age1two"],
  parts: [part(0, "Birchmere", 3), part(1, "Birchmere", 1), part(2, "Érablefell", 2)],
  guide: { file: "RESTORE.md", sha256: hex("e") },
};
const [birchmere, erablefell] = good.counties as [Manifest["counties"][0], Manifest["counties"][0]];
const [first, second, third] = good.parts as [
  Manifest["parts"][0],
  Manifest["parts"][0],
  Manifest["parts"][0],
];
const decode = (manifest: object) => decodeManifest(encodeManifest(manifest as Manifest));

test("what is consistent is read as it was written", () => {
  expect(decode(good)).toEqual(good);
  expect(decode({ ...good, sequence: 1, previous: null })).toMatchObject({ sequence: 1 });
  expect(decode({ ...good, voters: 0, bytes: 0, counties: [], parts: [] })).toMatchObject({ voters: 0 });
  expect(decode({ ...good, acceptedChange: "a new county" })).toMatchObject({
    acceptedChange: "a new county",
  });
});

const bad: readonly [string, object, string][] = [
  ["the first set names one before it", { sequence: 1 }, "previous"],
  ["a later set names none before it", { previous: null }, "previous"],
  ["the next is due before this was taken", { nextDueAt: "2026-03-02T01:59:59Z" }, "nextDueAt"],
  ["it expires before the next is due", { expiresAt: "2026-03-03T01:59:59Z" }, "expiresAt"],
  ["a recipient stands twice", { recipients: ["age1one", "age1one"] }, "recipients"],
  ["no recipient", { recipients: [] }, "recipients"],
  [
    "a part’s name is not made of its place",
    { parts: [{ ...first, file: partName(1, first.sha256) }, second, third] },
    "parts.0.file",
  ],
  [
    "a part’s name is not made of its hash",
    { parts: [first, { ...second, sha256: hex("f") }, third] },
    "parts.1.file",
  ],
  ["a part’s name leads elsewhere", { parts: [{ ...first, file: "../x" }, second, third] }, "parts.0.file"],
  ["counties out of order", { counties: [erablefell, birchmere] }, "counties.1"],
  ["a county twice", { counties: [birchmere, birchmere, erablefell] }, "counties.1"],
  [
    "a county without a part",
    {
      counties: [
        birchmere,
        { county: "Quillmoor", voters: 1, byStatus: { ...noVoters, active: 1 } },
        erablefell,
      ],
    },
    "counties.1.voters",
  ],
  ["a part of no county", { counties: [birchmere], voters: 4 }, "parts"],
  [
    "parts and county count differently",
    { parts: [{ ...first, voters: 2 }, second, third] },
    "counties.0.voters",
  ],
  [
    "statuses and county count differently",
    { counties: [{ ...birchmere, byStatus: { ...birchmere.byStatus, active: 4 } }, erablefell] },
    "counties.0.voters",
  ],
  [
    "parts not in the order of counties",
    {
      parts: [
        { ...third, file: partName(0, third.sha256) },
        { ...first, file: partName(1, first.sha256) },
        { ...second, file: partName(2, second.sha256) },
      ],
    },
    "parts",
  ],
  [
    "a county’s parts apart",
    {
      parts: [
        first,
        { ...third, file: partName(1, third.sha256) },
        { ...second, file: partName(2, second.sha256) },
      ],
    },
    "parts",
  ],
  ["counties and set count differently", { voters: 7 }, "voters"],
  ["parts and set differ in bytes", { bytes: 1499 }, "bytes"],
  ["a part without voters", { parts: [{ ...first, voters: 0 }, second, third] }, "parts.0.voters"],
  [
    "a part larger than any",
    { parts: [{ ...first, bytes: maxPartBytes + 1 }, second, third] },
    "parts.0.bytes",
  ],
  [
    "a part that opens into more than any",
    { parts: [{ ...first, plaintextBytes: maxPartPlaintextBytes + 1 }, second, third] },
    "parts.0.plaintextBytes",
  ],
  ["sequence 0", { sequence: 0 }, "sequence"],
  ["a sequence of nine digits", { sequence: 100_000_000 }, "sequence"],
  ["half a sequence", { sequence: 1.5 }, "sequence"],
  ["a chain in capitals", { chain: "0123456789ABCDEF".repeat(2) }, "chain"],
  ["a day that no calendar has", { takenAt: "2026-02-30T02:00:00Z" }, "takenAt"],
  ["a time with an offset", { takenAt: "2026-03-02T02:00:00+00:00" }, "takenAt"],
  ["a time without seconds", { takenAt: "2026-03-02T02:00Z" }, "takenAt"],
  ["a time with fractions", { takenAt: "2026-03-02T02:00:00.5Z" }, "takenAt"],
  [
    "a retention that is no time",
    { parts: [{ ...first, keepUntil: "for ever" }, second, third] },
    "parts.0.keepUntil",
  ],
  ["voters as text", { voters: "6" }, "voters"],
  ["voters below nothing", { voters: -6 }, "voters"],
  ["another guide", { guide: { file: "README.md", sha256: hex("e") } }, "guide.file"],
  ["a name for every unknown", { extra: true }, ""],
];
test.each(bad)("refused: %s", (_, change, at) => expect(decode({ ...good, ...change })).toEqual({ at }));

test("no JSON, no object, no format", () => {
  for (const text of ["", "{", "null", "[]", "1", '"x"', "{}"])
    expect(decodeManifest(Buffer.from(text))).toHaveProperty("at");
});

describe("a format of a later version", () => {
  test.each(["rollward/manifest@2", "rollward/manifest@10"])(
    "%s is newer, whatever else it holds",
    (format) => {
      expect(decode({ format, anything: true })).toEqual({ newer: format });
    },
  );
  test.each(["rollward/manifest@", "rollward/trust@2", "rollward/manifest@2.0"])("%s is none", (format) => {
    expect(decode({ ...good, format })).toEqual({ at: "format" });
  });
});

describe("an envelope in the folder of set 2", () => {
  const trust = trustKey(publicHalf(office.signingKey));
  const check = (text: string | Uint8Array, sequence = 2) => {
    const outcome = checkManifest(Buffer.from(text), sequence, trust);
    return outcome.outcome === "bad" ? outcome.problem.fault.code : outcome.outcome;
  };
  const signed = (manifest: object, type = manifestType) =>
    signEnvelope(type, encodeManifest(manifest as Manifest), [office.signingKey]);

  test("is good as it stands, and only there", () => {
    expect(check(signed(good))).toBe("good");
    expect(check(signed(good), 3)).toBe("manifest-number");
  });

  test("is judged by its signature before its content is read", () => {
    const nonsense = signEnvelope(manifestType, Buffer.from("nonsense"), [office.rootKey]);
    expect(check(nonsense)).toBe("manifest-signature");
    expect(check(signEnvelope(manifestType, Buffer.from("nonsense"), [office.signingKey]))).toBe(
      "manifest-malformed",
    );
  });

  test("is none when it is not UTF-8 or of another type", () => {
    expect(check(Buffer.from([0xff, 0xfe, 0x7b]))).toBe("manifest-malformed");
    expect(check(signed(good, "application/json"))).toBe("manifest-malformed");
  });
});
