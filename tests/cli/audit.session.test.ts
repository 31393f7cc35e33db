import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checks } from "../../checks/index.ts";
import type { Report } from "../../lib/report/report.ts";
import { expectHelp } from "./help.ts";
import { flipBit, partsOf } from "./mischief.ts";
import { noon, ok, prepareOffice, trusting } from "./office.ts";
import type { Session } from "./session.ts";
import { expectRefusal, treeOf } from "./traces.ts";

const office = prepareOffice();
const both = ["--mirror", "a", "--mirror", "b", ...trusting];
const audit = (...args: readonly string[]) => ["audit", ...args];
/** The checks that ask about accounts, of which an audit of mirrors alone reads none. */
const ofAccounts = checks.map(({ id }) => id).filter((id) => !id.startsWith("backup-"));
const notAsked = { "not-applicable": ofAccounts.length };

async function reported(session: Session, args: readonly string[], now = noon) {
  const { exit, stdout, stderr } = await session.run(["audit", ...args, "--json", "--now", now]);
  expect(stderr).toBe("");
  const report = JSON.parse(stdout) as Report;
  expect(exit).toBe(report.summary.exit);
  const failed = report.findings.filter(({ status }) => status === "fail").map(({ id }) => id);
  const unknown = report.findings.filter(({ status }) => status === "unknown").map(({ check }) => check);
  return { exit, report, failed, unknown: [...new Set(unknown)] };
}

describe("two folders of one disk", () => {
  test("are fresh, whole and alike, but one place, and it is said how to mend that", async () => {
    await using session = await office.open();
    const english = await session.run(audit(...both, "--now", noon));
    expect(english).toMatchObject({ exit: 1, stderr: "" });
    expect(english.stdout).toMatch(/^✗ Not as it should be: 1 finding to mend\.\n/);
    expect(english.stdout).toMatch(/\n✗ Do the mirrors stand in at least two places\?\n {4}fail · high /);
    expect(english.stdout).toContain(`Judged as of ${noon}`);
    expect(english.stdout).toContain("(clock set by --now)");
    expect(english.stdout).toContain("Not looked at\n");
    const french = await session.run(audit(...both, "--now", noon, "--lang", "fr"));
    expect(french).toMatchObject({ exit: 1, stderr: "" });
    expect(french.stdout).toMatch(/^✗ .+ 1 constat/);
    expect(french.stdout).not.toContain("finding");
  });

  test("as JSON, of the design’s shape", async () => {
    await using session = await office.open();
    const { report, failed } = await reported(session, both);
    expect(failed).toEqual(["backup-places:backups"]);
    const { findings, ...rest } = report;
    expect(rest).toStrictEqual({
      format: "rollward/report@1",
      now: noon,
      nowGiven: true,
      language: "en",
      tool: expect.stringMatching(/^rollward \d/),
      actionData: null,
      snapshotSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      snapshotKept: false,
      snapshotTakenAt: noon,
      snapshotTool: report.tool,
      snapshotNowGiven: true,
      configSha256: null,
      office: null,
      accounts: [],
      accountsFrom: "live",
      trust: [expect.objectContaining({ hash: expect.stringMatching(/^[0-9a-f]{64}$/) })],
      summary: { pass: 7, fail: 1, unknown: 0, waived: 0, failOn: "low", exit: 1, ...notAsked },
      notLookedAt: expect.any(Array),
    });
    for (const finding of findings.filter(({ check }) => !ofAccounts.includes(check))) {
      const { evidence: _, fix: __, ...always } = finding;
      expect(always).toStrictEqual({
        id: `${finding.check}:${finding.subject}`,
        check: expect.stringMatching(/^backup-/),
        practices: ["W5.1a"],
        status: expect.stringMatching(/^(pass|fail)$/),
        severity: expect.stringMatching(/^(high|critical)$/),
        subject: expect.any(String),
        message: expect.any(String),
      });
    }
    expect(findings.find(({ status }) => status === "fail")).toMatchObject({ fix: expect.any(String) });
    const aside = findings.filter(({ status }) => status === "not-applicable");
    expect(aside.map(({ id }) => id)).toEqual(ofAccounts.map((check) => `${check}:accounts`));
    for (const { message } of aside) expect(message).toContain("no account was read");
  });
});

