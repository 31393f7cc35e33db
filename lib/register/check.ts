import { failure, type RollwardError } from "../base/faults.ts";
import { isRecord } from "../base/json.ts";
import { isCalendarDate } from "../base/time.ts";
import type { Words } from "../base/words.ts";
import { registerFaults } from "./register-faults.ts";
import type { Field, FieldType } from "./schema.ts";

const control = /[\u0000-\u001f\u007f-\u009f]/;
const id = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const instant = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;
const largestCount = 999_999_999;

/** Where a value stands: the line's number and the path of fields, such as `Name.MiddleName[2]`. */
export interface Place {
  readonly line: number;
  readonly path: string;
}

/**
 * Checks a parsed value against its type and gives it back with every record's keys in schema order.
 *
 * @throws RollwardError line-field, line-missing, line-key-unknown
 */
export function checkValue(type: FieldType, value: unknown, place: Place): unknown {
  if (type.kind === "record") {
    if (!isRecord(value)) throw wrong(type, place);
    return checkRecord(type.fields, value, place);
  }
  if (type.kind === "texts") {
    if (!Array.isArray(value) || value.length < 1 || value.length > type.maxItems) throw wrong(type, place);
    const item: FieldType = { kind: "text", max: type.max };
    return value.map((each: unknown, index) =>
      checkValue(item, each, { line: place.line, path: `${place.path}[${index}]` }),
    );
  }
  if (!isOf(type, value)) throw wrong(type, place);
  return value;
}

/**
 * As {@link checkValue}, for an object. Own keys only: `__proto__` in JSON is a key like any other, and unknown.
 *
 * @throws RollwardError as {@link checkValue}
 */
export function checkRecord(
  fields: readonly Field[],
  value: Readonly<Record<string, unknown>>,
  { line, path }: Place,
): Readonly<Record<string, unknown>> {
  const unknown = Object.keys(value).findIndex((key) => !fields.some((field) => field.key === key));
  if (unknown >= 0) {
    const record = path === "" ? wholeRecord : path;
    throw failure(registerFaults["line-key-unknown"], { line, position: unknown + 1, record });
  }
  const ordered: Record<string, unknown> = {};
  for (const { key, type, optional } of fields) {
    const inner: Place = { line, path: path === "" ? key : `${path}.${key}` };
    if (Object.hasOwn(value, key)) ordered[key] = checkValue(type, value[key], inner);
    else if (optional !== true) throw failure(registerFaults["line-missing"], { line, field: inner.path });
  }
  return ordered;
}

type SimpleType = Exclude<FieldType, { kind: "record" | "texts" }>;

function isOf(type: SimpleType, value: unknown): boolean {
  switch (type.kind) {
    case "text":
      return isText(value, type.max);
    case "name":
      return isText(value, type.max) && !/["\\]/.test(value);
    case "id":
      return typeof value === "string" && id.test(value);
    case "date":
      return typeof value === "string" && isCalendarDate(value);
    case "instant":
      return typeof value === "string" && isCalendarDate(instant.exec(value)?.[1] ?? "");
    case "one of":
      return typeof value === "string" && type.values.includes(value);
    case "boolean":
      return typeof value === "boolean";
    case "count":
      return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= largestCount;
  }
}

function isText(value: unknown, max: number): value is string {
  if (typeof value !== "string" || value === "" || control.test(value) || !value.isWellFormed()) return false;
  return value.length <= max || (value.length <= max * 2 && Array.from(value).length <= max);
}

function wrong(type: FieldType, { line, path }: Place): RollwardError {
  return failure(registerFaults["line-field"], { line, field: path, expected: expectation(type) });
}

const wholeRecord: Words = { en: "the voter’s record", fr: "la fiche de l’électeur" };

/** What a type allows, as the end of "must be …". */
export function expectation(type: FieldType): Words {
  switch (type.kind) {
    case "text":
      return {
        en: `text of 1 to ${type.max} characters, without control characters`,
        fr: `un texte de 1 à ${type.max} caractères, sans caractère de commande`,
      };
    case "name":
      return {
        en: `text of 1 to ${type.max} characters, without control characters, quotation marks or backslashes`,
        fr: `un texte de 1 à ${type.max} caractères, sans caractère de commande, guillemet droit ni barre oblique inverse`,
      };
    case "id":
      return {
        en: "1 to 64 letters, digits, dots, low lines and hyphens without accents, the first a letter or digit",
        fr: "composé de 1 à 64 lettres sans accent, chiffres, points, tirets bas et traits d’union, en commençant par une lettre ou un chiffre",
      };
    case "date":
      return {
        en: "a day of the calendar, as YYYY-MM-DD",
        fr: "un jour du calendrier, sous la forme AAAA-MM-JJ",
      };
    case "instant":
      return {
        en: "a moment in UTC, as YYYY-MM-DDThh:mm:ssZ",
        fr: "un instant en UTC, sous la forme AAAA-MM-JJThh:mm:ssZ",
      };
    case "one of":
      return {
        en: `one of ${type.values.join(", ")}`,
        fr: `l’une de ces valeurs : ${type.values.join(", ")}`,
      };
    case "boolean":
      return { en: "true or false, without quotation marks", fr: "true ou false, sans guillemets" };
    case "count":
      return { en: "a whole number from 1 to 999,999,999", fr: "un nombre entier de 1 à 999 999 999" };
    case "record":
      return { en: "an object in braces", fr: "un objet entre accolades" };
    case "texts":
      return {
        en: `a list of 1 to ${type.maxItems} texts`,
        fr: `une liste de 1 à ${type.maxItems} textes`,
      };
  }
}
