import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, test } from "vitest";
import { tasks } from "../../lib/contract/tasks.ts";
import {
  config,
  expectCount,
  expectProperties,
  expectResource,
  propertiesOf,
  statementsIn,
  templatesOf,
} from "./templates.ts";

const { register } = await templatesOf(config);

const dataKey = { "Fn::GetAtt": [Match.stringLikeRegexp("^DataKey"), "Arn"] };
const sealer = { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::222222222222:role/rollward-seal" } };
const kept = { DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain" };

describe("the roll", () => {
  test("is a table under the office’s own key that nobody can delete by mistake, with every change streamed", () => {
    expectResource(register, "AWS::DynamoDB::Table", {
      Properties: {
        TableName: "rollward-roll",
        BillingMode: "PAY_PER_REQUEST",
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true, SSEType: "KMS", KMSMasterKeyId: dataKey },
        StreamSpecification: { StreamViewType: "NEW_AND_OLD_IMAGES" },
        KeySchema: [{ AttributeName: "VoterId", KeyType: "HASH" }],
        GlobalSecondaryIndexes: [
          {
            IndexName: "by-county",
            KeySchema: [
              { AttributeName: "County", KeyType: "HASH" },
              { AttributeName: "VoterId", KeyType: "RANGE" },
            ],
            Projection: { ProjectionType: "ALL" },
          },
        ],
        Tags: [{ Key: "rollward:asset", Value: "roll" }],
      },
      ...kept,
    });
  });

  test("is opened only by the account’s own rules, and by the sealer through S3 for exports", () => {
    expectProperties(register, "AWS::KMS::Alias", { AliasName: "alias/rollward-data" });
    expectResource(register, "AWS::KMS::Key", {
      Properties: { EnableKeyRotation: true, Tags: [{ Key: "rollward:asset", Value: "dataKey" }] },
      ...kept,
    });
    const [key] = Object.values(propertiesOf(register, "AWS::KMS::Key"));
    expect(statementsIn(key)).toEqual([
      {
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::111111111111:root" },
        Action: "kms:*",
        Resource: "*",
      },
      {
        Sid: "SealerReadsExports",
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::222222222222:root" },
        Action: "kms:Decrypt",
        Resource: "*",
        Condition: {
          ...sealer,
          StringEquals: { "kms:ViaService": "s3.ca-central-1.amazonaws.com" },
          StringLike: {
            "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::rollward-exports-111111111111/exports/*",
          },
        },
      },
    ]);
  });
});

describe("the exports", () => {
  test("lie under the same key, closed to the public, gone in two days, without older versions", () => {
    expectResource(register, "AWS::S3::Bucket", {
      Properties: {
        BucketName: "rollward-exports-111111111111",
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { ServerSideEncryptionByDefault: { SSEAlgorithm: "aws:kms", KMSMasterKeyID: dataKey } },
          ],
        },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 2, Status: "Enabled" })] },
        VersioningConfiguration: Match.absent(),
        OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
        Tags: [{ Key: "rollward:asset", Value: "roll" }],
      },
      ...kept,
    });
  });

  test("are read over TLS only, and from outside by the sealer alone", () => {
    const [policy] = Object.values(propertiesOf(register, "AWS::S3::BucketPolicy"));
    const [tls, ...rest] = statementsIn(policy);
    expect(tls).toMatchObject({
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: "s3:*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
    const allowed = {
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::222222222222:root" },
      Condition: sealer,
    };
    expect(rest).toEqual([
      {
        Sid: "SealerLists",
        Action: "s3:ListBucket",
        Resource: "arn:aws:s3:::rollward-exports-111111111111",
        ...allowed,
      },
      {
        Sid: "SealerReads",
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::rollward-exports-111111111111/exports/*",
        ...allowed,
      },
    ]);
  });

  test("begin every day, by the export’s function", () => {
    expectProperties(register, "AWS::Events::Rule", {
      Name: "rollward-export-daily",
      ScheduleExpression: "cron(0 3 * * ? *)",
      State: "ENABLED",
      Targets: [{ Arn: { "Fn::GetAtt": [Match.stringLikeRegexp("^Export"), "Arn"] }, Id: "Target0" }],
    });
  });
});

describe("the door", () => {
  const routes = Object.values(propertiesOf(register, "AWS::ApiGatewayV2::Route"));

  test("has the contract’s routes and no other, each for a token with its scope", () => {
    const expected = Object.values(tasks).flatMap(({ route }) => (route === undefined ? [] : [route]));
    expect(expected.length).toBeGreaterThan(2);
    expect(
      routes.map((route) => [route["RouteKey"], route["AuthorizationType"], route["AuthorizationScopes"]]),
    ).toEqual(expected.map(({ key, scope }) => [key, "JWT", [scope]]));
  });

  test("believes tokens of the office’s provider, for this audience", () => {
    expectProperties(register, "AWS::ApiGatewayV2::Api", {
      Name: "rollward-register",
      ProtocolType: "HTTP",
    });
    expectCount(register, "AWS::ApiGatewayV2::Authorizer", 1);
    expectProperties(register, "AWS::ApiGatewayV2::Authorizer", {
      AuthorizerType: "JWT",
      IdentitySource: ["$request.header.Authorization"],
      JwtConfiguration: { Issuer: "https://login.alder-county.example", Audience: ["rollward-register"] },
    });
  });

  test("is throttled, and logs who came by which route, without the voter’s number", () => {
    expectCount(register, "AWS::ApiGatewayV2::Stage", 1);
    expectProperties(register, "AWS::ApiGatewayV2::Stage", {
      StageName: "$default",
      DefaultRouteSettings: { ThrottlingBurstLimit: 100, ThrottlingRateLimit: 50 },
      AccessLogSettings: { DestinationArn: { "Fn::GetAtt": [Match.stringLikeRegexp("^ApiLogs"), "Arn"] } },
    });
    const [stage] = Object.values(propertiesOf(register, "AWS::ApiGatewayV2::Stage"));
    const format = JSON.stringify(stage?.["AccessLogSettings"]);
    expect(format).toContain("$context.routeKey");
    expect(format).not.toMatch(/\$context\.(path|requestPath)|rawPath/);
  });

  test("tells its address", () => {
    expect(() =>
      register.hasOutput("ApiUrl", {
        Value: { "Fn::GetAtt": [Match.stringLikeRegexp("^Api"), "ApiEndpoint"] },
      }),
    ).not.toThrow();
  });
});