/** A report without the one thing that tells mirrors read now from a snapshot of them: whether it was kept. */
function told(report: string): string {
  return report
    .replace(/"snapshotKept": (true|false)/, "")
    .replace(/\(not\s+kept;\s+use\s+rollward\s+snapshot\s+to\s+keep\s+one\)/, "")
    .replace(/\s+/g, " ");
}

describe("a snapshot of the mirrors, judged later", () => {
  test("gives the same report, byte for byte, as the mirrors did", async () => {
    await using session = await office.open();
    flipBit(session, partsOf(session, "b", 2)[0]!);
    const mirrors = [...both, "--mirror", "behind", "--mirror", "nowhere"];
    const taken = await session.run(["snapshot", ...mirrors, "--out", "s.json", "--now", noon]);
    expect(taken.exit).toBe(3);
    for (const form of [["--json"], ["--format", "text"], ["--format", "json", "--lang", "fr"]]) {
      const live = await session.run(audit(...mirrors, "--now", noon, ...form));
      const replayed = await session.run(audit("--snapshot", "s.json", "--now", noon, ...form));
      expect(live.exit).toBe(4);
      // The messages inside a snapshot keep the language in which it was taken.
      if (!form.includes("fr")) expect(told(replayed.stdout)).toBe(told(live.stdout));
      else expect(replayed.exit).toBe(live.exit);
    }
    const sha256 = createHash("sha256")
      .update(readFileSync(session.path("s.json")))
      .digest("hex");
    const { report } = await reported(session, ["--snapshot", "s.json"]);
    expect(report.snapshotSha256).toBe(sha256);
  });

  test("is judged by its own moment only when --now says so: in time it grows old, never fresh", async () => {
    await using session = await office.open();
    await ok(session, ["snapshot", ...both, "--out", "s.json", "--now", noon]);
    expect((await reported(session, ["--snapshot", "s.json"])).failed).toEqual(["backup-places:backups"]);
    const later = await reported(session, ["--snapshot", "s.json"], "2026-03-20T00:00:00Z");
    expect(later.exit).not.toBe(0);
    expect([...later.failed, ...later.unknown].join()).toContain("backup-fresh");
  });
});

describe("what it ends with", () => {
  test.each<readonly [string, readonly string[], string, number, readonly string[]]>([
    ["a bar above every finding", ["--fail-on", "critical"], noon, 0, ["backup-places:backups"]],
    ["a bar at the finding", ["--fail-on", "high"], noon, 1, ["backup-places:backups"]],
    ["checks that all pass", ["--only", "backup-verified", "--only", "backup-agrees"], noon, 0, []],
    ["a practice", ["--practice", "W5.1a"], noon, 1, ["backup-places:backups"]],
    [
      "an old set",
      ["--only", "backup-fresh"],
      "2026-03-04T12:00:00Z",
      1,
      ["backup-fresh:a", "backup-fresh:b"],
    ],
    [
      "an objective that is not met",
      ["--only", "backup-fresh", "--rpo", "9h"],
      noon,
      1,
      ["backup-fresh:a", "backup-fresh:b"],
    ],
    ["an objective that is met", ["--only", "backup-fresh", "--rpo", "10h"], noon, 0, []],
  ])("%s", async (_, args, now, exit, failed) => {
    await using session = await office.open();
    const outcome = await reported(session, [...both, ...args], now);
    expect(outcome).toMatchObject({ exit, failed });
  });

  test("3 when a mirror cannot be read, whose every question is then unknown, never a pass", async () => {
    await using session = await office.open();
    const { exit, report } = await reported(session, [...both, "--mirror", "nowhere"]);
    expect(exit).toBe(3);
    const ofNowhere = report.findings.filter(({ subject }) => subject === "nowhere");
    expect(ofNowhere.length).toBeGreaterThan(0);
    for (const { status } of ofNowhere) expect(status).toBe("unknown");
    expect(report.notLookedAt.join("\n")).toContain("nowhere");
  });

  test("4 when a mirror was tampered with, whichever checks were chosen", async () => {
    await using session = await office.open();
    flipBit(session, partsOf(session, "b", 2)[0]!);
    expect(await reported(session, both)).toMatchObject({
      exit: 4,
      failed: expect.arrayContaining(["backup-verified:b"]),
    });
    expect(await reported(session, [...both, "--only", "backup-recipients"])).toMatchObject({
      exit: 4,
      failed: [],
    });
  });

  test("4 when the newest set was taken away since the state was written", async () => {
    await using session = await office.open();
    const args = ["--mirror", "behind", ...trusting, "--state", "state"];
    expect((await reported(session, args)).exit).toBe(4);
  });

  test("1 for a set sealed to a single recipient", async () => {
    await using session = await office.open();
    writeFileSync(
      session.path("one.txt"),
      readFileSync(session.path("keys/recipients.txt"), "utf8").split("\n")[1]!,
    );
    const keys = ["--recipients", "one.txt", "--signing-key", "keys/signing.key", "--now", noon];
    await ok(session, ["seal", "--roll", "roll-1.ndjson", "--mirror", "one", ...keys]);
    const args = ["--mirror", "one", "--public-key", "keys/signing.pub", "--only", "backup-recipients"];
    expect(await reported(session, args)).toMatchObject({
      exit: 1,
      failed: [expect.stringMatching(/^backup-recipients:/)],
    });
  });
});

