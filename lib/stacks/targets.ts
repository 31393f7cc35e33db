import type { GrantTarget } from "../contract/contract.ts";
import {
  accountOfTask,
  bucketNames,
  fixedNames,
  functionName,
  headTableArn,
  rollTableArn,
  type FunctionTask,
} from "../contract/names.ts";
import { regionOf, type Office } from "./office.ts";

/** ARNs of the keys that the same stack makes. A key's id is drawn when it is made, so no other stack can name it. */
export interface OwnKeys {
  readonly dataKey?: string;
  readonly signingKey?: string;
}

export function bucketArn(bucket: keyof ReturnType<typeof bucketNames>, office: Office): string {
  return `arn:aws:s3:::${bucketNames(office)[bucket]}`;
}

/** Every sealed set in the vault or the mirror. */
export function setsArn(bucket: "vault" | "mirror", office: Office): string {
  return `${bucketArn(bucket, office)}/${fixedNames.setsPrefix}/*`;
}

/** Every file of every export. */
export function exportsArn(office: Office): string {
  return `${bucketArn("exports", office)}/${fixedNames.exportPrefix}/*`;
}

export function logGroupName(task: FunctionTask): string {
  return `/aws/lambda/${functionName(task)}`;
}

/**
 * What a grant to `task` is on, as the ARN or pattern of a policy's `Resource`. Only a key of another stack needs a
 * pattern over all keys of its account; the key's own policy and the condition `kms:ViaService` narrow it down.
 */
export function arnOf(target: GrantTarget, task: FunctionTask, office: Office, keys: OwnKeys): string {
  const { accounts } = office;
  const keyOf = (account: string) => `arn:aws:kms:${office.region}:${account}:key/*`;
  switch (target) {
    case "rollTable":
      return rollTableArn(office);
    case "countyIndex":
      return `${rollTableArn(office)}/index/${fixedNames.countyIndex}`;
    case "dataKey":
      return keys.dataKey ?? keyOf(accounts.register);
    case "signingKey":
      return keys.signingKey ?? keyOf(accounts.vault);
    case "exports":
    case "vault":
    case "mirror":
      return bucketArn(target, office);
    case "exportObjects":
      return exportsArn(office);
    case "vaultObjects":
      return setsArn("vault", office);
    case "mirrorObjects":
      return setsArn("mirror", office);
    case "head":
      return headTableArn(office);
    case "logs": {
      const place = accountOfTask[task];
      return `arn:aws:logs:${regionOf(place, office)}:${accounts[place]}:log-group:${logGroupName(task)}:*`;
    }
  }
}
