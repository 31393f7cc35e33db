import fc from "fast-check";
import { expect, test } from "vitest";
import { parseJson } from "../../lib/base/json.ts";
import { jsonSlip } from "../../lib/base/json-slip.ts";

test.each([
  ['{"a":1,}', 1, 7, "comma-extra"],
  ["[1,,2]", 1, 3, "comma-extra"],
  ["[,1]", 1, 2, "comma-extra"],
  ["[1,\n 2,\n]", 2, 3, "comma-extra"],
  ['{"a":1 "b":2}', 1, 7, "comma-missing"],
  ['{\n  "a": [1]\n  "b": 2}', 2, 11, "comma-missing"],
  ["[1 2]", 1, 3, "comma-missing"],
  ['{"a": tru}', 1, 7, "foreign"],
  ["{a: 1}", 1, 2, "foreign"],
  ["{'a': 1}", 1, 2, "foreign"],
  ['{"a" 1}', 1, 6, "foreign"],
  ['{"a": 1 // why\n}', 1, 9, "foreign"],
  ["[1}", 1, 3, "foreign"],
  ["{} {}", 1, 4, "foreign"],
  ["\ufeff{}", 1, 1, "foreign"],
  ['"two\nlines"', 1, 1, "foreign"],
  ["01", 1, 2, "foreign"],
  ["", 1, 1, "cut-off"],
  ['{"a": [1, 2', 1, 12, "cut-off"],
])("%j stops being JSON at line %i, column %i: %s", (text, line, column, slip) => {
  expect(jsonSlip(text)).toEqual({ line, column, slip });
});

test("finds a slip in exactly those texts that do not parse", () => {
  const text = fc.oneof(
    fc.string(),
    fc.json(),
    fc.tuple(fc.json(), fc.nat(), fc.constantFrom(...'{}[],:"\\ 1-.e\nnull')).map(([json, seed, put]) => {
      const at = seed % (json.length + 1);
      return json.slice(0, at) + put + json.slice(at + (seed % 2));
    }),
  );
  fc.assert(
    fc.property(text, (each) => {
      expect(jsonSlip(each) === undefined).toBe(parseJson(each) !== undefined);
    }),
    { numRuns: 2000 },
  );
});

test("hostile texts end soon, and nesting costs no stack", () => {
  for (const text of [
    "[".repeat(1_000_000),
    `"${"\\n".repeat(400_000)}`,
    `"${"a".repeat(1_000_000)}"`,
    " ".repeat(1_000_000),
    "[1,".repeat(300_000),
  ])
    expect(() => jsonSlip(text)).not.toThrow();
});
