import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, test } from "vitest";
import {
  config,
  expectCount,
  expectProperties,
  expectResource,
  propertiesOf,
  statementsIn,
  templatesOf,
  trial,
} from "./templates.ts";

const { audit } = await templatesOf(config);

describe("the trail", () => {
  test("is the organisation’s, of every region, validated and running, once its bucket lets it write", () => {
    expectResource(audit, "AWS::CloudTrail::Trail", {
      Properties: {
        TrailName: "rollward-trail",
        IsLogging: true,
        IsMultiRegionTrail: true,
        IncludeGlobalServiceEvents: true,
        EnableLogFileValidation: true,
        IsOrganizationTrail: true,
        Tags: [{ Key: "rollward:asset", Value: "trail" }],
      },
      DependsOn: [Match.stringLikeRegexp("^TrailBucketPolicy")],
    });
  });

  test("keeps all management events, and who touched which object, item or record of the stream", () => {
    const [trail] = Object.values(propertiesOf(audit, "AWS::CloudTrail::Trail"));
    const selectors = trail?.["AdvancedEventSelectors"] as readonly { readonly FieldSelectors: unknown }[];
    const data = (type: string, prefixes: readonly string[]) => [
      { Field: "eventCategory", Equals: ["Data"] },
      { Field: "resources.type", Equals: [type] },
      { Field: "resources.ARN", StartsWith: prefixes },
    ];
    const roll = "arn:aws:dynamodb:ca-central-1:111111111111:table/rollward-roll";
    expect(selectors.map(({ FieldSelectors }) => FieldSelectors)).toEqual([
      [{ Field: "eventCategory", Equals: ["Management"] }],
      data("AWS::S3::Object", [
        "arn:aws:s3:::rollward-vault-222222222222/",
        "arn:aws:s3:::rollward-mirror-333333333333/",
        "arn:aws:s3:::rollward-exports-111111111111/",
      ]),
      data("AWS::DynamoDB::Table", [roll, "arn:aws:dynamodb:ca-central-1:444444444444:table/rollward-head"]),
      data("AWS::DynamoDB::Stream", [`${roll}/stream/`]),
    ]);
  });

  test("writes to its bucket as the trail of that name in the bucket’s own organisation, and nobody else does", () => {
    const conditions = {
      ArnLike: { "aws:SourceArn": "arn:aws:cloudtrail:ca-central-1:*:trail/rollward-trail" },
      StringEquals: { "aws:SourceOrgID": "${aws:ResourceOrgID}" },
    };
    const statement = { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" } };
    const bucket = "arn:aws:s3:::rollward-trail-444444444444";
    expect(allowedIn(audit)).toEqual([
      { Sid: "TrailLooks", ...statement, Action: "s3:GetBucketAcl", Resource: bucket, Condition: conditions },
      {
        Sid: "TrailWrites",
        ...statement,
        Action: "s3:PutObject",
        Resource: `${bucket}/AWSLogs/*`,
        Condition: {
          ...conditions,
          StringEquals: { ...conditions.StringEquals, "s3:x-amz-acl": "bucket-owner-full-control" },
        },
      },
    ]);
  });

  test("is the account’s own where one account stands for all", async () => {
    const { audit: alone } = await templatesOf(trial);
    expectProperties(alone, "AWS::CloudTrail::Trail", { IsOrganizationTrail: false });
    const [looks, writes] = allowedIn(alone);
    const arn = "arn:aws:cloudtrail:us-east-1:123456789012:trail/rollward-trail";
    expect(looks?.Condition).toEqual({ StringEquals: { "aws:SourceArn": arn } });
    expect(writes?.Resource).toBe("arn:aws:s3:::rollward-trail-123456789012/AWSLogs/123456789012/*");
  });
});

describe("the head record", () => {
  test("cannot be deleted by mistake, and keeps its past", () => {
    expectResource(audit, "AWS::DynamoDB::Table", {
      Properties: {
        TableName: "rollward-head",
        BillingMode: "PAY_PER_REQUEST",
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: Match.absent(),
        Tags: [{ Key: "rollward:asset", Value: "head" }],
      },
      DeletionPolicy: "Retain",
      UpdateReplacePolicy: "Retain",
    });
  });

  test("is moved by the sealer of the vault’s account, who may only get and put it", () => {
    const [table] = Object.values(propertiesOf(audit, "AWS::DynamoDB::Table"));
    expect(statementsIn(table?.["ResourcePolicy"])).toEqual([
      {
        Sid: "SealerMovesHead",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::222222222222:root" },
        Action: ["dynamodb:GetItem", "dynamodb:PutItem"],
        Resource: "arn:aws:dynamodb:ca-central-1:444444444444:table/rollward-head",
        Condition: { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::222222222222:role/rollward-seal" } },
      },
    ]);
  });
});

test("no function and no role stands in the audit account", () => {
  expectCount(audit, "AWS::Lambda::Function", 0);
  expectCount(audit, "AWS::IAM::Role", 0);
});

function allowedIn(template: typeof audit) {
  const policies = Object.values(propertiesOf(template, "AWS::S3::BucketPolicy"));
  return statementsIn(policies).filter(({ Effect }) => Effect === "Allow");
}
