import { account, organizations } from "./accounts.ts";
import { cloudformation } from "./cloudformation.ts";
import { cloudtrail } from "./cloudtrail.ts";
import type { Curation } from "./curation.ts";
import { dynamodb } from "./dynamodb.ts";
import { iam } from "./iam.ts";
import { kms } from "./kms.ts";
import { lambda } from "./lambda.ts";
import { s3 } from "./s3.ts";
import { sts } from "./sts.ts";

/** Every service that an asset belongs to. */
export const curations: readonly Curation[] = [
  dynamodb,
  s3,
  kms,
  lambda,
  cloudtrail,
  iam,
  sts,
  cloudformation,
  organizations,
  account,
];
