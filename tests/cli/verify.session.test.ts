import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { expectHelp } from "./help.ts";
import { flipBit, partsOf, remove, setFolder } from "./mischief.ts";
import { days, noon, ok, opening, prepareOffice, verifying } from "./office.ts";
import { treeOf } from "./traces.ts";
import { judged } from "./verdicts.ts";

const office = prepareOffice();
const state = ["--state", "state"];

describe("all is well", () => {
  test("and told so, for people, in both languages", async () => {
    await using session = await office.open();
    const args = [...verifying("a", "--mirror", "b"), ...state, "--now", noon];
    const english = await session.run(args);
    expect(english).toMatchObject({ exit: 0, stderr: "" });
    const facts = `  3 sets; the newest is 3, taken at ${days[2]}, 102 voters; the next is due by 2026-03-04T02:00:00Z\n`;
    expect(english.stdout).toBe(
      `All is well: all 2 mirrors hold every set whole.\nThe clock was set to ${noon} by --now.\n\na\n${facts}\nb\n${facts}`,
    );
    const french = await session.run([...args, "--lang", "fr"]);
    expect(french).toMatchObject({ exit: 0, stderr: "" });
    expect(french.stdout).toMatch(
      /^Tout va bien : les 2 miroirs gardent chaque jeu intact\.\nL’horloge a été réglée/,
    );
    expect(french.stdout).toContain("\n  3 jeux ; le plus récent est le 3, pris le");
  });

  test("and told as JSON of the design’s shape", async () => {
    await using session = await office.open();
    const { exit, stdout, stderr } = await session.run(verifying("a", "--json", "--now", noon));
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
    expect(JSON.parse(stdout)).toStrictEqual({
      format: "rollward/verify@1",
      observedAt: noon,
      quick: false,
      rollbackChecked: false,
      trust: {
        kind: "trust-file",
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        version: 1,
        issuedAt: "2026-02-28T12:00:00Z",
        expiresAt: "2027-04-04T12:00:00Z",
        rootKeys: [expect.stringMatching(/^[0-9a-f]{64}$/)],
        sealKeys: [expect.stringMatching(/^[0-9a-f]{64}$/)],
        sealThreshold: 1,
        witnessThreshold: 0,
      },
      mirrors: [
        {
          url: "a",
          place: {
            id: expect.any(String),
            kind: "device",
            label: { en: expect.any(String), fr: expect.any(String) },
          },
          sets: 3,
          newest: {
            sequence: 3,
            chain: expect.stringMatching(/^[0-9a-f]{32}$/),
            office: "alder",
            manifest: expect.stringMatching(/^[0-9a-f]{64}$/),
            takenAt: days[2],
            nextDueAt: "2026-03-04T02:00:00Z",
            expiresAt: "2026-03-10T02:00:00Z",
            voters: 102,
            bytes: readFileSync(session.path("roll-3.ndjson")).length,
            recipients: 2,
          },
          problems: [],
          notes: [{ code: "rollback-unseen", exit: 0, message: expect.stringContaining("--state") }],
        },
      ],
      now: noon,
    });
  });

  test("for whoever has only the public key, with a note of what that leaves open", async () => {
    await using session = await office.open();
    const args = ["verify", "--mirror", "a", "--public-key", "keys/signing.pub"];
    expect(await judged(session, args)).toEqual({
      exit: 0,
      problems: [[]],
      notes: [["rollback-unseen", "chain-unpinned"]],
    });
  });

  test("and opens, for whoever has an identity", async () => {
    await using session = await office.open();
    const notes = [["set-opened", "rollback-unseen"]];
    expect(await judged(session, verifying("a", ...opening))).toEqual({ exit: 0, problems: [[]], notes });
  });

  test("from a file URL, and writes nothing but the state", async () => {
    await using session = await office.open();
    const before = treeOf(session.folder);
    await ok(session, verifying(`file://${session.path("a")}`, "--state", "memory", "--now", noon));
    const { memory, ...after } = treeOf(session.folder);
    expect(memory).toBe("folder");
    const others = Object.fromEntries(Object.entries(after).filter(([name]) => !name.startsWith("memory/")));
    expect(others).toEqual(before);
  });
});

