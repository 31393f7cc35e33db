import { say, type Args, type Lang, type Words } from "../../base/words.ts";
import type { PolicyEdit } from "../../iam/repair/request.ts";
import type { Snapshot } from "../../snapshot/model.ts";
import { repairWords as words } from "./access-repair-words.ts";

// AWS CloudFormation User Guide, “Resource tags”: what it puts on the resources that it makes.
const stackTag = "aws:cloudformation:stack-name";
const logicalTag = "aws:cloudformation:logical-id";

/**
 * Where a change belongs: which resource of a template, and which property of it. A change that is made beside the
 * template is undone by the next deployment. Never a command that would make it.
 */
export function hintOf(edit: PolicyEdit, snapshot: Snapshot, lang: Lang): string {
  const tags = tagsOf(edit, snapshot);
  const [stack, logical] = [tags.get(stackTag), tags.get(logicalTag)];
  const place: Args = { ...placeOf(edit) };
  const where: Words =
    snapshot.source === "template"
      ? words.hintTemplate
      : stack === undefined
        ? words.hintMaybe
        : words.hintStack;
  const known = logical === undefined ? { known: "no", logical: "" } : { known: "yes", logical };
  return say(where, lang, { ...place, ...(stack !== undefined && { stack, ...known }) });
}

/** The tags of what a policy stands on: of the first that has any of a stack. */
function tagsOf({ policy, of }: PolicyEdit, { accounts }: Snapshot): ReadonlyMap<string, string> {
  const owners = new Set([...of, policy, policy.split("/inline/")[0]!]);
  const all = accounts.flatMap(({ authorizationDetails, buckets = [], tables = [], keys = [] }) => [
    ...[...authorizationDetails.UserDetailList, ...authorizationDetails.RoleDetailList].map(
      ({ Arn, Tags = [] }) => [Arn, new Map(Tags.map(({ Key, Value }) => [Key, Value]))] as const,
    ),
    ...[...buckets, ...tables, ...keys].map(
      ({ arn, tags }) => [arn, new Map(Object.entries(tags ?? {}))] as const,
    ),
  ]);
  return all.find(([arn, tags]) => owners.has(arn) && tags.has(stackTag))?.[1] ?? new Map();
}

interface Place {
  readonly type: string;
  readonly property: string;
  readonly cdk: string;
}

function placeOf({ policy, change, of }: PolicyEdit): Place {
  const kind = kindOf(of[0] ?? policy);
  if (change === "detached")
    return { type: `AWS::IAM::${kind}`, property: "ManagedPolicyArns", cdk: "managedPolicies" };
  if (policy.includes("/inline/"))
    return {
      type: `AWS::IAM::${kind}`,
      property: "Policies → PolicyDocument",
      cdk: "inlinePolicies, addToPrincipalPolicy",
    };
  const [, , service = "", , , resource = ""] = policy.split(":");
  if (service === "iam" && resource.startsWith("policy/"))
    return {
      type: "AWS::IAM::ManagedPolicy",
      property: "PolicyDocument",
      cdk: "ManagedPolicy.addStatements",
    };
  if (service === "iam")
    return { type: "AWS::IAM::Role", property: "AssumeRolePolicyDocument", cdk: "assumedBy" };
  return (
    ofService.get(service) ?? {
      type: `AWS::${service}`,
      property: "PolicyDocument",
      cdk: "addToResourcePolicy",
    }
  );
}

function kindOf(arn: string): "User" | "Group" | "Role" {
  const resource = arn.split(":")[5] ?? "";
  return resource.startsWith("user/") ? "User" : resource.startsWith("group/") ? "Group" : "Role";
}

// AWS CloudFormation Template Reference, the resource types of each service.
const ofService: ReadonlyMap<string, Place> = new Map([
  ["s3", { type: "AWS::S3::BucketPolicy", property: "PolicyDocument", cdk: "Bucket.addToResourcePolicy" }],
  ["kms", { type: "AWS::KMS::Key", property: "KeyPolicy", cdk: "Key.addToResourcePolicy" }],
  [
    "dynamodb",
    {
      type: "AWS::DynamoDB::Table",
      property: "ResourcePolicy → PolicyDocument",
      cdk: "Table.addToResourcePolicy",
    },
  ],
  ["lambda", { type: "AWS::Lambda::Permission", property: "Principal", cdk: "Function.addPermission" }],
  ["sns", { type: "AWS::SNS::TopicPolicy", property: "PolicyDocument", cdk: "Topic.addToResourcePolicy" }],
  ["sqs", { type: "AWS::SQS::QueuePolicy", property: "PolicyDocument", cdk: "Queue.addToResourcePolicy" }],
  [
    "secretsmanager",
    {
      type: "AWS::SecretsManager::ResourcePolicy",
      property: "ResourcePolicy",
      cdk: "Secret.addToResourcePolicy",
    },
  ],
]);
