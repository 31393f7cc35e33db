import { membersOf } from "../document.ts";
import type { Json } from "./request.ts";

/** What a policy element lists; what is no text in it is left out. */
export function listed(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((each): each is string => typeof each === "string");
}

/** The statements of a policy, which may be one alone. */
export function statementsOf(policy: Json): readonly Json[] {
  const value = policy["Statement"];
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((each): each is Json => membersOf(each) !== undefined);
}

/** An element with other entries, in the form that it had: one text alone stays one. */
export function relisted(before: unknown, entries: readonly string[]): string | readonly string[] {
  const each = [...new Set(entries)];
  return each.length === 1 && !Array.isArray(before) ? each[0]! : each;
}

/** A statement with one element replaced, where it stood, under the same name or another. */
export function withElement(statement: Json, name: string, value: unknown, as = name): Json {
  return Object.fromEntries(
    Object.entries(statement).map(([key, old]) => (key === name ? [as, value] : [key, old])),
  );
}

/** The elements that are counted: the effect, each action, resource, principal and condition value. Sids are none. */
export function elementsOf(statement: Json): readonly string[] {
  return Object.entries(statement).flatMap(([name, value]): readonly string[] => {
    switch (name) {
      case "Sid":
        return [];
      case "Principal":
      case "NotPrincipal":
        return nested(name, value, 1);
      case "Condition":
        return nested(name, value, 2);
      default:
        return entries(name, value);
    }
  });
}

function nested(name: string, value: unknown, depth: number): readonly string[] {
  const members = depth === 0 ? undefined : membersOf(value);
  if (members === undefined) return entries(name, value);
  return [...members].flatMap(([key, inner]) => nested(`${name} ${key}`, inner, depth - 1));
}

function entries(name: string, value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((each) => `${name} ${JSON.stringify(each)}`);
}

/** How many elements differ: taken out, and put in. */
export function elementsChanged(before: Json | undefined, after: Json | undefined): number {
  const [old, fresh] = [before, after].map((one) => new Set(one === undefined ? [] : elementsOf(one)));
  const missing = (from: ReadonlySet<string>, of: ReadonlySet<string>) =>
    [...of].filter((one) => !from.has(one));
  return missing(fresh!, old!).length + missing(old!, fresh!).length;
}
