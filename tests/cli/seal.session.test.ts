import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { expectHelp } from "./help.ts";
import { flipBit, partsOf, remove, setFolder } from "./mischief.ts";
import { ok, opening, prepareOffice, sealing, trusting } from "./office.ts";
import { openSession, type Session } from "./session.ts";
import { expectRefusal, treeOf } from "./traces.ts";

const office = prepareOffice();
const evening = "2026-03-04T02:00:00Z";
const seal = (...args: readonly string[]) => ["seal", ...sealing, ...trusting, "--now", evening, ...args];
const state = ["--state", "state"];

async function verified(session: Session, ...args: readonly string[]) {
  const mirrors = args.length === 0 ? ["a", "b"] : args;
  const flags = mirrors.flatMap((mirror) => ["--mirror", mirror]);
  const { exit, stdout } = await session.run(["verify", ...flags, ...trusting, "--json", "--now", evening]);
  const result = JSON.parse(stdout) as { mirrors: { newest: { sequence: number; voters: number } | null }[] };
  return { exit, newest: result.mirrors.map(({ newest }) => newest?.sequence) };
}

async function restored(session: Session, mirror: string): Promise<string> {
  return ok(session, ["restore", "--mirror", mirror, ...trusting, ...opening, "--to", "-", "--now", evening]);
}

describe("sealing", () => {
  test("makes a chain’s first set on mirrors that it creates, with no more than the keys of keys new", async () => {
    await using session = await openSession();
    await ok(session, ["keys", "new", "--out", "keys"]);
    await ok(session, ["roll", "synth", "--voters", "50", "--out", "roll.ndjson"]);
    const args = ["--roll", "roll.ndjson", "--mirror", "a", "--mirror", session.path("b"), ...trusting];
    const { exit, stdout, stderr } = await session.run(["seal", ...args, ...sealing]);
    expect(exit).toBe(0);
    expect(stdout).toMatch(
      /^Set 1 is sealed: 50 voters in \d+ parts?, .+\n {2}written +a\n {2}written +\/.+b\n$/,
    );
    // The identities and the root key were not taken away, and the second is seen.
    expect(stderr).toMatch(/^rollward: The root key lies beside the signing key in keys; .+\n$/);
    expect(treeOf(session.path("b"))).toEqual(treeOf(session.path("a")));
  });

  test("continues the chain, tells as JSON what it wrote, and gives the roll back byte for byte", async () => {
    await using session = await office.open();
    const args = ["--roll", "roll-3.ndjson", "--mirror", "a", "--mirror", "b", "--next-due", "6h", "--json"];
    const { exit, stdout, stderr } = await session.run(seal(...args));
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
    const mirror = { outcome: "written", problems: [], notes: [] };
    expect(JSON.parse(stdout)).toStrictEqual({
      format: "rollward/seal@1",
      sequence: 4,
      chain: expect.stringMatching(/^[0-9a-f]{32}$/),
      manifest: expect.stringMatching(/^[0-9a-f]{64}$/),
      takenAt: evening,
      nextDueAt: "2026-03-04T08:00:00Z",
      expiresAt: "2026-03-11T02:00:00Z",
      votersBefore: 102,
      voters: 102,
      bytes: readFileSync(session.path("roll-3.ndjson")).length,
      sealedBytes: expect.any(Number),
      parts: 3,
      mirrors: [
        { url: "a", ...mirror },
        { url: "b", ...mirror },
      ],
      now: evening,
    });
    expect(await verified(session)).toEqual({ exit: 0, newest: [4, 4] });
    expect(await restored(session, "b")).toBe(readFileSync(session.path("roll-3.ndjson"), "utf8"));
  });

  test("speaks French", async () => {
    await using session = await office.open();
    const { exit, stdout } = await session.run(
      seal("--roll", "roll-3.ndjson", "--mirror", "a", "--lang", "fr"),
    );
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^Le jeu 4 est scellé : 102 électeurs en 3 parties, .+\n {2}écrit +a\n$/);
  });

  test("takes the roll from stdin, in any order of lines and keys, with or without the last line feed", async () => {
    await using session = await office.open();
    const roll = readFileSync(session.path("roll-3.ndjson"), "utf8");
    const shuffled = roll
      .trimEnd()
      .split("\n")
      .toReversed()
      .map((line) => {
        const voter = JSON.parse(line) as Record<string, unknown>;
        return JSON.stringify(
          Object.fromEntries(Object.entries(voter).toReversed()),
          undefined,
          1,
        ).replaceAll("\n", " ");
      });
    await ok(session, seal("--roll", "-", "--mirror", "a"), { stdin: shuffled.join("\r\n") });
    expect(await restored(session, "a")).toBe(roll);
    writeFileSync(session.path("shuffled.ndjson"), shuffled.join("\n"));
    await ok(session, seal("--roll", "shuffled.ndjson", "--mirror", "b"));
    expect(await restored(session, "b")).toBe(roll);
  });

  test("refuses an empty roll, unless --allow-empty says that it is one", async () => {
    await using session = await office.open();
    const before = treeOf(session.folder);
    for (const [lang, roll] of [
      ["en", "-"],
      ["fr", "empty"],
    ] as const) {
      if (roll === "empty") writeFileSync(session.path("empty"), "");
      const refused = await session.run(seal("--roll", roll, "--mirror", "a", "--lang", lang));
      expectRefusal(refused, { exit: 2, code: "roll-empty", named: [roll], lang });
    }
    remove(session, "empty");
    expect(treeOf(session.folder)).toEqual(before);
    await ok(session, seal("--roll", "-", "--mirror", "a", "--allow-empty"));
    expect(await restored(session, "a")).toBe("");
  });

  test("without --trust trusts its own key, and begins a chain of its own", async () => {
    await using session = await office.open();
    const args = ["seal", "--roll", "roll-1.ndjson", "--mirror", "own", ...sealing, "--json"];
    const first = JSON.parse(await ok(session, args)) as { chain: string; sequence: number };
    const second = JSON.parse(await ok(session, args)) as { chain: string; sequence: number };
    expect([first.sequence, second.sequence, second.chain]).toEqual([1, 2, first.chain]);
    await ok(session, ["verify", "--mirror", "own", "--public-key", "keys/signing.pub"]);
  });

  test("warns of a single recipient, and of a root key beside the signing key", async () => {
    await using session = await office.open();
    const one = readFileSync(session.path("keys/recipients.txt"), "utf8").split("\n").slice(0, 2).join("\n");
    writeFileSync(session.path("one.txt"), one);
    copyFileSync(session.path("away/root.key"), session.path("keys/root.key"));
    const args = ["seal", "--roll", "roll-1.ndjson", "--mirror", "own", "--recipients", "one.txt"];
    const { exit, stderr } = await session.run([
      ...args,
      "--signing-key",
      "keys/signing.key",
      "--lang",
      "fr",
    ]);
    expect(exit).toBe(0);
    expect(stderr).toMatch(
      /^rollward: Un seul destinataire : .+\nrollward: La clé racine se trouve à côté .+\n$/,
    );
  });
});

