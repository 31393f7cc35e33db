import type { Field } from "./schema.ts";

/** A record or list that is open at this point of the text. */
interface Open {
  /** Keys so far; `undefined` in a list. */
  readonly keys: Set<string> | undefined;
  key: string;
}

/**
 * The path of the first key that stands twice in one object of `json`, which must be valid JSON; `undefined` when
 * none does. `JSON.parse` keeps the last one in silence (ECMA-262, "JSON.parse", note on duplicate names).
 * Keys that `fields` does not know are not repeated in the path, since they may be anyone's data: `…` stands for them.
 */
export function keyTwice(json: string, fields: readonly Field[]): string | undefined {
  const open: Open[] = [];
  for (let at = 0; at < json.length; at++) {
    const char = json[at];
    if (char === "{") open.push({ keys: new Set(), key: "" });
    else if (char === "[") open.push({ keys: undefined, key: "" });
    else if (char === "}" || char === "]") open.pop();
    else if (char === '"') {
      const end = stringEnd(json, at);
      const inner = open.at(-1);
      if (inner?.keys !== undefined && isKey(json, end)) {
        inner.key = decoded(json.slice(at, end));
        if (inner.keys.has(inner.key)) return pathOf(open, new Set(names(fields)));
        inner.keys.add(inner.key);
      }
      at = end - 1;
    }
  }
  return undefined;
}

/** The offset after the closing quote of the string that begins at `start`: a quote after an even number of `\`. */
function stringEnd(json: string, start: number): number {
  let at = json.indexOf('"', start + 1);
  while (isEscaped(json, at)) at = json.indexOf('"', at + 1);
  return at + 1;
}

function isEscaped(json: string, at: number): boolean {
  let slashes = 0;
  while (json[at - 1 - slashes] === "\\") slashes++;
  return slashes % 2 === 1;
}

function decoded(token: string): string {
  return token.includes("\\") ? String(JSON.parse(token)) : token.slice(1, -1);
}

/** True when a colon comes next: the string before it was a key. */
function isKey(json: string, from: number): boolean {
  let at = from;
  while (json[at] === " " || json[at] === "\t" || json[at] === "\r" || json[at] === "\n") at++;
  return json[at] === ":";
}

function pathOf(open: readonly Open[], known: ReadonlySet<string>): string {
  const objects = open.filter((each) => each.keys !== undefined);
  return objects.map(({ key }) => (known.has(key) ? key : "…")).join(".");
}

function names(fields: readonly Field[]): readonly string[] {
  return fields.flatMap(({ key, type }) => [key, ...(type.kind === "record" ? names(type.fields) : [])]);
}
