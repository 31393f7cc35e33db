import type { Grant } from "./contract.ts";
import type { FunctionTask } from "./names.ts";

/** Lambda writes a function's log lines with its role. */
const logs: readonly Grant[] = [
  { action: "logs:CreateLogStream", on: "logs", through: "lambda" },
  { action: "logs:PutLogEvents", on: "logs", through: "lambda" },
];

/**
 * Exactly what each function's code calls, and what services call with its role on the way. The stacks grant this and
 * nothing else; `tests/handlers` holds it in both directions.
 */
export const grants: Readonly<Record<FunctionTask, readonly Grant[]>> = {
  register: [
    { action: "dynamodb:PutItem", on: "rollTable" },
    { action: "kms:Decrypt", on: "dataKey", through: "dynamodb" },
    ...logs,
  ],
  "look-up": [
    { action: "dynamodb:GetItem", on: "rollTable" },
    { action: "kms:Decrypt", on: "dataKey", through: "dynamodb" },
    ...logs,
  ],
  "hand-out-list": [
    { action: "dynamodb:Query", on: "countyIndex" },
    { action: "kms:Decrypt", on: "dataKey", through: "dynamodb" },
    ...logs,
  ],
  export: [
    { action: "dynamodb:ExportTableToPointInTime", on: "rollTable" },
    { action: "s3:PutObject", on: "exportObjects", through: "dynamodb" },
    { action: "s3:AbortMultipartUpload", on: "exportObjects", through: "dynamodb" },
    { action: "kms:Decrypt", on: "dataKey", through: "s3" },
    { action: "kms:GenerateDataKey", on: "dataKey", through: "s3" },
    ...logs,
  ],
  seal: [
    { action: "s3:ListBucket", on: "exports" },
    { action: "s3:GetObject", on: "exportObjects" },
    { action: "kms:Decrypt", on: "dataKey", through: "s3" },
    { action: "s3:PutObject", on: "vaultObjects" },
    { action: "s3:PutObjectRetention", on: "vaultObjects" },
    { action: "kms:Sign", on: "signingKey" },
    { action: "dynamodb:GetItem", on: "head" },
    { action: "dynamodb:PutItem", on: "head" },
    ...logs,
  ],
  mirror: [
    { action: "s3:ListBucket", on: "vault" },
    { action: "s3:ListBucketVersions", on: "vault" },
    { action: "s3:GetObject", on: "vaultObjects" },
    { action: "s3:GetObjectVersion", on: "vaultObjects" },
    { action: "s3:ListBucket", on: "mirror" },
    { action: "s3:ListBucketVersions", on: "mirror" },
    { action: "s3:GetObject", on: "mirrorObjects" },
    { action: "s3:GetObjectVersion", on: "mirrorObjects" },
    { action: "s3:PutObject", on: "mirrorObjects" },
    { action: "s3:PutObjectRetention", on: "mirrorObjects" },
    ...logs,
  ],
};
