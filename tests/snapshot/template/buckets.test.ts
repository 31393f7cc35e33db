import { describe, expect, test } from "vitest";
import { accountOf, asked, hole, one, type Properties } from "./cdk-out.ts";

const is =
  (type: string) =>
  (properties: Properties = {}) =>
    one(type, properties);

describe("a bucket", () => {
  const bucket = is("AWS::S3::Bucket");
  const read = async (properties: Properties) => {
    const { account, unread } = await accountOf({ B: bucket({ BucketName: "rolls", ...properties }) }, asked);
    return { ...account.buckets[0]!, unread };
  };
  const open = {
    blockPublicAcls: false,
    ignorePublicAcls: false,
    blockPublicPolicy: false,
    restrictPublicBuckets: false,
  };
  const lock = (retention: unknown) => ({
    ObjectLockEnabled: true,
    ObjectLockConfiguration: { ObjectLockEnabled: "Enabled", Rule: { DefaultRetention: retention } },
  });
  const encrypted = (byDefault: unknown) => ({
    BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: byDefault }] },
  });

  test.each<[string, Properties, Properties]>([
    [
      "of which nothing is said",
      {},
      {
        versioning: "never",
        objectLock: null,
        encryption: { algorithm: "AES256" },
        publicAccessBlock: null,
        replication: null,
        region: "ca-central-1",
        tags: {},
      },
    ],
    ["with versions", { VersioningConfiguration: { Status: "Enabled" } }, { versioning: "enabled" }],
    [
      "with versions suspended",
      { VersioningConfiguration: { Status: "Suspended" } },
      { versioning: "suspended" },
    ],
    [
      "with a lock",
      lock({ Mode: "COMPLIANCE", Days: 400 }),
      { objectLock: { mode: "COMPLIANCE", days: 400 }, versioning: "enabled" },
    ],
    [
      "with a lock of years, as text",
      lock({ Mode: "GOVERNANCE", Years: "2" }),
      { objectLock: { mode: "GOVERNANCE", days: 730 } },
    ],
    ["with a lock and no default", { ObjectLockEnabled: "true" }, { objectLock: { mode: null, days: null } }],
    [
      "with a customer’s key",
      encrypted({ SSEAlgorithm: "aws:kms", KMSMasterKeyID: "alias/k" }),
      { encryption: { algorithm: "aws:kms", key: "alias/k" } },
    ],
    [
      "with half a block",
      { PublicAccessBlockConfiguration: { BlockPublicAcls: true } },
      { publicAccessBlock: { ...open, blockPublicAcls: true } },
    ],
    [
      "that is copied",
      {
        ReplicationConfiguration: {
          Role: "arn:aws:iam::111111111111:role/Copy",
          Rules: [
            { Status: "Enabled", Destination: { Bucket: "arn:aws:s3:::copy" } },
            { Status: "Disabled", Destination: { Bucket: "arn:aws:s3:::old" } },
          ],
        },
      },
      { replication: { role: "arn:aws:iam::111111111111:role/Copy", destinations: ["arn:aws:s3:::copy"] } },
    ],
    [
      "with tags",
      { Tags: [{ Key: "rollward:asset", Value: "vault" }] },
      { tags: { "rollward:asset": "vault" } },
    ],
  ])("%s", async (_, properties, expected) => {
    expect(await read(properties)).toMatchObject({ ...expected, unread: [] });
  });

  test.each<[string, Properties, string]>([
    ["versions", { VersioningConfiguration: { Status: hole } }, "versioning"],
    [
      "versions in a word that is not known",
      { VersioningConfiguration: { Status: "Perhaps" } },
      "versioning",
    ],
    ["a lock", { ObjectLockEnabled: hole }, "objectLock"],
    ["a lock’s mode", lock({ Mode: "FOREVER", Days: 1 }), "objectLock"],
    ["a lock’s days", lock({ Mode: "COMPLIANCE", Days: "-1" }), "objectLock"],
    ["encryption", { BucketEncryption: hole }, "encryption"],
    ["the whole block", { PublicAccessBlockConfiguration: hole }, "publicAccessBlock"],
    ["the whole copying", { ReplicationConfiguration: hole }, "replication"],
    ["the algorithm", encrypted({ SSEAlgorithm: hole }), "encryption"],
    ["a block", { PublicAccessBlockConfiguration: { BlockPublicAcls: hole } }, "publicAccessBlock"],
    [
      "a copy’s place",
      {
        ReplicationConfiguration: {
          Role: "arn:aws:iam::111111111111:role/C",
          Rules: [{ Destination: { Bucket: hole } }],
        },
      },
      "replication",
    ],
  ])("of which %s is not known has no such fact, and an entry under unread", async (_, properties, fact) => {
    const { unread, ...found } = await read(properties);
    expect(found).not.toHaveProperty(fact);
    expect(unread[0]).toMatchObject({
      facts: "buckets",
      account: "111111111111",
      resource: "arn:aws:s3:::rolls",
    });
  });

  test("that is public by an access-control list says that this is not read", async () => {
    expect((await read({ AccessControl: "PublicRead" })).unread).toMatchObject([
      { facts: "resource-policies", resource: "arn:aws:s3:::rolls" },
    ]);
    expect((await read({ AccessControl: "Private" })).unread).toEqual([]);
  });

  test("with a tag that is not known: it might mark an asset", async () => {
    expect((await read({ Tags: [{ Key: hole, Value: "vault" }] })).unread).toMatchObject([
      { facts: "buckets" },
    ]);
  });
});
