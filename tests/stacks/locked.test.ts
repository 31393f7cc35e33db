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
} from "./templates.ts";

const { vault, mirror, audit } = await templatesOf(config);

const buckets = [
  ["vault", vault, "rollward-vault-222222222222", "vault"],
  ["mirror", mirror, "rollward-mirror-333333333333", "mirrors"],
  ["trail", audit, "rollward-trail-444444444444", "trail"],
] as const;

describe.each(buckets)("the bucket of the %s", (_, template, name, asset) => {
  test("is locked in compliance mode for the office’s 400 days, versioned, closed, and kept", () => {
    expectCount(template, "AWS::S3::Bucket", 1);
    expectResource(template, "AWS::S3::Bucket", {
      Properties: {
        BucketName: name,
        ObjectLockEnabled: true,
        ObjectLockConfiguration: {
          ObjectLockEnabled: "Enabled",
          Rule: { DefaultRetention: { Mode: "COMPLIANCE", Days: 400 } },
        },
        VersioningConfiguration: { Status: "Enabled" },
        OwnershipControls: { Rules: [{ ObjectOwnership: "BucketOwnerEnforced" }] },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        Tags: [{ Key: "rollward:asset", Value: asset }],
      },
      DeletionPolicy: "Retain",
      UpdateReplacePolicy: "Retain",
    });
  });

  test("has no customer’s key, which would be a switch that destroys it", () => {
    expectProperties(template, "AWS::S3::Bucket", {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }],
      },
    });
  });

  test("forbids everybody: plain HTTP, deleting, and touching the lock", () => {
    expect(denials(template)).toMatchObject([
      { Action: "s3:*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
      { Action: ["s3:DeleteObject", "s3:DeleteObjectVersion"], Resource: `arn:aws:s3:::${name}/*` },
      {
        Action: ["s3:PutBucketObjectLockConfiguration", "s3:PutBucketVersioning"],
        Resource: `arn:aws:s3:::${name}`,
      },
      ...(asset === "trail" ? [] : [{ Sid: "WriteOnce" }]),
    ]);
    for (const { Principal } of denials(template)) expect(Principal).toEqual({ AWS: "*" });
  });
});

describe("vault and mirror", () => {
  test.each(buckets.slice(0, 2))(
    "the %s lets nobody write over a name that is taken",
    (_, template, name) => {
      expect(denials(template)).toContainEqual({
        Sid: "WriteOnce",
        Effect: "Deny",
        Principal: { AWS: "*" },
        Action: "s3:PutObject",
        Resource: `arn:aws:s3:::${name}/roll/*`,
        Condition: { Null: { "s3:if-none-match": "true" }, Bool: { "s3:ObjectCreationOperation": "true" } },
      });
    },
  );

  test("only the mirror’s role reads the vault from outside, and nothing outside writes there", () => {
    const allowed = policyOf(vault).filter(({ Effect }) => Effect === "Allow");
    expect(allowed.length).toBe(2);
    for (const statement of allowed) {
      expect(statement.Principal).toEqual({ AWS: "arn:aws:iam::333333333333:root" });
      expect(statement.Condition).toEqual({
        ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::333333333333:role/rollward-mirror" },
      });
      expect([statement.Action].flat().every((action) => /^s3:(Get|List)/.test(action))).toBe(true);
    }
  });

  test("nobody outside may use the mirror’s bucket at all", () => {
    expect(policyOf(mirror).filter(({ Effect }) => Effect === "Allow")).toEqual([]);
  });

  test("manifests are signed by a key that cannot leave KMS and does nothing else", () => {
    expectResource(vault, "AWS::KMS::Key", {
      Properties: {
        KeySpec: "ECC_NIST_P256",
        KeyUsage: "SIGN_VERIFY",
        Tags: [{ Key: "rollward:asset", Value: "signingKey" }],
      },
      DeletionPolicy: "Retain",
    });
    expectProperties(vault, "AWS::KMS::Alias", { AliasName: "alias/rollward-signing" });
  });

  test("the sealer starts after the export, the mirror after the sealer", () => {
    expectProperties(vault, "AWS::Events::Rule", {
      Name: "rollward-seal-daily",
      ScheduleExpression: "cron(0 7 * * ? *)",
    });
    expectProperties(mirror, "AWS::Events::Rule", {
      Name: "rollward-mirror-daily",
      ScheduleExpression: "cron(0 9 * * ? *)",
    });
  });

  test("the retention is the office’s", async () => {
    const short = await templatesOf({ ...config, objectives: { retentionDays: 1 } });
    expectProperties(short.vault, "AWS::S3::Bucket", {
      ObjectLockConfiguration: Match.objectLike({
        Rule: { DefaultRetention: { Mode: "COMPLIANCE", Days: 1 } },
      }),
    });
  });
});

type Template = typeof vault;

function policyOf(template: Template) {
  return statementsIn(Object.values(propertiesOf(template, "AWS::S3::BucketPolicy")));
}

function denials(template: Template) {
  return policyOf(template).filter(({ Effect }) => Effect === "Deny");
}
