import type { FactKind } from "../model.ts";
import type { Reading } from "./reading.ts";
import { whyUnresolved } from "./template-words.ts";
import { isList, isObject, textOf, Unresolved, type Value } from "./value.ts";

const longestTag = 1000;

/**
 * The tags of a resource, with those of its stack below its own. CloudFormation writes them as pairs or as an object.
 * One that cannot be resolved is noted: it might have marked an asset.
 */
export function tagsOf(
  reading: Reading,
  facts: FactKind,
  resource: string,
): Readonly<Record<string, string>> {
  const value = reading.given(facts, resource).value("Tags");
  const own: [string, string][] = [];
  const add = (key: Value | undefined, tag: Value | undefined): void => {
    const [name, text] = [textOf(key), textOf(tag)];
    if (name !== undefined && text !== undefined && Math.max(name.length, text.length) <= longestTag)
      own.push([name, text]);
    else reading.unread(facts, whyUnresolved.kind, { expected: "Tags" }, resource);
  };
  if (isList(value)) {
    for (const pair of value)
      add(...(isObject(pair) ? ([pair["Key"], pair["Value"]] as const) : ([undefined, undefined] as const)));
  } else if (value instanceof Unresolved) reading.unread(facts, value.why, value.args, resource);
  else if (isObject(value)) for (const [key, tag] of Object.entries(value)) add(key, tag);
  // A snapshot's reader drops `__proto__`, so it is not written either.
  const all = [...Object.entries(reading.stackTags), ...own].filter(([key]) => key !== "__proto__");
  return Object.fromEntries(new Map(all.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))));
}
