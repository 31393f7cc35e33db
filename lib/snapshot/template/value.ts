import type { Args, Words } from "../../base/words.ts";

/** A place in a template whose value only the cloud could know, and why. It is never filled with a guess. */
export class Unresolved {
  readonly why: Words;
  readonly args: Args;

  constructor(why: Words, args: Args = {}) {
    this.why = why;
    this.args = args;
  }
}

/** What a template says once its functions are resolved: JSON, in which single places may be unresolved. */
export type Value =
  string | number | boolean | null | Unresolved | readonly Value[] | { readonly [key: string]: Value };

/** `Ref: AWS::NoValue`: the property or entry is not there at all. */
export const noValue = Symbol("AWS::NoValue");
export type MaybeValue = Value | typeof noValue;

export function isObject(value: MaybeValue | undefined): value is { readonly [key: string]: Value } {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Unresolved)
  );
}

export function isList(value: MaybeValue | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** The text of a text, number or boolean, as CloudFormation joins them; `undefined` for anything else. */
export function textOf(value: MaybeValue | undefined): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

/** The first unresolved place in `value`, itself among them. */
export function firstUnresolved(value: Value): Unresolved | undefined {
  if (value instanceof Unresolved) return value;
  if (typeof value !== "object" || value === null) return undefined;
  for (const inner of Object.values(value)) {
    const found = firstUnresolved(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The arguments of a function, as they stand; none when they are no list. */
export function listOf(argument: unknown): readonly unknown[] {
  return Array.isArray(argument) ? argument : [];
}
