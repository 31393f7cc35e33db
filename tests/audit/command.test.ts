import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { VerifyResult } from "../../lib/backup/state/result.ts";
import { sha256Hex } from "../../lib/base/bytes.ts";
import { auditCommand } from "../../lib/cli/commands/audit.ts";
import { snapshotCommand } from "../../lib/cli/commands/snapshot.ts";
import type { Report } from "../../lib/report/report.ts";
import { encodeSnapshot } from "../../lib/snapshot/encode.ts";
import { at, healthy, hourMs, mirror, newestSet, now, problem, snapshotOf, unreachable } from "./healthy.ts";
import { runCommand, withoutCredentials } from "./command-run.ts";

let folder: string;
let asked: unknown[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rollward-audit-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => {
  asked = [];
});

const verifying =
  (mirrors: VerifyResult["mirrors"]) =>
  async (request: unknown): Promise<VerifyResult> => {
    asked.push(request);
    return snapshotOf(mirrors).backups![0]!;
  };
const audit = auditCommand(verifying(healthy));
const withTrust = ["--mirror", "/mirrors/a", "--mirror", "/mirrors/b", "--trust", "trust.json"];

async function kept(name: string, snapshot = snapshotOf(healthy)): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, encodeSnapshot(snapshot).text);
  return path;
}

describe("where the facts come from", () => {
  test("mirrors are read whole, and what was named is handed on", async () => {
    const { exit, stdout } = await runCommand(audit, [...withTrust, "--state", "notes"]);
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^✓ Nothing wrong/);
    const mirrors = ["/mirrors/a", "/mirrors/b"];
    expect(asked).toEqual([
      { mirrors, trust: "trust.json", publicKey: undefined, state: "notes", identities: [], quick: false },
    ]);
  });

  test("a snapshot is judged without reading any mirror, and named by its bytes’ hash", async () => {
    const path = await kept("healthy.json");
    const { exit, stdout } = await runCommand(audit, ["--snapshot", path, "--format", "json"]);
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      snapshotSha256: sha256Hex(await readFile(path)),
      now: at(0),
      nowGiven: false,
    });
    expect(asked).toEqual([]);
  });

  test("mirrors read now and the snapshot written of them give the same report", async () => {
    const path = join(folder, "same.json");
    const args = ["--mirror", "/mirrors/a", "--trust", "t"];
    expect((await runCommand(snapshotCommand(verifying(healthy)), [...args, "--out", path])).exit).toBe(0);
    const read = await runCommand(audit, ["--snapshot", path], { json: true });
    const live = (await runCommand(audit, args, { json: true })).stdout;
    expect(live.replace('"snapshotKept": false', '"snapshotKept": true')).toBe(read.stdout);
  });

  test("of mirrors read now, it is said that the snapshot is not kept", async () => {
    const path = await kept("kept.json");
    const notKept = /\(not\s+kept;\s+use\s+rollward\s+snapshot\s+to\s+keep\s+one\)/;
    expect((await runCommand(audit, withTrust)).stdout).toMatch(notKept);
    expect((await runCommand(audit, ["--snapshot", path])).stdout).not.toMatch(notKept);
    const json = async (args: string[]) =>
      JSON.parse((await runCommand(audit, args, { json: true })).stdout) as unknown;
    expect(await json(withTrust)).toMatchObject({ snapshotKept: false });
    expect(await json(["--snapshot", path])).toMatchObject({ snapshotKept: true });
  });

  test("a snapshot whose own clock was set by --now says so for ever", async () => {
    const path = join(folder, "set.json");
    const taken = snapshotCommand(verifying(healthy));
    await runCommand(taken, [...withTrust, "--out", path], { now: at(0) });
    expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({
      nowGiven: true,
      tool: expect.stringMatching(/^rollward \d/),
    });
    const { stdout } = await runCommand(audit, ["--snapshot", path]);
    expect(stdout.replace(/\s+/g, " ")).toContain("(the snapshot’s own clock was set by --now)");
    expect(stdout).toContain("Whether the snapshot’s times are true");
    const report: unknown = JSON.parse(
      (await runCommand(audit, ["--snapshot", path], { json: true })).stdout,
    );
    expect(report).toMatchObject({ nowGiven: false, snapshotNowGiven: true, snapshotTakenAt: at(0) });
  });

  test.each<[string, string[], string, number]>([
    ["nothing named, where nobody is signed in", [], "credentials-missing", 3],
    ["only a trust file", ["--trust", "t"], "option-needs", 2],
    ["an account without templates", ["--account", "111111111111"], "option-needs", 2],
    ["templates and live accounts", ["--template", "t", "--profile", "p"], "option-conflict", 2],
    ["templates and a region", ["--template", "t", "--region", "ca-central-1"], "option-conflict", 2],
    ["a region that is none", ["--region", "canada"], "region-malformed", 2],
    ["templates that are not there", [...withTrust, "--template", "/nowhere"], "file-missing", 2],
    ["a snapshot and mirrors", ["--snapshot", "s", "--mirror", "m"], "audit-sources", 2],
    ["a snapshot and templates", ["--snapshot", "s", "--template", "t"], "audit-sources", 2],
    ["a snapshot and a profile", ["--snapshot", "s", "--profile", "p"], "audit-sources", 2],
    ["a snapshot and a key", ["--snapshot", "s", "--public-key", "k"], "audit-sources", 2],
    ["a snapshot and a state", ["--snapshot", "s", "--state", "d"], "audit-sources", 2],
    ["a snapshot that is not there", ["--snapshot", "/nowhere/s.json"], "file-missing", 2],
    ["an unknown practice", [...withTrust, "--practice", "W9"], "practice-unknown", 2],
    ["an unknown check", [...withTrust, "--only", "nothing"], "check-unknown", 2],
    ["an unknown severity", [...withTrust, "--fail-on", "grave"], "choice-unknown", 2],
    ["an unknown form", [...withTrust, "--format", "pdf"], "choice-unknown", 2],
    ["no length of time", [...withTrust, "--rpo", "0h"], "duration-malformed", 2],
    ["a folder that is not there", [...withTrust, "--out", "/nowhere/report"], "target-folder", 2],
  ])("%s is refused before any mirror is read", async (_, args, code, exit) => {
    withoutCredentials();
    await expect(runCommand(audit, args)).rejects.toMatchObject({ code, fault: { exit } });
    expect(asked).toEqual([]);
  });
});

