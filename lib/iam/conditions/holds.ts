import type { Condition } from "../landscape.ts";
import { all, any, isUnknown, not, unknown, type Truth } from "../truth.ts";
import { readTemplate, type Lookup, type Reading } from "../variables.ts";
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
  if (entry.kind === "beginning") {
    const begins = operator.matchesBeginning ?? (() => unknown(`only the beginning of the value is known`));
    return against(condition, operator, context, entry.text, begins);
  }
  const one = (value: string): Truth => against(condition, operator, context, value, operator.matches);
  const { values } = entry;
  if (condition.quantifier === "ForAllValues") return all(values, one);
  if (condition.quantifier === "ForAnyValue") return any(values, one);
  if (values.length === 1) return one(values[0]!);
  return holdsUnquantified(values, operator, one, condition.key);
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

/** How a value of the request and one of the policy compare, before negation. */
type Compare = (value: string, policy: Reading) => Truth;

/** One value of the request against all of the policy's: any may match; for a negated operator none may. */
function against(
  condition: Condition,
  operator: Operator,
  context: Context,
  value: string,
  compare: Compare,
): Truth {
  let lookup: Lookup | undefined;
  let found: Truth = false;
  for (const template of condition.values) {
    let reading = template.fixed as ReturnType<typeof readTemplate>;
    if (reading === undefined) {
      lookup ??= variablesOf(context);
      reading = readTemplate(template, lookup);
    }
    const matched = reading === undefined ? false : isUnknown(reading) ? reading : compare(value, reading);
    if (matched === true) return !operator.negated;
    if (found === false) found = matched;
  }
  return operator.negated ? not(found) : found;
}
