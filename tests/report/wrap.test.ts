import fc from "fast-check";
import { expect, test } from "vitest";
import { row, wrap } from "../../lib/report/wrap.ts";

test.each([
  ["", 10, [""]],
  ["one two three", 7, ["one two", "three"]],
  ["exactly ten", 11, ["exactly ten"]],
  ["exactly ten", 10, ["exactly", "ten"]],
  ["abcdefghij", 4, ["abcd", "efgh", "ij"]],
  ["a abcdefghij b", 4, ["a", "abcd", "efgh", "ij b"]],
  ["deux mots :\u00a0ici", 8, ["deux", "mots", ":\u00a0ici"]],
  ["𝒜𝒜𝒜𝒜", 2, ["𝒜𝒜", "𝒜𝒜"]],
])("%j in %i columns", (text, width, lines) => {
  expect(wrap(text, width)).toEqual(lines);
});

test("no line is too long and no character is lost", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.integer({ min: 1, max: 40 }),
      (text, width) => {
        const lines = wrap(text, width);
        for (const line of lines) expect([...line].length).toBeLessThanOrEqual(width);
        expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      },
    ),
  );
});

test("a row hangs its text beside its label, and paints the label alone", () => {
  const at = { indent: 2, labelWidth: 6, width: 14 };
  expect(row("to", "one two three", at, (label) => `<${label}>`)).toEqual([
    "  <to>    one",
    "        two",
    "        three",
  ]);
});
