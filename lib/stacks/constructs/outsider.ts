import { ArnPrincipal, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { GrantTarget } from "../../contract/contract.ts";
import { accountOfTask, roleArn, type FunctionTask } from "../../contract/names.ts";
import type { Office } from "../office.ts";
import { actionsOn } from "./statements.ts";

export interface Opening {
  readonly task: FunctionTask;
  readonly target: GrantTarget;
  readonly sid: string;
  /** The ARN as the resource's policy names it: a key's policy can only say `*`, which means the key. */
  readonly resource: string;
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * Lets the role of another account's task use a resource, for exactly what the contract grants it there. A policy can
 * only name a role that exists, so the statement names the account, and the condition the role: accounts can then be
 * deployed in any order, and a role made again under its name is the same role. Within one account nothing is needed.
 */
export function openTo(
  owner: string,
  { task, target, sid, resource, conditions }: Opening,
  office: Office,
): readonly PolicyStatement[] {
  const account = office.accounts[accountOfTask[task]];
  const actions = actionsOn(task, target);
  if (account === owner || actions.length === 0) return [];
  return [
    new PolicyStatement({
      sid,
      principals: [new ArnPrincipal(`arn:aws:iam::${account}:root`)],
      actions: [...actions],
      resources: [resource],
      conditions: { ArnEquals: { "aws:PrincipalArn": roleArn(task, office) }, ...conditions },
    }),
  ];
}
