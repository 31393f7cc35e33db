import type { WitnessCondition } from "../access.ts";
import type { Context } from "../conditions/context.ts";
import { holds } from "../conditions/holds.ts";
import type { Request } from "../decide/request.ts";
import { restSpeaksOf } from "../decide/statement.ts";
import type { Condition, Statement } from "../landscape.ts";
import type { AskedAction } from "./action-sets.ts";
import type { Demand } from "./solve-key.ts";
import { spelledKey } from "./spelling.ts";

/** What a request that was found hangs on. */
export interface Found {
  readonly request: Request;
  readonly action: AskedAction;
  /** The allows that were used, and what else was asked of it. */
  readonly demands: readonly Demand[];
  readonly allows: readonly Statement[];
  /** Every deny that may speak of the action. */
  readonly denies: readonly Statement[];
  /** True of a condition that holds for every request of this requester. */
  readonly always: (condition: Condition) => boolean;
  readonly isFree: (key: string) => boolean;
}

/**
 * What else a request for the same action on the same resource must be like to be allowed: the conditions of the allows
 * that were used, and of each deny over the resource one that does not hold. Who meets all of them is allowed.
 */
export function whenOf(found: Found): readonly WitnessCondition[] {
  const { allows, denies, always, request, action } = found;
  const asked = allows.flatMap(({ conditions }) =>
    conditions.filter((condition) => !always(condition)).map((condition) => ({ condition, wanted: true })),
  );
  const dodged = denies.flatMap((deny) => {
    if (restSpeaksOf({ ...deny, conditions: [] }, request) === false) return [];
    const failing = deny.conditions.filter((condition) => holds(condition, request.context) === false);
    const chosen = failing.find((condition) => isDemanded(condition, found.demands)) ?? failing[0];
    return chosen === undefined ? [] : [{ condition: chosen, wanted: false }];
  });
  const filled = [...allows, ...denies].flatMap((statement) => fillings(statement, found));
  const all = [...asked, ...dodged].map(({ condition, wanted }) => shown(condition, wanted, action));
  return [...new Map([...all, ...filled].map((each) => [JSON.stringify(each), each])).values()];
}

function isDemanded(condition: Condition, demands: readonly Demand[]): boolean {
  return demands.some((demand) => demand.condition === condition && !demand.wanted);
}

/** The values of policy variables that stand in a statement’s resources, by which the resource was found. */
function fillings({ resources }: Statement, { request, action, isFree }: Found): readonly WitnessCondition[] {
  const parts = (resources?.patterns ?? []).flatMap((pattern) => pattern.parts);
  const keys = parts.flatMap((part) => (part.kind === "variable" && isFree(part.key) ? [part.key] : []));
  return [...new Set(keys)].map((key) => {
    const values = valuesOf(request.context, key);
    const name = spelledKey(key, action);
    return values === undefined
      ? { operator: "Null", key: name, values: ["true"], wanted: true }
      : { operator: "StringEquals", key: name, values, wanted: true };
  });
}

function valuesOf(context: Context, key: string): readonly string[] | undefined {
  const entry = context.get(key);
  return entry?.kind === "values" ? entry.values : undefined;
}

/** As a policy writes it. */
function shown(
  { operator, ifExists, quantifier, key, values }: Condition,
  wanted: boolean,
  action: AskedAction,
): WitnessCondition {
  return {
    operator: `${quantifier === undefined ? "" : `${quantifier}:`}${operator}${ifExists ? "IfExists" : ""}`,
    key: spelledKey(key, action),
    values: values.map(({ text }) => text),
    wanted,
  };
}
