import { readFile } from "node:fs/promises";
import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, test } from "vitest";
import { sourceEntries } from "../../lib/stacks/bundle.ts";
import { environmentOf } from "../../lib/stacks/environment.ts";
import { officeOf } from "../../lib/stacks/office.ts";
import { accountOfTask, functionName, functionTasks } from "../../lib/contract/names.ts";
import { config, expectProperties, expectResource, propertiesOf, templatesOf } from "./templates.ts";

const templates = await templatesOf(config);

describe.each(functionTasks)("the function of %s", (task) => {
  const template = templates[accountOfTask[task]];
  const properties = Object.values(propertiesOf(template, "AWS::Lambda::Function")).find(
    ({ FunctionName }) => FunctionName === functionName(task),
  );

  test("runs on Node 24 and arm64, bounded in time and number, under its tags", () => {
    expect(properties).toMatchObject({
      Runtime: "nodejs24.x",
      Architectures: ["arm64"],
      Handler: "index.handler",
      Tags: [
        { Key: "rollward:asset", Value: "code" },
        { Key: "rollward:task", Value: task },
      ],
    });
    expect(properties?.["Timeout"]).toBeGreaterThan(0);
    expect(properties?.["ReservedConcurrentExecutions"]).toBeGreaterThan(0);
  });

  test("logs to a group of its own that is kept", () => {
    expectResource(template, "AWS::Logs::LogGroup", {
      Properties: {
        LogGroupName: `/aws/lambda/${functionName(task)}`,
        RetentionInDays: 400,
        Tags: [{ Key: "rollward:task", Value: task }],
      },
      DeletionPolicy: "Retain",
    });
    expect(properties?.["LoggingConfig"]).toEqual({ LogGroup: { Ref: expect.any(String) as string } });
  });
});

test.each([
  ["register", { ROLL_TABLE: "rollward-roll" }],
  ["look-up", { ROLL_TABLE: "rollward-roll" }],
  ["hand-out-list", { ROLL_TABLE: "rollward-roll", COUNTY_INDEX: "by-county" }],
  [
    "export",
    {
      TABLE_ARN: "arn:aws:dynamodb:ca-central-1:111111111111:table/rollward-roll",
      EXPORTS_BUCKET: "rollward-exports-111111111111",
      EXPORT_PREFIX: "exports",
      DATA_KEY: { "Fn::GetAtt": [Match.stringLikeRegexp("^DataKey"), "Arn"] },
    },
  ],
  [
    "seal",
    {
      TABLE_ARN: "arn:aws:dynamodb:ca-central-1:111111111111:table/rollward-roll",
      EXPORTS_BUCKET: "rollward-exports-111111111111",
      EXPORT_PREFIX: "exports",
      VAULT_URL: "s3://rollward-vault-222222222222/roll?region=ca-central-1",
      SIGNING_KEY: { "Fn::GetAtt": [Match.stringLikeRegexp("^SigningKey"), "Arn"] },
      HEAD_TABLE: "arn:aws:dynamodb:ca-central-1:444444444444:table/rollward-head",
      OFFICE_ID: "alder-county",
      RETENTION_DAYS: "400",
    },
  ],
  [
    "mirror",
    {
      VAULT_URL: "s3://rollward-vault-222222222222/roll?region=ca-central-1",
      MIRROR_URL: "s3://rollward-mirror-333333333333/roll?region=ca-west-1",
    },
  ],
] as const)("%s is told the names it needs, and no secret", (task, variables) => {
  expectProperties(templates[accountOfTask[task]], "AWS::Lambda::Function", {
    FunctionName: functionName(task),
    Environment: { Variables: Match.exact(variables) },
  });
});

test("the sealer is one at a time, with room to sort a roll", () => {
  expectProperties(templates.vault, "AWS::Lambda::Function", {
    ReservedConcurrentExecutions: 1,
    EphemeralStorage: { Size: 4096 },
    Timeout: 900,
  });
});

test.each(functionTasks)("%s is told what its entry asks for, and nothing else", async (task) => {
  const source = await readFile(sourceEntries(task), "utf8");
  const asked = [...source.matchAll(/"([A-Z]+_[A-Z_]+)"/g)].map((match) => match[1]!);
  const told = Object.keys(
    environmentOf(task, officeOf(config, "/office"), { dataKey: "K", signingKey: "S" }),
  );
  // How long a set counts as fresh has a default, which the stacks leave alone.
  const left = ["NEXT_DUE", "EXPIRES_IN"];
  expect(new Set(told)).toEqual(new Set(asked.filter((name) => !left.includes(name))));
});
