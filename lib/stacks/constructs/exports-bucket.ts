import type { Key } from "aws-cdk-lib/aws-kms";
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from "aws-cdk-lib/aws-s3";
import { Duration, RemovalPolicy, type Stack } from "aws-cdk-lib/core";
import { bucketNames } from "../../contract/names.ts";
import type { Office } from "../office.ts";
import { bucketArn, exportsArn } from "../targets.ts";
import { acknowledge } from "./acknowledge.ts";
import { markAsset } from "./marks.ts";
import { openTo } from "./outsider.ts";

/**
 * Where DynamoDB writes the daily export and the sealer reads it: the whole roll, not yet sealed. So nothing stays
 * longer than two days, no older versions are kept, and it counts as the roll for whoever may read it.
 */
export function makeExportsBucket(stack: Stack, office: Office, key: Key): Bucket {
  const bucket = new Bucket(stack, "ExportsBucket", {
    bucketName: bucketNames(office).exports,
    encryption: BucketEncryption.KMS,
    encryptionKey: key,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    lifecycleRules: [
      {
        id: "gone-in-two-days",
        expiration: Duration.days(2),
        abortIncompleteMultipartUploadAfter: Duration.days(1),
      },
    ],
    removalPolicy: RemovalPolicy.RETAIN,
  });
  markAsset(bucket, "roll");
  const openings = [
    { task: "seal", target: "exports", sid: "SealerLists", resource: bucketArn("exports", office) },
    { task: "seal", target: "exportObjects", sid: "SealerReads", resource: exportsArn(office) },
  ] as const;
  for (const statement of openings.flatMap((opening) => openTo(stack.account, opening, office)))
    bucket.addToResourcePolicy(statement);
  acknowledge(
    bucket,
    "AwsSolutions-S1",
    "The trail records every read and write of an object here, with who did it, complete and validated, which server access logs are not.",
  );
  return bucket;
}
