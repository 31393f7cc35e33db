import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction as Target } from "aws-cdk-lib/aws-events-targets";
import type { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import type { Stack } from "aws-cdk-lib/core";
import { functionName, type FunctionTask } from "../../contract/names.ts";

/**
 * When each daily job starts, UTC. An export takes DynamoDB tens of minutes to hours, so the sealer waits four hours
 * for it, and the mirror two for the sealer. All are done before the earliest office of the Americas opens.
 */
const hours: Readonly<Partial<Record<FunctionTask, string>>> = { export: "3", seal: "7", mirror: "9" };

/** Starts a task's function every day. */
export function makeDaily(stack: Stack, task: FunctionTask, lambda: LambdaFunction): Rule {
  const hour = hours[task];
  if (hour === undefined) throw new Error(`no hour is set for ${task}`);
  return new Rule(stack, `${lambda.node.id}Daily`, {
    ruleName: `${functionName(task)}-daily`,
    description: `Rollward: starts the task ${task} every day`,
    schedule: Schedule.cron({ hour, minute: "0" }),
    targets: [new Target(lambda)],
  });
}
