import type { EscalationPath, NeedTarget } from "../path.ts";
import { arn, aws, can, row } from "./row.ts";

/** Id, what the policy stands on, who may take it away, what it may deny; AWS's page, what it is in English and French. */
const removers: readonly (readonly [
  id: string,
  on: NeedTarget,
  actions: string | readonly string[],
  opens: readonly string[],
  page: string,
  en: string,
  fr: string,
])[] = [
  [
    "s3-delete-bucket-policy",
    { pattern: "arn:aws:s3:::*" },
    "s3:DeleteBucketPolicy",
    ["s3:*"],
    "AmazonS3/latest/API/API_DeleteBucketPolicy.html",
    "a bucket",
    "un compartiment",
  ],
  [
    "dynamodb-delete-resource-policy",
    arn("dynamodb", "table/*"),
    "dynamodb:DeleteResourcePolicy",
    ["dynamodb:*"],
    "amazondynamodb/latest/APIReference/API_DeleteResourcePolicy.html",
    "a table",
    "une table",
  ],
  [
    "lambda-delete-resource-policy",
    arn("lambda", "function:*"),
    ["lambda:DeleteResourcePolicy", "lambda:RemovePermission"],
    ["lambda:*"],
    "lambda/latest/api/API_RemovePermission.html",
    "a function",
    "une fonction",
  ],
  [
    "sqs-remove-permission",
    arn("sqs", "*"),
    "sqs:RemovePermission",
    ["sqs:*"],
    "AWSSimpleQueueService/latest/APIReference/API_RemovePermission.html",
    "a queue",
    "une file",
  ],
  [
    "sns-remove-permission",
    arn("sns", "*"),
    "sns:RemovePermission",
    ["sns:*"],
    "sns/latest/api/API_RemovePermission.html",
    "a topic",
    "un sujet de notification",
  ],
  [
    "secretsmanager-delete-resource-policy",
    arn("secretsmanager", "secret:*"),
    "secretsmanager:DeleteResourcePolicy",
    ["secretsmanager:*"],
    "secretsmanager/latest/apireference/API_DeleteResourcePolicy.html",
    "a secret",
    "un secret",
  ],
  [
    "ecr-delete-repository-policy",
    arn("ecr", "repository/*"),
    "ecr:DeleteRepositoryPolicy",
    ["ecr:*"],
    "AmazonECR/latest/APIReference/API_DeleteRepositoryPolicy.html",
    "a repository of images",
    "un dépôt d’images",
  ],
  [
    "elasticfilesystem-delete-file-system-policy",
    arn("elasticfilesystem", "file-system/*"),
    "elasticfilesystem:DeleteFileSystemPolicy",
    ["elasticfilesystem:*"],
    "efs/latest/ug/API_DeleteFileSystemPolicy.html",
    "a file system",
    "un système de fichiers",
  ],
  [
    "backup-delete-backup-vault-access-policy",
    arn("backup", "backup-vault:*"),
    "backup:DeleteBackupVaultAccessPolicy",
    ["backup:*"],
    "aws-backup/latest/devguide/API_DeleteBackupVaultAccessPolicy.html",
    "a backup vault",
    "un coffre de sauvegarde",
  ],
  [
    "kinesis-delete-resource-policy",
    arn("kinesis", "stream/*"),
    "kinesis:DeleteResourcePolicy",
    ["kinesis:*"],
    "kinesis/latest/APIReference/API_DeleteResourcePolicy.html",
    "a stream",
    "un flux",
  ],
  [
    "glue-delete-resource-policy",
    arn("glue", "catalog"),
    "glue:DeleteResourcePolicy",
    ["glue:*"],
    "glue/latest/webapi/API_DeleteResourcePolicy.html",
    "a data catalogue",
    "un catalogue de données",
  ],
  [
    "s3tables-delete-table-bucket-policy",
    arn("s3tables", "bucket/*"),
    "s3tables:DeleteTableBucketPolicy",
    ["s3tables:*"],
    "AmazonS3/latest/API/API_s3Buckets_DeleteTableBucketPolicy.html",
    "a bucket of tables",
    "un compartiment de tables",
  ],
];

/** Resources whose own policy denies something, opened by whoever may take that policy away. */
export const openedByRemoval: readonly EscalationPath[] = removers.map(
  ([id, on, actions, opens, page, en, fr]) =>
    row(
      { kind: "resource-opened", opens, removed: true },
      {
        id,
        source: aws(page),
        needs: [can(on, actions)],
        words: {
          en: `Takes away the policy of ${en}, which denied it something.`,
          fr: `Supprime la politique qui lui refusait quelque chose sur ${fr}.`,
        },
      },
    ),
);