describe("what it ends with", () => {
  const aged = (hours: number) =>
    healthy.map((one) => ({ ...one, newest: { ...newestSet, takenAt: at(-hours * hourMs) } }));
  const old = aged(30);
  test.each<[string, VerifyResult["mirrors"], string[], number]>([
    ["all well", healthy, [], 0],
    ["an old set", old, [], 1],
    ["a set as old as the objective, to the second that the report names", aged(24), [], 0],
    ["an old set within a wider objective", old, ["--rpo", "2d"], 0],
    ["an old set below the bar", old, ["--fail-on", "critical"], 0],
    ["an old set that was not asked about", old, ["--only", "backup-places"], 0],
    ["a mirror gone", [mirror("a"), mirror("b"), mirror("c", unreachable)], [], 3],
    [
      "tampering",
      [mirror("a"), mirror("b", { problems: [problem("part-altered", 4)] })],
      ["--practice", "W5.1a"],
      4,
    ],
  ])("%s", async (_, mirrors, args, exit) => {
    expect((await runCommand(auditCommand(verifying(mirrors)), [...withTrust, ...args])).exit).toBe(exit);
  });
});

describe("the clock", () => {
  test("set by --now is said in both forms, and judges", async () => {
    const path = await kept("replayed.json");
    const clock = () => new Date(now.getTime() + 72 * hourMs);
    const given = { now: "whatever was written", clock };
    expect((await runCommand(audit, ["--snapshot", path], given)).stdout).toContain("(clock set by --now)");
    const { stdout, exit } = await runCommand(audit, ["--snapshot", path], { ...given, json: true });
    expect(JSON.parse(stdout)).toMatchObject({ now: at(72 * hourMs), nowGiven: true });
    expect(exit).toBe(3);
  });
});

describe("the configuration", () => {
  test("that --config names is named by its hash, and its objective is the one wanted, unless --rpo says otherwise", async () => {
    const config = join(folder, "office.json");
    const bytes = JSON.stringify({ format: "rollward/config@1", objectives: { recoveryPoint: "1h" } });
    await writeFile(config, bytes);
    const judged = async (...args: readonly string[]) => {
      const { exit, stdout } = await runCommand(audit, [...withTrust, ...args], { json: true, config });
      const report = JSON.parse(stdout) as Report;
      expect(report.configSha256).toBe(sha256Hex(Buffer.from(bytes)));
      return { exit, failed: report.findings.filter(({ status }) => status === "fail").map(({ id }) => id) };
    };
    const late = ["a", "b", "c"].map((name) => `backup-fresh:/mirrors/${name}`);
    expect(await judged()).toEqual({ exit: 1, failed: late });
    expect(await judged("--rpo", "3h")).toEqual({ exit: 0, failed: [] });
  });

  test("that is missing is an error, never passed over, and told before any mirror is read", async () => {
    const missing = runCommand(audit, withTrust, { config: "/nowhere/office.json" });
    await expect(missing).rejects.toMatchObject({ code: "file-missing", fault: { exit: 2 } });
    expect(asked).toEqual([]);
  });
});

describe("where the report goes", () => {
  test("to a file that is new, to stdout for -, and never over a file without --force", async () => {
    const out = join(folder, "report.txt");
    const first = await runCommand(audit, [...withTrust, "--out", out], { colour: true });
    expect(first.stdout).toBe("");
    expect(first.remarks.at(-1)).toBe(`Report written to ${out}.`);
    expect(await readFile(out, "utf8")).toMatch(/^✓ Nothing wrong/);
    await expect(runCommand(audit, [...withTrust, "--output", out])).rejects.toMatchObject({
      code: "target-exists",
    });
    await runCommand(audit, [...withTrust, "--out", out, "--force"], { json: true });
    expect(JSON.parse(await readFile(out, "utf8"))).toMatchObject({ format: "rollward/report@1" });
    expect((await runCommand(audit, [...withTrust, "--out", "-"])).stdout).toMatch(/^✓/);
  });

  test("with colours only on stdout", async () => {
    expect((await runCommand(audit, withTrust, { colour: true })).stdout).toContain("\u001b[");
    expect((await runCommand(audit, withTrust)).stdout).not.toContain("\u001b[");
  });

  test("in French when asked", async () => {
    expect((await runCommand(audit, withTrust, { lang: "fr" })).stdout).toMatch(/^✓ Rien d’anormal/);
  });
});
