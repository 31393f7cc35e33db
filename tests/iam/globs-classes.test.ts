import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findText, literalPattern, meet } from "../../lib/iam/globs.ts";
import {
  digitOne,
  digitRun,
  labelOne,
  labelRun,
  nameOne,
  nameRun,
  partOne,
  partRun,
  segmentOne,
  segmentRun,
} from "../../lib/iam/globs-classes.ts";
import { exampleOf, hasText } from "../../lib/iam/globs-example.ts";
import { anyOne, anyRun } from "../../lib/iam/wildcard.ts";

describe("wildcards of a class of characters", () => {
  const all = Array.from({ length: 0x180 }, (_, at) => String.fromCharCode(at));
  test.each([
    ["anything but a colon", segmentOne, segmentRun, /^[^:]$/],
    ["digits", digitOne, digitRun, /^[0-9]$/],
    ["labels", labelOne, labelRun, /^[a-z0-9-]$/],
    ["names", nameOne, nameRun, /^[a-zA-Z0-9._-]$/],
    ["parts", partOne, partRun, /^[^:/]$/],
  ])("%s", (_, one, run, plainly) => {
    const [single, several] = [one, run].map((token) => ({ tokens: [token], fold: false }));
    for (const text of all) {
      expect([text, meet(single!, literalPattern(text))]).toEqual([text, plainly.test(text)]);
      expect([text, meet(several!, literalPattern(`${text}${text}`))]).toEqual([text, plainly.test(text)]);
    }
    expect(meet(several!, literalPattern(""))).toBe(true);
    expect(meet(single!, literalPattern(""))).toBe(false);
    expect(hasText(single!, exampleOf(single!))).toBe(true);
  });

  const tokens = fc.array(
    fc.constantFrom(97, 49, 65, 46, anyOne, anyRun, nameOne, nameRun, labelRun, digitOne, partRun),
    { maxLength: 4 },
  );
  const alphabet = ["a", "x", "1", "2", "A", "X", ".", ":", "/", "¡"];
  const universe = ["", ...alphabet, ...alphabet.flatMap((a) => alphabet.map((b) => a + b))];

  test("the search finds a text exactly when there is one", () => {
    fc.assert(
      fc.property(fc.array(tokens, { minLength: 1, maxLength: 3 }), tokens, (wanted, refused) => {
        const clauses = wanted.map((each) => [{ tokens: each, fold: false }]);
        const none = [{ tokens: refused, fold: false }];
        const fits = (text: string) =>
          clauses.every(([each]) => hasText(each!, text)) && !none.some((each) => hasText(each, text));
        const found = findText({ all: clauses, none });
        const first = universe.find(fits);
        if (found.kind === "found") expect(fits(found.text)).toBe(true);
        else expect([found.kind, first]).toEqual(["none", undefined]);
      }),
      { numRuns: 500 },
    );
  });
});
