import { createHash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Snapshot } from "../../lib/snapshot/model.ts";
import { cdkFiles, role, stackArtifact } from "../snapshot/template/cdk-out.ts";
import { accountIds, below, lay, moment, noCredentials, prepareAccounts, run } from "./accounts.ts";
import { openSession, type Session } from "./session.ts";
import { ok } from "./office.ts";
import { oneAccount } from "./one-account.ts";
import { expectRefusal, expectRefused, treeOf } from "./traces.ts";

const office = prepareAccounts();
const taking = ["snapshot", "--template", "cdk.out", "--now", moment, "--out"];
const kept = (session: Session, name: string) =>
  JSON.parse(readFileSync(session.path(name), "utf8")) as Snapshot;

describe("the accounts that templates would make", () => {
  test("are written down in one file, which is named by its hash", async () => {
    await using session = await office.open();
    const told = await run(session, ...taking, "s.json", "--json");
    expect(told).toMatchObject({ exit: 0, stderr: "" });
    const bytes = readFileSync(session.path("s.json"));
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const counts = { accounts: 4, mirrors: 0, unread: 0 };
    const result = { out: "s.json", sha256, takenAt: moment, ...counts, now: moment };
    expect(JSON.parse(told.stdout)).toStrictEqual(result);
    const { accounts, ...rest } = kept(session, "s.json");
    expect(rest).toStrictEqual({
      format: "rollward/snapshot@1",
      takenAt: moment,
      source: "template",
      tool: expect.stringMatching(/^rollward \d/),
      nowGiven: true,
    });
    expect(accounts.map(({ id }) => id)).toEqual(accountIds);
    const roles = accounts.flatMap(({ authorizationDetails }) => authorizationDetails?.RoleDetailList ?? []);
    expect(roles.map(({ RoleName }) => RoleName)).toContain("rollward-seal");
    // Taken again, in French: the same bytes, and other words.
    const french = await run(session, ...taking, "fr.json", "--lang", "fr");
    expect(french.stdout).toBe(
      `Instantané de 4 comptes et de 0 miroir écrit dans fr.json, SHA-256 ${sha256}.\n`,
    );
    expect(readFileSync(session.path("fr.json")).equals(bytes)).toBe(true);
  });

  test.each([[["--json"]], [["--format", "text"]], [["--format", "html"]], [["--json", "--lang", "fr"]]])(
    "judged later, give the report that the templates gave, but for whether it was kept (%j)",
    async (form) => {
      await using session = await office.open();
      expect((await run(session, ...taking, "s.json")).exit).toBe(0);
      const direct = await run(session, "audit", "--template", "cdk.out", "--now", moment, ...form);
      const later = await run(session, "audit", "--snapshot", "s.json", "--now", moment, ...form);
      expect(direct).toMatchObject({ exit: 0, stderr: "" });
      expect(later).toMatchObject({ exit: 0, stderr: "" });
      expect(later.stdout).not.toBe(direct.stdout);
      expect(told(later.stdout)).toBe(told(direct.stdout));
    },
  );
});

/** A report without the one thing that tells templates from a snapshot of them. */
function told(report: string): string {
  return report
    .replace(/"snapshotKept": (true|false)/, "")
    .replace(/\s+/g, " ")
    .replace(/ \((not kept; use rollward snapshot to keep one|non conservé ; .+? conserver un)\)/g, "");
}

describe("what a template leaves open", () => {
  const bucket = (name: unknown) => ({ Type: "AWS::S3::Bucket", Properties: { BucketName: name } });
  const nested = (url: string) => ({ Type: "AWS::CloudFormation::Stack", Properties: { TemplateURL: url } });

  /** Each is unread, so that no check of it can pass. */
  test.each<readonly [string, Readonly<Record<string, unknown>>, string, string, string]>([
    [
      "two buckets, each named after the other",
      cdkFiles({ Ring: { resources: { One: bucket({ Ref: "Two" }), Two: bucket({ Ref: "One" }) } } }),
      "AWS::S3::Bucket One (Ring)",
      "in a circle",
      "en boucle",
    ],
    [
      "two stacks, each importing what the other exports",
      cdkFiles({ One: crossing("One", "Two"), Two: crossing("Two", "One") }),
      "AWS::S3::Bucket Bucket (One)",
      "in a circle",
      "en boucle",
    ],
    [
      "a nested stack whose template is elsewhere",
      cdkFiles({ Outer: { resources: { Inner: nested("https://elsewhere.example/inner.json") } } }),
      "AWS::CloudFormation::Stack Inner (Outer)",
      "nested stack",
      "pile imbriquée",
    ],
    [
      "a nested stack that holds itself",
      {
        ...cdkFiles(
          { Outer: { resources: { Inner: nested("https://assets.example/inner.json") } } },
          {
            Assets: { type: "cdk:asset-manifest", properties: { file: "assets.json" } },
          },
        ),
        "assets.json": {
          version: "55.0.0",
          files: { a: { source: { path: "inner.json" }, destinations: { b: { objectKey: "inner.json" } } } },
        },
        "inner.json": { Resources: { Inner: nested("https://assets.example/inner.json") } },
      },
      "AWS::CloudFormation::Stack Inner (",
      "nested too deeply",
      "trop imbriquées",
    ],
  ])("%s: exit 3, quickly, and it is named in both languages", async (_, files, what, en, fr) => {
    await using session = await openSession();
    await lay(session, below("open", files));
    for (const [lang, why] of [
      ["en", en],
      ["fr", fr],
    ] as const) {
      const args = ["--template", "open", "--lang", lang];
      const taken = await run(session, "snapshot", ...args, "--out", `${lang}.json`);
      expect(taken).toMatchObject({ exit: 3, stderr: "" });
      const { unread = [] } = kept(session, `${lang}.json`);
      const found = unread.filter((one) => one.what.startsWith(what));
      expect(found.map((one) => one.why).join("\n")).toContain(why);
      expect(found.length).toBeGreaterThan(0);
      expect(taken.stdout).toContain(lang === "en" ? "could not be read whole" : "être lu");
      const audited = await run(session, "audit", ...args, "--only", "public-access");
      expect(audited).toMatchObject({ exit: 3, stderr: "" });
      expect(audited.stdout.replace(/\s+/g, " ")).toContain(what);
    }
  });

  function crossing(own: string, other: string) {
    return {
      resources: { Bucket: bucket({ "Fn::ImportValue": other }) },
      sections: { Outputs: { Name: { Value: { Ref: "Bucket" }, Export: { Name: own } } } },
    };
  }

  test("one template alone is the account that --account names", async () => {
    await using session = await openSession();
    await lay(session, { "clerks.json": { Resources: { Clerk: role({ RoleName: "Clerk" }) } } });
    const args = ["snapshot", "--template", "clerks.json", "--out", "s.json"];
    await expectRefused(session, args, { exit: 2, code: "template-account", named: ["clerks", "--account"] });
    expect(await run(session, ...args, "--account", "555555555555")).toMatchObject({ exit: 0, stderr: "" });
    expect(kept(session, "s.json")).toMatchObject({
      accounts: [
        { authorizationDetails: { RoleDetailList: [{ Arn: "arn:aws:iam::555555555555:role/Clerk" }] } },
      ],
    });
  });
});

