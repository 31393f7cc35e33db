import { describe, expect, test } from "vitest";
import { variablesOf, type Context, type ContextEntry } from "../../../lib/iam/conditions/context.ts";
import { holds } from "../../../lib/iam/conditions/holds.ts";
import { parseConditions } from "../../../lib/iam/condition.ts";
import { isUnknown, type Truth } from "../../../lib/iam/truth.ts";

// Of `aws:userid` of a role’s session that nobody named only the beginning is known.

const context = (entry: ContextEntry | undefined): Context => ({
  get: (key) => (key === "x:key" ? entry : undefined),
});
const shown = (truth: Truth) => (isUnknown(truth) ? "?" : truth);
const asked = (operator: string, values: unknown, entry: ContextEntry | undefined) =>
  shown(holds(parseConditions({ [operator]: { "x:key": values } }, true)[0]!, context(entry)));

describe("a value that begins “ab:”", () => {
  test.each<readonly [string, unknown, boolean | "?"]>([
    ["StringEquals", "ab:", "?"],
    ["StringEquals", "ab:c", "?"],
    ["StringEquals", "ab", false],
    ["StringEquals", "AB:c", false],
    ["StringNotEquals", "ab:c", "?"],
    ["StringNotEquals", "xb:c", true],
    ["StringNotEquals", ["xb:c", "ab:c"], "?"],
    ["StringEqualsIgnoreCase", "AB:c", "?"],
    ["StringEqualsIgnoreCase", "xB:c", false],
    ["StringNotEqualsIgnoreCase", "xB:c", true],
    ["StringLike", "ab:*", true],
    ["StringLike", "a*", true],
    ["StringLike", "*", true],
    ["StringLike", "?b*", true],
    ["StringLike", "ab:c*", "?"],
    ["StringLike", "*c", "?"],
    ["StringLike", "a?:c", "?"],
    ["StringLike", "ab:", "?"],
    ["StringLike", "ab", false],
    ["StringLike", "a?", false],
    ["StringLike", "b*", false],
    ["StringLike", "a?c*", false],
    ["StringLike", ["b*", "ab:c", "a*"], true],
    ["StringNotLike", "ab:*", false],
    ["StringNotLike", "b*", true],
    ["StringNotLike", "*c", "?"],
    ["ArnEquals", "ab:c", "?"],
    ["Bool", "true", "?"],
    ["Null", "true", false],
    ["Null", "false", true],
  ])("%s %j: %s", (operator, values, expected) => {
    expect(asked(operator, values, { kind: "beginning", text: "ab:" })).toBe(expected);
  });
});

describe("a value that is not known", () => {
  const hidden: ContextEntry = { kind: "unknown", why: "hidden" };
  test.each(["StringEquals", "StringNotEqualsIfExists", "ForAllValues:StringEquals", "Null"])(
    "leaves %s open",
    (operator) => expect(asked(operator, operator === "Null" ? "true" : "a", hidden)).toBe("?"),
  );
});

describe("a key as a variable", () => {
  test.each<readonly [ContextEntry | undefined, unknown]>([
    [undefined, undefined],
    [{ kind: "values", values: [] }, undefined],
    [{ kind: "values", values: ["a"] }, "a"],
    [
      { kind: "values", values: ["a", "b"] },
      { unknown: "x:key has several values and stands as a variable" },
    ],
    [{ kind: "beginning", text: "ab:" }, { unknown: "x:key is only known by its beginning" }],
    [{ kind: "unknown", why: "hidden" }, { unknown: "hidden" }],
  ])("%j", (entry, expected) => expect(variablesOf(context(entry))("x:key")).toEqual(expected));
});

describe("values of the policy with variables", () => {
  const given = (operator: string, values: unknown, list: readonly string[]) =>
    asked(operator, values, { kind: "values", values: list });
  test("a match is a match whatever else of them cannot be read", () => {
    const values = ["${x:none}", "${x:key}"];
    expect(given("StringEquals", values, ["a"])).toBe(true);
    expect(given("StringNotEquals", values, ["a"])).toBe(false);
    expect(given("ForAnyValue:StringEquals", ["${x:key}", "b"], ["a", "b"])).toBe(true);
    expect(given("ForAnyValue:StringEquals", ["b", "${x:key}"], ["a", "c"])).toBe("?");
    expect(given("ForAllValues:StringNotEquals", ["b", "${x:key}"], ["a", "c"])).toBe("?");
  });
  test("without a value they match nothing", () => {
    expect(given("StringLike", "${x:none}*", ["a"])).toBe(false);
    expect(given("StringNotLike", "${x:none}*", ["a"])).toBe(true);
  });
});
