import type { GrantTarget } from "../../lib/contract/contract.ts";
import type { Call } from "../fakes/aws/calls.ts";
import { names } from "./backend.ts";

/** A right that a call needs, as `action on target`. */
export type Right = `${string} on ${GrantTarget}`;

const buckets: Readonly<Record<string, readonly [GrantTarget, GrantTarget, string]>> = {
  [names.exports]: ["exports", "exportObjects", "exports/"],
  [names.vault]: ["vault", "vaultObjects", "roll/"],
  [names.mirror]: ["mirror", "mirrorObjects", "roll/"],
};

const keys: Readonly<Record<string, GrantTarget>> = {
  [names.table]: "rollTable",
  [names.tableArn]: "rollTable",
  [names.head]: "head",
  [names.signingKey]: "signingKey",
};

/**
 * The IAM rights that a call needs, and on what. A call that is not known here fails the test: whoever adds one says
 * what it needs (docs.aws.amazon.com/service-authorization/latest/reference, by service).
 */
export function rightsOf(call: Call): readonly Right[] {
  const { command, input } = call;
  const on = (action: string, target: GrantTarget | undefined): readonly Right[] => {
    if (target === undefined) throw new Error(`${command} on something else: ${JSON.stringify(input)}`);
    return [`${action} on ${target}`];
  };
  const [bucket, objects, prefix] = buckets[String(input["Bucket"])] ?? [];
  const key = input["Key"];
  const object =
    typeof key === "string" && prefix !== undefined && key.startsWith(prefix) ? objects : undefined;
  const read = input["VersionId"] === undefined ? "s3:GetObject" : "s3:GetObjectVersion";
  switch (command) {
    case "GetItemCommand":
    case "PutItemCommand":
      return on(`dynamodb:${command.replace("Command", "")}`, keys[String(input["TableName"])]);
    case "QueryCommand": {
      const index = input["TableName"] === names.table && input["IndexName"] === names.index;
      return on("dynamodb:Query", index ? "countyIndex" : undefined);
    }
    case "ExportTableToPointInTimeCommand":
      return on("dynamodb:ExportTableToPointInTime", keys[String(input["TableArn"])]);
    case "GetPublicKeyCommand":
    case "SignCommand":
      return on(`kms:${command.replace("Command", "")}`, keys[String(input["KeyId"])]);
    case "HeadBucketCommand":
    case "ListObjectsV2Command":
      return on("s3:ListBucket", bucket);
    case "ListObjectVersionsCommand":
      return on("s3:ListBucketVersions", bucket);
    case "GetObjectLockConfigurationCommand":
      return on("s3:GetBucketObjectLockConfiguration", bucket);
    case "HeadObjectCommand":
    case "GetObjectCommand":
      return on(read, object);
    case "PutObjectCommand": {
      const locked = input["ObjectLockMode"] !== undefined;
      return [...on("s3:PutObject", object), ...(locked ? on("s3:PutObjectRetention", object) : [])];
    }
    default:
      throw new Error(`say in this file which right ${command} needs`);
  }
}
