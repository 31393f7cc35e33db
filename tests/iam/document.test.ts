import { describe, expect, test } from "vitest";
import { membersOf, readDocument, textsOf } from "../../lib/iam/document.ts";

const tooLong = { problem: "the policy has more than 1,000,000 characters" };
const tooDeep = { problem: "the policy is nested more than 32 levels deep" };
const text = (length: number): string => "x".repeat(length);
const nested = (levels: number): unknown => (levels === 0 ? null : [nested(levels - 1)]);

describe("a document is read just up to its bounds", () => {
  test.each<readonly [string, unknown]>([
    ["text of a million characters", `{"a":"${text(999_992)}"}`],
    ["an object of a million, its names among them", { a: text(999_998) }],
    ["a million elements, their places not among them", { a: Array.from({ length: 999_997 }, () => 0) }],
    ["32 levels", { a: nested(31) }],
  ])("%s", (_, document) => expect(readDocument(document)).toHaveProperty("json"));

  test.each<readonly [string, unknown, unknown]>([
    ["one character of text more", `{"a":"${text(999_993)}"}`, tooLong],
    ["one of an object", { a: text(999_999) }, tooLong],
    ["one of its names", { [text(999_999)]: 0 }, tooLong],
    ["one of a name and what is under it", { [text(500_000)]: text(500_000) }, tooLong],
    ["one element", { a: Array.from({ length: 999_998 }, () => 0) }, tooLong],
    ["one level", { a: nested(32) }, tooDeep],
  ])("and not %s", (_, document, problem) => expect(readDocument(document)).toEqual(problem));
});

describe("text is JSON, plain or percent-encoded", () => {
  test.each([
    ['{"a":"%7B"}', { a: "%7B" }],
    [' \n{"a":1}\t', { a: 1 }],
    ["%7B%22a%22%3A1%7D", { a: 1 }],
    ['%7B"a":"%257B"}', { a: "%7B" }],
  ])("%s", (document, json) => expect(readDocument(document)).toEqual({ json }));
  test.each([
    ["%zz", "the policy is neither JSON nor percent-encoded JSON"],
    ["{", "the policy is not JSON"],
    ["%7B", "the policy is not JSON"],
    ["[]", "the policy is not a JSON object"],
    ["%22a%22", "the policy is not a JSON object"],
  ])("%s is not", (document, problem) => expect(readDocument(document)).toEqual({ problem }));
});

test("members are those of objects alone", () => {
  expect(membersOf({ a: 1, b: null })).toEqual(
    new Map<string, unknown>([
      ["a", 1],
      ["b", null],
    ]),
  );
  for (const none of [null, undefined, "a", 7, true, ["a"]]) expect(membersOf(none)).toBeUndefined();
});

test("texts are one or a list, and nothing else among them", () => {
  expect([textsOf("a"), textsOf(["a", "b"]), textsOf([])]).toEqual([["a"], ["a", "b"], []]);
  for (const none of [undefined, null, 7, {}, ["a", 7], [["a"]]]) expect(textsOf(none)).toBeUndefined();
});
