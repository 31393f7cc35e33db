import { CfnOutput, type Stack } from "aws-cdk-lib/core";
import { functionTasks } from "../contract/names.ts";
import { tasks } from "../contract/tasks.ts";
import { makeBoundary } from "./constructs/boundary.ts";
import { makeExportsBucket } from "./constructs/exports-bucket.ts";
import { makeHttpApi, type RouteTo } from "./constructs/http-api.ts";
import { makeDataKey, makeRollTable } from "./constructs/roll-table.ts";
import { makeDaily } from "./constructs/schedule.ts";
import { makeTaskFunction } from "./constructs/task-function.ts";
import type { Deployment, Site } from "./deployment.ts";

/** The roll, the functions that alone may touch it, and the door to them. */
export function fillRegisterStack(stack: Stack, deployment: Deployment): void {
  const { office } = deployment;
  const dataKey = makeDataKey(stack, office);
  makeRollTable(stack, dataKey);
  makeExportsBucket(stack, office, dataKey);
  const keys = { dataKey: dataKey.keyArn };
  const site: Site = { ...deployment, stack, keys, boundary: makeBoundary(stack, "register", office, keys) };
  const doors = functionTasks.flatMap((task): readonly RouteTo[] => {
    const { route } = tasks[task];
    return route === undefined ? [] : [{ ...route, lambda: makeTaskFunction(site, task) }];
  });
  const api = makeHttpApi(stack, office, doors);
  makeDaily(stack, "export", makeTaskFunction(site, "export"));
  const url = { value: api.apiEndpoint, description: "Where the register’s API answers" };
  new CfnOutput(stack, "ApiUrl", url).overrideLogicalId("ApiUrl");
}
