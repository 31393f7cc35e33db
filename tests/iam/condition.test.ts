import { describe, expect, test } from "vitest";
import { parseConditions } from "../../lib/iam/condition.ts";
import { parseTemplate } from "../../lib/iam/variables.ts";

// IAM User Guide, "IAM JSON policy elements: Condition" and "Condition operators".

const texts = (...list: readonly string[]) => list.map((text) => parseTemplate(text, true));
const equals = { operator: "StringEquals", ifExists: false, key: "x:key", values: texts("a") };

describe("a condition is read as", () => {
  test.each<readonly [element: unknown, ...conditions: unknown[]]>([
    [undefined],
    [{}],
    [{ StringEquals: {} }],
    [{ StringEquals: { "X:Key": "a" } }, equals],
    [{ StringEquals: { "x:key": ["a", 7, true] } }, { ...equals, values: texts("a", "7", "true") }],
    [{ StringEquals: { "x:key": [] } }, { ...equals, values: [] }],
    [{ StringEqualsIfExists: { "x:key": "a" } }, { ...equals, ifExists: true }],
    [{ "ForAllValues:StringEquals": { "x:key": "a" } }, { ...equals, quantifier: "ForAllValues" }],
    [
      { "ForAnyValue:StringEqualsIfExists": { "x:key": "a" } },
      { ...equals, quantifier: "ForAnyValue", ifExists: true },
    ],
    [{ Null: { "x:key": ["TRUE", false] } }, { ...equals, operator: "Null", values: texts("TRUE", "false") }],
    [
      { StringEquals: { "x:key": "a", "x:b": "${x:c}" }, Bool: { "x:d": "true" } },
      equals,
      { ...equals, key: "x:b", values: texts("${x:c}") },
      { ...equals, operator: "Bool", key: "x:d", values: texts("true") },
    ],
  ])("%j", (element, ...conditions) => expect(parseConditions(element, true)).toEqual(conditions));

  test("${…} is text where variables are none", () => {
    const [condition] = parseConditions({ StringEquals: { "x:key": "${" } }, false);
    expect(condition).toEqual({ ...equals, values: [parseTemplate("${", false)] });
  });
});

describe("what is not understood is told", () => {
  test.each<readonly [element: unknown, problem: string]>([
    ["x", "Condition is not a JSON object"],
    [{ StringEquals: "x" }, "“StringEquals” is not a JSON object"],
    [{ StringSounds: { "x:key": "a" } }, "the condition operator “StringSounds” is not known"],
    [{ "ForAllValues:Sounds": { k: "a" } }, "the condition operator “ForAllValues:Sounds” is not known"],
    [{ NullIfExists: { k: "true" } }, "Null stands alone, and here it is “NullIfExists”"],
    [{ "ForAnyValue:Null": { k: "true" } }, "Null stands alone, and here it is “ForAnyValue:Null”"],
    [{ Null: { k: ["true", "perhaps"] } }, "Null of “k”: “perhaps” is neither true nor false"],
    [{ Null: { k: "true\n" } }, "Null of “k”: “true\n” is neither true nor false"],
    [{ Null: { k: "untrue" } }, "Null of “k”: “untrue” is neither true nor false"],
    [{ StringEquals: { k: ["a", null] } }, "a value of “k” is neither text, number nor truth value"],
    [{ StringEquals: { k: {} } }, "a value of “k” is neither text, number nor truth value"],
    [
      { "ForAllValues:NumericEquals": { k: ["1", "ten"] } },
      "ForAllValues:NumericEquals of “k”: “ten” is no number",
    ],
    [{ NumericEquals: { k: ["ten", "${"] } }, "NumericEquals of “k”: the variable at “${” cannot be read"],
  ])("%j", (element, problem) => {
    const [condition, ...others] = parseConditions(element, true);
    expect(condition).toMatchObject({ problem });
    expect(others).toEqual([]);
  });

  test("with its operator and key as they stand, and never as one that may be absent", () => {
    expect(parseConditions({ SoundsIfExists: { "X:Key": "a" } }, true)).toEqual([
      expect.objectContaining({ operator: "SoundsIfExists", ifExists: false, key: "x:key", values: [] }),
    ]);
  });
});
