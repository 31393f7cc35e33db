import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { nextLanguage } from "./file-arguments.ts";
import { hugeFile, runMeasured } from "./limits.ts";
import { partsOf, remove, setFolder } from "./mischief.ts";
import { noon, opening, prepareOffice, restoring, sealing, trusting, verifying } from "./office.ts";
import type { Session } from "./session.ts";
import { expectRefusal, treeOf } from "./traces.ts";

const office = prepareOffice();

/** Command lines with `url` as their only or first mirror. */
const lines: readonly { readonly command: string; readonly args: (url: string) => readonly string[] }[] = [
  {
    command: "seal",
    args: (url) => ["--roll", "roll-3.ndjson", "--mirror", url, "--mirror", "new", ...sealing, ...trusting],
  },
  { command: "verify", args: (url) => ["--mirror", url, ...trusting] },
  { command: "mirror", args: (url) => ["--from", url, "--to", "new", ...trusting] },
  { command: "mirror", args: (url) => ["--from", "a", "--to", url, "--to", "new", ...trusting] },
  { command: "restore", args: (url) => ["--mirror", url, ...trusting, ...opening, "--to", "back.ndjson"] },
  { command: "snapshot", args: (url) => ["--mirror", url, ...trusting, "--out", "new.json"] },
  { command: "audit", args: (url) => ["--mirror", url, ...trusting, "--out", "new.json"] },
];
const cloudKeys = { AWS_ACCESS_KEY_ID: "x", AWS_SECRET_ACCESS_KEY: "x", AWS_EC2_METADATA_DISABLED: "true" };

describe.each(lines)("$command, its mirror number $#", ({ command, args }) => {
  test("where nobody answers is exit 3, and nothing half done is left", async () => {
    await using session = await office.open();
    const before = treeOf(session.folder);
    const url = "s3://bucket/roll?region=us-east-1&endpoint=http://127.0.0.1:9";
    const line = [command, ...args(url), "--now", noon];
    const { exit, stdout, stderr } = await session.run(line, { env: cloudKeys });
    expect(exit).toBe(3);
    expect(stderr).not.toMatch(/\n\s+at /);
    const { "new.json": written, ...after } = treeOf(session.folder);
    if (written !== undefined) return expect(after).toEqual(before);
    // restore names none, for it tried them all; else the mirror is named, where a person or a program looks.
    if (command !== "restore") expect(stdout + stderr).toContain("s3://bucket/roll");
    // A mirror that cannot be reached keeps no other from being served.
    if (args("x").includes("a")) expect(treeOf(session.path("new"))).toEqual(treeOf(session.path("a")));
    else expect(after).toEqual(before);
  });

  test.each([
    ["roll-1.ndjson", "mirror-kind"],
    ["pipe", "mirror-kind"],
    ["link-to-pipe", "mirror-kind"],
    ["ftp://office/roll", "mirror-url"],
    ["file://office/roll", "mirror-url"],
    ["file:relative", "mirror-url"],
    ["s3://", "mirror-url"],
    ["s3://bucket/roll?endpoint=nowhere", "mirror-url"],
  ])("%s is exit 2, and leaves nothing", async (url, code) => {
    await using session = await office.open();
    execFileSync("mkfifo", [session.path("pipe")]);
    symlinkSync("pipe", session.path("link-to-pipe"));
    const before = treeOf(session.folder);
    const lang = nextLanguage();
    const outcome = await session.run([command, ...args(url), "--lang", lang], { env: cloudKeys });
    expectRefusal(outcome, { exit: 2, code, named: [url.replace(/\?.*/, "")], lang });
    expect(treeOf(session.folder)).toEqual(before);
  });
});

describe("what stands in a mirror in place of what belongs there is exit 4", () => {
  const set = setFolder("a", 3);
  const places: readonly (readonly [string, (session: Session) => string])[] = [
    ["a part", (session) => partsOf(session, "a", 3)[0]!],
    ["a manifest", () => `${set}/manifest.json`],
    ["RESTORE.md", () => `${set}/RESTORE.md`],
    ["a set", () => set],
    ["all sets", () => "a/sets"],
  ];
  const things: readonly (readonly [string, (session: Session, path: string) => void])[] = [
    ["a pipe", (session, path) => execFileSync("mkfifo", [session.path(path)])],
    [
      "a link to a pipe",
      (session, path) => {
        execFileSync("mkfifo", [session.path("pipe")]);
        symlinkSync(session.path("pipe"), session.path(path));
      },
    ],
    ["a link to nothing", (session, path) => symlinkSync("nothing", session.path(path))],
    ["two gigabytes", (session, path) => hugeFile(session.path(path))],
  ];
  const cases = places
    .flatMap(([place, where]) => things.map(([thing, put]) => ({ place, thing, where, put })))
    // A plain file there is one that no manifest lists: the set is gone, as only a state can tell.
    .filter(({ place, thing }) => !["a set", "all sets"].includes(place) || thing !== "two gigabytes");

  test.each(cases)("$thing in place of $place", async ({ place, where, put }) => {
    await using session = await office.open();
    const path = where(session);
    remove(session, path);
    put(session, path);
    const before = treeOf(session.folder);
    const verified = await runMeasured(session, [...verifying("a"), "--now", noon]);
    expect({ exit: verified.exit, stderr: verified.stderr }).toEqual({ exit: 4, stderr: "" });
    const lang = nextLanguage();
    const restored = await runMeasured(session, restoring("a", "--to", "back.ndjson", "--lang", lang));
    if (place === "RESTORE.md") {
      // Nothing that a restore needs, or reads.
      expect(restored.exit).toBe(0);
      remove(session, "back.ndjson");
    } else {
      expectRefusal(restored, { exit: 4, code: /^restore-(part|newest-broken)$/, lang });
    }
    expect(Math.max(verified.peakBytes, restored.peakBytes)).toBeLessThan(300e6);
    expect(treeOf(session.folder)).toEqual(before);
  });
});
