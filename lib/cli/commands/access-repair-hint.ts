import { say, type Args, type Lang, type Words } from "../../base/words.ts";
import type { PolicyEdit } from "../../iam/repair/request.ts";
import type { Snapshot } from "../../snapshot/model.ts";
import { repairWords as words } from "./access-repair-words.ts";

const stackTag = "aws:cloudformation:stack-name";

/**
 * Where a change belongs: which resource of a template, and which property of it. A change that is made beside the
 * template is undone by the next deployment. Never a command that would make it.
 */
export function hintOf(edit: PolicyEdit, snapshot: Snapshot, lang: Lang): string {
  const stack = stackOf(edit, snapshot);
  const place: Args = { ...placeOf(edit) };
  const where: Words =
    snapshot.source === "template"
      ? words.hintTemplate
      : stack === undefined
        ? words.hintMaybe
        : words.hintStack;
  return say(where, lang, { ...place, ...(stack !== undefined && { stack }) });
}

/** The name of the stack that made what a policy stands on, as its tags tell. */
function stackOf({ policy, of }: PolicyEdit, { accounts }: Snapshot): string | undefined {
  const owners = new Set([...of, policy, policy.split("/inline/")[0]!]);
  for (const { authorizationDetails, buckets = [], tables = [], keys = [] } of accounts) {
    const { UserDetailList, RoleDetailList } = authorizationDetails;
    for (const { Arn, Tags } of [...UserDetailList, ...RoleDetailList])
      if (owners.has(Arn)) for (const { Key, Value } of Tags ?? []) if (Key === stackTag) return Value;
    for (const { arn, tags } of [...buckets, ...tables, ...keys])
      if (owners.has(arn) && tags !== undefined && tags !== null && Object.hasOwn(tags, stackTag))
        return tags[stackTag];
  }
  return undefined;
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
