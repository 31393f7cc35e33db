import { describe, expect, test } from "vitest";
import { readTemplates, type TemplateReading } from "../../../lib/snapshot/template/read-templates.ts";
import { cdkFiles, folderOf, reading, readStacks, role, templateOf } from "./cdk-out.ts";

async function read(files: Readonly<Record<string, unknown>>, options: Partial<TemplateReading> = {}) {
  return readTemplates(await folderOf(files), { ...reading, ...options });
}

describe("stacks that refer to each other", () => {
  const exporting = {
    resources: { Clerk: role({ RoleName: "Clerk" }) },
    sections: {
      Outputs: {
        Arn: {
          Value: { "Fn::GetAtt": ["Clerk", "Arn"] },
          Export: { Name: { "Fn::Sub": "${AWS::StackName}:clerk" } },
        },
        Plain: { Value: "plain" },
      },
    },
  };
  const lambda = (value: unknown) => ({
    F: { Type: "AWS::Lambda::Function", Properties: { FunctionName: "f", Role: value } },
  });

  test("by exports, through a third stack and in any order", async () => {
    const passing = {
      sections: {
        Outputs: { A: { Value: { "Fn::ImportValue": "Register:clerk" }, Export: { Name: "again" } } },
      },
    };
    const using = { resources: lambda({ "Fn::ImportValue": "again" }) };
    const { accounts, unread } = await readStacks({ Using: using, Passing: passing, Register: exporting });
    expect(accounts[0]!.functions![0]!.role).toBe("arn:aws:iam::111111111111:role/Clerk");
    expect(unread).toBeUndefined();
  });

  test("by outputs of a stack named", async () => {
    const using = {
      resources: lambda({ "Fn::GetStackOutput": { StackName: "Register", OutputName: "Arn" } }),
    };
    const { accounts } = await readStacks({ Using: using, Register: exporting });
    expect(accounts[0]!.functions![0]!.role).toBe("arn:aws:iam::111111111111:role/Clerk");
  });

  test.each<[string, Parameters<typeof readStacks>[0]]>([
    ["of another region", { Register: { ...exporting, environment: "aws://111111111111/ca-west-1" } }],
    ["of another account", { Register: { ...exporting, environment: "aws://222222222222/ca-central-1" } }],
    ["of nobody", {}],
    [
      "in a circle",
      {
        Register: {
          sections: {
            Outputs: {
              Arn: { Value: { "Fn::ImportValue": "Register:clerk" }, Export: { Name: "Register:clerk" } },
            },
          },
        },
      },
    ],
    [
      "named in a circle",
      {
        Register: {
          sections: {
            Outputs: { Arn: { Value: "x", Export: { Name: { "Fn::ImportValue": "Register:clerk" } } } },
          },
        },
      },
    ],
    [
      "made twice",
      {
        Register: exporting,
        Again: {
          sections: {
            Outputs: {
              A: { Value: "arn:aws:iam::111111111111:role/Other", Export: { Name: "Register:clerk" } },
            },
          },
        },
      },
    ],
  ])("an export %s is unread", async (_, others) => {
    const using = { resources: lambda({ "Fn::ImportValue": "Register:clerk" }) };
    const { accounts, unread } = await readStacks({ ...others, Using: using });
    const { functions } = accounts.find(({ id }) => id === "111111111111")!;
    expect(functions![0]!.role).toBeUndefined();
    const resource = "arn:aws:lambda:ca-central-1:111111111111:function:f";
    expect(unread).toContainEqual(
      expect.objectContaining({ account: "111111111111", facts: "functions", resource }),
    );
    expect(unread).toContainEqual(expect.objectContaining({ facts: "workloads", resource }));
  });

  describe("nested", () => {
    const nested = (properties: Readonly<Record<string, unknown>>) => ({
      Nest: { Type: "AWS::CloudFormation::Stack", Properties: properties },
      ...lambda({ "Fn::GetAtt": ["Nest", "Outputs.Arn"] }),
    });
    const assets = (path: string) => ({
      type: "cdk:asset-manifest",
      properties: { file: "assets.json" },
      path,
    });
    const list = (path: string, key = "abc123.json") => ({
      version: "55.0.0",
      files: { abc123: { source: { path, packaging: "file" }, destinations: { here: { objectKey: key } } } },
    });
    const url = {
      "Fn::Sub": "https://s3.${AWS::Region}.${AWS::URLSuffix}/assets-${AWS::AccountId}/abc123.json",
    };
    const inner = templateOf({
      resources: { Clerk: role({ RoleName: { Ref: "Name" } }) },
      sections: {
        Parameters: { Name: { Type: "String" } },
        Outputs: { Arn: { Value: { "Fn::GetAtt": ["Clerk", "Arn"] } } },
      },
    });

    test("templates among the assets are read, with the parameters that are handed to them", async () => {
      const outer = {
        resources: nested({ TemplateURL: url, Parameters: { Name: { Ref: "AWS::AccountId" } } }),
      };
      const snapshot = await read({
        ...cdkFiles({ Outer: outer }, { A: assets("inner.json") }),
        "assets.json": list("inner.json"),
        "inner.json": inner,
      });
      expect(snapshot.unread).toBeUndefined();
      expect(snapshot.accounts[0]!.functions![0]!.role).toBe("arn:aws:iam::111111111111:role/111111111111");
      expect(snapshot.accounts[0]!.authorizationDetails.RoleDetailList).toHaveLength(1);
    });

    test("one that is not among the assets leaves every kind of fact unread", async () => {
      const { unread } = await readStacks({
        Outer: { resources: nested({ TemplateURL: "https://elsewhere/x.json" }) },
      });
      const kinds = unread!.filter(({ what }) => what.includes("Nest")).map(({ facts }) => facts);
      for (const kind of ["identities", "resource-policies", "buckets", "routes", "trails"])
        expect(kinds).toContain(kind);
    });

    test("one nested in itself ends", async () => {
      const itself = templateOf({
        resources: { Nest: { Type: "AWS::CloudFormation::Stack", Properties: { TemplateURL: url } } },
      });
      const snapshot = await read({
        ...cdkFiles({ Outer: { resources: nested({ TemplateURL: url }) } }, { A: assets("inner.json") }),
        "assets.json": list("inner.json"),
        "inner.json": itself,
      });
      expect(snapshot.unread!.some(({ what }) => what.includes("Nest-Nest"))).toBe(true);
    });

    test("an asset above the folder is refused", async () => {
      const files = {
        ...cdkFiles({ Outer: { resources: nested({ TemplateURL: url }) } }, { A: assets("x") }),
        "assets.json": list("../inner.json"),
      };
      await expect(read(files)).rejects.toMatchObject({ code: "template-outside" });
    });
  });
});
