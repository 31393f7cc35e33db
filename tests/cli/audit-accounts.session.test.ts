import { createHash } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Report } from "../../lib/report/report.ts";
import { cdkFiles, role } from "../snapshot/template/cdk-out.ts";
import { accountIds, below, lay, moment, officeFile, prepareAccounts, run } from "./accounts.ts";
import { type Session } from "./session.ts";
import { expectRefusal, expectRefused, treeOf } from "./traces.ts";

const office = prepareAccounts();
const templates = ["audit", "--template", "cdk.out", "--now", moment];
const officeSha256 = createHash("sha256").update(readFileSync(officeFile)).digest("hex");

async function reported(session: Session, ...args: readonly string[]): Promise<Report> {
  const { exit, stdout, stderr } = await run(session, ...args, "--json");
  expect(stderr).toBe("");
  const report = JSON.parse(stdout) as Report;
  expect(exit).toBe(report.summary.exit);
  return report;
}

const checksOf = ({ findings }: Report) => new Set(findings.map(({ check }) => check));
const grave = ({ findings }: Report) =>
  findings.filter(({ status }) => status === "fail" || status === "unknown").map(({ id }) => id);

describe("an office’s stacks, before they are deployed", () => {
  test("hold against the contract: JSON of the format’s shape, with what it was judged by", async () => {
    await using session = await office.open();
    const report = await reported(session, ...templates);
    expect(grave(report)).toEqual([]);
    const { findings, ...rest } = report;
    const count = (wanted: string) => findings.filter(({ status }) => status === wanted).length;
    expect(rest).toStrictEqual({
      format: "rollward/report@1",
      now: moment,
      nowGiven: true,
      language: "en",
      tool: expect.stringMatching(/^rollward \d/),
      actionData: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      snapshotSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      snapshotKept: false,
      snapshotTakenAt: moment,
      snapshotTool: report.tool,
      snapshotNowGiven: true,
      configSha256: officeSha256,
      office: "Alder County Elections",
      accounts: accountIds,
      accountsFrom: "template",
      trust: [],
      summary: {
        pass: count("pass"),
        fail: 0,
        unknown: 0,
        waived: 0,
        "not-applicable": count("not-applicable"),
        failOn: "low",
        exit: 0,
      },
      matrix: { holders: expect.any(Array), cells: expect.any(Array), open: [] },
      notLookedAt: expect.any(Array),
    });
    expect(count("pass")).toBeGreaterThan(50);
    expect(rest.notLookedAt.join("\n")).toContain("these templates");
    const backups = findings.filter(({ check }) => check.startsWith("backup-"));
    expect(new Set(backups.map(({ status }) => status))).toEqual(new Set(["not-applicable"]));
    for (const id of accountIds) expect(JSON.stringify(findings)).toContain(id);
  });

  test("in text, in English and in French", async () => {
    await using session = await office.open();
    const english = await run(session, ...templates);
    expect(english).toMatchObject({ exit: 0, stderr: "" });
    expect(english.stdout).toMatch(/^✓ Nothing wrong was found in what was looked at\.\n/);
    const words = english.stdout.replace(/\s+/g, " ");
    expect(words).toContain(`Office’s configuration, SHA-256 ${officeSha256} `);
    expect(words).toMatch(/ AWS’s published actions, version \d/);
    const french = await run(session, ...templates, "--lang", "fr");
    expect(french).toMatchObject({ exit: 0, stderr: "" });
    expect(french.stdout).toMatch(/^✓ Rien d’anormal/);
    expect(french.stdout).not.toMatch(/\b(the|nobody|contract)\b/i);
  });

  test.each(["en", "fr"] as const)(
    "as one page in both languages, %s first, which nothing overwrites",
    async (lang) => {
      await using session = await office.open();
      const args = [...templates, "--format", "html", "--out", "report.html", "--lang", lang];
      const written = { en: "Report written to report.html.", fr: "Rapport écrit dans report.html." };
      expect(await run(session, ...args)).toEqual({
        exit: 0,
        stdout: "",
        stderr: `rollward: ${written[lang]}\n`,
      });
      const page = readFileSync(session.path("report.html"), "utf8");
      expect(page).toMatch(new RegExp(`^<!doctype html>\\s*<html lang="${lang}">[^]*</html>\\n$`));
      expect(page).toMatch(/<main lang="en">[^]*Nothing wrong[^]*<main lang="fr">[^]*Rien d’anormal/);
      expect(page).toMatch(new RegExp(`id="show-${lang}" checked`));
      expect(page).not.toMatch(/<script|<link|<img|\bsrc=|https?:\/\/[^"]*\.js/);
      const before = treeOf(session.folder);
      expectRefusal(await run(session, ...args), {
        exit: 2,
        code: "target-exists",
        named: ["report.html"],
        lang,
      });
      expect(treeOf(session.folder)).toEqual(before);
      expect((await run(session, ...args, "--force")).exit).toBe(0);
    },
  );

  test("by one check, or by a practice", async () => {
    await using session = await office.open();
    expect(checksOf(await reported(session, ...templates, "--only", "roll-readers"))).toEqual(
      new Set(["roll-readers"]),
    );
    const report = await reported(session, ...templates, "--practice", "W5.1c");
    expect(report.findings.every(({ practices }) => practices.includes("W5.1c"))).toBe(true);
    expect(checksOf(report).size).toBeGreaterThan(15);
    expect(checksOf(report)).not.toContain("vault-lock");
  });
});

describe("the configuration", () => {
  test("is that of this folder, else of --config, else none, and then what only it says is unknown", async () => {
    await using session = await office.open();
    rmSync(session.path("rollward.config.json"));
    const without = await reported(session, ...templates);
    expect(without).toMatchObject({ configSha256: null, summary: { exit: 3, fail: 0 } });
    expect(grave(without)).toEqual(["mirror-outside:mirrors"]);
    await lay(session, { "away/office.json": readFileSync(officeFile, "utf8") });
    const named = await reported(session, ...templates, "--config", "away/office.json");
    expect(named).toMatchObject({ configSha256: officeSha256, summary: { exit: 0 } });
  });

  test("that means other accounts than the templates’ is not passed over: nothing is known of those", async () => {
    await using session = await office.open();
    const config = JSON.parse(readFileSync(officeFile, "utf8")) as { accounts: Record<string, string> };
    config.accounts["vault"] = "999999999999";
    await lay(session, { "rollward.config.json": config });
    const report = await reported(session, ...templates, "--only", "vault-lock");
    expect(report.summary.exit).toBe(3);
    expect(JSON.stringify(report.findings)).toContain("account 999999999999 is not in the snapshot");
  });

  test.each<readonly [string, unknown, readonly string[], string, readonly string[]]>([
    ["one that is missing", undefined, ["--config", "nowhere.json"], "file-missing", ["nowhere.json"]],
    ["one that is a folder", undefined, ["--config", "cdk.out"], "file-kind", ["cdk.out"]],
    ["one of a newer format", { format: "rollward/config@2" }, [], "config-newer", ["rollward/config@2"]],
    ["one that is no JSON", "{", [], "config-malformed", ["rollward.config.json", "JSON"]],
    [
      "one with a misspelt key",
      { format: "rollward/config@1", acounts: {} },
      [],
      "config-malformed",
      ["acounts"],
    ],
  ])("%s is refused, in this folder or named", async (_, content, args, code, named) => {
    await using session = await office.open();
    if (content !== undefined) await lay(session, { "rollward.config.json": content, "other.json": content });
    const asked = content === undefined ? [args] : [args, ["--config", "other.json"]];
    for (const one of asked) {
      const there = named.map((name) =>
        one.includes("other.json") ? name.replace("rollward.config", "other") : name,
      );
      await expectRefused(session, [...templates, ...one], { exit: 2, code, named: there });
    }
  });
});

describe("what is asked wrongly is refused", () => {
  const of = (...args: readonly string[]) => ["--template", "cdk.out", ...args];
  test.each<readonly [readonly string[], string, string]>([
    [of("--only", "roll-reader"), "check-unknown", "roll-reader"],
    [of("--practice", "W5.1d"), "practice-unknown", "W5.1d"],
    [of("--only", "vault-lok"), "check-unknown", "vault-lok"],
    [of("--practice", "5.1a"), "practice-unknown", "5.1a"],
    [of("--practice", "W5.1a", "--only", "roll-readers"), "selection-empty", "--only"],
    [of("--format", "sarif"), "choice-unknown", "sarif"],
    [of("--profile", "register"), "option-conflict", "--profile"],
    [of("--region", "ca-central-1"), "option-conflict", "--region"],
    [of("--trust", "trust.json"), "option-needs", "--trust"],
    [of("--account", "1111"), "account-malformed", "1111"],
    [of("--snapshot", "s.json"), "audit-sources", "--template"],
    [["--account", "111111111111"], "option-needs", "--template"],
    [["--region", "canada"], "region-malformed", "canada"],
    [["--snapshot", "s.json", "--account", "111111111111"], "audit-sources", "--account"],
    [["--snapshot", "s.json", "--profile", "register"], "audit-sources", "--profile"],
    [["--snapshot", "s.json", "--region", "ca-west-1"], "audit-sources", "--region"],
    [["--snapshot", "newer.json"], "snapshot-newer", "rollward/snapshot@2"],
    [["--template", "nowhere"], "file-missing", "nowhere"],
    [["--template", "empty"], "assembly-missing", "manifest.json"],
    [["--template", "broken"], "assembly-malformed", "broken/manifest.json"],
    [["--template", "torn"], "template-malformed", "Register.json"],
    [["--template", "itself"], "assembly-nested", "itself"],
    [["--template", "one.json"], "template-account", "--account"],
    [["--template", "newer.json"], "template-malformed", "$.Resources"],
  ])("%j", async (args, code, named) => {
    await using session = await office.open();
    const itself = { type: "cdk:cloud-assembly", properties: { directoryName: "." } };
    await lay(session, {
      "newer.json": { format: "rollward/snapshot@2" },
      "empty/notes.txt": "nothing",
      "broken/manifest.json": '{"version":',
      ...below("torn", { ...cdkFiles({ Register: {} }), "Register.json": '{"Resources":' }),
      ...below("itself", cdkFiles({ Register: {} }, { Self: itself })),
      "one.json": { Resources: { Clerk: role() } },
    });
    await expectRefused(session, ["audit", ...args], { exit: 2, code, named: [named] });
  });
});
