import { describe, expect, test } from "vitest";
import { accountOf, allow, asked, here, hole, one, type Properties } from "./cdk-out.ts";

const is =
  (type: string) =>
  (properties: Properties = {}) =>
    one(type, properties);

describe("a table", () => {
  const table = is("AWS::DynamoDB::Table");
  const key = {
    Key: is("AWS::KMS::Key")(),
    Alias: is("AWS::KMS::Alias")({ AliasName: "alias/roll", TargetKeyId: { Ref: "Key" } }),
  };
  const read = async (properties: Properties) => {
    const { account, unread } = await accountOf(
      { T: table({ TableName: "roll", ...properties }), ...key },
      asked,
    );
    return { account, table: account.tables[0]!, unread };
  };
  const customer = (id: unknown) => ({
    SSESpecification: { SSEEnabled: true, SSEType: "KMS", KMSMasterKeyId: id },
  });

  test("of which nothing is said", async () => {
    const { table, unread } = await read({});
    expect(unread).toEqual([]);
    expect(table).toEqual({
      arn: `arn:aws:dynamodb:${here}:table/roll`,
      name: "roll",
      region: "ca-central-1",
      tags: {},
      encryption: { kind: "aws-owned" },
      pointInTimeRecovery: false,
      deletionProtection: false,
      stream: null,
      streamingDestinations: [],
    });
  });

  test("with recovery, protection and a stream", async () => {
    const { table } = await read({
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: "true",
      StreamSpecification: { StreamViewType: "NEW_IMAGE" },
    });
    expect(table).toMatchObject({ pointInTimeRecovery: true, deletionProtection: true });
    expect(table.stream).toContain(":table/roll/stream/");
  });

  test("whose changes go to Kinesis, as far as it is known where", async () => {
    const stream = `arn:aws:kinesis:${here}:stream/changes`;
    const copied = await read({ KinesisStreamSpecification: { StreamArn: stream } });
    expect(copied.table.streamingDestinations).toEqual([stream]);
    const unknown = await read({ KinesisStreamSpecification: { StreamArn: hole } });
    expect(unknown.table).not.toHaveProperty("streamingDestinations");
    expect(unknown.unread).toMatchObject([{ facts: "tables", resource: unknown.table.arn }]);
  });

  test.each([
    ["by ARN", { "Fn::GetAtt": ["Key", "Arn"] }],
    ["by id", { Ref: "Key" }],
    ["by alias", "alias/roll"],
    ["by the alias’s ARN", `arn:aws:kms:${here}:alias/roll`],
  ])("with a customer’s key, named %s: the fact is the key’s ARN", async (_, id) => {
    const { account, table } = await read(customer(id));
    expect(table.encryption).toEqual({ kind: "customer", key: account.keys[0]!.arn });
  });

  test("with AWS’s key, with one that is elsewhere, with one that is not known", async () => {
    expect((await read({ SSESpecification: { SSEEnabled: true } })).table.encryption).toEqual({
      kind: "aws-managed",
    });
    expect((await read(customer("alias/aws/dynamodb"))).table.encryption).toEqual({ kind: "aws-managed" });
    const other = "arn:aws:kms:ca-central-1:222222222222:key/1";
    expect((await read(customer(other))).table.encryption).toEqual({ kind: "customer", key: other });
    const { table, unread } = await read(customer(hole));
    expect(table.encryption).toBeUndefined();
    expect(unread).toMatchObject([{ facts: "tables", resource: `arn:aws:dynamodb:${here}:table/roll` }]);
  });

  test("with a policy, and one of its stream", async () => {
    const stream = {
      StreamViewType: "KEYS_ONLY",
      ResourcePolicy: { PolicyDocument: allow("dynamodb:GetRecords") },
    };
    const { account } = await read({
      ResourcePolicy: { PolicyDocument: allow("dynamodb:GetItem") },
      StreamSpecification: stream,
    });
    expect(account.resourcePolicies.filter(({ resource }) => resource.includes(":table/"))).toEqual([
      { resource: `arn:aws:dynamodb:${here}:table/roll`, policy: allow("dynamodb:GetItem") },
      { resource: account.tables[0]!.stream, policy: allow("dynamodb:GetRecords") },
    ]);
  });

  test("of several regions is one table in each", async () => {
    const replicas = [
      { Region: "ca-central-1", PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
      { Region: "ca-west-1" },
    ];
    const { account, unread } = await accountOf({
      T: is("AWS::DynamoDB::GlobalTable")({ TableName: "roll", Replicas: replicas }),
    });
    expect(unread).toEqual([]);
    expect(account.tables).toMatchObject([
      { arn: `arn:aws:dynamodb:${here}:table/roll`, pointInTimeRecovery: true },
      { arn: "arn:aws:dynamodb:ca-west-1:111111111111:table/roll", pointInTimeRecovery: false },
    ]);
  });
});
