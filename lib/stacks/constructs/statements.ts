import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Grant, GrantTarget } from "../../contract/contract.ts";
import { grants } from "../../contract/grants.ts";
import type { FunctionTask } from "../../contract/names.ts";
import type { Office } from "../office.ts";
import { arnOf, exportsArn, type OwnKeys } from "../targets.ts";

type Conditions = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * What the contract grants to `tasks`, as policy statements: one for each target and each service that calls on the
 * task's behalf. Nothing else in these stacks gives a role a right.
 */
export function grantStatements(
  tasks: readonly FunctionTask[],
  office: Office,
  keys: OwnKeys,
): readonly PolicyStatement[] {
  const asked = tasks.flatMap((task) =>
    grants[task].map((grant) => ({ grant, arn: arnOf(grant.on, task, office, keys) })),
  );
  const groups = Map.groupBy(asked, ({ grant }) => sidOf(grant));
  return [...groups].map(([sid, members]) => {
    const { grant } = members[0]!;
    return new PolicyStatement({
      sid,
      actions: [...new Set(members.map((member) => member.grant.action))],
      resources: [...new Set(members.map(({ arn }) => arn))],
      conditions: conditionsOf(grant, office),
    });
  });
}

/** The grants of `task` on `targets`, for the policy of a resource that another account's role may use. */
export function actionsOn(task: FunctionTask, target: GrantTarget): readonly string[] {
  return grants[task].filter(({ on }) => on === target).map(({ action }) => action);
}

/** Such as `DataKeyThroughS3`. */
function sidOf({ on, through }: Grant): string {
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  const by = { dynamodb: "DynamoDB", s3: "S3" } as const;
  return capital(on) + (through === undefined || through === "lambda" ? "" : `Through${by[through]}`);
}

/**
 * Holds a right to calls that a service makes with the role: KMS by `kms:ViaService`
 * (docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html), other services by `aws:CalledVia`, which is set
 * on the requests that DynamoDB makes on its caller’s behalf
 * (docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html). Lambda writes logs with the role
 * itself, in a way that no key tells apart.
 */
function conditionsOf({ action, on, through }: Grant, office: Office): Conditions {
  if (through === undefined || through === "lambda") return {};
  if (!action.startsWith("kms:"))
    return { "ForAnyValue:StringEquals": { "aws:CalledVia": `${through}.amazonaws.com` } };
  const via = { StringEquals: { "kms:ViaService": `${through}.${office.region}.amazonaws.com` } };
  return through === "s3" && on === "dataKey" ? { ...via, ...exportsOnly(office) } : via;
}

/**
 * The data key, for files of the exports only: S3 names the object in the encryption context
 * (docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html), as long as the bucket has no bucket key.
 */
export function exportsOnly(office: Office): Conditions {
  return { StringLike: { "kms:EncryptionContext:aws:s3:arn": exportsArn(office) } };
}
