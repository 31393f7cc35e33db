import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { describe, expect, test } from "vitest";
import { newestSchema } from "../../../lib/snapshot/template/assembly.ts";
import { readTemplates, type TemplateReading } from "../../../lib/snapshot/template/read-templates.ts";
import { cdkFiles, folderOf, reading, readStacks, role, templateOf } from "./cdk-out.ts";

const clerk = { resources: { Clerk: role({ RoleName: "Clerk" }) } };

async function read(files: Readonly<Record<string, unknown>>, options: Partial<TemplateReading> = {}) {
  return readTemplates(await folderOf(files), { ...reading, ...options });
}

describe("a CDK output folder", () => {
  test("is a snapshot of the accounts that its stacks are for, in order", async () => {
    const birch = { ...clerk, environment: "aws://000000000002/eu-west-1" };
    const snapshot = await readStacks({ Register: clerk, Vault: birch });
    expect(snapshot).toMatchObject({
      format: "rollward/snapshot@1",
      source: "template",
      takenAt: "2026-11-03T20:00:00Z",
      tool: "rollward test",
      nowGiven: false,
    });
    expect(snapshot.accounts.map(({ id }) => id)).toEqual(["000000000002", "111111111111"]);
    expect(snapshot.unread).toBeUndefined();
    expect(snapshot.organization).toBeUndefined();
  });

  test("has every list of an account, empty ones too, but no credentials", async () => {
    const { accounts } = await readStacks({ Register: {} });
    expect(accounts).toEqual([
      {
        id: "111111111111",
        authorizationDetails: { UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [] },
        resourcePolicies: [],
        workloads: [],
        buckets: [],
        tables: [],
        keys: [],
        functions: [],
        routes: [],
        trails: [],
        publicAccessBlock: null,
      },
    ]);
  });

  test("may hold stages, with folders of their own", async () => {
    const inner = cdkFiles({ Prod: clerk });
    const stage = { type: "cdk:cloud-assembly", properties: { directoryName: "assembly-Prod" } };
    const files = Object.entries(inner).map(([path, content]): [string, unknown] => [
      `assembly-Prod/${path}`,
      content,
    ]);
    const snapshot = await read({
      ...cdkFiles({}, { "assembly-Prod": stage }),
      ...Object.fromEntries(files),
    });
    expect(snapshot.accounts[0]!.authorizationDetails.RoleDetailList.map(({ RoleName }) => RoleName)).toEqual(
      ["Clerk"],
    );
  });

  test("may leave the account to --account, and the region to the reader", async () => {
    const files = cdkFiles({ Register: { ...clerk, environment: "aws://unknown-account/unknown-region" } });
    await expect(read(files)).rejects.toMatchObject({
      code: "template-account",
      args: { stack: "Register" },
      fault: { exit: 2 },
    });
    const { accounts, unread } = await read(files, { account: "000000000007" });
    expect(accounts.map(({ id }) => id)).toEqual(["000000000007"]);
    // Identities have no region, so nothing was assumed.
    expect(unread).toBeUndefined();
  });

  test("says when a region had to be assumed", async () => {
    const table = { Roll: { Type: "AWS::DynamoDB::Table", Properties: { TableName: "roll" } } };
    const files = cdkFiles({
      Register: { resources: table, environment: "aws://111111111111/unknown-region" },
    });
    const assumed = await read(files);
    expect(assumed.unread).toMatchObject([
      { what: "Register", account: "111111111111", why: expect.stringContaining("us-east-1") },
    ]);
    expect(assumed.accounts[0]!.tables![0]!.region).toBeUndefined();
    const given = await read(files, { region: "ca-west-1" });
    expect(given.unread).toBeUndefined();
    expect(given.accounts[0]!.tables![0]).toMatchObject({
      arn: "arn:aws:dynamodb:ca-west-1:111111111111:table/roll",
      region: "ca-west-1",
    });
  });

  test("may be one template file", async () => {
    const folder = await folderOf({ "Register.template.json": templateOf({ resources: { Clerk: role() } }) });
    const path = join(folder, "Register.template.json");
    const { accounts } = await readTemplates(path, { ...reading, account: "111111111111" });
    expect(accounts[0]!.authorizationDetails.RoleDetailList[0]!.RoleName).toBe("Register-Clerk");
    await expect(readTemplates(path, reading)).rejects.toMatchObject({ code: "template-account" });
  });

  test("of the CDK that is installed has a format that is known", () => {
    const { manifest } = new App().synth();
    expect(Number(manifest.version.split(".")[0])).toBe(newestSchema);
  });
});
