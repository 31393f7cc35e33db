import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sha256Hex } from "../../lib/base/bytes.ts";
import { encodeSnapshot } from "../../lib/snapshot/encode.ts";
import { readSnapshot, type ReadOptions } from "../../lib/snapshot/read.ts";
import {
  at,
  bareKey,
  healthy,
  hourMs,
  mirror,
  noMirrors,
  problem,
  snapshotOf,
  unreachable,
} from "../audit/healthy.ts";
import { everyUnread, fullAccount, organization, plainAccount } from "./sample-accounts.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rollward-snapshot-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let count = 0;
async function read(content: string | Uint8Array, options: ReadOptions = {}) {
  const path = join(folder, `${count++}.json`);
  await writeFile(path, content);
  return readSnapshot(path, options);
}

/** A healthy snapshot as JSON text, with the value at `path` replaced, or taken out when it is `undefined`. */
function changed(path: string, value: unknown): string {
  const json: unknown = structuredClone(snapshotOf(healthy));
  const steps = path.split(".");
  const last = steps.pop()!;
  const parent = steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], json);
  Object.assign(parent as object, { [last]: value });
  return JSON.stringify(json);
}

describe("a snapshot that was written", () => {
  test.each([
    [
      "of mirrors",
      snapshotOf([
        ...healthy,
        mirror("d", unreachable),
        mirror("e", { problems: [problem("part-altered", 4, "x")] }),
      ]),
    ],
    ["of nothing", noMirrors],
    ["by one public key", snapshotOf(healthy, { trust: bareKey })],
    ["at a clock that was set", { ...snapshotOf(healthy), nowGiven: true }],
    ["after days of reading", snapshotOf(healthy, { observedAt: at(31 * 24 * hourMs) })],
    [
      "of accounts",
      { ...noMirrors, accounts: [fullAccount, plainAccount], organization, unread: everyUnread },
    ],
  ])("is read back as it was: %s", async (_, snapshot) => {
    const { text, sha256 } = encodeSnapshot(snapshot);
    expect(await read(text)).toEqual({ snapshot, sha256 });
    expect(sha256).toBe(sha256Hex(Buffer.from(text)));
    expect(text.endsWith("}\n")).toBe(true);
  });

  test("has its keys in the order of the format, however it was made", () => {
    const { format, takenAt, source, tool, nowGiven, accounts, backups } = snapshotOf(healthy);
    const other = { backups: backups!, accounts, nowGiven, tool, source, takenAt, format };
    expect(encodeSnapshot(other).text).toBe(encodeSnapshot(snapshotOf(healthy)).text);
    expect(Object.keys(JSON.parse(encodeSnapshot(other).text) as object)).toEqual([
      "format",
      "takenAt",
      "source",
      "tool",
      "nowGiven",
      "accounts",
      "backups",
    ]);
  });

  test("may carry unknown keys, hostile ones among them, which are dropped", async () => {
    const text = encodeSnapshot(snapshotOf(healthy)).text;
    const evil = text.replace(
      /\{/g,
      `{"__proto__":{"polluted":true,"status":"pass"},"constructor":1,"extra":"\\u001b[2J",`,
    );
    const { snapshot } = await read(evil);
    expect(snapshot).toEqual({ ...snapshotOf(healthy) });
    expect(Object.hasOwn(snapshot.backups![0]!.mirrors[0]!, "__proto__")).toBe(false);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});

describe("what is not a snapshot is refused, with the place that does not fit", () => {
  test.each<[string, string | Uint8Array, string]>([
    ["an empty file", "", "$: JSON"],
    ["half a file", encodeSnapshot(snapshotOf(healthy)).text.slice(0, 300), "$: JSON"],
    ["an array", "[]", "$: object"],
    ["null", "null", "$: object"],
    ["a number", "1e999", "$: object"],
    ["no format", "{}", "$.format"],
    ["another format", `{"format":"rollward/report@1"}`, "$.format"],
    ["a format in the prototype", `{"__proto__":{"format":"rollward/snapshot@2"}}`, "$.format"],
    ["a moment that no calendar has", changed("takenAt", "2026-02-30T00:00:00Z"), "$.takenAt"],
    ["another source", changed("source", "rumour"), "$.source: live | template"],
    ["accounts of another kind", changed("accounts", {}), "$.accounts: array"],
    [
      "a mirror without URL",
      changed("backups.0.mirrors.1.url", undefined),
      "$.backups[0].mirrors[1].url: string",
    ],
    ["an endless URL", changed("backups.0.mirrors.1.url", "x".repeat(5000)), "$.backups[0].mirrors[1].url"],
    ["half a set", changed("backups.0.mirrors.0.sets", 1.5), "$.backups[0].mirrors[0].sets"],
    ["fewer than no sets", changed("backups.0.mirrors.0.sets", -1), "$.backups[0].mirrors[0].sets"],
    ["a count as text", changed("backups.0.mirrors.0.newest.recipients", "2"), "newest.recipients"],
    ["sets without a newest", changed("backups.0.mirrors.2.newest", null), "$.backups[0].mirrors[2].newest"],
    ["a newest without sets", changed("backups.0.mirrors.2.sets", 0), "$.backups[0].mirrors[2].newest"],
    [
      "a problem declared harmless",
      changed("backups.0.mirrors.0.problems", [problem("part-altered", 0)]),
      "problems[0].exit",
    ],
    ["a grave note", changed("backups.0.mirrors.0.notes", [problem("part-altered", 4)]), "notes[0].exit"],
    ["a hash of another length", changed("backups.0.mirrors.0.newest.manifest", "ab"), "newest.manifest"],
    ["quick left open", changed("backups.0.quick", undefined), "$.backups[0].quick: boolean"],
    ["no tool", changed("tool", undefined), "$.tool: string"],
    ["a clock that may or may not be set", changed("nowGiven", undefined), "$.nowGiven: boolean"],
    ["nobody trusted", changed("backups.0.trust", undefined), "$.backups[0].trust"],
    ["a trust file without version", changed("backups.0.trust.version", null), "$.backups[0].trust.version"],
    [
      "a bare key with dates",
      changed("backups.0.trust.kind", "public-key"),
      "$.backups[0].trust.version: null",
    ],
    ["half a root key", changed("backups.0.trust.rootKeys", ["3f2a"]), "$.backups[0].trust.rootKeys[0]"],
    [
      "mirrors seen years later",
      changed("backups.0.observedAt", "2031-11-03T20:00:00Z"),
      "$.backups[0].observedAt: takenAt ± 31 d",
    ],
    [
      "mirrors seen a second over 31 days later",
      changed("backups.0.observedAt", at(31 * 24 * hourMs + 1000)),
      "$.backups[0].observedAt: takenAt ± 31 d",
    ],
    [
      "mirrors seen years before",
      changed("backups.0.observedAt", "2021-11-03T20:00:00Z"),
      "$.backups[0].observedAt: takenAt ± 31 d",
    ],
    ["unread of another kind", changed("unread", ["x"]), "$.unread[0]"],
  ])("%s", async (_, content, place) => {
    await expect(read(content)).rejects.toMatchObject({ code: "snapshot-malformed", fault: { exit: 2 } });
    await expect(read(content)).rejects.toThrow(place);
  });

  test.each(["rollward/snapshot@2", "rollward/snapshot@10"])(
    "the later format %s has its own words",
    async (format) => {
      await expect(read(JSON.stringify({ format }))).rejects.toMatchObject({
        code: "snapshot-newer",
        args: { format },
      });
    },
  );

  test("bytes that are no text, a folder, a missing file, a file over the limit", async () => {
    await expect(read(new Uint8Array([0xff, 0xfe, 0]))).rejects.toMatchObject({ code: "file-text" });
    await expect(readSnapshot(folder)).rejects.toMatchObject({ code: "file-kind" });
    await expect(readSnapshot(join(folder, "none"))).rejects.toMatchObject({ code: "file-missing" });
    await expect(read("{}".padEnd(101), { limit: 100 })).rejects.toMatchObject({ code: "file-size" });
    await expect(read("{}".padEnd(100), { limit: 100 })).rejects.toMatchObject({
      code: "snapshot-malformed",
    });
  });

  test("any JSON at all is either a snapshot or refused by a fault of ours", async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (text) => {
        await expect(read(text)).rejects.toMatchObject({ code: expect.stringMatching(/^snapshot-/) });
      }),
      { numRuns: 50 },
    );
  });
});
