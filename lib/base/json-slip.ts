/** Where a text stops being JSON (RFC 8259), and what is wrong there; lines and columns count from 1. */
export interface JsonSlip {
  readonly line: number;
  readonly column: number;
  readonly slip: "comma-missing" | "comma-extra" | "cut-off" | "foreign";
}

/** What may come next. `item` and `key` follow a comma; `first` and `firstKey` an opening bracket or brace. */
type Next = "value" | "first" | "item" | "firstKey" | "key" | "colon" | "comma" | "end";

const token =
  /[{}[\],:]|"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const blank = /[ \t\n\r]*/y;

/**
 * The first place at which `text` is no JSON; `undefined` when it is. The runtime’s own message gives a place only now
 * and then, and quotes the text, which may hold a secret. Nesting costs no stack.
 */
export function jsonSlip(text: string): JsonSlip | undefined {
  const open: ("{" | "[")[] = [];
  let next: Next = "value";
  let end = 0;
  for (;;) {
    blank.lastIndex = end;
    const at = end + blank.exec(text)![0].length;
    if (at === text.length) return next === "end" ? undefined : placed(text, end, "cut-off");
    token.lastIndex = at;
    const found = token.exec(text)?.[0];
    const after: Next | undefined = found === undefined ? undefined : following(found, next, open);
    if (after === undefined) return slipAt(text, { at, end, found, next });
    [next, end] = [after, at + found!.length];
  }
}

/** What may follow `found`, `open` brought up to date; `undefined` when it may not stand here. */
function following(found: string, next: Next, open: ("{" | "[")[]): Next | undefined {
  const isValue = next === "value" || next === "first" || next === "item";
  const closed = (): Next => (open.length === 0 ? "end" : "comma");
  switch (found) {
    case "{":
    case "[":
      if (!isValue) return undefined;
      open.push(found);
      return found === "{" ? "firstKey" : "first";
    case "}":
      if (open.at(-1) !== "{" || (next !== "firstKey" && next !== "comma")) return undefined;
      open.pop();
      return closed();
    case "]":
      if (open.at(-1) !== "[" || (next !== "first" && next !== "comma")) return undefined;
      open.pop();
      return closed();
    case ",":
      if (next !== "comma") return undefined;
      return open.at(-1) === "{" ? "key" : "item";
    case ":":
      return next === "colon" ? "value" : undefined;
    default:
      if (found.startsWith('"') && (next === "key" || next === "firstKey")) return "colon";
      return isValue ? closed() : undefined;
  }
}

interface Stop {
  readonly at: number;
  /** Where what was good ended. */
  readonly end: number;
  readonly found: string | undefined;
  readonly next: Next;
}

function slipAt(text: string, { at, end, found, next }: Stop): JsonSlip {
  const closes = found === "}" || found === "]";
  if ((closes || found === ",") && (next === "key" || next === "item")) {
    return placed(text, text.lastIndexOf(",", at - 1), "comma-extra");
  }
  if (found === "," && next !== "colon" && next !== "value") return placed(text, at, "comma-extra");
  // The comma is missing where the value before it ends, which is often a line above.
  if (next === "comma" && found !== undefined && !closes && found !== ":") {
    return placed(text, end, "comma-missing");
  }
  return placed(text, at, "foreign");
}

function placed(text: string, at: number, slip: JsonSlip["slip"]): JsonSlip {
  const before = text.slice(0, at);
  return { line: before.split("\n").length, column: at - before.lastIndexOf("\n"), slip };
}
