import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, test } from "vitest";
import { grants } from "../../lib/contract/grants.ts";
import { accountOfTask, functionName, functionTasks } from "../../lib/contract/names.ts";
import {
  actionsOf,
  config,
  expectProperties,
  type Properties,
  type Templates,
  propertiesOf,
  roleStatements,
  statementsIn,
  templatesOf,
  trial,
} from "./templates.ts";

const offices = [
  ["four accounts", config.accounts, await templatesOf(config)],
  ["one account", trial.accounts!, await templatesOf(trial)],
] as const;

describe.each(offices)("with %s", (_, accounts, templates) => {
  test.each(functionTasks)("%s may do what the contract grants it, and nothing else", (task) => {
    const statements = roleStatements(templates[accountOfTask[task]], functionName(task));
    const granted = grants[task].map(({ action }) => action);
    expect(new Set(statements.flatMap(actionsOf))).toEqual(new Set(granted));
    expect(statements.every(({ Effect, Resource }) => Effect === "Allow" && Resource !== "*")).toBe(true);
  });

  test.each(functionTasks)(
    "%s has a role of its own, under the boundary, for Lambda in this account",
    (task) => {
      const account = accounts[accountOfTask[task]];
      expectProperties(templates[accountOfTask[task]], "AWS::IAM::Role", {
        RoleName: functionName(task),
        PermissionsBoundary: `arn:aws:iam::${account}:policy/rollward-boundary`,
        ManagedPolicyArns: Match.absent(),
        AssumeRolePolicyDocument: {
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Action: "sts:AssumeRole",
              Principal: { Service: "lambda.amazonaws.com" },
              Condition: { StringEquals: { "aws:SourceAccount": account } },
            },
          ],
        },
        Tags: [{ Key: "rollward:task", Value: task }],
      });
    },
  );

  test("there is no other role, no user, no group, no loose policy and no custom resource", () => {
    const all = Object.values(templates);
    const count = (type: string) =>
      all.reduce((sum, one) => sum + Object.keys(one.findResources(type)).length, 0);
    expect(count("AWS::IAM::Role")).toBe(functionTasks.length);
    expect(count("AWS::Lambda::Function")).toBe(functionTasks.length);
    for (const type of ["AWS::IAM::Policy", "AWS::IAM::User", "AWS::IAM::Group"]) expect(count(type)).toBe(0);
    const types = all.flatMap((one) => Object.values(one.toJSON()["Resources"] as object).map(typeOf));
    expect(types.filter((type) => type.startsWith("Custom::") || type.includes("CustomResource"))).toEqual(
      [],
    );
  });

  test("each account has one boundary, no wider than its tasks together, and short enough", () => {
    const ids = new Set(Object.values(accounts));
    const made = Object.entries(templates).flatMap(([place, one]) =>
      Object.values(propertiesOf(one, "AWS::IAM::ManagedPolicy")).map(
        (policy) => [accounts[place as keyof typeof accounts], policy] as const,
      ),
    );
    expect(made.length).toBe(new Set(functionTasks.map((task) => accounts[accountOfTask[task]])).size);
    for (const [account, policy] of made) {
      expect(ids).toContain(account);
      expect(policy["ManagedPolicyName"]).toBe("rollward-boundary");
      const here = functionTasks.filter((task) => accounts[accountOfTask[task]] === account);
      const granted = new Set(here.flatMap((task) => grants[task].map(({ action }) => action)));
      expect(new Set(statementsIn(policy).flatMap(actionsOf))).toEqual(granted);
      expect(statementsIn(policy).every(({ Resource }) => Resource !== "*")).toBe(true);
      // IAM's quota for a managed policy, white space not counted.
      expect(JSON.stringify(policy["PolicyDocument"]).length).toBeLessThan(6144);
    }
  });

  test("no policy of any kind allows every action, but a key’s to its own account", () => {
    for (const template of Object.values(templates)) {
      const wide = statementsIn(template.toJSON()).filter(
        (one) => one.Effect === "Allow" && actionsOf(one).some((action) => action.includes("*")),
      );
      const keys = Object.values(propertiesOf(template, "AWS::KMS::Key"));
      expect(wide).toEqual(keys.map((key) => statementsIn(key)[0]));
    }
  });

  test("nothing is allowed to everybody", () => {
    for (const template of Object.values(templates)) {
      const open = statementsIn(template.toJSON()).filter(
        ({ Effect, Principal }) => Effect === "Allow" && JSON.stringify(Principal ?? "").includes('"*"'),
      );
      expect(open).toEqual([]);
    }
  });
});

test("only other accounts’ roles are named by resources: within one account IAM decides alone", () => {
  const named = (templates: Templates) =>
    Object.values(templates)
      .flatMap((one) => statementsIn(one.toJSON()))
      .flatMap(({ Condition }) => Condition?.["ArnEquals"]?.["aws:PrincipalArn"] ?? []);
  const [four, one] = offices.map(([, , templates]) => named(templates));
  expect(new Set(four)).toEqual(
    new Set([
      "arn:aws:iam::222222222222:role/rollward-seal",
      "arn:aws:iam::333333333333:role/rollward-mirror",
    ]),
  );
  expect(one).toEqual([]);
});

describe("what a service does with a role", () => {
  const [, , { register, vault }] = offices[0];
  const find = (template: typeof register, role: string, sid: string) =>
    roleStatements(template, role).find(({ Sid }) => Sid === sid);

  test("the data key is for DynamoDB’s calls, and never for the function’s own", () => {
    for (const task of ["register", "look-up", "hand-out-list"])
      expect(find(register, `rollward-${task}`, "DataKeyThroughDynamoDB")).toMatchObject({
        Action: "kms:Decrypt",
        Condition: { StringEquals: { "kms:ViaService": "dynamodb.ca-central-1.amazonaws.com" } },
      });
  });

  test("exports are written by DynamoDB, not by the function that asks for them", () => {
    expect(find(register, "rollward-export", "ExportObjectsThroughDynamoDB")).toMatchObject({
      Resource: "arn:aws:s3:::rollward-exports-111111111111/exports/*",
      Condition: { "ForAnyValue:StringEquals": { "aws:CalledVia": "dynamodb.amazonaws.com" } },
    });
  });

  test("the sealer, which cannot know the key’s id, gets it only by S3 and only for exports", () => {
    expect(find(vault, "rollward-seal", "DataKeyThroughS3")).toEqual({
      Sid: "DataKeyThroughS3",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: "arn:aws:kms:ca-central-1:111111111111:key/*",
      Condition: {
        StringEquals: { "kms:ViaService": "s3.ca-central-1.amazonaws.com" },
        StringLike: {
          "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::rollward-exports-111111111111/exports/*",
        },
      },
    });
  });

  test("the sealer reads nothing in the vault", () => {
    const onVault = roleStatements(vault, "rollward-seal").filter(({ Resource }) =>
      JSON.stringify(Resource).includes("rollward-vault-"),
    );
    expect(onVault.flatMap(actionsOf).filter((action) => /^s3:(GetObject|ListBucket)/.test(action))).toEqual(
      [],
    );
  });
});

function typeOf(resource: unknown): string {
  return String((resource as Properties)["Type"]);
}
