import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeSnapshot } from "../../../lib/snapshot/encode.ts";
import { fitSnapshot } from "../../../lib/snapshot/shape.ts";
import { cdkFiles, folderOf, one, reading, readStacks, role } from "./cdk-out.ts";
import { readTemplates } from "../../../lib/snapshot/template/read-templates.ts";

test("the order of stacks and resources in the folder changes nothing", async () => {
  const resources = {
    A: role({ RoleName: "b" }),
    B: role({ RoleName: "a" }),
    C: one("AWS::S3::Bucket", { BucketName: "b" }),
    D: one("AWS::S3::Bucket", { BucketName: "a" }),
  };
  const reversed = Object.fromEntries(Object.entries(resources).toReversed());
  const other = { resources: { E: role({ RoleName: "c" }) }, environment: "aws://000000000002/ca-west-1" };
  const first = await readStacks({ S: { resources }, T: other });
  expect(encodeSnapshot(await readStacks({ T: other, S: { resources: reversed } })).text).toBe(
    encodeSnapshot(first).text,
  );
});

/** Pieces of templates, so that chance finds deep places sooner. */
const names = fc.constantFrom("A", "B", "C", "AWS::Region", "AWS::NoValue", "P", "nobody");
const types = fc.constantFrom(
  "AWS::IAM::Role",
  "AWS::IAM::Policy",
  "AWS::S3::Bucket",
  "AWS::S3::BucketPolicy",
  "AWS::DynamoDB::Table",
  "AWS::KMS::Key",
  "AWS::Lambda::Function",
  "AWS::Lambda::Permission",
  "AWS::ApiGatewayV2::Route",
  "AWS::CloudTrail::Trail",
  "AWS::CloudFormation::Stack",
  "AWS::EC2::Instance",
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string({ maxLength: 8 }),
    fc.jsonValue({ maxDepth: 1 }),
    names.map((name) => ({ Ref: name })),
    fc.tuple(names, fc.constantFrom("Arn", "Outputs.X", "x")).map((path) => ({ "Fn::GetAtt": path })),
    fc.array(tie("value"), { maxLength: 3 }).map((list) => ({ "Fn::Join": ["", list] })),
    fc.tuple(fc.constantFrom("C1", "C2"), tie("value"), tie("value")).map((list) => ({ "Fn::If": list })),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("Statement", "Arn", "Rules", "Status", "__proto__", "Key"), tie("value"), {
      maxKeys: 3,
    }),
  ),
}));
const property = fc.constantFrom(
  "RoleName",
  "Policies",
  "PolicyDocument",
  "AssumeRolePolicyDocument",
  "ManagedPolicyArns",
  "Roles",
  "BucketName",
  "Tags",
  "ObjectLockConfiguration",
  "BucketEncryption",
  "ReplicationConfiguration",
  "TableName",
  "SSESpecification",
  "Role",
  "Environment",
  "FunctionName",
  "Principal",
  "ApiId",
  "RouteKey",
  "EventSelectors",
  "TemplateURL",
  "Path",
);
const resource = fc.record({ Type: types, Properties: fc.dictionary(property, value, { maxKeys: 6 }) });

test("whatever a template holds, the snapshot can be read back, or a fault of ours says why there is none", async () => {
  const template = fc.record({ A: resource, B: resource, C: resource }).map((resources) => ({
    resources,
    sections: {
      Parameters: { P: { Type: "String" } },
      Conditions: { C1: { "Fn::Equals": ["a", "a"] }, C2: { "Fn::Equals": [{ Ref: "P" }, "a"] } },
    },
  }));
  await fc.assert(
    fc.asyncProperty(template, async (stack) => {
      const folder = await folderOf(cdkFiles({ S: stack }));
      const result = await readTemplates(folder, reading).catch((error: unknown) => error);
      if (result instanceof Error) {
        expect(result).toMatchObject({ code: expect.stringMatching(/^(template|assembly)-/) });
        return;
      }
      const text = encodeSnapshot(result as never).text;
      const fitted = fitSnapshot(JSON.parse(text));
      expect(fitted).toEqual({ snapshot: expect.anything() });
      expect(encodeSnapshot((fitted as { snapshot: never }).snapshot).text).toBe(text);
    }),
    { numRuns: 150 },
  );
});
