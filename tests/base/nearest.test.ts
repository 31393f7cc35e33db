import fc from "fast-check";
import { expect, test } from "vitest";
import { nearest } from "../../lib/base/nearest.ts";

const names = ["seal", "verify", "mirror", "restore", "keys new", "roll synth"];

test.each([
  ["sael", "seal"],
  ["seel", "seal"],
  ["verfy", "verify"],
  ["restroe", "restore"],
  ["keys", "keys new"],
  ["rollsynth", "roll synth"],
  ["x", undefined],
  ["", undefined],
  ["encrypt", undefined],
  ["s".repeat(10_000), undefined],
])("%j was meant to be %j", (word, name) => {
  expect(nearest(word, names)).toBe(name);
});

test("one dropped or doubled letter in three or more still finds the name among strangers", () => {
  const strangers = ["aaaaaaaaaaaa", "zzzzzzzzzzzz"];
  fc.assert(
    fc.property(fc.stringMatching(/^[b-y]{4,12}$/), fc.nat(), (name, seed) => {
      const at = seed % name.length;
      expect(nearest(name.slice(0, at) + name.slice(at + 1), [...strangers, name])).toBe(name);
      expect(nearest(name.slice(0, at) + name[at]! + name.slice(at), [...strangers, name])).toBe(name);
    }),
  );
});
