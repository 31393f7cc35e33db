import { operatorNamed } from "../conditions/operators.ts";
import { variablesOf } from "../conditions/context.ts";
import type { Condition } from "../landscape.ts";
import { isUnknown } from "../truth.ts";
import { readTemplate, type Template } from "../variables.ts";
import type { Constraints } from "./constraints.ts";
import type { KnownKeys } from "./known-keys.ts";
import type { Demand } from "./solve-key.ts";
import { isAlone, plain } from "./solve-variables.ts";

/**
 * What demands say of a policy variable by way of a key whose value is known: where `aws:ResourceAccount`, which is,
 * must equal `${aws:PrincipalAccount}`, that is what the variable must be.
 */
export function equationsOf(
  demands: readonly Demand[],
  variables: readonly string[],
  known: KnownKeys,
): readonly Demand[] {
  const lookup = variablesOf(known.context);
  return demands.flatMap(({ condition, wanted }): readonly Demand[] => {
    const of = known.of(condition.key);
    const entry = of.kind === "fixed" ? of.entry : undefined;
    if (entry?.kind !== "values" || entry.values.length !== 1 || !mustMatch({ condition, wanted })) return [];
    const [value] = entry.values as [string];
    const operator = operatorNamed(condition.operator)!;
    const open = condition.values.filter((each) => {
      const filled = variables.some((key) =>
        each.parts.some((part) => part.kind === "variable" && part.key === key),
      );
      if (filled) return true;
      const reading = readTemplate(each, lookup);
      return isUnknown(reading) || (reading !== undefined && operator.matches(value, reading) !== false);
    });
    const [only, ...others] = open;
    const key = variables.find((each) => only !== undefined && isAlone(only, each));
    const fallsBack = only?.parts.some((part) => part.kind === "variable" && part.fallback !== undefined);
    if (key === undefined || others.length > 0 || fallsBack) return [];
    return [plain("StringEquals", key, value)];
  });
}

/** True where a key or the resource must be, and must not be, what one and the same template says, whatever that is. */
export function contradictory({ demands, elements }: Pick<Constraints, "demands" | "elements">): boolean {
  const matched = elements.filter(({ element, wanted }) => wanted !== element.negated);
  const refused = elements.filter(({ element, wanted }) => wanted === element.negated);
  const impossible = matched.some(({ element }) =>
    refused.some((other) => within(element.patterns, other.element.patterns)),
  );
  const sole = demands.filter((demand) => mustMatch(demand) && !demand.condition.ifExists);
  return impossible || sole.some(({ condition }) => demands.some((other) => refuses(other, condition)));
}

/** Refuses every value that the condition asks for. */
function refuses({ condition, wanted }: Demand, { key, operator, values }: Condition): boolean {
  const negated = /^StringNot(Equals|Like)$/.test(condition.operator);
  if (condition.key !== key || condition.quantifier !== undefined || wanted !== negated) return false;
  if (!negated && !/^String(Equals|Like)$/.test(condition.operator)) return false;
  const wideEnough = operator === "StringEquals" || condition.operator.endsWith("Like");
  return wideEnough && within(values, condition.values);
}

/** Each of these is among those, a variable as a variable: policies of the older version have none. */
function within(templates: readonly Template[], others: readonly Template[]): boolean {
  return templates.every(({ text, fixed }) =>
    others.some((each) => each.text === text && (each.fixed === undefined) === (fixed === undefined)),
  );
}

/** One value that must be one of those listed, in text. */
function mustMatch({ condition, wanted }: Demand): boolean {
  const { operator, quantifier } = condition;
  return quantifier === undefined && wanted && (operator === "StringEquals" || operator === "StringLike");
}
