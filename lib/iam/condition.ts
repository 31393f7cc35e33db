import { operatorNamed } from "./conditions/operators.ts";
import { membersOf } from "./document.ts";
import type { Condition } from "./landscape.ts";
import { parseTemplate } from "./variables.ts";

/**
 * Reads `Condition` (IAM User Guide, "IAM JSON policy elements: Condition"): `{operator: {key: value or values}}`. All
 * operators and keys must hold, any value may. What is not understood carries its `problem`.
 */
export function parseConditions(element: unknown, variables: boolean): readonly Condition[] {
  if (element === undefined) return [];
  const operators = membersOf(element);
  if (operators === undefined) return [unread("Condition", "", "Condition is not a JSON object")];
  return [...operators].flatMap(([operator, keys]) => {
    const values = membersOf(keys);
    if (values === undefined) return [unread(operator, "", `${shown(operator)} is not a JSON object`)];
    return [...values].map(([key, value]) => parseCondition(operator, key, value, variables));
  });
}

function parseCondition(text: string, key: string, value: unknown, variables: boolean): Condition {
  const name = nameOf(text);
  const operator = operatorNamed(name.operator);
  if (operator === undefined && name.operator !== "Null") {
    return unread(text, key, `the condition operator ${shown(text)} is not known`);
  }
  if (operator === undefined && (name.ifExists || name.quantifier !== undefined)) {
    return unread(text, key, `Null stands alone, and here it is ${shown(text)}`);
  }
  const texts = valueTexts(value);
  if (texts === undefined)
    return unread(text, key, `a value of ${shown(key)} is neither text, number nor truth value`);
  const values = texts.map((each) => parseTemplate(each, variables));
  const check = operator?.check ?? truthValue;
  const odd = values.find(({ problem }) => problem !== undefined)?.problem ?? firstDefined(values, check);
  return {
    ...name,
    key: key.toLowerCase(),
    values,
    ...(odd !== undefined && { problem: `${text} of ${shown(key)}: ${odd}` }),
  };
}

type Name = Pick<Condition, "operator" | "ifExists" | "quantifier">;

function nameOf(text: string): Name {
  const quantifier = (["ForAllValues", "ForAnyValue"] as const).find((each) => text.startsWith(`${each}:`));
  const bare = quantifier === undefined ? text : text.slice(quantifier.length + 1);
  const ifExists = bare.endsWith("IfExists");
  const operator = ifExists ? bare.slice(0, -"IfExists".length) : bare;
  return { operator, ifExists, ...(quantifier !== undefined && { quantifier }) };
}

function truthValue({ text }: { readonly text: string }): string | undefined {
  return /^(true|false)$/i.test(text) ? undefined : `${shown(text)} is neither true nor false`;
}

function valueTexts(value: unknown): readonly string[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const scalar = (each: unknown): boolean => ["string", "number", "boolean"].includes(typeof each);
  return list.every(scalar) ? list.map(String) : undefined;
}

function firstDefined<T, R>(list: readonly T[], of: (each: T) => R | undefined): R | undefined {
  for (const each of list) {
    const found = of(each);
    if (found !== undefined) return found;
  }
  return undefined;
}

function unread(operator: string, key: string, problem: string): Condition {
  return { operator, ifExists: false, key: key.toLowerCase(), values: [], problem };
}

function shown(text: string): string {
  return `“${text.slice(0, 60)}”`;
}
