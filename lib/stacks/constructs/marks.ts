import { Tags } from "aws-cdk-lib/core";
import type { IConstruct } from "constructs";
import type { AssetKey } from "../../contract/config.ts";
import type { FunctionTask } from "../../contract/names.ts";

/** The tags by which an audit finds an asset whose name it was not told. */
export function markAsset(construct: IConstruct, asset: AssetKey): void {
  Tags.of(construct).add("rollward:asset", asset);
}

export function markTask(construct: IConstruct, task: FunctionTask): void {
  Tags.of(construct).add("rollward:task", task);
}
