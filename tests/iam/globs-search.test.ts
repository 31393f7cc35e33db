import { describe, expect, test } from "vitest";
import { findText, literalPattern, patternOf, type Clause, type Found } from "../../lib/iam/globs.ts";
import { labelOne, nameOne, partOne } from "../../lib/iam/globs-classes.ts";
import { searchText } from "../../lib/iam/globs-search.ts";
import { anyOne } from "../../lib/iam/wildcard.ts";

const of = (...texts: readonly string[]): Clause => texts.map((text) => patternOf(text));
const each = (...texts: readonly string[]): readonly Clause[] => texts.map((text) => of(text));

describe("work is counted in steps, one for each character that is tried after a state", () => {
  const search = (all: readonly Clause[], none: Clause, left: number): readonly [Found, number] => {
    const work = { left };
    return [searchText(all, none, 20_000, work), left - work.left];
  };

  test.each<readonly [string, readonly Clause[], Clause, string | undefined, number]>([
    ["a text that is spelled out has one way", each("abc"), [], "abc", 3],
    ["so has one of two of which one is", each("abc", "*c"), [], "abc", 3],
    ["and one that ends where the other goes on", each("ab", "a*c"), [], undefined, 2],
    ["nothing is tried where nothing can be", [[]], [], undefined, 0],
    ["nor where all is refused", each("a*"), of("*"), undefined, 0],
    ["nor after what is refused whatever follows", each("a*"), of("a*"), undefined, 1],
    ["the empty text costs nothing", each("*"), [], "", 0],
    ["what no pattern names is tried first", each("?"), of("a"), "x", 2],
    ["a dead end is not gone on from", each("?b", "a?"), [], "ab", 2],
    ["any pattern of a clause", [of("ab", "cd"), of("c*")], [], "cd", 3],
    ["a state that was seen is not looked at again", each("*a*", "*b*"), [], "ab", 7],
  ])("%s: %j less %j", (_, all, none, text, steps) => {
    const expected = text === undefined ? { kind: "none" } : { kind: "found", text };
    expect(search(all, none, 1000)).toEqual([expected, steps]);
    // With just so much it ends as well; with less it is given up.
    expect(search(all, none, steps)).toEqual([expected, steps]);
    if (steps > 0) expect(search(all, none, steps - 1)[0]).toEqual({ kind: "too-many" });
  });

  test("so many states are looked at, and no more", () => {
    const limited = (limit: number) => findText({ all: each("?"), none: [], limit }).kind;
    expect([1, 2].map(limited)).toEqual(["too-many", "found"]);
    // A way without choice is no state more, however long.
    const text = "roll-".repeat(100);
    expect(searchText(each(text, "*-"), [], 2, { left: 1000 })).toEqual({ kind: "found", text });
  });
});

describe("of what wildcards may be, something that is left", () => {
  const letters = "abcdefghijklmnopqrstuvwxyz";
  const digits = "0123456789";
  const less = (token: number, refused: string) => {
    const none = [...refused].map(literalPattern);
    const found = findText({ all: [[{ tokens: [token], fold: false }]], none });
    return found.kind === "found" ? found.text : found.kind;
  };
  test.each([
    ["a letter", anyOne, "", "x"],
    ["another letter", anyOne, "xa", "b"],
    ["a digit", anyOne, letters, "0"],
    ["a hyphen", anyOne, letters + digits, "-"],
    ["anything at all", anyOne, `${letters}${digits}-_`, "¡"],
    ["anything else", anyOne, `${letters}${digits}-_¡¢`, "£"],
    ["of labels a letter", labelOne, "", "x"],
    ["of labels a digit", labelOne, letters, "1"],
    ["of labels a hyphen", labelOne, letters + digits, "-"],
    ["of labels nothing", labelOne, `${letters}${digits}-`, "none"],
    ["of names a capital", nameOne, letters + digits, "X"],
    ["of names a mark", nameOne, letters + letters.toUpperCase() + digits, "-"],
    ["of parts anything else", partOne, `${letters}${digits}-_¡`, "¢"],
  ])("%s", (_, token, refused, expected) => {
    expect(less(token, refused)).toBe(expected);
  });
  test("of kinds that are told apart, one that no letter or digit stands for", () => {
    const all = [[{ tokens: [partOne], fold: false }], [{ tokens: [anyOne], fold: false }]];
    const none = [{ tokens: [nameOne], fold: false }, literalPattern("¡")];
    expect(findText({ all, none })).toEqual({ kind: "found", text: "¢" });
  });
});
