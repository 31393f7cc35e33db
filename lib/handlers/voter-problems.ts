import { RollwardError } from "../base/faults.ts";
import { isRecord } from "../base/json.ts";
import { checkValue, expectation } from "../register/check.ts";
import { parseLine } from "../register/parse.ts";
import { voterFields, type Field, type FieldType } from "../register/schema.ts";
import { keyTwice } from "../register/twice.ts";
import type { Voter } from "../register/voter.ts";
import type { BodyError } from "./http.ts";
import { recordWords } from "./http-words.ts";

/** The register's own fields, which nobody sends. */
const ownKeys: readonly string[] = ["LastModified", "Version"];
const sentFields = voterFields.filter(({ key }) => !ownKeys.includes(key));

/** Enough to mend a record by; a hostile one could have thousands. */
const mostErrors = 50;

/**
 * Everything that is wrong with a record that somebody sent to be registered, in the order of the schema; none when
 * it is good. `text` is the body that `record` was parsed from. No value and no unknown key stands in what is said.
 */
export function voterProblems(record: Readonly<Record<string, unknown>>, text: string): readonly BodyError[] {
  const own = ownKeys
    .filter((key) => Object.hasOwn(record, key))
    .map((key) => ({ pointer: `#/${key}`, detail: recordWords.own }));
  const twice = keyTwice(text, voterFields);
  const double =
    twice === undefined ? [] : [{ pointer: "#", detail: recordWords.twice, args: { field: twice } }];
  return [...double, ...own, ...recordErrors(sentFields, record, "#", ownKeys)].slice(0, mostErrors);
}

function recordErrors(
  fields: readonly Field[],
  record: Readonly<Record<string, unknown>>,
  pointer: string,
  known: readonly string[] = [],
): readonly BodyError[] {
  const expected = new Set([...fields.map(({ key }) => key), ...known]);
  const unknown = Object.keys(record).flatMap((key, index) =>
    expected.has(key) ? [] : [{ pointer, detail: recordWords.unknown, args: { position: index + 1 } }],
  );
  const wrong = fields.flatMap(({ key, type, optional }): readonly BodyError[] => {
    const at = `${pointer}/${key}`;
    if (Object.hasOwn(record, key)) return valueErrors(type, record[key], at);
    return optional === true ? [] : [{ pointer: at, detail: recordWords.missing }];
  });
  return [...wrong, ...unknown];
}

function valueErrors(type: FieldType, value: unknown, pointer: string): readonly BodyError[] {
  if (type.kind === "record" && isRecord(value)) return recordErrors(type.fields, value, pointer);
  if (type.kind === "texts" && Array.isArray(value) && value.length >= 1 && value.length <= type.maxItems) {
    const item: FieldType = { kind: "text", max: type.max };
    return value.flatMap((each: unknown, index) => valueErrors(item, each, `${pointer}/${index}`));
  }
  try {
    checkValue(type, value, { line: 1, path: "" });
    return [];
  } catch (cause) {
    if (!(cause instanceof RollwardError)) throw cause;
    return [{ pointer, detail: recordWords.field, args: { expected: expectation(type) } }];
  }
}

/**
 * The new voter of a record without problems: its first version, as of `now`, keys in schema order.
 *
 * @throws RollwardError line-… when the record has problems after all
 */
export function newVoter(record: Readonly<Record<string, unknown>>, now: string): Voter {
  const whole = { ...record, LastModified: now, Version: 1 };
  return parseLine(Buffer.from(JSON.stringify(whole)), 1).voter;
}
