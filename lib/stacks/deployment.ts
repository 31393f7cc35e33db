import type { ManagedPolicy } from "aws-cdk-lib/aws-iam";
import type { Stack } from "aws-cdk-lib/core";
import type { FunctionTask } from "../contract/names.ts";
import type { Office } from "./office.ts";
import type { OwnKeys } from "./targets.ts";

/** The folder that holds a function's code: `index.mjs`, and what lies beside it. */
export type FunctionCode = (task: FunctionTask) => string;

/** What is deployed: for which office, with which code. */
export interface Deployment {
  readonly office: Office;
  readonly code: FunctionCode;
}

/** Where functions are put up: the stack, and what of it their roles need. */
export interface Site extends Deployment {
  readonly stack: Stack;
  readonly keys: OwnKeys;
  /** Absent when another stack of the same account makes it. */
  readonly boundary: ManagedPolicy | undefined;
}
