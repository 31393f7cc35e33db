import type { Bucket, PublicAccessBlock, Table } from "../resources.ts";
import type { Given } from "./given.ts";
import { identify, known, type Reader } from "./reading.ts";
import { tagsOf } from "./tags.ts";
import { whyMissing, whyUnresolved } from "./template-words.ts";

const bucket: Reader = (reading) => {
  const facts = "buckets";
  const named = identify(reading, facts);
  if (named === undefined) return;
  const { draft, place } = reading;
  const given = reading.given(facts, named.arn);
  const acl = given.text("AccessControl");
  if (typeof acl === "string" && /public|authenticated|exec/i.test(acl))
    reading.unread("resource-policies", whyMissing.acl, {}, named.arn);
  const status = given.word(["Enabled", "Suspended"], "VersioningConfiguration", "Status");
  const lock = objectLock(given);
  // A lock switches versions on by itself (Amazon S3 User Guide, Configuring Object Lock).
  const unsaid = lock === null ? "never" : lock === undefined ? undefined : "enabled";
  draft.buckets.push({
    ...named,
    ...(place.regionGiven ? { region: place.region } : {}),
    ...known({
      tags: tagsOf(reading, facts, named.arn),
      versioning: status === null ? unsaid : status && versioning[status],
      objectLock: lock,
      encryption: bucketEncryption(given),
      publicAccessBlock: publicAccess(given),
      replication: replication(given),
    }),
  });
};

const versioning = { Enabled: "enabled", Suspended: "suspended" } as const;

function objectLock(given: Given): Bucket["objectLock"] {
  const enabled = given.flag("ObjectLockEnabled");
  if (enabled === undefined) return undefined;
  const rule = given.object("ObjectLockConfiguration", "Rule", "DefaultRetention");
  if (rule === undefined) return undefined;
  if (enabled !== true && given.value("ObjectLockConfiguration") === undefined) return null;
  if (rule === null) return { mode: null, days: null };
  const mode = rule.word(["GOVERNANCE", "COMPLIANCE"], "Mode");
  const [days, years] = [rule.count("Days"), rule.count("Years")];
  if (mode === undefined || days === undefined || years === undefined) return undefined;
  const length = days ?? (years === null ? null : years * 365);
  return { mode, days: length };
}

/** Since 2023 a bucket of which nothing is said is encrypted with S3's own keys (Amazon S3 User Guide). */
function bucketEncryption(given: Given): Bucket["encryption"] {
  const rules = given.objects("BucketEncryption", "ServerSideEncryptionConfiguration");
  if (rules === undefined) return undefined;
  const byDefault = rules?.[0]?.object("ServerSideEncryptionByDefault");
  if (byDefault === undefined && rules !== null && rules.length > 0) return undefined;
  if (byDefault === undefined || byDefault === null) return { algorithm: "AES256" };
  const algorithm = byDefault.word(["AES256", "aws:kms", "aws:kms:dsse"], "SSEAlgorithm");
  const key = byDefault.text("KMSMasterKeyID");
  if (algorithm === undefined || algorithm === null || key === undefined) return undefined;
  return { algorithm, ...(key === null ? {} : { key }) };
}

/**
 * Left out means none: a new bucket would get all four, but a stack that once had the property and lost it turns them
 * off, and the template does not tell the two apart.
 */
function publicAccess(given: Given): PublicAccessBlock | null | undefined {
  const block = given.object("PublicAccessBlockConfiguration");
  if (block === undefined || block === null) return block;
  const flags = [
    "BlockPublicAcls",
    "IgnorePublicAcls",
    "BlockPublicPolicy",
    "RestrictPublicBuckets",
  ] as const;
  const [blockPublicAcls, ignorePublicAcls, blockPublicPolicy, restrictPublicBuckets] = flags.map((flag) =>
    block.flag(flag),
  );
  if ([blockPublicAcls, ignorePublicAcls, blockPublicPolicy, restrictPublicBuckets].includes(undefined))
    return undefined;
  return {
    blockPublicAcls: blockPublicAcls ?? false,
    ignorePublicAcls: ignorePublicAcls ?? false,
    blockPublicPolicy: blockPublicPolicy ?? false,
    restrictPublicBuckets: restrictPublicBuckets ?? false,
  };
}

function replication(given: Given): Bucket["replication"] {
  const configuration = given.object("ReplicationConfiguration");
  if (configuration === undefined || configuration === null) return configuration;
  const [role, rules] = [configuration.arn("Role"), configuration.objects("Rules")];
  if (typeof role !== "string" || rules === undefined) return undefined;
  const active = (rules ?? []).filter((rule) => rule.text("Status") !== "Disabled");
  const destinations = active.map((rule) => rule.arn("Destination", "Bucket"));
  if (!destinations.every((one) => typeof one === "string")) return undefined;
  return { role, destinations: [...new Set(destinations)] };
}

/** Both kinds of table; a global one stands in each of its regions under one name. */
const table: Reader = (reading) => {
  const facts = "tables";
  const named = identify(reading, facts);
  if (named === undefined) return;
  const given = reading.given(facts, named.arn);
  const replicas = given.objects("Replicas");
  if (replicas === undefined) return;
  const stream = given.object("StreamSpecification");
  for (const own of replicas ?? [given]) {
    const region = replicas === null ? reading.place.region : own.text("Region");
    if (typeof region !== "string" || !/^[a-z0-9-]{1,64}$/.test(region)) {
      if (region !== undefined)
        reading.unread(facts, whyUnresolved.nothing, { name: "Replicas.Region" }, named.arn);
      continue;
    }
    const arn = named.arn.replace(`:${reading.place.region}:`, () => `:${region}:`);
    const streamArn = reading.physical?.attribute("StreamArn");
    reading.draft.tables.push({
      arn,
      name: named.name,
      ...(replicas !== null || reading.place.regionGiven ? { region } : {}),
      ...known({
        tags: tagsOf(reading, facts, named.arn),
        encryption: tableEncryption(given, own),
        pointInTimeRecovery: orFalse(
          own.flag("PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled"),
        ),
        deletionProtection: orFalse(own.flag("DeletionProtectionEnabled")),
        stream:
          stream === null
            ? null
            : stream && typeof streamArn === "string"
              ? streamArn.replace(named.arn, () => arn)
              : undefined,
        streamingDestinations: streamingDestinations(own),
      }),
    });
  }
};

/** Kinesis Data Streams for DynamoDB: every change of an item goes there too. */
function streamingDestinations(own: Given): readonly string[] | undefined {
  if (own.object("KinesisStreamSpecification") === null) return [];
  const arn = own.arn("KinesisStreamSpecification", "StreamArn");
  return typeof arn === "string" ? [arn] : undefined;
}

function orFalse(flag: boolean | null | undefined): boolean | undefined {
  return flag === null ? false : flag;
}

function tableEncryption(given: Given, own: Given): Table["encryption"] | undefined {
  const enabled = given.flag("SSESpecification", "SSEEnabled");
  const key = own.text("SSESpecification", "KMSMasterKeyId");
  if (enabled === undefined || key === undefined) return undefined;
  if (enabled !== true) return { kind: "aws-owned" };
  if (key === null || key.includes("alias/aws/")) return { kind: "aws-managed" };
  return { kind: "customer", key };
}

export const storageReaders: readonly (readonly [string, Reader])[] = [
  ["AWS::S3::Bucket", bucket],
  ["AWS::DynamoDB::Table", table],
  ["AWS::DynamoDB::GlobalTable", table],
];
