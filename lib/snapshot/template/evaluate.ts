import { isRecord } from "../../base/json.ts";
import { conditionFunctions } from "./conditions.ts";
import { lookUps } from "./look-ups.ts";
import type { Intrinsic, Scope } from "./scope.ts";
import { whyUnresolved } from "./template-words.ts";
import { textFunctions } from "./text-functions.ts";
import { noValue, Unresolved, type MaybeValue, type Value } from "./value.ts";

const intrinsics: ReadonlyMap<string, Intrinsic> = new Map([
  ...textFunctions,
  ...lookUps,
  ...conditionFunctions,
]);

/**
 * Resolves the functions in a part of a template (AWS CloudFormation User Guide, Intrinsic function reference). What
 * cannot be resolved is in the result as {@link Unresolved}, in its place.
 */
export function evaluate(source: unknown, scope: Scope): MaybeValue {
  scope.spend(1);
  if (typeof source === "string") return settled(source, scope);
  if (typeof source === "number" || typeof source === "boolean" || source === null) return source;
  if (Array.isArray(source))
    return source.map((one) => evaluate(one, scope)).filter((one) => one !== noValue);
  if (!isRecord(source)) return new Unresolved(whyUnresolved.kind, { expected: "JSON" });
  const entries = Object.entries(source);
  const [only] = entries;
  if (only !== undefined && entries.length === 1 && isFunctionName(only[0]))
    return call(only[0], only[1], scope);
  // `fromEntries` defines own properties: a key `__proto__` stays a key.
  return Object.fromEntries(
    entries
      .map(([key, value]): [string, MaybeValue] => [key, evaluate(value, scope)])
      .filter((entry): entry is [string, Value] => entry[1] !== noValue),
  );
}

function isFunctionName(key: string): boolean {
  return key === "Ref" || key.startsWith("Fn::");
}

function call(name: string, argument: unknown, scope: Scope): MaybeValue {
  const result = intrinsics.get(name)?.(argument, scope) ?? new Unresolved(whyUnresolved.function, { name });
  return typeof result === "string" ? settled(result, scope) : result;
}

const longestText = 200_000;

/** A text, unless it is filled in by the cloud, or too long to be anything that we read. */
function settled(text: string, scope: Scope): string | Unresolved {
  scope.spend(text.length >> 4);
  if (text.length > longestText) return new Unresolved(whyUnresolved.long);
  return text.includes("{{resolve:") ? new Unresolved(whyUnresolved.dynamic) : text;
}
