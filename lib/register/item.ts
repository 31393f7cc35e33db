import { failure } from "../base/faults.ts";
import { isRecord, parseJson } from "../base/json.ts";
import { checkRecord } from "./check.ts";
import { registerFaults } from "./register-faults.ts";
import { voterFields, type Field } from "./schema.ts";
import type { Voter } from "./voter.ts";

/**
 * How a voter lies in the table: the fields of the schema as top-level attributes under their own names, texts, days
 * and moments as `S`, counts as `N`, yes or no as `BOOL`, records as `M`, lists as `L`. Nothing is derived and nothing
 * renamed, so that an export of the table turns back into the roll without loss.
 * Source: docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
 */
export type Attribute =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly BOOL: boolean }
  | { readonly L: readonly Attribute[] }
  | { readonly M: Item };
export type Item = { readonly [name: string]: Attribute };

/** The voter as an item of the table. */
export function itemOf(voter: Voter): Item {
  return recordOf(voter);
}

function recordOf(record: object): Item {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, attributeOf(value)]));
}

function attributeOf(value: unknown): Attribute {
  if (typeof value === "string") return { S: value };
  if (typeof value === "number") return { N: String(value) };
  if (typeof value === "boolean") return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(attributeOf) };
  return { M: recordOf(value as object) };
}

/**
 * The voter that an item holds, keys in schema order. `line` is its number for the sentence: of a line of an export,
 * or 1 for a single item.
 *
 * @throws RollwardError line-key-unknown, line-missing, line-field, as for a line of a roll
 */
export function voterOf(item: unknown, line = 1): Voter {
  return fieldsOf(item, voterFields, line) as unknown as Voter;
}

/** As {@link voterOf}, for an item that holds only some of the fields. */
export function fieldsOf(
  item: unknown,
  fields: readonly Field[],
  line = 1,
): Readonly<Record<string, unknown>> {
  if (!isRecord(item)) throw failure(registerFaults["line-json"], { line });
  return checkRecord(fields, plainRecord(item, 0), { line, path: "" });
}

/** Deeper than any voter; what nests further is none. */
const deepest = 4;

/** Own properties only, so that an attribute called `__proto__` stays a key like any other, and unknown. */
function plainRecord(item: Readonly<Record<string, unknown>>, depth: number) {
  return Object.fromEntries(Object.entries(item).map(([key, value]) => [key, plain(value, depth)]));
}

/** What an attribute stands for; `undefined`, which no field may be, for the kinds that no voter has. */
function plain(attribute: unknown, depth: number): unknown {
  if (!isRecord(attribute) || depth > deepest) return undefined;
  const [kind, ...others] = Object.keys(attribute);
  if (kind === undefined || others.length > 0) return undefined;
  const value = attribute[kind];
  if (kind === "S") return typeof value === "string" ? value : undefined;
  if (kind === "BOOL") return typeof value === "boolean" ? value : undefined;
  if (kind === "N") return typeof value === "string" ? wholeNumber(value) : undefined;
  if (kind === "L") return Array.isArray(value) ? value.map((each) => plain(each, depth + 1)) : undefined;
  return kind === "M" && isRecord(value) ? plainRecord(value, depth + 1) : undefined;
}

/** Not `Number` alone, to which an empty text is 0 and `0x1` is 1. */
function wholeNumber(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/**
 * The voter on one line of an export, `{"Item":{…}}`; `line` is its number over all files.
 * Source: docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport.Output.html
 *
 * @throws RollwardError line-json, and as {@link voterOf}
 */
export function voterOfExportLine(text: string, line: number): Voter {
  const json = parseJson(text);
  if (!isRecord(json) || !Object.hasOwn(json, "Item") || Object.keys(json).length !== 1) {
    throw failure(registerFaults["line-json"], { line });
  }
  return voterOf(json["Item"], line);
}
