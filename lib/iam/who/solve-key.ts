import { holds } from "../conditions/holds.ts";
import { variablesOf, type Context, type ContextEntry } from "../conditions/context.ts";
import { operatorNamed } from "../conditions/operators.ts";
import type { Work } from "../globs.ts";
import type { Condition } from "../landscape.ts";
import { isUnknown, type Unknown } from "../truth.ts";
import { readTemplate, type Reading } from "../variables.ts";
import { solveSeveral, solveValue, type Wish } from "./solve-value.ts";

/** A condition that must come out so, definitely: true for an allow, false for a deny that is to be dodged. */
export interface Demand {
  readonly condition: Condition;
  readonly wanted: boolean;
}

/** What a key may be for all demands to be met; `values` undefined: it must be absent. */
export type KeySolution =
  | { readonly kind: "found"; readonly values: readonly string[] | undefined }
  /** Proved: the demands contradict each other. */
  | { readonly kind: "none" }
  | { readonly kind: "unclear"; readonly why: string };

/**
 * Finds a value of one key that meets all demands, each of which is on that key: none at all, one value, no values,
 * several values, in this order, so that a witness has as few keys as can be. `context` has the other keys, and this
 * one where only its beginning is known.
 */
export function solveKey(key: string, demands: readonly Demand[], context: Context, work: Work): KeySolution {
  const whole = (entry: ContextEntry | undefined): Context => ({
    get: (name) => (name === key ? entry : context.get(name)),
  });
  const meets = (values: readonly string[] | undefined, of = demands): boolean => {
    const entry = values === undefined ? undefined : ({ kind: "values", values } as const);
    return of.every(({ condition, wanted }) => holds(condition, whole(entry)) === wanted);
  };
  const known = context.get(key);
  const begins = known?.kind === "beginning" ? known.text : undefined;
  if (begins === undefined && meets(undefined)) return { kind: "found", values: undefined };
  // Whether the key may be there at all.
  if (
    !meets(
      ["x"],
      demands.filter(({ condition }) => condition.operator === "Null"),
    )
  )
    return { kind: "none" };
  const read = demands.map((demand) => wishOf(demand, context));
  const wishes: Wish[] = [];
  for (const wish of read) {
    if (isUnknown(wish)) return { kind: "unclear", why: wish.unknown };
    if (wish !== undefined) wishes.push(wish);
  }
  const single = solveValue(wishes, work, begins);
  if (single.kind === "found" && meets([single.value])) return { kind: "found", values: [single.value] };
  // A truth value is one, never none or several.
  const sole = begins !== undefined || demands.some(({ condition }) => isTruth(condition));
  if (!sole && meets([])) return { kind: "found", values: [] };
  const several = sole ? ({ kind: "none" } as const) : solveSeveral(wishes, work);
  if (several.kind === "found" && meets(several.values)) return several;
  for (const result of [single, several]) {
    if (result.kind === "unclear") return result;
    // What the patterns allow and the conditions refuse is a gap of this solver, never a proof.
    if (result.kind === "found") {
      return { kind: "unclear", why: `no value of ${key} was found, nor proved that there is none` };
    }
  }
  return { kind: "none" };
}

function isTruth({ operator, quantifier }: Condition): boolean {
  return operator === "Bool" && quantifier === undefined;
}

/** What a demand asks of a value; nothing when it asks only whether there is one. */
function wishOf({ condition, wanted }: Demand, context: Context): Wish | Unknown | undefined {
  const operator = operatorNamed(condition.operator);
  if (operator === undefined) return undefined;
  const lookup = variablesOf(context);
  const readings: Reading[] = [];
  for (const value of condition.values) {
    const reading = readTemplate(value, lookup);
    if (isUnknown(reading)) return reading;
    if (reading !== undefined) readings.push(reading);
  }
  const { quantifier } = condition;
  // Of several values without ForAllValues or ForAnyValue only that each fails is definite.
  const every = quantifier === undefined ? !wanted : (quantifier === "ForAllValues") === wanted;
  const of = every ? "every" : quantifier === undefined ? "sole" : "some";
  return { operator: condition.operator, readings, match: wanted !== operator.negated, of };
}
