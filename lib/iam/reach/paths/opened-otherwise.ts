import type { EscalationPath, NeedTarget } from "../path.ts";
import { arn, aws, can, iamArn, row } from "./row.ts";

const bucket: NeedTarget = { pattern: "arn:aws:s3:::*" };
const objects: NeedTarget = { pattern: "arn:aws:s3:::*/*" };
const lists = {
  en: "The bucket takes access control lists.",
  fr: "Le compartiment accepte des listes de contrôle d’accès.",
};

/** Resources opened beside their policy: by grants, access control lists and copies. */
export const openedOtherwise: readonly EscalationPath[] = [
  // A key policy that lets grants be made for AWS’s services alone sets `kms:GrantIsForAWSResource`: people’s lack it.
  row(
    {
      kind: "resource-opened",
      opens: [
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:GenerateDataKeyWithoutPlaintext",
        "kms:GenerateMac",
        "kms:GetPublicKey",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
        "kms:RetireGrant",
        "kms:Sign",
        "kms:Verify",
        "kms:VerifyMac",
      ],
    },
    {
      id: "kms-create-grant",
      source: aws("kms/latest/APIReference/API_CreateGrant.html"),
      needs: [can(arn("kms", "key/*"), "kms:CreateGrant", { "kms:GrantIsForAWSResource": null })],
      words: { en: "Grants itself the use of a key.", fr: "S’octroie l’usage d’une clé." },
    },
  ),
  row(
    {
      kind: "resource-opened",
      opens: ["s3:ListBucket", "s3:PutObject", "s3:PutObjectAcl", "s3:GetBucketAcl"],
    },
    {
      id: "s3-put-bucket-acl",
      source: aws("AmazonS3/latest/API/API_PutBucketAcl.html"),
      needs: [can(bucket, "s3:PutBucketAcl")],
      words: {
        en: "Opens a bucket to itself by its access control list.",
        fr: "S’ouvre un compartiment par sa liste de contrôle d’accès.",
      },
      assumes: lists,
    },
  ),
  row(
    { kind: "resource-opened", opens: ["s3:GetObject", "s3:GetObjectVersion"] },
    {
      id: "s3-put-object-acl",
      source: aws("AmazonS3/latest/API/API_PutObjectAcl.html"),
      needs: [can(objects, ["s3:PutObjectAcl", "s3:PutObjectVersionAcl"])],
      words: {
        en: "Opens an object to itself by its access control list.",
        fr: "S’ouvre un objet par sa liste de contrôle d’accès.",
      },
      assumes: lists,
    },
  ),
  row(
    { kind: "resource-opened", opens: ["s3:GetObject", "s3:GetObjectVersion"] },
    {
      id: "s3-put-replication-configuration",
      source: aws("AmazonS3/latest/API/API_PutBucketReplication.html"),
      needs: [
        can(bucket, "s3:PutReplicationConfiguration"),
        can(iamArn("role/*"), "iam:PassRole", { "iam:PassedToService": "s3.amazonaws.com" }),
      ],
      words: {
        en: "Has what is written to a bucket copied to one of its own.",
        fr: "Fait copier dans son propre compartiment ce qui est écrit dans un compartiment.",
      },
      assumes: {
        en: "The role that is passed may read the bucket.",
        fr: "Le rôle transmis peut lire le compartiment.",
      },
    },
  ),
  row(
    {
      kind: "resource-opened",
      opens: ["dynamodb:Scan", "dynamodb:Query", "dynamodb:GetItem", "dynamodb:BatchGetItem"],
    },
    {
      id: "dynamodb-export-table",
      source: aws("amazondynamodb/latest/APIReference/API_ExportTableToPointInTime.html"),
      needs: [
        can(arn("dynamodb", "table/*"), "dynamodb:ExportTableToPointInTime"),
        can(objects, "s3:PutObject"),
        can(objects, "s3:GetObject"),
      ],
      words: {
        en: "Exports a table to a bucket that it can read.",
        fr: "Exporte une table vers un compartiment qu’il peut lire.",
      },
      assumes: {
        en: "The bucket that it can write to and the one that it can read are the same.",
        fr: "Le compartiment où il peut écrire et celui qu’il peut lire sont le même.",
      },
    },
  ),
];
