import { arnOperators } from "./arn-match.ts";
import { binaryOperators } from "./binary.ts";
import { ipOperators } from "./ip.ts";
import type { Operator } from "./operator.ts";
import { orderOperators } from "./order.ts";
import { boolOperators, stringOperators } from "./text.ts";

const operators: ReadonlyMap<string, Operator> = new Map(
  Object.entries({
    ...stringOperators,
    ...boolOperators,
    ...orderOperators,
    ...ipOperators,
    ...arnOperators,
    ...binaryOperators,
  }),
);

/**
 * The comparison of an operator, by AWS's spelling without prefix and suffix (IAM User Guide, "IAM JSON policy
 * elements: Condition operators"). `Null` is none: it compares nothing.
 */
export function operatorNamed(name: string): Operator | undefined {
  return operators.get(name);
}
