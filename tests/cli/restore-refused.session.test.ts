import { execFileSync } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { flipBit, partsOf, remove, spoilManifest } from "./mischief.ts";
import { noon, ok, opening, prepareOffice, restoring, sealing, stranger, trusting } from "./office.ts";
import type { Session } from "./session.ts";
import { expectRefused, type Refusal } from "./traces.ts";

const office = prepareOffice();
const state = ["--state", "state"];
const read = (session: Session, name: string) => readFileSync(session.path(name), "utf8");

describe("the target", () => {
  test("that exists stays as it is, unless --force says to overwrite it", async () => {
    await using session = await office.open();
    writeFileSync(session.path("mine"), "mine");
    for (const to of ["mine", "sqlite:mine"]) {
      await expectRefused(session, restoring("a", "--to", to), {
        exit: 2,
        code: "target-exists",
        named: ["mine"],
      });
    }
    await ok(session, restoring("a", "--to", "mine", "--force"));
    expect(read(session, "mine")).toBe(read(session, "roll-3.ndjson"));
    await ok(session, restoring("a", "--to", "sqlite:mine", "--force"));
    expect(read(session, "mine")).toMatch(/^SQLite format 3\0/);
  });

  test("that exists stays as it is even with --force, when the restore fails", async () => {
    await using session = await office.open();
    writeFileSync(session.path("mine"), "mine");
    flipBit(session, partsOf(session, "a", 3)[2]!);
    for (const to of ["mine", "sqlite:mine"]) {
      const part = partsOf(session, "a", 3)[2]!.slice("a/".length);
      await expectRefused(session, restoring("a", "--to", to, "--force"), {
        exit: 4,
        code: "restore-part",
        named: [part],
      });
    }
    expect(read(session, "mine")).toBe("mine");
  });

  test("stdout gets no byte when any part is broken", async () => {
    await using session = await office.open();
    flipBit(session, partsOf(session, "a", 3)[2]!);
    await expectRefused(session, restoring("a", "--to", "-"), { exit: 4, code: "restore-part" });
  });

  test.each([
    ["nowhere/back.ndjson", "target-folder"],
    ["sqlite:nowhere/back.db", "target-folder"],
    ["away", "target-kind"],
    ["pipe", "target-kind"],
    ["linked-pipe", "target-kind"],
    ["sqlite:", "restore-target"],
    ["csv:back.csv", "restore-target"],
    ["dynamodb:voters", "restore-target"],
  ])("%s is refused, even with --force", async (to, code) => {
    await using session = await office.open();
    execFileSync("mkfifo", [session.path("pipe")]);
    symlinkSync("pipe", session.path("linked-pipe"));
    const named = [to.replace("sqlite:nowhere", "nowhere")];
    await expectRefused(session, restoring("a", "--to", to, "--force"), { exit: 2, code, named });
  });
});

describe("broken mirrors", () => {
  test("give back the roll together, part by part, and what was wrong is told with exit 0", async () => {
    await using session = await office.open();
    flipBit(session, partsOf(session, "a", 3)[0]!);
    remove(session, partsOf(session, "b", 3)[1]!);
    const args = restoring("a", "--mirror", "b", "--mirror", "nowhere", ...state, "--to", "back.ndjson");
    const { exit, stdout, stderr } = await session.run(args);
    expect(exit).toBe(0);
    expect(read(session, "back.ndjson")).toBe(read(session, "roll-3.ndjson"));
    expect(stdout).toMatch(/\n {2}2 parts from a\n {2}1 part from b\n$/);
    expect(stderr).toMatch(/^rollward: the roll came back whole, but look at b: .+ \[part-missing\]$/m);
    expect(stderr).toMatch(
      /^rollward: the roll came back whole, but look at nowhere: .+ \[mirror-missing\]$/m,
    );
  });

  test("with a broken manifest still lend their parts to one that has it", async () => {
    await using session = await office.open();
    spoilManifest(session, "a", 3);
    for (const part of partsOf(session, "b", 3)) remove(session, part);
    await ok(session, restoring("a", "--mirror", "b", "--to", "back.ndjson"));
    expect(read(session, "back.ndjson")).toBe(read(session, "roll-3.ndjson"));
  });

  test("whose newest manifest is broken stop the restore, which names the older set and never takes it by itself", async () => {
    await using session = await office.open();
    spoilManifest(session, "a", 3);
    await expectRefused(session, restoring("a", "--to", "back.ndjson"), {
      exit: 4,
      code: "restore-newest-broken",
      named: ["3", "--set 2"],
    });
    await ok(session, restoring("a", "--set", "2", "--to", "back.ndjson"));
    expect(read(session, "back.ndjson")).toBe(read(session, "roll-2.ndjson"));
  });

  test.each<readonly [string, (session: Session) => void, Refusal]>([
    [
      "every manifest broken",
      (session) => [1, 2, 3].forEach((set) => spoilManifest(session, "a", set)),
      { exit: 4, code: "restore-newest-broken" },
    ],
    ["no set", (session) => remove(session, "a/sets"), { exit: 3, code: "restore-nothing" }],
    ["no mirror", (session) => remove(session, "a"), { exit: 3, code: "restore-nothing" }],
  ])("%s", async (_, act, refusal) => {
    await using session = await office.open();
    act(session);
    await expectRefused(session, restoring("a", "--to", "back.ndjson"), refusal);
  });

  test("that hold two signed sets with one number are no ground to choose by", async () => {
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
    const args = restoring("a", "--mirror", "behind", "--to", "back.ndjson");
    await expectRefused(session, args, { exit: 4, code: "restore-forked", named: ["3"] });
  });

  test("of another office are refused", async () => {
    await using session = await office.open();
    const args = [
      "restore",
      "--mirror",
      "a",
      "--trust",
      stranger("trust.json"),
      ...opening,
      "--to",
      "back.ndjson",
    ];
    await expectRefused(session, args, { exit: 4, code: "restore-newest-broken" });
  });
});

test("an identity of nobody’s opens nothing, and leaves nothing", async () => {
  await using session = await office.open();
  const wrong = ["--identity", stranger("identity-1.txt")];
  for (const to of ["back.ndjson", "sqlite:back.db", "-"]) {
    await expectRefused(session, restoring("a", ...wrong, "--to", to), {
      exit: 4,
      code: "identity-wrong",
      named: ["a"],
    });
  }
  // Beside one that opens, it does no harm.
  await ok(session, restoring("a", ...wrong, ...opening, "--to", "back.ndjson"));
});
