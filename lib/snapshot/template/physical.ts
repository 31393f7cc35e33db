import { hash } from "node:crypto";
import type { IdKind, PhysicalRule } from "./physical-rule.ts";
import { computeRules } from "./physical-compute.ts";
import { storageRules } from "./physical-storage.ts";
import { partitionOf, urlSuffixOf, type Place } from "./scope.ts";
import { textOf, Unresolved, type Value } from "./value.ts";

export interface Physical {
  readonly name: Value;
  readonly arn?: Value;
  readonly ref: Value;
  attribute(name: string): Value | undefined;
}

export interface Placed {
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  readonly place: Place;
  property(name: string): Value | undefined;
}

const rules = new Map<string, PhysicalRule>([
  ...Object.entries(storageRules),
  ...Object.entries(computeRules),
]);

/** What the resource will be called; `undefined` for a type whose names this version does not know. */
export function physicalOf(placed: Placed): Physical | undefined {
  const rule = rules.get(placed.type);
  if (rule === undefined) return undefined;
  const given = rule.name === undefined ? undefined : placed.property(rule.name);
  const path = placed.property("Path") ?? "/";
  const bad = [given, path].find((value) => value instanceof Unresolved);
  if (bad !== undefined) return { name: bad, arn: bad, ref: bad, attribute: () => bad };

  const name = textOf(given) ?? invented(rule, placed);
  const { account, region } = placed.place;
  const places: Record<string, string> = {
    account,
    region,
    partition: partitionOf(region),
    suffix: urlSuffixOf(region),
    path: textOf(path) ?? "/",
    name,
    code: code("upper17", seedOf(placed)),
  };
  const fill = (text: string): string =>
    text.replace(/\{([a-z]+)\}/g, (all, key: string) => places[key] ?? all);
  if (rule.arn !== undefined) places["arn"] = fill(rule.arn);
  const { attributes = {} } = rule;
  return {
    name,
    ...(rule.arn === undefined ? {} : { arn: fill("{arn}") }),
    ref: fill(rule.ref),
    attribute: (wanted) => {
      if (Object.hasOwn(attributes, wanted)) return fill(attributes[wanted]!);
      return wanted === "Arn" && rule.arn !== undefined ? fill("{arn}") : undefined;
    },
  };
}

const longestName = 60;

function invented({ invent = "named", prefix = "" }: PhysicalRule, placed: Placed): string {
  if (invent !== "named" && invent !== "lowerCase") return `${prefix}${code(invent, seedOf(placed))}`;
  const plain = `${placed.stack}-${placed.id}`;
  const short =
    plain.length <= longestName
      ? plain
      : `${plain.slice(0, 50)}-${code("hex17", seedOf(placed)).slice(0, 9)}`;
  return invent === "lowerCase" ? short.toLowerCase() : short;
}

function seedOf({ stack, id, place }: Placed): string {
  return [place.account, place.region, stack, id].join("\0");
}

/** Letters and digits in the form that AWS gives ids of a kind. */
export function code(invent: IdKind, seed: string): string {
  const hex = hash("sha256", seed, "hex");
  const letters = (count: number, alphabet: string) =>
    Array.from(
      { length: count },
      (_, at) => alphabet[parseInt(hex.slice(at * 2, at * 2 + 2), 16) % alphabet.length],
    ).join("");
  switch (invent) {
    case "uuid":
      return [
        hex.slice(0, 8),
        hex.slice(8, 12),
        hex.slice(12, 16),
        hex.slice(16, 20),
        hex.slice(20, 32),
      ].join("-");
    case "hex17":
      return hex.slice(0, 17);
    case "short10":
      return letters(10, "abcdefghijklmnopqrstuvwxyz0123456789");
    case "upper17":
      return letters(17, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
    case "upper13":
      return letters(13, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
  }
}
