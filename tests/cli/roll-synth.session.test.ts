import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { expect, test } from "vitest";
import { parseJson } from "../../lib/base/json.ts";
import { openSession } from "./session.ts";

const synth = (...args: readonly string[]) => ["roll", "synth", ...args];

test("writes as many voters as asked, and says so with their digest", async () => {
  await using session = await openSession();
  const { exit, stdout, stderr } = await session.run(
    synth("--voters", "1234", "--counties", "3", "--out", "roll.ndjson"),
  );
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
  const roll = readFileSync(session.path("roll.ndjson"));
  expect(roll.toString().split("\n")).toHaveLength(1235);
  expect(stdout).toContain("roll.ndjson: 1,234 invented voters in 3 counties");
  expect(stdout).toContain(createHash("sha256").update(roll).digest("hex"));
  expect(readdirSync(session.folder)).toEqual(["roll.ndjson"]);
});

test("writes the same bytes to stdout as to a file, the same for one seed and others for another", async () => {
  await using session = await openSession();
  await session.run(synth("--voters", "3000", "--seed", "a", "--output", "roll.ndjson"));
  const [same, other] = await Promise.all([
    session.run(synth("--voters", "3000", "--seed", "a", "--out", "-")),
    session.run(synth("--voters", "3000", "--seed", "b", "--out", "-")),
  ]);
  expect(same.stdout).toBe(readFileSync(session.path("roll.ndjson"), "utf8"));
  expect(same.stderr).toContain("3,000 invented voters");
  expect(other.stdout).not.toBe(same.stdout);
});

test("speaks French, and JSON with the clock it was given", async () => {
  await using session = await openSession();
  const french = await session.run(
    synth("--voters", "1", "--counties", "1", "--out", "un.ndjson", "--lang", "fr"),
  );
  expect(french.stdout).toMatch(/^un\.ndjson : 1 électeur inventé dans 1 comté, /);
  const now = "2026-11-03T20:00:00Z";
  const json = await session.run(synth("--voters", "0", "--out", "none.ndjson", "--json", "--now", now));
  expect(parseJson(json.stdout)).toMatchObject({
    format: "rollward/synth@1",
    voters: 0,
    bytes: 0,
    out: "none.ndjson",
    now,
  });
  expect(readFileSync(session.path("none.ndjson"))).toHaveLength(0);
});

test.each(["", "-1", "1.5", "1e3", "0x10", "١٢", "1,000", "007", "NaN", "100000001", "99999999999999999999"])(
  "refuses %j as a number of voters, and writes nothing",
  async (voters) => {
    await using session = await openSession();
    const { exit, stdout, stderr } = await session.run(synth(`--voters=${voters}`, "--out", "roll.ndjson"));
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: "" });
    expect(stderr).toMatch(/^rollward: --voters .+ \[(number-malformed|option-value)\]\n$/);
    expect(readdirSync(session.folder)).toEqual([]);
  },
);

test("leaves an existing file as it is, unless --force", async () => {
  await using session = await openSession();
  writeFileSync(session.path("roll.ndjson"), "mine");
  const refused = await session.run(synth("--voters", "1", "--out", "roll.ndjson"));
  expect(refused).toMatchObject({ exit: 2, stdout: "" });
  expect(refused.stderr).toContain("[target-exists]");
  expect(readFileSync(session.path("roll.ndjson"), "utf8")).toBe("mine");
  expect(await session.run(synth("--voters", "1", "--out", "roll.ndjson", "--force"))).toMatchObject({
    exit: 0,
  });
  expect(readFileSync(session.path("roll.ndjson"), "utf8")).toMatch(/^\{"VoterId"/);
});

test("ends quietly when its reader has seen enough", async () => {
  await using session = await openSession();
  const outcome = await session.run(synth("--voters", "1000000", "--out", "-"), {
    during: (child) => child.stdout?.once("data", () => child.stdout?.destroy()),
  });
  expect(outcome).toMatchObject({ exit: 130, stderr: "" });
});

test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
  "%s removes what was half written and ends with 130",
  async (signal) => {
    await using session = await openSession();
    const outcome = await session.run(synth("--voters", "50000000", "--out", "roll.ndjson"), {
      during: (child) => {
        // The first bytes of the temporary file tell that the work is under way.
        const watch = setInterval(() => {
          if (readdirSync(session.folder).length === 0) return;
          clearInterval(watch);
          child.kill(signal);
        }, 20);
      },
    });
    expect(outcome).toMatchObject({ exit: 130, stdout: "" });
    expect(outcome.stderr).toMatch(/^rollward: Interrupted.+ \[interrupted\]\n$/);
    expect(readdirSync(session.folder)).toEqual([]);
  },
);

test("never puts a file in the place of a folder or a pipe, nor of a link to one, even with --force", async () => {
  await using session = await openSession();
  mkdirSync(session.path("folder"));
  execFileSync("mkfifo", [session.path("pipe")]);
  symlinkSync("pipe", session.path("link"));
  for (const name of ["folder", "pipe", "link"]) {
    const { exit, stderr } = await session.run(synth("--voters", "1", "--out", name, "--force"));
    expect(exit).toBe(2);
    expect(stderr).toContain("[target-kind]");
  }
  expect(readdirSync(session.folder).toSorted()).toEqual(["folder", "link", "pipe"]);
});

test.runIf(existsSync("/dev/full"))("says in one sentence that the disk behind stdout is full", async () => {
  await using session = await openSession();
  for (const args of [
    synth("--voters", "10", "--out", "-"),
    synth("--voters", "100000", "--out", "-"),
    ["--help"],
  ]) {
    const full = openSync("/dev/full", "w");
    const { exit, stderr } = await session.run(args, { stdoutFile: full });
    closeSync(full);
    expect(exit).toBe(2);
    expect(stderr).toMatch(/rollward: [^\n]+\(ENOSPC\)[^\n]+ \[output-full\]\n$/);
  }
});
