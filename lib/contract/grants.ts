import type { Grant } from "./contract.ts";
import type { FunctionTask } from "./names.ts";

/**
 * Lambda writes a function's log lines with its role; the log group is the stacks'.
 * Source: docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
 */
const logs: readonly Grant[] = [
  { action: "logs:CreateLogStream", on: "logs", through: "lambda" },
  { action: "logs:PutLogEvents", on: "logs", through: "lambda" },
];

/**
 * DynamoDB opens the table's own key with the caller's rights, for each caller, and again after five minutes without
 * a call: for writing as for reading.
 * Source: docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html, "Table key caching"
 */
const tableKey: Grant = { action: "kms:Decrypt", on: "dataKey", through: "dynamodb" };

/**
 * Exactly what each function's code calls, and what services call with its role on the way. The stacks grant this and
 * nothing else. `tests/handlers/grants.test.ts` runs every function through all its paths and holds both directions:
 * what it calls stands here, and what stands here without `through` it calls.
 *
 * Which right a call to S3 needs: docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
 * (HeadObject and GetObject: GetObject, or with a version's id GetObjectVersion and not GetObject; HeadBucket and
 * ListObjectsV2: ListBucket; ListObjectVersions: ListBucketVersions; a retention on PutObject: PutObjectRetention).
 */
export const grants: Readonly<Record<FunctionTask, readonly Grant[]>> = {
  register: [{ action: "dynamodb:PutItem", on: "rollTable" }, tableKey, ...logs],
  "look-up": [{ action: "dynamodb:GetItem", on: "rollTable" }, tableKey, ...logs],
  "hand-out-list": [{ action: "dynamodb:Query", on: "countyIndex" }, tableKey, ...logs],
  export: [
    { action: "dynamodb:ExportTableToPointInTime", on: "rollTable" },
    // DynamoDB writes the files with the role of whoever asked for the export. Its page names s3:PutObjectAcl too; this
    // bucket knows no ACLs (its owner owns every object), and that right would be one to change rules.
    // Source: docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport_Requesting.html
    { action: "s3:PutObject", on: "exportObjects", through: "dynamodb" },
    { action: "s3:AbortMultipartUpload", on: "exportObjects", through: "dynamodb" },
    // S3 makes a key for each file, and opens it again to join the pieces of a large one.
    // Source: docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html, "Multipart uploads"
    { action: "kms:Decrypt", on: "dataKey", through: "s3" },
    { action: "kms:GenerateDataKey", on: "dataKey", through: "s3" },
    ...logs,
  ],
  seal: [
    { action: "s3:ListBucket", on: "exports" },
    { action: "s3:GetObject", on: "exportObjects" },
    // S3 opens an exported file for whoever reads it (as above, "Using SSE-KMS").
    { action: "kms:Decrypt", on: "dataKey", through: "s3" },
    // The only thing read of the vault: in which mode its objects are locked.
    { action: "s3:GetBucketObjectLockConfiguration", on: "vault" },
    { action: "s3:PutObject", on: "vaultObjects" },
    { action: "s3:PutObjectRetention", on: "vaultObjects" },
    { action: "kms:GetPublicKey", on: "signingKey" },
    { action: "kms:Sign", on: "signingKey" },
    { action: "dynamodb:GetItem", on: "head" },
    { action: "dynamodb:PutItem", on: "head" },
    ...logs,
  ],
  mirror: [
    { action: "s3:ListBucket", on: "vault" },
    { action: "s3:ListBucketVersions", on: "vault" },
    // In a bucket with versions every object is asked for by its version's id.
    { action: "s3:GetObjectVersion", on: "vaultObjects" },
    { action: "s3:ListBucket", on: "mirror" },
    { action: "s3:ListBucketVersions", on: "mirror" },
    { action: "s3:GetBucketObjectLockConfiguration", on: "mirror" },
    // What stands in the way of a write is read back: its newest version without an id, then older ones by theirs.
    { action: "s3:GetObject", on: "mirrorObjects" },
    { action: "s3:GetObjectVersion", on: "mirrorObjects" },
    { action: "s3:PutObject", on: "mirrorObjects" },
    { action: "s3:PutObjectRetention", on: "mirrorObjects" },
    ...logs,
  ],
};
