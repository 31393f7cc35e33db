import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { expectHelp } from "./help.ts";
import { flipBit, partsOf, remove, setFolder, spoilManifest } from "./mischief.ts";
import { noon, ok, prepareOffice, stranger, trusting } from "./office.ts";
import { expectRefusal, treeOf } from "./traces.ts";

const office = prepareOffice();
const mirror = (from: string, ...args: readonly string[]) => [
  "mirror",
  "--from",
  from,
  "--now",
  noon,
  ...(args.includes("--trust") || args.includes("--public-key") ? [] : trusting),
  ...args,
];

describe("copying", () => {
  test("makes a new mirror and brings one that is behind up to date, each the same as its source", async () => {
    await using session = await office.open();
    const { exit, stdout, stderr } = await session.run(mirror("a", "--to", "disk", "--to", "behind"));
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
    expect(stdout).toMatch(
      /^From:\na\n {2}3 sets; .+\n[^]*\n3 sets copied to:\ndisk\n[^]*\n1 set copied to:\nbehind\n/,
    );
    for (const copy of ["disk", "behind"])
      expect(treeOf(session.path(copy))).toEqual(treeOf(session.path("a")));
    const again = await session.run(mirror("a", "--to", "disk", "--lang", "fr"));
    expect(again).toMatchObject({ exit: 0, stderr: "" });
    expect(again.stdout).toMatch(/^De :\na\n {2}3 jeux ; [^]+\nDéjà à jour :\ndisk\n/);
    await ok(session, ["verify", "--mirror", "disk", "--mirror", "behind", ...trusting, "--now", noon]);
  });

  test("is told as JSON, with what each target holds now", async () => {
    await using session = await office.open();
    const args = mirror("a", "--to", "disk", "--to", "behind", "--to", "b", "--state", "state", "--json");
    const { exit, stdout, stderr } = await session.run(args);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
    const result = JSON.parse(stdout) as { from: unknown; to: unknown[] };
    const place = {
      id: expect.any(String),
      kind: "device",
      label: { en: expect.any(String), fr: expect.any(String) },
    };
    const newest = {
      sequence: 3,
      chain: expect.stringMatching(/^[0-9a-f]{32}$/),
      office: "alder",
      manifest: expect.stringMatching(/^[0-9a-f]{64}$/),
      takenAt: "2026-03-03T02:00:00Z",
      nextDueAt: "2026-03-04T02:00:00Z",
      expiresAt: "2026-03-10T02:00:00Z",
      voters: 102,
      bytes: expect.any(Number),
      recipients: 2,
    };
    const whole = { place, sets: 3, newest, problems: [], notes: [] };
    expect(result).toStrictEqual({
      format: "rollward/mirror@1",
      from: { url: "a", ...whole },
      to: [
        { url: "disk", ...whole, notes: expect.any(Array), outcome: "copied", copied: [1, 2, 3] },
        { url: "behind", ...whole, notes: expect.any(Array), outcome: "copied", copied: [3] },
        { url: "b", ...whole, outcome: "up-to-date", copied: [] },
      ],
      now: noon,
    });
  });

  test("takes a public key for its trust, and an old source for what it is", async () => {
    await using session = await office.open();
    const later = ["--public-key", "keys/signing.pub", "--now", "2026-03-20T00:00:00Z"];
    const { exit, stdout } = await session.run(["mirror", "--from", "a", "--to", "disk", ...later]);
    expect(exit).toBe(1);
    expect(stdout).toContain("PROBLEM [expired]");
    expect(treeOf(session.path("disk"))).toEqual(treeOf(session.path("a")));
  });
});

