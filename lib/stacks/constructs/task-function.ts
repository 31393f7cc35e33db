import { Architecture, Code, Function as LambdaFunction, Runtime } from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { AssetHashType, Duration, RemovalPolicy, Size } from "aws-cdk-lib/core";
import { functionName, type FunctionTask } from "../../contract/names.ts";
import type { Site } from "../deployment.ts";
import { environmentOf } from "../environment.ts";
import { folderHash } from "../folder-hash.ts";
import { logGroupName } from "../targets.ts";
import { markAsset, markTask } from "./marks.ts";
import { makeTaskRole } from "./task-role.ts";

interface Measure {
  /** MB; a share of processor time comes with it, one whole core at 1,769. */
  readonly memory: number;
  readonly seconds: number;
  /** How many may run at once: what floods one door must not shut the others. */
  readonly atOnce: number;
  /** MB of the temporary disk, for what is sorted and staged. */
  readonly disk?: number;
}

const measures: Readonly<Record<FunctionTask, Measure>> = {
  register: { memory: 512, seconds: 10, atOnce: 20 },
  "look-up": { memory: 512, seconds: 10, atOnce: 20 },
  "hand-out-list": { memory: 1024, seconds: 29, atOnce: 5 },
  export: { memory: 256, seconds: 60, atOnce: 1 },
  // One at a time: a chain has one writer. A roll of a million voters is about 500 MB, and spills encrypted.
  seal: { memory: 3538, seconds: 900, atOnce: 1, disk: 4096 },
  mirror: { memory: 1769, seconds: 900, atOnce: 1, disk: 2048 },
};

/** A function and its role, both called after the task, and its log group, which outlives it. */
export function makeTaskFunction(site: Site, task: FunctionTask): LambdaFunction {
  const { stack, office, keys, code } = site;
  const name = task
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
  const { memory, seconds, atOnce, disk } = measures[task];
  const logGroup = new LogGroup(stack, `${name}Logs`, {
    logGroupName: logGroupName(task),
    retention: RetentionDays.THIRTEEN_MONTHS,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const lambda = new LambdaFunction(stack, name, {
    functionName: functionName(task),
    description: `Rollward: the task ${task}`,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    code: Code.fromAsset(code(task), {
      assetHash: folderHash(code(task)),
      assetHashType: AssetHashType.CUSTOM,
    }),
    handler: "index.handler",
    role: makeTaskRole(site, `${name}Role`, task),
    logGroup,
    memorySize: memory,
    timeout: Duration.seconds(seconds),
    reservedConcurrentExecutions: atOnce,
    environment: { ...environmentOf(task, office, keys) },
    ...(disk === undefined ? {} : { ephemeralStorageSize: Size.mebibytes(disk) }),
  });
  markAsset(lambda, "code");
  markTask(lambda, task);
  markTask(logGroup, task);
  return lambda;
}
