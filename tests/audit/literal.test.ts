import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { literalWords } from "../../lib/audit/literal.ts";
import { langs, printableWhole, say, sayWhole, type Words } from "../../lib/base/words.ts";

const sentence: Words = { en: "Seen: {what}.", fr: "Vu : {what}." };
const both = (text: string): Words => ({ en: text, fr: text });

describe("words from outside stand in a sentence as they are", () => {
  test.each([
    "a folder",
    "it's",
    "it's {braced}",
    "'{'",
    "{'}",
    "''{''}''",
    "{n, plural, one {x} other {y}}",
    "}{",
    "{",
    "#{#}",
    "<b>{</b>",
  ])("%s", (text) => {
    for (const lang of langs) {
      expect(say(sentence, lang, { what: literalWords(both(text)) })).toBe(
        say(sentence, lang, { what: text }),
      );
    }
  });

  test("whatever they hold", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom("'", "{", "}", "’", "a", ",", "\u001b") })),
        (text) => {
          expect(sayWhole(sentence, "en", { what: literalWords(both(text)) })).toBe(
            `Seen: ${printableWhole(text)}.`,
          );
        },
      ),
    );
  });

  test("to their end", () => {
    const list = Array.from({ length: 60 }, (_, index) => `arn:aws:s3:::bucket-${index}`).join(", ");
    expect(sayWhole(sentence, "fr", { what: literalWords(both(list)) })).toBe(`Vu : ${list}.`);
  });
});
