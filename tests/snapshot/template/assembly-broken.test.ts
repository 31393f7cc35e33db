import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readTemplates } from "../../../lib/snapshot/template/read-templates.ts";
import { cdkFiles, folderOf, reading, readStacks, role, stackArtifact } from "./cdk-out.ts";

const clerk = { resources: { Clerk: role({ RoleName: "Clerk" }) } };

describe("a folder that is none, or a broken one, is refused with exit 2", () => {
  const manifest = (change: Readonly<Record<string, unknown>>) => ({
    ...cdkFiles({ Register: clerk }),
    "manifest.json": { ...(cdkFiles({ Register: clerk })["manifest.json"] as object), ...change },
  });
  const artifact = (change: Readonly<Record<string, unknown>>) =>
    manifest({ artifacts: { Register: { ...(stackArtifact({}, "Register.json") as object), ...change } } });
  const template = (content: unknown) => ({ ...cdkFiles({ Register: clerk }), "Register.json": content });
  const deep = `${"[".repeat(5000)}${"]".repeat(5000)}`;

  test.each<[string, Readonly<Record<string, unknown>>, string, string]>([
    ["no manifest", { "x.json": {} }, "assembly-missing", "manifest.json"],
    ["a manifest that is no JSON", { "manifest.json": "{" }, "assembly-malformed", "JSON"],
    ["a manifest of another kind", { "manifest.json": [] }, "assembly-malformed", "object"],
    ["a manifest without version", { "manifest.json": {} }, "assembly-malformed", "$.version"],
    ["a version that is none", manifest({ version: "new" }), "assembly-malformed", "$.version"],
    ["a newer format", manifest({ version: "99.1.0" }), "assembly-newer", "99.1.0"],
    ["no stack", manifest({ artifacts: {} }), "assembly-empty", "no stack"],
    [
      "values that were not looked up",
      manifest({ missing: [{ key: "vpc-provider:x" }] }),
      "assembly-incomplete",
      "vpc-provider:x",
    ],
    [
      "a stack without template",
      artifact({ properties: {} }),
      "assembly-malformed",
      "$.artifacts.Register.properties.templateFile",
    ],
    [
      "an environment that is none",
      artifact({ environment: "aws://alder/here" }),
      "assembly-malformed",
      "aws://ACCOUNT/REGION",
    ],
    [
      "a template that is missing",
      artifact({ properties: { templateFile: "gone.json" } }),
      "file-missing",
      "gone.json",
    ],
    [
      "a template that is a folder",
      { ...artifact({ properties: { templateFile: "sub" } }), "sub/x": "" },
      "file-kind",
      "sub",
    ],
    [
      "a template above the folder",
      artifact({ properties: { templateFile: "../../etc/passwd" } }),
      "template-outside",
      "../../etc/passwd",
    ],
    [
      "a template by its full path",
      artifact({ properties: { templateFile: "/etc/passwd" } }),
      "template-outside",
      "/etc/passwd",
    ],
    [
      "a template with a null in its name",
      artifact({ properties: { templateFile: "a\0.json" } }),
      "template-outside",
      "a\\u{0}.json",
    ],
    [
      "a template that is no JSON",
      template("AWSTemplateFormatVersion: 2010-09-09"),
      "template-malformed",
      "YAML",
    ],
    ["a template that is no object", template("[]"), "template-malformed", "$: object"],
    ["a template without resources", template({ Description: "x" }), "template-malformed", "$.Resources"],
    [
      "a resource without type",
      template({ Resources: { Clerk: {} } }),
      "template-malformed",
      "$.Resources.Clerk.Type",
    ],
    [
      "a logical id that is none",
      template({ Resources: { "a/b": { Type: "T" } } }),
      "template-malformed",
      "$.Resources",
    ],
    [
      "properties as a list",
      template({ Resources: { Clerk: { Type: "T", Properties: [] } } }),
      "template-malformed",
      "Properties",
    ],
    [
      "a template without end",
      template(`{"Resources":{"A":{"Type":"T","Properties":{"a":${deep}}}}}`),
      "template-malformed",
      "≤ 100",
    ],
    [
      "a stage above the folder",
      manifest({ artifacts: { S: { type: "cdk:cloud-assembly", properties: { directoryName: ".." } } } }),
      "template-outside",
      "..",
    ],
    [
      "a stage that is the folder itself",
      manifest({ artifacts: { S: { type: "cdk:cloud-assembly", properties: { directoryName: "." } } } }),
      "assembly-nested",
      "itself",
    ],
    [
      "a list of assets above the folder",
      manifest({ artifacts: { A: { type: "cdk:asset-manifest", properties: { file: "../a.json" } } } }),
      "template-outside",
      "../a.json",
    ],
  ])("%s", async (_, files, code, said) => {
    const folder = await folderOf(files);
    await expect(readTemplates(folder, reading)).rejects.toMatchObject({ code, fault: { exit: 2 } });
    await expect(readTemplates(folder, reading)).rejects.toThrow(said);
  });

  test("a link that leads out of the folder, for a file or for a stage", async () => {
    const elsewhere = await folderOf(cdkFiles({ Secret: clerk }));
    const folder = await folderOf(
      cdkFiles({ Register: { ...clerk, properties: { templateFile: "link.json" } } }),
    );
    await symlink(join(elsewhere, "Secret.json"), join(folder, "link.json"));
    await expect(readTemplates(folder, reading)).rejects.toMatchObject({ code: "template-outside" });

    const stage = { type: "cdk:cloud-assembly", properties: { directoryName: "stage" } };
    const outer = await folderOf(cdkFiles({}, { stage }));
    await symlink(elsewhere, join(outer, "stage"));
    await expect(readTemplates(outer, reading)).rejects.toMatchObject({ code: "template-outside" });
  });

  test("a link to the folder itself is the person’s own choice", async () => {
    const folder = await folderOf(cdkFiles({ Register: clerk }));
    const around = await folderOf({});
    await symlink(folder, join(around, "cdk.out"));
    expect((await readTemplates(join(around, "cdk.out"), reading)).accounts).toHaveLength(1);
  });

  test("a path that is not there, an account that is none, a template of endless length", async () => {
    const folder = await folderOf(cdkFiles({ Register: clerk }));
    await expect(readTemplates(join(folder, "none"), reading)).rejects.toMatchObject({
      code: "file-missing",
    });
    for (const account of ["1111", "111111111111 ", "alder", ""])
      await expect(readTemplates(folder, { ...reading, account })).rejects.toMatchObject({
        code: "account-malformed",
      });
    await mkdir(join(folder, "big"));
    await writeFile(join(folder, "big", "t.json"), Buffer.alloc(32_000_001, 32));
    await expect(readTemplates(join(folder, "big", "t.json"), reading)).rejects.toMatchObject({
      code: "file-size",
    });
  });

  test("two resources of one name, also across accounts where names are the world’s", async () => {
    const bucket = { Rolls: { Type: "AWS::S3::Bucket", Properties: { BucketName: "rolls" } } };
    const other = "aws://222222222222/ca-central-1";
    const twice = readStacks({ One: { resources: bucket }, Two: { resources: bucket, environment: other } });
    await expect(twice).rejects.toMatchObject({ code: "template-name-twice", fault: { exit: 2 } });
    await expect(twice).rejects.toThrow("AWS::S3::Bucket Rolls (One) and AWS::S3::Bucket Rolls (Two)");

    const roles = { A: role({ RoleName: "Clerk" }), B: role({ RoleName: "clerk", Path: "/desk/" }) };
    await expect(readStacks({ One: { resources: roles } })).rejects.toMatchObject({
      code: "template-name-twice",
    });
    const apart = readStacks({ One: clerk, Two: { ...clerk, environment: other } });
    expect((await apart).accounts).toHaveLength(2);
  });
});
