import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { expectHelp } from "./help.ts";
import { ok } from "./office.ts";
import { openSession } from "./session.ts";
import { expectRefusal, treeOf } from "./traces.ts";

const demo = (...args: readonly string[]) => ["demo", "--voters", "1000", ...args];

test("plays the whole story, in which every expectation holds, and leaves it in one folder", async () => {
  await using session = await openSession();
  const { exit, stdout, stderr } = await session.run(demo("--out", "X"));
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
  expect(stdout).not.toContain("✗");
  // Each attack in a line with its exit code and the one thing that names it.
  for (const [number, code] of [
    [4, "part-altered"],
    [4, "part-length"],
    [4, "rolled-back"],
    [4, "manifest-signature"],
    [1, "stale"],
    [1, "backup-places"],
    [1, "code-runners, key-users, outside-trust, roll-readers, roll-writers, rules-apart, vault-key"],
  ] as const) {
    expect(stdout).toMatch(new RegExp(`^ {3}✓ .+ — exit ${number}, \\[${code}\\], as expected$`, "m"));
  }
  expect(readdirSync(session.folder)).toEqual(["X"]);
  expect(existsSync(session.path("X/register"))).toBe(false);
  expect(readdirSync(session.path("X/mirrors"))).toEqual(["c"]);
  // What does not apply to templates is named, and each change with the checks that name it and a request.
  expect(stdout).toMatch(/questions do not apply to templates, and it is said which: .*people-mfa/);
  for (const named of ["roll-readers, roll-writers", "code-runners, outside-trust", "vault-key"]) {
    expect(stdout).toMatch(new RegExp(`^ {3}✓ .+ — named by ${named}$`, "m"));
  }
  expect(stdout).toMatch(
    /\n {5}for example, role\/rollward-look-up \(111111111111\) may dynamodb:\w+ on table\/rollward-roll \(/,
  );
  const page = readFileSync(session.path("X/report.html"), "utf8");
  expect(page).toContain("arn:aws:iam::999999999999:role/contractor");
  expect(page).toContain("rollward-vault-222222222222");
  // What the story leaves can be restored and verified again.
  const shown = stdout.split("\n").findLast((line) => line.startsWith("   $ rollward restore "))!;
  const args = shown
    .split(" ")
    .slice(5)
    .map((word) => {
      if (word.startsWith("sqlite:")) return "sqlite:again.db";
      return existsSync(session.path("X", word)) ? `X/${word}` : word;
    });
  const again = await session.run(args);
  expect(again).toMatchObject({ exit: 0 });
  await ok(session, [
    "verify",
    "--mirror",
    "X/mirrors/c",
    "--trust",
    "X/keys/trust.json",
    "--state",
    "X/state",
  ]);
});

test("tells it in French, and as JSON with its words on stderr", async () => {
  await using session = await openSession();
  const { exit, stdout, stderr } = await session.run(demo("--out", "X", "--lang", "fr", "--json"));
  expect(exit).toBe(0);
  expect(JSON.parse(stdout)).toStrictEqual({
    format: "rollward/demo@1",
    out: "X",
    voters: 1000,
    held: (stderr.match(/✓/g) ?? []).length,
    broken: [],
  });
  expect(stderr).toMatch(/^Rollward en deux minutes : /);
  expect(stderr).toMatch(
    /\n {3}✓ Un bit d’une partie est inversé — code 4, \[part-altered\], comme attendu\n/,
  );
  expect(stderr).toMatch(/\n {3}✓ Un sous-traitant .+ — nommé par code-runners, outside-trust\n/);
  expect(stderr).not.toMatch(/as expected|named by|✗/);
});

test("replaces the folder of an earlier demo, but only with --force", async () => {
  await using session = await openSession();
  mkdirSync(session.path("X"));
  writeFileSync(session.path("X/.rollward-demo"), "");
  writeFileSync(session.path("X/left"), "of the last time");
  const before = treeOf(session.folder);
  expectRefusal(await session.run(demo("--out", "X")), { exit: 2, code: "target-exists", named: ["X"] });
  expect(treeOf(session.folder)).toEqual(before);
  await ok(session, demo("--out", "X", "--force"));
  expect(existsSync(session.path("X/left"))).toBe(false);
});

test.each(["a folder", "an empty folder", "a file", "a link to a demo"])(
  "never replaces %s, even with --force",
  async (kind) => {
    await using session = await openSession();
    if (kind === "a file") writeFileSync(session.path("X"), "mine");
    else mkdirSync(session.path(kind === "a link to a demo" ? "demo" : "X"));
    if (kind === "a folder") writeFileSync(session.path("X/mine"), "mine");
    if (kind === "a link to a demo") {
      writeFileSync(session.path("demo/.rollward-demo"), "");
      symlinkSync("demo", session.path("X"));
    }
    const before = treeOf(session.folder);
    for (const lang of ["en", "fr"] as const) {
      const outcome = await session.run(demo("--out", "X", "--force", "--lang", lang));
      expectRefusal(outcome, { exit: 2, code: /.+/, named: ["X"], lang });
    }
    expect(treeOf(session.folder)).toEqual(before);
  },
);

test.each([
  [["--voters", "999", "--out", "X"], "number-malformed", "999"],
  [["--voters", "many", "--out", "X"], "number-malformed", "many"],
  [["--out", "nowhere/X"], "target-folder", "nowhere/X"],
])("refuses %j and writes nothing", async (args, code, named) => {
  await using session = await openSession();
  for (const lang of ["en", "fr"] as const) {
    expectRefusal(await session.run(["demo", ...args, "--lang", lang]), {
      exit: 2,
      code,
      named: [named],
      lang,
    });
  }
  expect(readdirSync(session.folder)).toEqual([]);
});

test("explains its options, with examples and exit codes", () =>
  expectHelp("demo", ["--out", "--voters", "--force"]));
