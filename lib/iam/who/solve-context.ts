import type { Context } from "../conditions/context.ts";
import { holds } from "../conditions/holds.ts";
import type { Work } from "../globs.ts";
import type { Condition } from "../landscape.ts";
import { isUnknown } from "../truth.ts";
import { parseTemplate, type Template } from "../variables.ts";
import type { KnownKeys } from "./known-keys.ts";
import { solveKey, type Demand } from "./solve-key.ts";

/** Values by key, in lower case. */
export type Assigned = ReadonlyMap<string, readonly string[]>;

export type ContextSolution =
  | { readonly kind: "found"; readonly assigned: Assigned }
  /** Proved: no context meets all demands. */
  | { readonly kind: "none" }
  | { readonly kind: "unclear"; readonly why: string };

/** Keys that stand as variables in templates and that the request fills, or whose beginning it ends. */
export function freeVariables(templates: Iterable<Template>, known: KnownKeys): readonly string[] {
  const keys = new Set<string>();
  for (const { parts } of templates) {
    for (const part of parts) {
      if (part.kind !== "variable") continue;
      const of = known.of(part.key);
      if (of.kind === "free" || of.entry?.kind === "beginning") keys.add(part.key);
    }
  }
  return [...keys];
}

/**
 * Finds values for all keys of the demands, given those of `start`. Keys do not depend on each other, so each is
 * solved alone; where one stands as a variable in another’s values it must be in `start` to count as present.
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
  for (const [key, own] of Map.groupBy(demands, ({ condition }) => condition.key)) {
    const of = known.of(key);
    const settled = start.has(key) || (of.kind === "fixed" && of.entry?.kind !== "beginning");
    if (settled) {
      for (const { condition, wanted } of own) {
        const truth = holds(condition, context);
        if (isUnknown(truth)) return { kind: "unclear", why: truth.unknown };
        if (truth !== wanted) return { kind: "none" };
      }
      continue;
    }
    const solved = solveKey(key, own, context, work);
    if (solved.kind !== "found") return solved;
    if (solved.values !== undefined) assigned.set(key, solved.values);
  }
  return { kind: "found", assigned };
}

/**
 * A value for each variable, so that what it stands in can match: what an equation with a key of known value asks for,
 * else whatever its own demands allow.
 */
export function bindVariables(
  variables: readonly string[],
  demands: readonly Demand[],
  known: KnownKeys,
  work: Work,
): ContextSolution {
  const extra = variables.flatMap((key): readonly Demand[] => [
    { condition: plain("Null", key, "false"), wanted: true },
    ...demands.flatMap((demand) => equation(demand, key, known)),
  ]);
  const own = demands.filter(({ condition }) => variables.includes(condition.key));
  return solveContext([...own, ...extra], known, work);
}

/** `StringEquals: {fixed key: ${variable}}` asks that the variable be the fixed key’s value. */
function equation({ condition, wanted }: Demand, key: string, known: KnownKeys): readonly Demand[] {
  const of = known.of(condition.key);
  const entry = of.kind === "fixed" ? of.entry : undefined;
  const positive = wanted && /^(String(Equals|Like)|Arn(Equals|Like))/.test(condition.operator);
  const alone = condition.values.some(
    ({ parts }) => parts.length === 1 && parts[0]!.kind === "variable" && parts[0]!.key === key,
  );
  if (!positive || !alone || entry?.kind !== "values" || entry.values.length !== 1) return [];
  return [{ condition: plain("StringEquals", key, entry.values[0]!), wanted: true }];
}

export function plain(operator: string, key: string, text: string): Condition {
  return { operator, ifExists: false, key, values: [parseTemplate(text, false)] };
}
