import type { Context } from "../conditions/context.ts";
import { holds } from "../conditions/holds.ts";
import type { Work } from "../globs.ts";
import { isUnknown } from "../truth.ts";
import type { KnownKeys } from "./known-keys.ts";
import { solveKey, type Demand } from "./solve-key.ts";

/** Values by key, in lower case. */
export type Assigned = ReadonlyMap<string, readonly string[]>;

export type ContextSolution =
  | { readonly kind: "found"; readonly assigned: Assigned }
  /** Proved: no context meets all demands. */
  | { readonly kind: "none" }
  | { readonly kind: "unclear"; readonly why: string };

/**
 * Finds values for all keys of the demands, given those of `start`. Keys do not depend on each other, so each is
 * solved alone; where one stands as a variable in another’s values it must be in `start` to count as present. One key
 * whose demands contradict each other proves that there is no context, whatever is unclear of others.
 */
export function solveContext(
  demands: readonly Demand[],
  known: KnownKeys,
  work: Work,
  start: Assigned = new Map(),
): ContextSolution {
  const assigned = new Map(start);
  const context: Context = {
    get: (key) => {
      const values = assigned.get(key);
      return values === undefined ? known.context.get(key) : { kind: "values", values };
    },
  };
  let unclear: string | undefined;
  for (const [key, own] of Map.groupBy(demands, ({ condition }) => condition.key)) {
    const of = known.of(key);
    const settled = start.has(key) || (of.kind === "fixed" && of.entry?.kind !== "beginning");
    if (settled) {
      for (const { condition, wanted } of own) {
        const truth = holds(condition, context);
        if (isUnknown(truth)) unclear ??= truth.unknown;
        else if (truth !== wanted) return { kind: "none" };
      }
      continue;
    }
    const solved = solveKey(key, own, context, work);
    if (solved.kind === "none") return solved;
    if (solved.kind === "unclear") unclear ??= solved.why;
    else if (solved.values !== undefined) assigned.set(key, solved.values);
  }
  return unclear === undefined ? { kind: "found", assigned } : { kind: "unclear", why: unclear };
}
