import { isRecord } from "../../base/json.ts";
import type { Intrinsic } from "./scope.ts";
import { whyUnresolved } from "./template-words.ts";
import { isObject, listOf, noValue, textOf, Unresolved } from "./value.ts";

const ref: Intrinsic = (name, scope) => (typeof name === "string" ? scope.reference(name) : undefined);

/** `[id, attribute]` or `id.attribute`; the attribute may itself be resolved from a parameter. */
const attribute: Intrinsic = (argument, scope) => {
  if (typeof argument === "string") {
    const dot = argument.indexOf(".");
    return dot < 0 ? undefined : scope.attribute(argument.slice(0, dot), argument.slice(dot + 1));
  }
  const [id, name] = listOf(argument);
  if (typeof id !== "string") return undefined;
  const resolved = scope.evaluate(name);
  if (resolved instanceof Unresolved) return resolved;
  return typeof resolved === "string" ? scope.attribute(id, resolved) : undefined;
};

/** `[map, key, key, {DefaultValue}?]`; the default belongs to the transform AWS::LanguageExtensions. */
const findInMap: Intrinsic = (argument, scope) => {
  const [map, top, second, options] = listOf(argument);
  const names: string[] = [];
  for (const part of [map, top, second]) {
    const value = scope.evaluate(part);
    if (value instanceof Unresolved) return value;
    const name = textOf(value);
    if (name === undefined) return undefined;
    names.push(name);
  }
  const [section = "", ...keys] = names;
  let found: unknown = scope.mapping(section);
  for (const key of keys) found = isRecord(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  if (found === undefined && isRecord(options) && Object.hasOwn(options, "DefaultValue"))
    return scope.evaluate(options["DefaultValue"]);
  if (found === undefined) return new Unresolved(whyUnresolved.nothing, { name: names.join(".") });
  return scope.evaluate(found);
};

const imported: Intrinsic = (argument, scope) => {
  const name = scope.evaluate(argument);
  if (name instanceof Unresolved) return name;
  return typeof name === "string" ? scope.imported(name) : undefined;
};

const stackOutput: Intrinsic = (argument, scope) => {
  const value = scope.evaluate(argument);
  if (!isObject(value)) return value === noValue || !(value instanceof Unresolved) ? undefined : value;
  const { StackName: stack, OutputName: output, Region: region } = value;
  if (typeof stack !== "string" || typeof output !== "string") return undefined;
  if (region !== undefined && typeof region !== "string") return undefined;
  return scope.outputOf(stack, output, region);
};

/** Functions that look something up: in this stack, in another, in a mapping. */
export const lookUps: readonly (readonly [string, Intrinsic])[] = [
  ["Ref", ref],
  ["Fn::GetAtt", attribute],
  ["Fn::FindInMap", findInMap],
  ["Fn::ImportValue", imported],
  ["Fn::GetStackOutput", stackOutput],
];