describe("only what verifies is copied", () => {
  test("a part that was altered ends the copy before its set, and the sets before it stay", async () => {
    await using session = await office.open();
    flipBit(session, partsOf(session, "a", 3)[1]!);
    const { exit, stdout } = await session.run(mirror("a", "--to", "disk", "--lang", "fr"));
    expect(exit).toBe(4);
    expect(stdout).toMatch(/\nEN ÉCHEC après 2 jeux :\ndisk\n/);
    const copied = Object.keys(treeOf(session.path("disk"))).filter((name) => name.endsWith("manifest.json"));
    expect(copied).toEqual(["sets/00000001/manifest.json", "sets/00000002/manifest.json"]);
    expect(treeOf(session.path("disk"))).toEqual(treeOf(session.path("behind")));
  });

  test("a manifest that was altered ends it too", async () => {
    await using session = await office.open();
    spoilManifest(session, "a", 2);
    const { exit } = await session.run(mirror("a", "--to", "disk"));
    expect(exit).toBe(4);
    const copied = Object.keys(treeOf(session.path("disk"))).filter((name) => name.endsWith("manifest.json"));
    expect(copied).toEqual(["sets/00000001/manifest.json"]);
  });

  test("a link in place of a part is not followed", async () => {
    await using session = await office.open();
    const [part] = partsOf(session, "a", 1);
    writeFileSync(session.path("secret"), "secret");
    remove(session, part!);
    symlinkSync(session.path("secret"), session.path(part!));
    const { exit } = await session.run(mirror("a", "--to", "disk"));
    expect(exit).toBe(4);
    expect(Object.keys(treeOf(session.folder)).filter((name) => name.startsWith("disk/"))).toEqual([]);
  });

  test("a target that does not verify itself gets nothing, the others do", async () => {
    await using session = await office.open();
    remove(session, partsOf(session, "behind", 1)[0]!);
    const before = treeOf(session.path("behind"));
    const { exit, stdout } = await session.run(mirror("a", "--to", "behind", "--to", "disk"));
    expect(exit).toBe(4);
    expect(stdout).toMatch(
      /\nLEFT OUT, it does not verify itself:\nbehind\n[^]*\[part-missing\][^]*\n3 sets copied to:\ndisk\n/,
    );
    expect(treeOf(session.path("behind"))).toEqual(before);
  });

  test("a source of another office gives nothing", async () => {
    await using session = await office.open();
    const before = treeOf(session.folder);
    const outcome = await session.run(mirror("a", "--to", "disk", "--trust", stranger("trust.json")));
    expectRefusal(outcome, { exit: 4, code: "copy-source-broken", named: ["Set 1 of a"] });
    expect(treeOf(session.folder)).toEqual(before);
  });

  test("a source that lost its newest set since the state was written gives nothing", async () => {
    await using session = await office.open();
    const { exit, stdout } = await session.run(mirror("behind", "--to", "disk", "--state", "state"));
    expect(exit).toBe(4);
    expect(stdout).toContain("PROBLEM [rolled-back]");
  });
});

describe("what is named wrongly leaves nothing behind", () => {
  test.each([
    ["a source that is not there", "nowhere", ["--to", "disk"], 3, "mirror-missing", "nowhere"],
    ["a source that is empty", "empty", ["--to", "disk"], 3, "copy-source-empty", "empty"],
    ["a source that is a file", "roll-1.ndjson", ["--to", "disk"], 2, "mirror-kind", "roll-1.ndjson"],
    [
      "a target that is a file",
      "a",
      ["--to", "roll-1.ndjson", "--to", "disk"],
      2,
      "mirror-kind",
      "roll-1.ndjson",
    ],
    ["the source as its target", "a", ["--to", "a/../a"], 2, "mirror-twice", "a/../a"],
    ["a target named twice", "a", ["--to", "disk", "--to", "./disk"], 2, "mirror-twice", "./disk"],
    ["no target", "a", [], 2, "option-missing", "--to"],
  ] as const)("%s", async (_, from, args, exit, code, named) => {
    await using session = await office.open();
    mkdirSync(session.path("empty"));
    const before = treeOf(session.folder);
    for (const lang of ["en", "fr"] as const) {
      expectRefusal(await session.run(mirror(from, ...args, "--lang", lang)), {
        exit,
        code,
        named: [named],
        lang,
      });
      expect(treeOf(session.folder)).toEqual(before);
    }
  });

  test("a target whose parent folder is not there is told with exit 3, and the others are served", async () => {
    await using session = await office.open();
    const { exit, stdout } = await session.run(mirror("a", "--to", "disk/x", "--to", "behind"));
    expect(exit).toBe(3);
    expect(stdout).toContain("[mirror-missing]");
    expect(treeOf(session.path("behind", setFolder("", 3)))).toEqual(treeOf(session.path(setFolder("a", 3))));
  });
});

test("explains its options, with examples and exit codes", () =>
  expectHelp("mirror", ["--from", "--to", "--trust", "--public-key", "--state"]));
