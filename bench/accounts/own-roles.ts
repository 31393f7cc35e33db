/**
 * What the questions of the contract bite on: the assets of this repository’s configuration and the roles of its
 * functions, by the names and rights of `lib/contract`, so that they are found without a tag.
 */
import { grants } from "../../lib/contract/grants.ts";
import type { GrantTarget } from "../../lib/contract/contract.ts";
import {
  accountOfTask,
  bucketNames,
  fixedNames,
  functionName,
  functionTasks,
  headTableArn,
  roleArn,
  rollTableArn,
  type FunctionTask,
  type Home,
} from "../../lib/contract/names.ts";
import type { RoleDetail } from "../../lib/iam/input.ts";
import { allow, deny, policyOf, trust } from "./statement.ts";

/** Of rollward.config.json. */
export const office: Home = {
  accounts: {
    register: "111111111111",
    vault: "222222222222",
    mirror: "333333333333",
    audit: "444444444444",
  },
  region: "ca-central-1",
  mirrorRegion: "ca-west-1",
};

export const names = bucketNames(office);
const { accounts, region, mirrorRegion } = office;
export const bucket = (name: keyof typeof names) => `arn:aws:s3:::${names[name]}`;
export const dataKey = `arn:aws:kms:${region}:${accounts.register}:key/0da7a000-0000-4000-8000-000000000001`;
export const signingKey = `arn:aws:kms:${region}:${accounts.vault}:key/51691000-0000-4000-8000-000000000002`;
export const boundaryName = fixedNames.boundary;

export const targets: Readonly<Record<Exclude<GrantTarget, "logs">, string>> = {
  rollTable: rollTableArn(office),
  countyIndex: `${rollTableArn(office)}/index/${fixedNames.countyIndex}`,
  dataKey,
  exports: bucket("exports"),
  exportObjects: `${bucket("exports")}/${fixedNames.exportPrefix}/*`,
  vault: bucket("vault"),
  vaultObjects: `${bucket("vault")}/${fixedNames.setsPrefix}/*`,
  mirror: bucket("mirror"),
  mirrorObjects: `${bucket("mirror")}/${fixedNames.setsPrefix}/*`,
  signingKey,
  head: headTableArn(office),
};

export const regionFor = (id: string) => (id === accounts.mirror ? mirrorRegion : region);
export const tasksIn = (id: string) => functionTasks.filter((task) => accounts[accountOfTask[task]] === id);

/** Roles of the functions that stand in this account. */
export function ownRoles(id: string): readonly RoleDetail[] {
  return tasksIn(id).map((task) => ({
    RoleName: functionName(task),
    RoleId: `AROAROLLWARD${functionName(task).toUpperCase().replaceAll("-", "")}`,
    Arn: roleArn(task, office),
    Path: "/",
    AssumeRolePolicyDocument: trust({ Service: "lambda.amazonaws.com" }),
    PermissionsBoundary: { PermissionsBoundaryArn: `arn:aws:iam::${id}:policy/${boundaryName}` },
    RolePolicyList: [{ PolicyName: "own", PolicyDocument: policyOf(...statementsFor(task, id)) }],
    Tags: [{ Key: "rollward:task", Value: task }],
  }));
}

function statementsFor(task: FunctionTask, id: string) {
  const through = { dynamodb: "dynamodb", s3: "s3", lambda: "lambda" } as const;
  return grants[task].map(({ action, on, through: by }) => {
    const logs = `arn:aws:logs:${regionFor(id)}:${id}:log-group:/aws/lambda/${functionName(task)}:*`;
    const viaKey = by !== undefined && action.startsWith("kms:");
    const condition = viaKey
      ? { StringEquals: { "kms:ViaService": `${through[by]}.${region}.amazonaws.com` } }
      : undefined;
    return allow(action, on === "logs" ? logs : targets[on], condition);
  });
}

/** What every one of those roles may at most. */
export const boundaryPolicy = policyOf(
  allow(["dynamodb:*", "s3:*", "kms:*", "logs:*"]),
  deny(["dynamodb:DeleteTable", "kms:ScheduleKeyDeletion", "s3:DeleteBucket", "s3:PutBucketPolicy", "iam:*"]),
);
