import type * as S3 from "@aws-sdk/client-s3";
import type { Bucket, PublicAccessBlock } from "../resources.ts";

/** What a reply says; or the value that is not understood, `undefined` where it says nothing of what was asked. */
export type Shaped<Fact> = { readonly fact: Fact } | { readonly value: unknown };

const lacking: Shaped<never> = { value: undefined };

export function policy({ Policy }: S3.GetBucketPolicyOutput): Shaped<string | null> {
  return Policy ? { fact: Policy } : lacking;
}

/** A bucket that never had versions has no status. */
export function versioning({
  Status,
}: S3.GetBucketVersioningOutput): Shaped<NonNullable<Bucket["versioning"]>> {
  if (Status === undefined) return { fact: "never" };
  if (Status === "Enabled") return { fact: "enabled" };
  return Status === "Suspended" ? { fact: "suspended" } : { value: Status };
}

/** A hundred years, as long as S3 locks. Source: docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html */
const longestDays = 36_500;

export function objectLock({
  ObjectLockConfiguration: lock,
}: S3.GetObjectLockConfigurationOutput): Shaped<(Bucket["objectLock"] & object) | null> {
  if (lock?.ObjectLockEnabled === undefined) return lacking;
  if (lock.ObjectLockEnabled !== "Enabled") return { value: lock.ObjectLockEnabled };
  const { Mode, Days, Years } = lock.Rule?.DefaultRetention ?? {};
  if (Mode === undefined) return { fact: { mode: null, days: null } };
  if (Mode !== "GOVERNANCE" && Mode !== "COMPLIANCE") return { value: Mode };
  const days = Days ?? (Years === undefined ? undefined : Years * 365);
  if (days === undefined) return lacking;
  return Number.isInteger(days) && days >= 1 && days <= longestDays
    ? { fact: { mode: Mode, days } }
    : { value: days };
}

export function encryption({
  ServerSideEncryptionConfiguration: configuration,
}: S3.GetBucketEncryptionOutput): Shaped<(Bucket["encryption"] & object) | null> {
  const rule = configuration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault;
  if (rule?.SSEAlgorithm === undefined) return lacking;
  const { SSEAlgorithm: algorithm, KMSMasterKeyID: key } = rule;
  if (algorithm !== "AES256" && algorithm !== "aws:kms" && algorithm !== "aws:kms:dsse")
    return { value: algorithm };
  return { fact: { algorithm, ...(key ? { key } : {}) } };
}

/** What is left out counts as off. Source: docs.aws.amazon.com/AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html */
export function publicAccessBlock({
  PublicAccessBlockConfiguration: block,
}: S3.GetPublicAccessBlockOutput): Shaped<PublicAccessBlock | null> {
  if (block === undefined) return lacking;
  return {
    fact: {
      blockPublicAcls: block.BlockPublicAcls === true,
      ignorePublicAcls: block.IgnorePublicAcls === true,
      blockPublicPolicy: block.BlockPublicPolicy === true,
      restrictPublicBuckets: block.RestrictPublicBuckets === true,
    },
  };
}

/** Rules that are switched off copy nothing. */
export function replication({
  ReplicationConfiguration: configuration,
}: S3.GetBucketReplicationOutput): Shaped<(Bucket["replication"] & object) | null> {
  const { Role, Rules } = configuration ?? {};
  if (Role === undefined || Rules === undefined || !isArn(Role)) return lacking;
  const active = Rules.filter(({ Status }) => Status !== "Disabled");
  const destinations = active.map(({ Destination }) => Destination?.Bucket ?? "");
  if (!destinations.every(isArn)) return lacking;
  return { fact: { role: Role, destinations: [...new Set(destinations)].toSorted() } };
}

const isArn = (text: string) => /^arn:[^:\s]+:[^:\s]+:[^:\s]*:[^:\s]*:\S/.test(text);

export function tags({ TagSet }: S3.GetBucketTaggingOutput): Shaped<Readonly<Record<string, string>>> {
  if (TagSet === undefined) return lacking;
  const pairs = TagSet.flatMap(({ Key, Value = "" }) => (Key === undefined ? [] : [[Key, Value] as const]));
  // An own property even for `__proto__`: a tag may bear any name.
  return { fact: Object.fromEntries(pairs) };
}
