/** Demands on keys, and what is known of some. */
import { parseConditions } from "../../../lib/iam/condition.ts";
import type { ContextEntry } from "../../../lib/iam/conditions/context.ts";
import type { KnownKeys } from "../../../lib/iam/who/known-keys.ts";
import type { Demand } from "../../../lib/iam/who/solve-key.ts";

export const plenty = () => ({ left: 100_000 });
export const asks = (operator: string, key: string, values: unknown, wanted = true): Demand => ({
  condition: parseConditions({ [operator]: { [key]: values } }, true)[0]!,
  wanted,
});
export const not = (operator: string, key: string, values: unknown): Demand =>
  asks(operator, key, values, false);
/** Keys of who asks are known, whatever stands for `absent` is not there; `own:id` is known by its beginning. */
export const known: KnownKeys = ((): KnownKeys => {
  const fixed = new Map<string, ContextEntry | undefined>([
    ["own:name", { kind: "values", values: ["clerk"] }],
    ["own:odd", { kind: "values", values: ["${x}"] }],
    ["own:two", { kind: "values", values: ["a", "b"] }],
    ["own:id", { kind: "beginning", text: "AROA:" }],
    ["own:absent", undefined],
  ]);
  return {
    of: (key) => (fixed.has(key) ? { kind: "fixed", entry: fixed.get(key) } : { kind: "free" }),
    context: { get: (key) => fixed.get(key) },
  };
})();