describe("exit 1: something needs attention", () => {
  test.each([
    ["stale", "2026-03-04T02:00:01Z", ["stale"]],
    ["not yet stale at the second it is due", "2026-03-04T02:00:00Z", []],
    ["expired", "2026-03-10T02:00:01Z", ["expired"]],
    ["trust expired too", "2027-04-05T00:00:00Z", ["trust-expired", "expired"]],
    ["taken in the future", "2026-03-03T01:00:00Z", ["taken-in-future"]],
  ])("%s", async (_, now, problems) => {
    await using session = await office.open();
    const outcome = await judged(session, verifying("a"), now);
    expect(outcome).toMatchObject({ exit: problems.length === 0 ? 0 : 1, problems: [problems] });
  });

  test("behind another mirror, as only that one is told", async () => {
    await using session = await office.open();
    const outcome = await judged(session, verifying("behind", "--mirror", "a"));
    expect(outcome).toMatchObject({ exit: 1, problems: [["behind", "stale"], []] });
    const { exit, stdout } = await session.run(
      verifying("behind", "--mirror", "a", "--now", noon, "--lang", "fr"),
    );
    expect(exit).toBe(1);
    expect(stdout).toMatch(/^Rien n’est altéré, mais quelque chose demande attention\.\n/);
    expect(stdout).toMatch(
      /\n {2}PROBLÈME \[behind\] Le jeu le plus récent est ici le 2, alors que a a le jeu 3 ; /,
    );
  });
});

describe("exit 3: not read", () => {
  test("a mirror that is not there, while the others are judged", async () => {
    await using session = await office.open();
    const outcome = await judged(session, verifying("nowhere", "--mirror", "a"));
    expect(outcome).toMatchObject({ exit: 3, problems: [["mirror-missing"], []] });
    const { stdout } = await session.run(verifying("nowhere", "--now", noon, "--lang", "fr"));
    expect(stdout).toMatch(/^Quelque chose n’a pas pu être lu/);
    expect(stdout).toMatch(/\nnowhere\n {2}aucun jeu qui se vérifie\n {2}PROBLÈME \[mirror-missing\] /);
  });

  test("an empty one", async () => {
    await using session = await office.open();
    mkdirSync(session.path("new"));
    expect(await judged(session, verifying("new"))).toMatchObject({ exit: 3, problems: [["mirror-empty"]] });
  });
});

describe("what is no problem", () => {
  test("--quick reads no part, and says so", async () => {
    await using session = await office.open();
    flipBit(session, partsOf(session, "a", 2)[0]!);
    const outcome = await judged(session, verifying("a", "--quick", ...state));
    expect(outcome).toEqual({ exit: 0, problems: [[]], notes: [["parts-not-read"]] });
    const { exit, stdout } = await session.run(verifying("a", "--quick", "--now", noon, "--lang", "fr"));
    expect(exit).toBe(0);
    expect(stdout).toContain("9 parties n’ont été vérifiées que par le nom et la longueur");
    expect(stdout).toMatch(
      /^Rien d’anormal dans les manifestes et les listes du miroir ; .+ aucune partie n’a été lue\.\n/,
    );
  });

  test("files that no manifest lists are notes", async () => {
    await using session = await office.open();
    writeFileSync(session.path("a/readme.txt"), "hello");
    writeFileSync(session.path(setFolder("a", 1), "more.age"), "hello");
    mkdirSync(session.path(setFolder("a", 4)));
    copyFileSync(
      session.path(setFolder("a", 3), "RESTORE.md"),
      session.path(setFolder("a", 4), "RESTORE.md"),
    );
    const outcome = await judged(session, verifying("a", ...state));
    expect(outcome).toMatchObject({ exit: 0, problems: [[]] });
    expect(outcome.notes[0]!.toSorted()).toEqual(["unfinished-set", "unlisted-file"]);
  });

  test("white space of the envelope", async () => {
    await using session = await office.open();
    const path = session.path(setFolder("a", 3), "manifest.json");
    writeFileSync(path, `${JSON.stringify(JSON.parse(readFileSync(path, "utf8")), undefined, 4)}\n\n`);
    expect(await judged(session, verifying("a", "--mirror", "b"))).toMatchObject({ exit: 0 });
  });

  test("a part that is gone after its retention is a note", async () => {
    await using session = await office.open();
    remove(session, partsOf(session, "a", 1)[0]!);
    const outcome = await judged(session, verifying("a"), "2027-04-05T03:00:00Z");
    expect(outcome).toMatchObject({ exit: 1, problems: [["trust-expired", "expired"]] });
    expect(outcome.notes[0]).toContain("part-lapsed");
  });
});

test("explains its options, with examples and exit codes", () =>
  expectHelp("verify", ["--mirror", "--trust", "--public-key", "--identity", "--state", "--quick"]));