describe("several mirrors", () => {
  const all = ["--roll", "roll-3.ndjson", "--mirror", "a", "--mirror", "b"];

  test("one that is behind and one that is new are filled first, and it is said", async () => {
    await using session = await office.open();
    const { exit, stderr } = await session.run(seal(...all, "--mirror", "behind", "--mirror", "new"));
    expect(exit).toBe(0);
    expect(stderr).toMatch(
      /^rollward: behind was behind and has been filled up to set 3 from a\nrollward: new was .+\n$/,
    );
    expect(await verified(session, "a", "b", "behind", "new")).toEqual({ exit: 0, newest: [4, 4, 4, 4] });
    expect(treeOf(session.path("new"))).toEqual(treeOf(session.path("a")));
  });

  test("one that does not verify gets nothing, and the end is 4", async () => {
    await using session = await office.open();
    const manifest = `${setFolder("b", 2)}/manifest.json`;
    flipBit(session, manifest, 40);
    const before = treeOf(session.path("b"));
    const { exit, stdout } = await session.run(seal(...all, ...state));
    expect(exit).toBe(4);
    expect(stdout).toMatch(/\n {2}written +a\n {2}LEFT OUT +b\n {4}.+ \[manifest-(malformed|signature)\]\n/);
    expect(treeOf(session.path("b"))).toEqual(before);
    expect(await verified(session, "a")).toEqual({ exit: 0, newest: [4] });
  });

  test("one that is not there leaves the end at 3", async () => {
    await using session = await office.open();
    const { exit, stdout } = await session.run(seal(...all, "--mirror", "disk/mirror", ...state, "--json"));
    expect(exit).toBe(3);
    const { mirrors } = JSON.parse(stdout) as {
      mirrors: { outcome: string; problems: { code: string; exit: number }[] }[];
    };
    expect(mirrors.map(({ outcome }) => outcome)).toEqual(["written", "written", "left-out"]);
    expect(mirrors[2]!.problems).toMatchObject([{ code: "mirror-missing", exit: 3 }]);
  });

  test.each([
    ["broken", 4, "seal-left-out-broken"],
    ["not there", 3, "seal-left-out"],
  ])(
    "when one is %s and no state proves that the others have the newest, nothing is written",
    async (how, exit, code) => {
      await using session = await office.open();
      const mirror = how === "broken" ? "b" : "disk/mirror";
      if (how === "broken") remove(session, partsOf(session, "b", 2)[0]!);
      const before = treeOf(session.folder);
      const args = seal("--roll", "roll-3.ndjson", "--mirror", "a", "--mirror", mirror);
      expectRefusal(await session.run(args), { exit, code, named: [mirror] });
      expectRefusal(await session.run([...args, "--lang", "fr"]), {
        exit,
        code,
        named: [mirror],
        lang: "fr",
      });
      expect(treeOf(session.folder)).toEqual(before);
    },
  );

  test("when the newest sets were taken from all of them, the state knows, and nothing is written", async () => {
    await using session = await office.open();
    const before = treeOf(session.folder);
    const outcome = await session.run(seal("--roll", "roll-3.ndjson", "--mirror", "behind", ...state));
    expectRefusal(outcome, { exit: 4, code: "seal-behind-state", named: ["Set 3", "set 2"] });
    expect(treeOf(session.folder)).toEqual(before);
  });

  test("a number left unfinished by an interrupted seal is used, not skipped", async () => {
    await using session = await office.open();
    mkdirSync(session.path(setFolder("a", 4)));
    writeFileSync(session.path(setFolder("a", 4), "RESTORE.md"), "half a guide");
    writeFileSync(session.path(setFolder("a", 4), "part-00001-0123456789abcdef.age"), "half a part");
    await ok(session, seal(...all));
    expect(await verified(session)).toEqual({ exit: 0, newest: [4, 4] });
  });
});

test("explains its options, with examples and exit codes", () =>
  expectHelp("seal", [
    "--roll",
    "--mirror",
    "--recipients",
    "--signing-key",
    "--trust",
    "--state",
    "--allow-empty",
  ]));
