import { describe, expect, test } from "vitest";
import type { Report } from "../../lib/report/report.ts";
import { allow, cdkFiles, role } from "../snapshot/template/cdk-out.ts";
import { below, lay, run } from "./accounts.ts";
import { openSession } from "./session.ts";

/** Clears a terminal, turns its text around, opens a place of a sentence, a string, an element and an entity. */
const hostile = `\u001b[2J\u202e{evil, plural}'{<script>alert(1)&"`;

const tags = [
  { Key: hostile, Value: hostile },
  { Key: "rollward:asset", Value: "roll" },
];

/** A stack of which every name, tag and id that may be chosen freely is {@link hostile}. */
const hostileStack = {
  resources: {
    Clerk: role({
      RoleName: hostile,
      Description: hostile,
      Tags: tags,
      Policies: [{ PolicyName: hostile, PolicyDocument: { ...allow("*"), Id: hostile } }],
    }),
    Roll: { Type: "AWS::DynamoDB::Table", Properties: { TableName: hostile, Tags: tags } },
    Vault: {
      Type: "AWS::S3::Bucket",
      Properties: { BucketName: hostile, Tags: [{ Key: "rollward:asset", Value: "vault" }] },
    },
    Elsewhere: { Type: "AWS::S3::Bucket", Properties: { BucketName: { "Fn::ImportValue": hostile } } },
  },
  properties: { tags: { [hostile]: hostile } },
};

const clerk = `arn:aws:iam::111111111111:role/${hostile}`;

describe("names that were chosen to harm", () => {
  async function audited(format: string, lang = "en"): Promise<string> {
    await using session = await openSession();
    await lay(session, below("hostile", cdkFiles({ Register: hostileStack })));
    const args = ["--template", "hostile", "--format", format, "--lang", lang];
    const { exit, stdout, stderr } = await run(session, "audit", ...args);
    expect({ exit, stderr }).toEqual({ exit: 3, stderr: "" });
    // Line feeds aside, nothing that acts on a terminal; what turns text around is left to the forms that people read.
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    return stdout;
  }

  test.each(["en", "fr"])("are printed as what they are in text (%s)", async (lang) => {
    const text = await audited("text", lang);
    expect(text).not.toContain("\u202e");
    expect(text.replace(/\s+/g, " ")).toContain(`role/\\u{1b}[2J\\u{202e}{evil, plural}'{<script>alert(1)&"`);
  });

  test("open no element of the page, and no place of its sentences", async () => {
    const page = await audited("html");
    expect(page).not.toMatch(/\u202e|<script/);
    expect(page).toContain("\\u{1b}[2J\\u{202e}{evil, plural}&#39;{&lt;script&gt;alert(1)&amp;&quot;");
    // Were a place of a sentence opened, that check would have failed instead of speaking.
    expect(page).not.toContain("itself failed");
  });

  test("are judged like any other: the JSON has the name itself where a program wants it", async () => {
    const { findings } = JSON.parse(await audited("json")) as Report;
    const failed = findings.filter(
      ({ status, witness }) => status === "fail" && witness?.principal === clerk,
    );
    expect(failed.map(({ check }) => check)).toEqual(
      expect.arrayContaining(["roll-readers", "vault-readers"]),
    );
    for (const { message } of findings) expect(message).not.toMatch(/[\u0000-\u001f\u202a-\u202e]/);
    expect(findings.map(({ message }) => message).join()).not.toContain("itself failed");
  });
});
