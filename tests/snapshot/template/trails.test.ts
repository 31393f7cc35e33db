import { describe, expect, test } from "vitest";
import { accountOf, asked, hole, type Properties } from "./cdk-out.ts";

async function read(properties: Properties) {
  const trail = {
    Type: "AWS::CloudTrail::Trail",
    Properties: { TrailName: "t", S3BucketName: "logs", IsLogging: true, ...properties },
  };
  const { account, unread } = await accountOf({ T: trail }, asked);
  return { trail: account.trails[0]!, unread };
}

test("a trail of which little is said", async () => {
  expect(await read({})).toEqual({
    unread: [],
    trail: {
      arn: "arn:aws:cloudtrail:ca-central-1:111111111111:trail/t",
      name: "t",
      region: "ca-central-1",
      tags: {},
      logging: true,
      multiRegion: false,
      globalEvents: false,
      validation: false,
      organization: false,
      bucket: "logs",
      key: null,
      managementEvents: true,
      dataEvents: [],
      dataArns: [],
    },
  });
});

test("a trail with all of it", async () => {
  const { trail } = await read({
    IsMultiRegionTrail: true,
    EnableLogFileValidation: true,
    IsOrganizationTrail: true,
    KMSKeyId: "alias/t",
  });
  expect(trail).toMatchObject({
    multiRegion: true,
    globalEvents: true,
    validation: true,
    organization: true,
    key: "alias/t",
  });
});

const data = (type: string, ...values: readonly unknown[]) => ({ Type: type, Values: values });
const s3 = data("AWS::S3::Object", "arn:aws:s3:::rolls/");
const field = (name: string, rule: Properties) => ({ Field: name, ...rule });
const category = (name: string) => field("eventCategory", { Equals: [name] });
const advanced = (...selectors: readonly (readonly unknown[])[]) => ({
  AdvancedEventSelectors: selectors.map((FieldSelectors) => ({ FieldSelectors })),
});
const basic = (...EventSelectors: readonly Properties[]) => ({ EventSelectors });

describe("what a trail keeps", () => {
  test.each<[string, Properties, Properties]>([
    [
      "all of a bucket",
      basic({ DataResources: [s3] }),
      { managementEvents: true, dataEvents: ["arn:aws:s3:::rolls/"] },
    ],
    [
      "all of a service",
      basic({
        DataResources: [
          data("AWS::S3::Object", "arn:aws:s3:::"),
          data("AWS::DynamoDB::Table", "arn:aws:dynamodb"),
        ],
      }),
      { dataEvents: ["arn:aws:dynamodb", "arn:aws:s3"] },
    ],
    [
      "what is only written",
      basic({ ReadWriteType: "WriteOnly", DataResources: [s3] }),
      { managementEvents: false, dataEvents: [] },
    ],
    [
      "reading and writing in two",
      basic(
        { ReadWriteType: "WriteOnly", DataResources: [s3] },
        { ReadWriteType: "ReadOnly", DataResources: [s3] },
      ),
      { managementEvents: true, dataEvents: ["arn:aws:s3:::rolls/"] },
    ],
    [
      "no management events",
      basic({ IncludeManagementEvents: false, DataResources: [s3] }),
      { managementEvents: false },
    ],
    [
      "not those of KMS",
      basic({ ExcludeManagementEventSources: ["kms.amazonaws.com"] }),
      { managementEvents: false },
    ],
    ["by fields: management", advanced([category("Management")]), { managementEvents: true, dataEvents: [] }],
    [
      "by fields: management, writing only",
      advanced([category("Management"), field("readOnly", { Equals: ["false"] })]),
      { managementEvents: false },
    ],
    [
      "by fields: management, without a service",
      advanced([category("Management"), field("eventSource", { NotEquals: ["kms.amazonaws.com"] })]),
      { managementEvents: false },
    ],
    [
      "by fields: a table",
      advanced([
        category("Data"),
        field("resources.type", { Equals: ["AWS::DynamoDB::Table"] }),
        field("resources.ARN", { StartsWith: ["arn:aws:dynamodb:x"] }),
      ]),
      { managementEvents: false, dataEvents: ["arn:aws:dynamodb:x"] },
    ],
    [
      "by fields: all of a service",
      advanced([category("Data"), field("resources.type", { Equals: ["AWS::S3::Object"] })]),
      { dataEvents: ["arn:aws:s3"] },
    ],
    [
      "by fields: exactly one table",
      advanced([
        category("Data"),
        field("resources.type", { Equals: ["AWS::DynamoDB::Table"] }),
        field("resources.ARN", { Equals: ["arn:aws:dynamodb:x:1:table/roll"] }),
      ]),
      { dataEvents: [], dataArns: ["arn:aws:dynamodb:x:1:table/roll"] },
    ],
    [
      "by fields: what equals a bucket, which no object does",
      advanced([
        category("Data"),
        field("resources.type", { Equals: ["AWS::S3::Object"] }),
        field("resources.ARN", { Equals: ["arn:aws:s3:::rolls/"] }),
      ]),
      { dataEvents: [], dataArns: ["arn:aws:s3:::rolls/"] },
    ],
    [
      "by fields: a table’s stream, which is not the table",
      advanced([
        category("Data"),
        field("resources.type", { Equals: ["AWS::DynamoDB::Stream"] }),
        field("resources.ARN", { StartsWith: ["arn:aws:dynamodb:x:1:table/roll"] }),
      ]),
      { dataEvents: [], dataArns: [] },
    ],
    [
      "a table, which is one",
      basic({ DataResources: [data("AWS::DynamoDB::Table", "arn:aws:dynamodb:x:1:table/roll")] }),
      { dataEvents: [], dataArns: ["arn:aws:dynamodb:x:1:table/roll"] },
    ],
    [
      "by fields: a type that is not known",
      advanced([category("Data"), field("resources.type", { Equals: ["AWS::Odd::Thing"] })]),
      { dataEvents: [] },
    ],
    [
      "by fields: only some events of a service",
      advanced([
        category("Data"),
        field("resources.type", { Equals: ["AWS::S3::Object"] }),
        field("eventName", { Equals: ["DeleteObject"] }),
      ]),
      { dataEvents: [] },
    ],
    [
      "by fields: all but one bucket",
      advanced([
        category("Data"),
        field("resources.type", { Equals: ["AWS::S3::Object"] }),
        field("resources.ARN", { NotStartsWith: ["arn:aws:s3:::rolls/"] }),
      ]),
      { dataEvents: [] },
    ],
  ])("%s", async (_, properties, expected) => {
    expect(await read(properties)).toMatchObject({ trail: expected, unread: [] });
  });

  test.each<[string, Properties]>([
    ["selectors", { EventSelectors: hole }],
    ["a selector’s direction", basic({ ReadWriteType: hole })],
    ["a selector’s resources", basic({ DataResources: [data("AWS::S3::Object", hole)] })],
    ["a field’s values", advanced([field("eventCategory", { Equals: [hole] })])],
  ])("is not said when %s are not known", async (_, properties) => {
    const { trail, unread } = await read(properties);
    expect(trail).not.toHaveProperty("managementEvents");
    expect(trail).not.toHaveProperty("dataEvents");
    expect(unread).toMatchObject([{ facts: "trails", resource: trail.arn }]);
  });
});
