import type { ContextValue, RequestContext } from "../access.ts";
import { spelledGlobalKey } from "../global-keys.ts";
import type { AskedAction } from "./action-sets.ts";
import type { Assigned } from "./solve-context.ts";

/** The chosen keys as a request has them: in AWS’s spelling where it is known, a list of one as its one value. */
export function contextFrom(assigned: Assigned, action: AskedAction): RequestContext | undefined {
  if (assigned.size === 0) return undefined;
  const entries = [...assigned]
    .map(([key, values]): readonly [string, ContextValue] => [
      spelledKey(key, action),
      values.length === 1 ? values[0]! : values,
    ])
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}

/** A key in AWS’s spelling, where it is known. */
export function spelledKey(key: string, { fact }: AskedAction): string {
  return spelledGlobalKey(key) ?? fact?.conditionKeys.find((each) => each.toLowerCase() === key) ?? key;
}
