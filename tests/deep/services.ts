import { bucket, home, key, other, roleArn, table } from "../iam/world.ts";
import { variableResources } from "./statements.ts";

/** Actions and resources of one service, so few that all can be tried. */
export interface Service {
  /** Actions that are asked about. */
  readonly actions: readonly string[];
  /** As statements write them. */
  readonly actionPatterns: readonly string[];
  /** What a `NotAction` leaves out. */
  readonly otherActions: readonly string[];
  /** One resource of each kind that the patterns tell apart. */
  readonly resources: readonly string[];
  readonly resourcePatterns: readonly string[];
  /**
   * Can there be a request for this action on this resource? Written out by hand, by AWS’s Service Authorization
   * Reference; absent: all actions are about all resources.
   */
  readonly exists?: (action: string, resource: string) => boolean;
  /** Questions by pattern; `resources` that they match are all that can be told apart in them. */
  readonly askedPatterns: readonly string[];
}

export const sealed = "arn:aws:s3:::sealed";
const names = ["", "a", "b", "ab", "ba", "aa", "bb", "clerk", "visitor", "AROASEALER:eve", "AROASEALER:x"];
const otherTable = `arn:aws:dynamodb:ca-central-1:${other}:table/roll`;

export const services: readonly Service[] = [
  {
    actions: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:?etObject"],
    actionPatterns: ["s3:GetObject", "s3:Get*", "s3:*", "*", "s3:?etObject", "S3:DELETEOBJECT"],
    otherActions: ["s3:GetObject", "s3:Put*", "iam:*"],
    resources: [bucket, ...names.map((name) => `${bucket}/${name}`), `${sealed}/a`, `${sealed}/b`],
    resourcePatterns: [
      bucket,
      `${bucket}/*`,
      `${bucket}/a`,
      `${bucket}/a*`,
      `${bucket}/*a`,
      `${bucket}/?`,
      "arn:aws:s3:::*",
      `${sealed}/*`,
      "*",
      ...variableResources,
    ],
    exists: (_, resource) => /^arn:aws:s3:::[a-z-]+\/./.test(resource),
    askedPatterns: [`${bucket}/*`, `${bucket}/a*`, `${sealed}/*`],
  },
  {
    actions: ["s3:ListBucket", "s3:PutBucketPolicy"],
    actionPatterns: ["s3:ListBucket", "s3:*", "s3:Put*", "*", "s3:List*"],
    otherActions: ["s3:List*", "iam:*"],
    resources: [bucket, sealed],
    resourcePatterns: [bucket, sealed, "arn:aws:s3:::*", "*"],
    askedPatterns: [bucket, sealed],
  },
  {
    actions: ["dynamodb:GetItem", "dynamodb:DeleteTable", "dynamodb:Scan"],
    actionPatterns: ["dynamodb:*", "dynamodb:GetItem", "dynamodb:Delete*", "*"],
    otherActions: ["dynamodb:Get*", "dynamodb:DeleteTable"],
    resources: [table, `${table}/index/a`, `${table}/index/b`, otherTable],
    resourcePatterns: [
      table,
      `${table}/*`,
      `${table}/index/a`,
      "arn:aws:dynamodb:*:*:table/*",
      otherTable,
      "*",
    ],
    exists: (action, resource) => action === "dynamodb:Scan" || !resource.includes("/index/"),
    askedPatterns: [table, `${table}/index/*`, otherTable],
  },
  {
    actions: ["kms:Decrypt", "kms:CreateGrant"],
    actionPatterns: ["kms:*", "kms:Decrypt", "*", "kms:Create*"],
    otherActions: ["kms:Decrypt", "iam:*"],
    resources: [key],
    resourcePatterns: [key, `arn:aws:kms:*:${home}:key/*`, "*"],
    askedPatterns: [key],
  },
  {
    actions: ["sts:AssumeRole"],
    actionPatterns: ["sts:AssumeRole", "sts:*", "*"],
    otherActions: ["iam:*", "sts:TagSession"],
    resources: [roleArn("sealer"), roleArn("auditor", other)],
    resourcePatterns: [roleArn("sealer"), "arn:aws:iam::*:role/*", roleArn("auditor", other), "*"],
    askedPatterns: [`arn:aws:iam::${home}:role/*`, `arn:aws:iam::${other}:role/*`, roleArn("sealer")],
  },
  {
    actions: ["s3:ListAllMyBuckets", "iam:ListUsers"],
    actionPatterns: ["s3:*", "s3:ListAllMyBuckets", "*", "iam:*"],
    otherActions: ["s3:Get*", "iam:*"],
    resources: ["*"],
    resourcePatterns: ["*", bucket],
    askedPatterns: ["*"],
  },
];
