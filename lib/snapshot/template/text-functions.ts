import { isRecord } from "../../base/json.ts";
import type { Intrinsic, Scope } from "./scope.ts";
import { whyUnresolved } from "./template-words.ts";
import {
  firstUnresolved,
  isList,
  listOf,
  isObject,
  noValue,
  textOf,
  Unresolved,
  type MaybeValue,
  type Value,
} from "./value.ts";

const mostPieces = 10_000;

/** The value of an argument, or the first place in it that cannot be resolved. */
function whole(argument: unknown, scope: Scope): Value | undefined {
  const value = scope.evaluate(argument);
  return value === noValue ? undefined : (firstUnresolved(value) ?? value);
}

const join: Intrinsic = (argument, scope) => {
  const value = whole(argument, scope);
  if (!isList(value)) return value instanceof Unresolved ? value : undefined;
  const [separator, pieces] = value;
  if (typeof separator !== "string" || !isList(pieces) || value.length !== 2) return undefined;
  const texts = pieces.map(textOf);
  if (!texts.every((text) => text !== undefined)) return undefined;
  scope.spend(texts.reduce((sum, text) => sum + text.length + separator.length, 0) >> 4);
  return texts.join(separator);
};

const split: Intrinsic = (argument, scope) => {
  const value = whole(argument, scope);
  if (!isList(value)) return value instanceof Unresolved ? value : undefined;
  const [separator, text] = value;
  if (typeof separator !== "string" || typeof text !== "string" || separator === "") return undefined;
  const pieces = text.split(separator, mostPieces + 1);
  return pieces.length > mostPieces ? undefined : pieces;
};

const select: Intrinsic = (argument, scope) => {
  // Only the entry that is chosen needs to be resolved.
  const value = scope.evaluate(argument);
  if (!isList(value)) return value instanceof Unresolved ? value : undefined;
  const [index, list] = value;
  if (index instanceof Unresolved) return index;
  if (list instanceof Unresolved) return list;
  const place = textOf(index);
  return place !== undefined && /^\d{1,5}$/.test(place) && isList(list) ? list[Number(place)] : undefined;
};

const substitute: Intrinsic = (argument, scope) => {
  const [text, given] = typeof argument === "string" ? [argument, {}] : listOf(argument);
  if (typeof text !== "string" || !isRecord(given)) return undefined;
  let unresolved: Unresolved | undefined;
  let length = 0;
  const replaced = text.replace(/\$\{([^${}]*)\}/g, (all, inner: string) => {
    if (inner.startsWith("!")) return `\${${inner.slice(1)}}`;
    const value = substituted(inner.trim(), given, scope);
    const piece = textOf(value);
    if (piece === undefined) {
      unresolved ??=
        value instanceof Unresolved ? value : new Unresolved(whyUnresolved.nothing, { name: inner });
      return all;
    }
    length += piece.length;
    scope.spend(1 + (piece.length >> 4));
    return length > 1_000_000 ? "" : piece;
  });
  return unresolved ?? (length > 1_000_000 ? undefined : replaced);
};

function substituted(name: string, given: Readonly<Record<string, unknown>>, scope: Scope): MaybeValue {
  if (Object.hasOwn(given, name)) return scope.evaluate(given[name]);
  const dot = name.indexOf(".");
  return dot < 0 ? scope.reference(name) : scope.attribute(name.slice(0, dot), name.slice(dot + 1));
}

const base64: Intrinsic = (argument, scope) => {
  const value = whole(argument, scope);
  if (value instanceof Unresolved) return value;
  return typeof value === "string" ? Buffer.from(value).toString("base64") : undefined;
};

// The next two belong to the transform AWS::LanguageExtensions.
const length: Intrinsic = (argument, scope) => {
  const value = scope.evaluate(argument);
  return isList(value) ? value.length : value instanceof Unresolved ? value : undefined;
};

const toJson: Intrinsic = (argument, scope) => {
  const value = whole(argument, scope);
  if (value instanceof Unresolved) return value;
  return isList(value) || isObject(value) ? JSON.stringify(value) : undefined;
};

/** Functions over texts and lists. */
export const textFunctions: readonly (readonly [string, Intrinsic])[] = [
  ["Fn::Join", join],
  ["Fn::Split", split],
  ["Fn::Select", select],
  ["Fn::Sub", substitute],
  ["Fn::Base64", base64],
  ["Fn::Length", length],
  ["Fn::ToJsonString", toJson],
];
