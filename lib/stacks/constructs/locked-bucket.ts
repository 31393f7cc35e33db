import { AnyPrincipal, Effect, PolicyStatement } from "aws-cdk-lib/aws-iam";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectLockRetention,
  ObjectOwnership,
} from "aws-cdk-lib/aws-s3";
import { Duration, RemovalPolicy, type Stack } from "aws-cdk-lib/core";
import { bucketNames } from "../../contract/names.ts";
import type { Office } from "../office.ts";
import { bucketArn } from "../targets.ts";
import { markAsset } from "./marks.ts";

/**
 * A bucket that keeps what it is given: Object Lock in compliance mode, which nobody can undo, the root included.
 * S3 encrypts it with its own keys: what lies there is sealed already (or is the trail), and a customer's key on a
 * locked bucket would be a switch that destroys it (docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html).
 */
export function makeLockedBucket(
  stack: Stack,
  id: string,
  asset: "vault" | "mirror" | "trail",
  office: Office,
): Bucket {
  const bucket = new Bucket(stack, id, {
    bucketName: bucketNames(office)[asset],
    objectLockEnabled: true,
    objectLockDefaultRetention: ObjectLockRetention.compliance(Duration.days(office.retentionDays)),
    versioned: true,
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  markAsset(bucket, asset === "mirror" ? "mirrors" : asset);
  const arn = bucketArn(asset, office);
  // A lock protects versions, not names: a delete marker would still hide them. Lifecycle rules pass by the policy.
  bucket.addToResourcePolicy(
    denyAll("NobodyDeletes", `${arn}/*`, ["s3:DeleteObject", "s3:DeleteObjectVersion"]),
  );
  // Also against the office itself: whoever wants another retention must first take this statement out, in the open.
  bucket.addToResourcePolicy(
    denyAll("RetentionStays", arn, ["s3:PutBucketObjectLockConfiguration", "s3:PutBucketVersioning"]),
  );
  return bucket;
}

/**
 * Lets nobody write over what is there. Parts of multipart uploads, which cannot carry the header, are left out; the
 * request that completes them is not (docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html).
 */
export function writeOnce(bucket: Bucket, objects: string): void {
  bucket.addToResourcePolicy(
    denyAll("WriteOnce", objects, ["s3:PutObject"], {
      Null: { "s3:if-none-match": "true" },
      Bool: { "s3:ObjectCreationOperation": "true" },
    }),
  );
}

function denyAll(
  sid: string,
  resource: string,
  actions: string[],
  conditions: Record<string, Record<string, string>> = {},
): PolicyStatement {
  const principals = [new AnyPrincipal()];
  return new PolicyStatement({
    sid,
    effect: Effect.DENY,
    principals,
    actions,
    resources: [resource],
    conditions,
  });
}
