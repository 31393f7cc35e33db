import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectFileRefused, nextLanguage } from "./file-arguments.ts";
import { noon, ok, opening, prepareOffice, sealing, trusting } from "./office.ts";
import type { Session } from "./session.ts";
import { expectRefusal, treeOf } from "./traces.ts";

const office = prepareOffice();
/** One for all tests: since nothing may be left behind, it never changes. */
let shared: Session;
beforeAll(async () => {
  shared = await office.open();
  await ok(shared, ["snapshot", "--mirror", "a", ...trusting, "--out", "snapshot.json", "--now", noon]);
  mkdirSync(shared.path("bad"));
});
afterAll(() => shared[Symbol.asyncDispose]());

describe("JSON of a wrong shape", () => {
  const wrong = [
    "null",
    "[]",
    "7",
    '"rollward"',
    "{}",
    '{"format":',
    '{"__proto__":{"format":"rollward/snapshot@1"}}',
  ];
  test.each(wrong)("%s is no snapshot, and no trust file", async (text) => {
    writeFileSync(shared.path("bad/file"), text);
    await expectFileRefused(shared, { command: "audit", kind: "snapshot" }, "bad/file", "snapshot-malformed");
    await expectFileRefused(shared, { command: "verify", kind: "trust" }, "bad/file", "trust-malformed");
  });

  const deep = "[".repeat(100_000) + "]".repeat(100_000);
  test.each<readonly [string, (text: string) => string, string]>([
    [
      "a moment that is none",
      (text) => text.replace(/"takenAt": "[^"]*"/, '"takenAt": "2026-02-30T00:00:00Z"'),
      "snapshot-malformed",
    ],
    ["a number that is none", (text) => text.replace(/"sets": \d+/, '"sets": 1e999'), "snapshot-malformed"],
    ["a negative number", (text) => text.replace(/"sets": \d+/, '"sets": -1'), "snapshot-malformed"],
    ["a fraction", (text) => text.replace(/"voters": \d+/, '"voters": 1.5'), "snapshot-malformed"],
    ["__proto__ for its mirrors", (text) => text.replace('"mirrors"', '"__proto__"'), "snapshot-malformed"],
    ["brackets without end", () => deep, "snapshot-malformed"],
    ["a format to come", (text) => text.replace("snapshot@1", "snapshot@2"), "snapshot-newer"],
  ])("a snapshot with %s", async (_, spoil, code) => {
    writeFileSync(shared.path("bad/file"), spoil(readFileSync(shared.path("snapshot.json"), "utf8")));
    await expectFileRefused(shared, { command: "audit", kind: "snapshot" }, "bad/file", code);
  });

  type Payload = Record<string, unknown>;
  const trustCases: readonly (readonly [string, (payload: Payload) => string, string, number])[] = [
    [
      "a moment that is none",
      (payload) => JSON.stringify({ ...payload, expiresAt: "tomorrow" }),
      "trust-malformed",
      2,
    ],
    [
      "a version that is none",
      (payload) => JSON.stringify({ ...payload, version: 1.5 }),
      "trust-malformed",
      2,
    ],
    [
      "a threshold of nothing",
      (payload) => JSON.stringify({ ...payload, root: { threshold: 0, keys: [] } }),
      "trust-malformed",
      2,
    ],
    [
      "__proto__ for its keys",
      (payload) => JSON.stringify(payload).replace('"keys":{', '"__proto__":{'),
      "trust-malformed",
      2,
    ],
    [
      "a key named __proto__, which is none that the root signed",
      (payload) => JSON.stringify(payload).replace('"keys":{', '"keys":{"__proto__":{},'),
      "trust-signature",
      4,
    ],
    [
      "a format to come",
      (payload) => JSON.stringify({ ...payload, format: "rollward/trust@2" }),
      "trust-newer",
      2,
    ],
    [
      "one word changed by somebody else",
      (payload) => JSON.stringify({ ...payload, version: 2 }),
      "trust-signature",
      4,
    ],
  ];
  test.each(trustCases)("a trust file with %s", async (_, spoil, code, exit) => {
    const envelope = JSON.parse(readFileSync(shared.path("keys/trust.json"), "utf8")) as { payload: string };
    const payload = JSON.parse(Buffer.from(envelope.payload, "base64").toString()) as Payload;
    const changed = { ...envelope, payload: Buffer.from(spoil(payload)).toString("base64") };
    writeFileSync(shared.path("bad/file"), JSON.stringify(changed));
    for (const command of ["seal", "verify", "restore"])
      await expectFileRefused(shared, { command, kind: "trust" }, "bad/file", code, exit);
  });
});

describe("numbers and times that are none", () => {
  const restore = ["restore", "--mirror", "a", ...trusting, ...opening, "--to", "back.ndjson"];
  const seal = [
    "seal",
    "--roll",
    "roll-3.ndjson",
    "--mirror",
    "a",
    "--mirror",
    "new",
    ...sealing,
    ...trusting,
  ];
  test.each<readonly [string, readonly string[], string, readonly string[]]>([
    ["--set", restore, "number-malformed", ["0", "-1", "1.0", "1e3", "0x1", "01", "٣", "100000000", "NaN"]],
    [
      "--at",
      restore,
      "instant-malformed",
      ["now", "2026-03-03", "2026-03-03T02:00:00", "2026-02-30T02:00:00Z", "1700000000"],
    ],
    ["--now", restore, "now-malformed", ["soon", "2026-13-01T00:00:00Z", "2026-03-03T24:01:00Z"]],
    [
      "--next-due",
      seal,
      "duration-malformed",
      ["0h", "-1h", "1.5h", "24", "24 h", "1e9d", "99999999999999d", "Infinity"],
    ],
    ["--expires-in", seal, "duration-malformed", ["never", "7"]],
  ])("%s", async (option, args, code, values) => {
    const before = treeOf(shared.folder);
    for (const value of values) {
      const lang = nextLanguage();
      const outcome = await shared.run([...args, `${option}=${value}`, "--lang", lang]);
      expectRefusal(outcome, { exit: 2, code, named: [option, value], lang });
    }
    expect(treeOf(shared.folder)).toEqual(before);
  });
});
