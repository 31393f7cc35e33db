import { describe, expect, test } from "vitest";
import { accountOf, asked, here, hole, one, type Properties } from "./cdk-out.ts";

const is =
  (type: string) =>
  (properties: Properties = {}) =>
    one(type, properties);

describe("a function", () => {
  const read = async (properties: Properties, others: Properties = {}) => {
    const role = "arn:aws:iam::111111111111:role/Clerk";
    const f = is("AWS::Lambda::Function")({
      FunctionName: "f",
      Role: role,
      Runtime: "nodejs24.x",
      ...properties,
    });
    const { account, unread } = await accountOf({ F: f, ...others }, asked);
    return { account, found: account.functions[0]!, unread };
  };

  test("is a workload with its role", async () => {
    const { account, found, unread } = await read({ Environment: { Variables: { TABLE: "roll", A: "1" } } });
    expect(unread).toEqual([]);
    expect(found).toEqual({
      arn: `arn:aws:lambda:${here}:function:f`,
      name: "f",
      region: "ca-central-1",
      tags: {},
      role: "arn:aws:iam::111111111111:role/Clerk",
      runtime: "nodejs24.x",
      environment: ["A", "TABLE"],
      secrets: [],
      codeSigning: null,
      eventSources: [],
    });
    expect(account.workloads).toEqual([{ kind: "lambda", resource: found.arn, role: found.role }]);
  });

  test("with secrets in its environment is known by their kind, never by their value", async () => {
    const Variables = {
      AGE: `AGE-SECRET-KEY-${"1".repeat(58)}`,
      PEM: "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE\n-----END EC PRIVATE KEY-----",
      AWS: { "Fn::Join": ["", ["AKIA", "ABCDEFGHIJKLMNOP"]] },
      PUBLIC: "-----BEGIN PUBLIC KEY-----",
      STORED: "{{resolve:secretsmanager:x}}",
    };
    const { account, found, unread } = await read({ Environment: { Variables } });
    expect(found.environment).toEqual(["AGE", "AWS", "PEM", "PUBLIC", "STORED"]);
    expect(found.secrets).toEqual([
      { name: "AGE", looksLike: "age-identity" },
      { name: "PEM", looksLike: "private-key" },
      { name: "AWS", looksLike: "aws-key" },
    ]);
    // A value that is filled in later is not in the template, and its name was read.
    expect(unread).toEqual([]);
    for (const secret of ["AGE-SECRET", "MHcCAQEE", "AKIA"])
      expect(JSON.stringify(account)).not.toContain(secret);
  });

  test("that takes only signed code", async () => {
    const config = { Config: is("AWS::Lambda::CodeSigningConfig")() };
    const { found, unread } = await read({ CodeSigningConfigArn: { Ref: "Config" } }, config);
    expect(unread).toEqual([]);
    expect(found.codeSigning).toMatch(/^arn:aws:lambda:ca-central-1:111111111111:code-signing-config:csc-/);
  });

  describe("with event sources", () => {
    const mapping = is("AWS::Lambda::EventSourceMapping");
    const source = `arn:aws:dynamodb:${here}:table/roll/stream/1`;
    test.each<[string, Properties, readonly string[]]>([
      ["by name", { FunctionName: { Ref: "F" }, EventSourceArn: source }, [source]],
      [
        "by a version’s ARN",
        { FunctionName: `arn:aws:lambda:${here}:function:f:3`, EventSourceArn: source },
        [source],
      ],
      ["switched off", { FunctionName: "f", EventSourceArn: source, Enabled: false }, []],
      ["without an ARN", { FunctionName: "f", SelfManagedEventSource: {} }, []],
    ])("%s", async (_, properties, expected) => {
      const { found, unread } = await read({}, { M: mapping(properties) });
      expect(found.eventSources).toEqual(expected);
      expect(unread).toEqual([]);
    });

    test("that are not known, or of a function that is not", async () => {
      const { found, unread } = await read({}, { M: mapping({ FunctionName: "f", EventSourceArn: hole }) });
      expect(found).not.toHaveProperty("eventSources");
      expect(unread).toMatchObject([{ facts: "functions" }]);
      for (const FunctionName of [hole, "gone"]) {
        const other = await read({}, { M: mapping({ FunctionName, EventSourceArn: source }) });
        expect(other.unread).toMatchObject([{ facts: "functions" }]);
      }
    });
  });

  describe("with permissions", () => {
    const permission = is("AWS::Lambda::Permission");
    const invoke = { FunctionName: { Ref: "F" }, Action: "lambda:InvokeFunction" };
    const statements = async (others: Properties) => {
      const { account, unread } = await read({}, others);
      return { policies: account.resourcePolicies, unread };
    };

    test("has one policy with a statement for each", async () => {
      const { policies, unread } = await statements({
        Api: permission({
          ...invoke,
          Principal: "apigateway.amazonaws.com",
          SourceArn: "arn:aws:execute-api:x",
        }),
        All: permission({
          ...invoke,
          FunctionName: { "Fn::GetAtt": ["F", "Arn"] },
          Principal: "*",
          PrincipalOrgID: "o-alder",
        }),
        Other: permission({
          ...invoke,
          FunctionName: "f",
          Principal: "222222222222",
          SourceAccount: "222222222222",
        }),
        One: permission({
          ...invoke,
          FunctionName: "111111111111:function:f",
          Principal: "arn:aws:iam::222222222222:role/R",
        }),
      });
      const resource = `arn:aws:lambda:${here}:function:f`;
      const common = { Effect: "Allow", Action: "lambda:InvokeFunction", Resource: resource };
      expect(unread).toEqual([]);
      expect(policies).toEqual([
        {
          resource,
          policy: {
            Version: "2012-10-17",
            Statement: [
              {
                Sid: "Api",
                ...common,
                Principal: { Service: "apigateway.amazonaws.com" },
                Condition: { ArnLike: { "AWS:SourceArn": "arn:aws:execute-api:x" } },
              },
              {
                Sid: "All",
                ...common,
                Principal: "*",
                Condition: { StringEquals: { "aws:PrincipalOrgID": "o-alder" } },
              },
              {
                Sid: "Other",
                ...common,
                Principal: { AWS: "arn:aws:iam::222222222222:root" },
                Condition: { StringEquals: { "AWS:SourceAccount": "222222222222" } },
              },
              { Sid: "One", ...common, Principal: { AWS: "arn:aws:iam::222222222222:role/R" } },
            ],
          },
        },
      ]);
    });

    test.each([["Principal"], ["SourceArn"], ["Action"]])(
      "of which %s is not known has no policy that could be judged",
      async (name) => {
        const whole = { ...invoke, Principal: "s3.amazonaws.com" };
        const { policies, unread } = await statements({
          A: permission(whole),
          B: permission({ ...whole, [name]: hole }),
        });
        expect(policies[0]!.policy).toContain("unread: ");
        expect(unread).toMatchObject([
          { facts: "resource-policies", resource: `arn:aws:lambda:${here}:function:f` },
        ]);
      },
    );
  });
});
