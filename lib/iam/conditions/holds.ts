import type { Condition } from "../landscape.ts";
import { all, any, isUnknown, not, unknown, type Truth } from "../truth.ts";
import { readTemplate, type Reading } from "../variables.ts";
import { variablesOf, type Context, type ContextEntry } from "./context.ts";
import type { Operator } from "./operator.ts";
import { operatorNamed } from "./operators.ts";

/** Does a condition hold for a request? (IAM User Guide, "Conditions with multiple context keys or values".) */
export function holds(condition: Condition, context: Context): Truth {
  if (condition.problem !== undefined) return unknown(condition.problem);
  const entry = context.get(condition.key);
  if (condition.operator === "Null") return holdsNull(condition, entry);
  const operator = operatorNamed(condition.operator);
  if (operator === undefined) return unknown(`the condition operator “${condition.operator}” is not known`);
  if (entry === undefined) return holdsAbsent(condition, operator);
  if (entry.kind === "unknown") return unknown(entry.why);
  const one = comparison(condition, operator, context);
  if (entry.kind === "beginning") return one.beginning(entry.text);
  const { values } = entry;
  if (condition.quantifier === "ForAllValues") return all(values, one.whole);
  if (condition.quantifier === "ForAnyValue") return any(values, one.whole);
  if (values.length === 1) return one.whole(values[0]!);
  return holdsUnquantified(values, operator, one.whole, condition.key);
}

/** True: the key must be absent; false: it must be there, an empty list too. */
function holdsNull({ values }: Condition, entry: ContextEntry | undefined): Truth {
  return any(values, ({ text }) => {
    const absent = text.toLowerCase() === "true";
    if (entry?.kind === "unknown") return unknown(entry.why);
    return absent === (entry === undefined);
  });
}

/** "If the key is not present, the values do not match": false, and true for what asks that they do not. */
function holdsAbsent({ ifExists, quantifier }: Condition, { negated }: Operator): boolean {
  if (ifExists || quantifier === "ForAllValues") return true;
  return quantifier === undefined && negated;
}

/** AWS does not say how several values compare without ForAllValues or ForAnyValue: only what all readings share holds. */
function holdsUnquantified(
  values: readonly string[],
  { negated }: Operator,
  one: (value: string) => Truth,
  key: string,
): Truth {
  if (values.length === 0) return negated;
  const some = any(values, one);
  return some === false
    ? false
    : unknown(`${key} has several values, and the condition says neither ForAll nor ForAny`);
}

interface Comparison {
  readonly whole: (value: string) => Truth;
  readonly beginning: (text: string) => Truth;
}

/** One value of the request against all of the policy's: any may match; for a negated operator none may. */
function comparison({ values }: Condition, operator: Operator, context: Context): Comparison {
  const lookup = variablesOf(context);
  const readings = values.map((value) => readTemplate(value, lookup));
  const against =
    (matches: (value: string, policy: Reading) => Truth) =>
    (value: string): Truth => {
      const found = any(readings, (reading) => {
        if (reading === undefined) return false;
        return isUnknown(reading) ? reading : matches(value, reading);
      });
      return operator.negated ? not(found) : found;
    };
  return {
    whole: against((value, policy) => operator.matches(value, policy)),
    beginning: against(
      (text, policy) =>
        operator.matchesBeginning?.(text, policy) ?? unknown(`only the beginning of the value is known`),
    ),
  };
}
