import type { ActionIndex } from "../../actions/action-index.ts";
import { failure } from "../../base/faults.ts";
import { parseArn } from "../../iam/arn.ts";
import { meet, patternOf } from "../../iam/globs.ts";
import { nearest } from "../../base/nearest.ts";
import { accessFaults as faults } from "./access-faults.ts";

/** An ARN whose text could be on a terminal: six parts and no control characters. */
export function isArn(text: string): boolean {
  return parseArn(text) !== undefined && !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(text);
}

/** AWS’s longest ARNs have 2,048 characters (IAM API Reference, "arnType"). */
export const longestResource = 2048;
const anyArn = patternOf("arn:?*:?*:*:*:?*");

/** @throws RollwardError resource-malformed */
export function checkResource(value: string): void {
  const fits =
    value.length <= longestResource &&
    !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(value) &&
    (value === "*" || meet(patternOf(value), anyArn));
  if (!fits) throw failure(faults["resource-malformed"], { value, limit: longestResource });
}

/** @throws RollwardError action-unknown for a name, or a pattern, that means nothing AWS has published */
export function checkAction(action: string, index: ActionIndex): void {
  const known = /[*?]/.test(action) ? index.matching(action).length > 0 : index.find(action) !== undefined;
  if (known) return;
  throw failure(faults["action-unknown"], {
    action,
    nearest: nearestAction(action, index) ?? "none",
    version: index.version,
  });
}

/** The published action that was most likely meant: of the same service if there is one, else of any. */
export function nearestAction(action: string, index: ActionIndex): string | undefined {
  const service = action.split(":", 1)[0]!;
  const own = index.ofService(service);
  const names = new Map(
    (own.length > 0 ? own : index.matching("*")).map(({ name }) => [name.toLowerCase(), name]),
  );
  const found = nearest(action.toLowerCase(), names.keys());
  return found === undefined ? undefined : names.get(found);
}
