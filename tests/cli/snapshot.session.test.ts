import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { expectHelp } from "./help.ts";
import { flipBit, partsOf } from "./mischief.ts";
import { noon, ok, opening, prepareOffice, trusting } from "./office.ts";
import { expectRefusal, treeOf } from "./traces.ts";

const office = prepareOffice();
const snapshot = (...args: readonly string[]) => ["snapshot", ...trusting, "--now", noon, ...args];
const both = ["--mirror", "a", "--mirror", "b"];

test("writes down what verify sees, in one file, and names its hash", async () => {
  await using session = await office.open();
  const { exit, stdout, stderr } = await session.run(snapshot(...both, "--out", "snapshot.json"));
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
  const bytes = readFileSync(session.path("snapshot.json"));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  expect(stdout).toBe(`Snapshot of 2 mirrors written to snapshot.json, SHA-256 ${sha256}.\n`);
  const { now: _, ...verified } = JSON.parse(
    await ok(session, ["verify", ...both, ...trusting, "--json", "--now", noon]),
  ) as { now: string };
  expect(JSON.parse(bytes.toString())).toStrictEqual({
    format: "rollward/snapshot@1",
    takenAt: noon,
    source: "live",
    tool: expect.stringMatching(/^rollward \d/),
    nowGiven: true,
    accounts: [],
    backups: [verified],
  });
});

test("goes to stdout alone, its words to stderr, in French too", async () => {
  await using session = await office.open();
  const { exit, stdout, stderr } = await session.run(snapshot("--mirror", "a", "--out", "-", "--lang", "fr"));
  expect(exit).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ format: "rollward/snapshot@1" });
  expect(stderr).toMatch(/^Instantané de 1 miroir écrit dans -, SHA-256 [0-9a-f]{64}\.\n$/);
});

test("is told as JSON", async () => {
  await using session = await office.open();
  const stdout = await ok(session, snapshot("--mirror", "a", "--out", "s.json", "--json"));
  expect(JSON.parse(stdout)).toStrictEqual({
    out: "s.json",
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    takenAt: noon,
    accounts: 0,
    mirrors: 1,
    unread: 0,
    now: noon,
  });
});

test("holds no voter, no key and no line of the roll", async () => {
  await using session = await office.open();
  const text = await ok(session, snapshot(...both, "--out", "-"));
  const voter = JSON.parse(readFileSync(session.path("roll-3.ndjson"), "utf8").split("\n")[0]!) as {
    VoterId: string;
  };
  expect(text).not.toContain(voter.VoterId);
  expect(text).not.toMatch(/AGE-SECRET-KEY|PRIVATE KEY/);
});

test("records tampering as a fact, with exit 0, since judging is for verify and audit", async () => {
  await using session = await office.open();
  flipBit(session, partsOf(session, "b", 1)[0]!);
  const text = await ok(session, snapshot(...both, "--out", "-"));
  expect(text).toContain('"part-altered"');
  await ok(session, snapshot(...both, "--out", "s.json"));
});

test("says what it could not read, with exit 3, and is written all the same", async () => {
  await using session = await office.open();
  mkdirSync(session.path("empty"));
  const args = snapshot("--mirror", "a", "--mirror", "nowhere", "--mirror", "empty", "--out", "s.json");
  const { exit, stdout } = await session.run(args);
  expect(exit).toBe(3);
  expect(stdout).toMatch(
    /^Snapshot of 3 mirrors .+; 2 things could not be read whole, and it says which\.\n$/,
  );
  const { unread } = JSON.parse(readFileSync(session.path("s.json"), "utf8")) as {
    unread: { what: string }[];
  };
  expect(unread.map(({ what }) => what)).toEqual(["nowhere", "empty"]);
});

test("leaves an existing file as it is, unless --force", async () => {
  await using session = await office.open();
  writeFileSync(session.path("s.json"), "mine");
  const before = treeOf(session.folder);
  const args = snapshot("--mirror", "a", "--out", "s.json");
  expectRefusal(await session.run(args), { exit: 2, code: "target-exists", named: ["s.json"] });
  expect(treeOf(session.folder)).toEqual(before);
  await ok(session, [...args, "--force"]);
  expect(readFileSync(session.path("s.json"), "utf8")).toContain("rollward/snapshot@1");
});

test.each([
  [["--mirror", "a", "--out", "s.json"], "trust-or-key", "--trust"],
  [["--out", "s.json", ...trusting], "option-needs", "--mirror"],
  [["--mirror", "a", ...trusting], "option-missing", "--out"],
  [["--mirror", "a", ...trusting, "--out", "nowhere/s.json"], "target-folder", "nowhere/s.json"],
  [["--mirror", "a", ...trusting, "--out", "away"], "target-kind", "away"],
  [["--mirror", "roll-1.ndjson", ...trusting, "--out", "s.json"], "mirror-kind", "roll-1.ndjson"],
  [["--mirror", "a", ...trusting, ...opening, "--out", "s.json"], "option-unknown", "--identity"],
] as const)("refuses %j and writes nothing", async (args, code, named) => {
  await using session = await office.open();
  const before = treeOf(session.folder);
  for (const lang of ["en", "fr"] as const) {
    expectRefusal(await session.run(["snapshot", ...args, "--lang", lang]), {
      exit: 2,
      code,
      named: [named],
      lang,
    });
  }
  expect(treeOf(session.folder)).toEqual(before);
});

test("explains its options, with examples and exit codes", () =>
  expectHelp(
    "snapshot",
    "--template --account --profile --region --mirror --trust --public-key --state --policy --out --force --config".split(
      " ",
    ),
  ));
