import { expect, test } from "vitest";
import { mutantsOf } from "./mutants.ts";

/** Every break, as the source that it makes. */
const broken = (source: string) =>
  mutantsOf("a.ts", source).map(({ start, end, text }) => source.slice(0, start) + text + source.slice(end));

test.each<[string, readonly string[]]>([
  ["if (a) b();", ["if (true) b();", "if (false) b();"]],
  ["while (a) b();", ["while (false) b();"]],
  ["x = a ? b : c;", ["x = true ? b : c;", "x = false ? b : c;"]],
  ["x = a && b;", ["x = ((a) || (b));"]],
  ["x = a === b;", ["x = ((a) !== (b));"]],
  ["x = a < b;", ["x = ((a) <= (b));", "x = ((a) >= (b));"]],
  ["x = !a;", ["x = a;"]],
  ["x = true;", ["x = false;"]],
  ["x = a.some(f);", ["x = a.every(f);"]],
  ["x = a.filter(f);", ["x = a;"]],
  ["type A = true; interface B { c: false }", []],
  ["x = a + b;", []],
  [
    "function f() { const a = store.get(b); if (a !== undefined) return a; }",
    [
      "function f() { const a = store.get(b); if (true) return a; }",
      "function f() { const a = store.get(b); if (((a) === (undefined))) return a; }",
    ],
  ],
])("the breaks of %s", (source, expected) => {
  expect(broken(source)).toEqual(expected);
});
