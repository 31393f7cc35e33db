import { isArn } from "../shape-parts.ts";
import { identify, type Reader, type Reading } from "./reading.ts";
import { partitionOf } from "./scope.ts";
import { whyMissing, whyUnresolved } from "./template-words.ts";

const facts = "resource-policies";

/** Policies that stand on a resource of their own type, in a property of it. */
const ownPolicy: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "AWS::ECR::Repository": [["RepositoryPolicyText"]],
  "AWS::Backup::BackupVault": [["AccessPolicy"]],
  "AWS::Events::EventBus": [["Policy"]],
  "AWS::OpenSearchService::Domain": [["AccessPolicies"]],
  "AWS::Kinesis::Stream": [],
  "AWS::SNS::Topic": [],
  "AWS::SQS::Queue": [],
  "AWS::SecretsManager::Secret": [],
};

const standing =
  (properties: readonly (readonly string[])[]): Reader =>
  (reading) => {
    const named = identify(reading, facts);
    if (named === undefined) return;
    for (const path of properties) {
      const policy = reading.given(facts, named.arn).policy(...path);
      if (policy !== null) reading.draft.resourcePolicies.push({ resource: named.arn, policy });
    }
  };

/** A table's policy and its stream's. */
export const tablePolicies: Reader = (reading) => {
  const { physical } = reading;
  const places = [
    [physical?.arn, ["ResourcePolicy", "PolicyDocument"]],
    [physical?.attribute("StreamArn"), ["StreamSpecification", "ResourcePolicy", "PolicyDocument"]],
  ] as const;
  for (const [resource, path] of places) {
    // A table without a name that can stand was noted when it was read.
    if (typeof resource !== "string" || !isArn(resource)) continue;
    const policy = reading.given(facts, resource).policy(...path);
    if (policy !== null) reading.draft.resourcePolicies.push({ resource, policy });
  }
};

/** A type that puts one policy on the resources that a property names, as ARNs or as their names. */
const puts =
  (on: string, property: string, arnOf: (name: string, reading: Reading) => string | undefined): Reader =>
  (reading) => {
    const named = reading.given(facts).texts(on);
    if (named === null) reading.unread(facts, whyMissing.required, { name: on });
    for (const name of named ?? []) {
      const resource = arnOf(name, reading);
      if (resource === undefined || !isArn(resource)) {
        reading.unread(facts, whyUnresolved.kind, { expected: "ARN" });
        continue;
      }
      const policy = reading.given(facts, resource).policy(property);
      if (policy === null) reading.unread(facts, whyMissing.required, { name: property }, resource);
      else if (resource.startsWith("arn:aws:s3:::"))
        reading.draft.resourcePolicies.push({ resource, policy, account: reading.draft.id });
      else reading.draft.resourcePolicies.push({ resource, policy });
    }
  };

const arnOnly = (name: string): string | undefined => (name.startsWith("arn:") ? name : undefined);

const bucketArn = (name: string, { place }: Reading): string =>
  name.startsWith("arn:") ? name : `arn:${partitionOf(place.region)}:s3:::${name}`;

/** `https://sqs.REGION.amazonaws.com/ACCOUNT/NAME`. */
function queueArn(url: string, { place }: Reading): string | undefined {
  const match = /^https:\/\/sqs\.([^./]+)\.[^/]+\/(\d{12})\/([^/]+)$/.exec(url);
  return match === null
    ? arnOnly(url)
    : `arn:${partitionOf(place.region)}:sqs:${match[1]}:${match[2]}:${match[3]}`;
}

export const policyReaders: readonly (readonly [string, Reader])[] = [
  ...Object.entries(ownPolicy).map(([type, properties]) => [type, standing(properties)] as const),
  ["AWS::S3::BucketPolicy", puts("Bucket", "PolicyDocument", bucketArn)],
  ["AWS::SNS::TopicPolicy", puts("Topics", "PolicyDocument", arnOnly)],
  ["AWS::SNS::TopicInlinePolicy", puts("TopicArn", "PolicyDocument", arnOnly)],
  ["AWS::SQS::QueuePolicy", puts("Queues", "PolicyDocument", queueArn)],
  ["AWS::SQS::QueueInlinePolicy", puts("Queue", "PolicyDocument", queueArn)],
  ["AWS::SecretsManager::ResourcePolicy", puts("SecretId", "ResourcePolicy", arnOnly)],
  ["AWS::Kinesis::ResourcePolicy", puts("ResourceArn", "ResourcePolicy", arnOnly)],
];