test("goes to a file that is new, and never over one without --force", async () => {
  await using session = await office.open();
  const args = audit(...both, "--now", noon, "--out", "report.json", "--format", "json");
  const first = await session.run(args);
  expect(first).toMatchObject({ exit: 1, stdout: "", stderr: "rollward: Report written to report.json.\n" });
  const before = treeOf(session.folder);
  expectRefusal(await session.run(args), { exit: 2, code: "target-exists", named: ["report.json"] });
  expect(treeOf(session.folder)).toEqual(before);
  expect((await session.run([...args, "--force"])).exit).toBe(1);
  expect(JSON.parse(readFileSync(session.path("report.json"), "utf8"))).toMatchObject({
    format: "rollward/report@1",
  });
});

describe("what is asked wrongly is refused", () => {
  test.each<readonly [readonly string[], number, string, string]>([
    [trusting, 2, "option-needs", "--mirror"],
    [["--state", "state"], 2, "option-needs", "--mirror"],
    [["--mirror", "a"], 2, "trust-or-key", "--trust"],
    [["--snapshot", "s.json", ...both], 2, "audit-sources", "--mirror"],
    [["--snapshot", "s.json"], 2, "file-missing", "s.json"],
    [[...both, "--practice", "W9"], 2, "practice-unknown", "W9"],
    [[...both, "--only", "backup-fancy"], 2, "check-unknown", "backup-fancy"],
    [[...both, "--fail-on", "grave"], 2, "choice-unknown", "grave"],
    [[...both, "--format", "pdf"], 2, "choice-unknown", "pdf"],
    [[...both, "--rpo", "0h"], 2, "duration-malformed", "0h"],
    [[...both, "--out", "nowhere/report"], 2, "target-folder", "nowhere/report"],
    [["--mirror", "roll-1.ndjson", ...trusting], 2, "mirror-kind", "roll-1.ndjson"],
  ])("%j", async (args, exit, code, named) => {
    await using session = await office.open();
    const before = treeOf(session.folder);
    for (const lang of ["en", "fr"] as const) {
      const outcome = await session.run(audit(...args, "--lang", lang));
      expectRefusal(outcome, { exit, code, named: [named], lang });
    }
    expect(treeOf(session.folder)).toEqual(before);
  });
});

test("explains its options, with examples and exit codes", () =>
  expectHelp("audit", [
    ..."--snapshot --template --account --profile --region --mirror --trust --public-key --state".split(" "),
    ..."--practice --only --rpo --fail-on --format --out --force --config".split(" "),
  ]));