test.each<readonly [readonly string[], string, string]>([
  [["--template", "cdk.out", "--profile", "register", "--out", "s.json"], "option-conflict", "--profile"],
  [["--template", "cdk.out", "--region", "ca-west-1", "--out", "s.json"], "option-conflict", "--region"],
  [["--account", "111111111111", "--out", "s.json"], "option-needs", "--template"],
  [["--template", "cdk.out", "--public-key", "k", "--out", "s.json"], "option-needs", "--mirror"],
  [["--template", "cdk.out"], "option-missing", "--out"],
  [["--template", "cdk.out", "--out", "cdk.out"], "target-kind", "cdk.out"],
  [["--template", "cdk.out", "--out", "rollward.config.json"], "target-exists", "rollward.config.json"],
  [["--template", "nowhere", "--out", "s.json"], "file-missing", "nowhere"],
  [["--template", "outside", "--out", "s.json"], "template-outside", "../rollward.config.json"],
  [["--template", "cdk.out", "--config", "nowhere.json", "--out", "s.json"], "file-missing", "nowhere.json"],
])("refuses %j and writes nothing", async (args, code, named) => {
  await using session = await office.open();
  const artifacts = { Register: stackArtifact({}, "../rollward.config.json") };
  await lay(session, { "outside/manifest.json": { version: "55.0.0", artifacts } });
  await expectRefused(session, ["snapshot", ...args], { exit: 2, code, named: [named] });
});

describe("without credentials", () => {
  test("a bare snapshot says so, quickly, and writes nothing", async () => {
    await using session = await office.open();
    const before = treeOf(session.folder);
    for (const lang of ["en", "fr"] as const) {
      const outcome = await run(session, "snapshot", "--out", "s.json", "--lang", lang);
      expectRefusal(outcome, { exit: 3, code: "credentials-missing", named: ["aws sso login"], lang });
    }
    const named = { AWS_PROFILE: "nobody", ...noCredentials };
    const outcome = await session.run(["snapshot", "--out", "s.json"], { env: named });
    expectRefusal(outcome, { exit: 2, code: "profile-unknown", named: ["nobody"] });
    expect(treeOf(session.folder)).toEqual(before);
  });

  test("the policy for reading is printed, or goes where --out says", async () => {
    await using session = await openSession();
    const printed = await run(session, "snapshot", "--policy");
    expect(printed).toMatchObject({ exit: 0, stderr: "" });
    expect(JSON.parse(printed.stdout)).toMatchObject({ Version: "2012-10-17" });
    const written = await run(session, "snapshot", "--policy", "--out", "policy.json");
    expect(written).toEqual({ exit: 0, stdout: "", stderr: "" });
    expect(readFileSync(session.path("policy.json"), "utf8")).toBe(printed.stdout);
    const again = await run(session, "snapshot", "--policy", "--out", "policy.json");
    expectRefusal(again, { exit: 2, code: "target-exists", named: ["policy.json"] });
  });
});

test("a bare snapshot reads the account, and the mirrors of the configuration from where that stands", () =>
  oneAccount(async (endpoint) => {
    await using session = await openSession();
    mkdirSync(session.path("away/disk"), { recursive: true });
    await ok(session, ["keys", "new", "--out", "away/keys", "--office", "alder", "--now", moment]);
    const office = { format: "rollward/config@1", mirrors: ["disk"], trust: "keys/trust.json" };
    await lay(session, { "away/office.json": office });
    const env = {
      ...noCredentials,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: "AKIAEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "not-to-be-written-down",
    };
    const args = ["snapshot", "--config", "away/office.json", "--out", "s.json"];
    expect(await session.run(args, { env })).toMatchObject({ exit: 3, stderr: "" });
    const { accounts, backups, unread = [] } = kept(session, "s.json");
    expect(accounts).toMatchObject([{ id: "111111111111" }]);
    const problems = [expect.objectContaining({ code: "mirror-empty" })];
    expect(backups?.[0]?.mirrors).toMatchObject([{ url: session.path("away/disk"), problems }]);
    expect(unread.map(({ facts }) => facts)).toContain("buckets");
    expect(readFileSync(session.path("s.json"), "utf8")).not.toContain("not-to-be-written-down");
  }));
