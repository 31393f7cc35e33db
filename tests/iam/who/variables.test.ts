import { describe, expect, test } from "vitest";
import { parseTemplate } from "../../../lib/iam/variables.ts";
import { unconstrained, type Constraints } from "../../../lib/iam/who/constraints.ts";
import { contradictory, equationsOf } from "../../../lib/iam/who/solve-equations.ts";
import type { Demand } from "../../../lib/iam/who/solve-key.ts";
import { relaxedDemand, relaxedReader } from "../../../lib/iam/who/solve-relaxed.ts";
import { assignments, choicesOf, freeVariables, shapesOf } from "../../../lib/iam/who/solve-variables.ts";
import { globOf, literalGlob } from "../../../lib/iam/wildcard.ts";
import { asks, known, not, plenty } from "./demands.ts";

describe("what demands say of a variable", () => {
  test.each<readonly [string, Demand, string | undefined]>([
    ["a known key is it", asks("StringEquals", "own:name", "${v}"), "clerk"],
    ["a value that looks like a variable", asks("StringEquals", "own:odd", "${v}"), "${x}"],
    ["or something else that it is not", asks("StringEquals", "own:name", ["${v}", "else"]), "clerk"],
    ["or something that it is", asks("StringEquals", "own:name", ["${v}", "clerk"]), undefined],
    ["a pattern that it may be", asks("StringLike", "own:name", ["${v}", "c*"]), undefined],
    ["a piece of it only", asks("StringEquals", "own:name", "${v}x"), undefined],
    ["a fallback as well", asks("StringEquals", "own:name", "${v, 'clerk'}"), undefined],
    ["is not it", not("StringEquals", "own:name", "${v}"), undefined],
    ["it, in any case", asks("StringEqualsIgnoreCase", "own:name", "${v}"), undefined],
    ["one of several", asks("ForAnyValue:StringEquals", "own:name", "${v}"), undefined],
    ["a key of two values", asks("StringEquals", "own:two", "${v}"), undefined],
    ["a key that is not known", asks("StringEquals", "a", "${v}"), undefined],
  ])("%s", (_, demand, text) => {
    const [found] = equationsOf([demand], ["v"], known);
    expect(found?.condition.values.map((each) => each.text)).toEqual(text === undefined ? undefined : [text]);
    expect(found?.condition.ifExists ?? false).toBe(false);
    expect(found?.condition.values.every(({ fixed }) => fixed !== undefined) ?? true).toBe(true);
    if (found)
      expect([found.condition.key, found.condition.operator, found.wanted]).toEqual([
        "v",
        "StringEquals",
        true,
      ]);
  });

  test("it is said of the variable that stands there, and of no other", () => {
    const found = equationsOf([asks("StringEquals", "own:name", "${w}")], ["v", "w"], known);
    expect(found.map(({ condition }) => condition.key)).toEqual(["w"]);
  });

  const element = (negated: boolean, ...texts: readonly string[]) => ({
    negated,
    patterns: texts.map((text) => parseTemplate(text, true)),
  });
  const elements = (...of: readonly (readonly [boolean, readonly string[], boolean])[]): Constraints => ({
    ...unconstrained,
    elements: of.map(([negated, texts, wanted]) => ({ element: element(negated, ...texts), wanted })),
  });
  const demanded = (...demands: readonly Demand[]): Constraints => ({ ...unconstrained, demands });
  test.each<readonly [string, Constraints, boolean]>([
    [
      "a resource that must and must not",
      elements([false, ["${v}"], true], [false, ["a", "${v}"], false]),
      true,
    ],
    ["the same, negated", elements([false, ["${v}"], true], [true, ["${v}"], true]), true],
    ["not all of it", elements([false, ["${v}", "a"], true], [false, ["${v}"], false]), false],
    ["both must", elements([false, ["${v}"], true], [false, ["${v}"], true]), false],
    ["a key", demanded(asks("StringEquals", "a", "${v}"), not("StringEquals", "a", ["x", "${v}"])), true],
    [
      "by a negated operator",
      demanded(asks("StringEquals", "a", "${v}"), asks("StringNotLike", "a", "${v}")),
      true,
    ],
    [
      "that may be so after all",
      demanded(asks("StringLike", "a", "${v}"), not("StringEquals", "a", "${v}")),
      false,
    ],
    ["patterns", demanded(asks("StringLike", "a", "${v}"), not("StringLike", "a", "${v}")), true],
    ["another key", demanded(asks("StringEquals", "a", "${v}"), not("StringEquals", "b", "${v}")), false],
    [
      "if it is there",
      demanded(asks("StringEqualsIfExists", "a", "${v}"), not("StringEquals", "a", "${v}")),
      false,
    ],
    [
      "of several",
      demanded(asks("StringEquals", "a", "${v}"), not("ForAnyValue:StringEquals", "a", "${v}")),
      false,
    ],
    ["must twice", demanded(asks("StringEquals", "a", "${v}"), asks("StringEquals", "a", "${v}")), false],
    [
      "in any case",
      demanded(asks("StringEquals", "a", "${v}"), not("StringEqualsIgnoreCase", "a", "${v}")),
      false,
    ],
  ])("contradicts itself: %s", (_, constraints, expected) => {
    expect(contradictory(constraints)).toBe(expected);
  });

  test("the variables that a request fills, and each choice of them, the fewest first", () => {
    const templates = ["${a}${own:name}", "x${b}${a}", "${own:id}"].map((text) => parseTemplate(text, true));
    expect(freeVariables(templates, known)).toEqual(["a", "b", "own:id"]);
    expect(choicesOf(["a", "b", "own:id"], known).map((each) => [...each])).toEqual([
      ["own:id"],
      ["own:id", "a"],
      ["own:id", "b"],
      ["own:id", "a", "b"],
    ]);
  });

  test("the only texts that a key can be", () => {
    const shapes = (...demands: readonly Demand[]) => shapesOf(demands).get("a");
    expect(shapes(asks("StringEquals", "a", ["b*", "c"]))).toEqual([literalGlob("b*"), globOf("c")]);
    expect(shapes(asks("StringLike", "a", "b*"), asks("StringEquals", "a", "b"))).toEqual([globOf("b*")]);
    const many = Array.from({ length: 7 }, (_, at) => `${at}`);
    for (const demand of [
      not("StringEquals", "a", "b"),
      asks("StringEqualsIfExists", "a", "b"),
      asks("ForAnyValue:StringEquals", "a", "b"),
      asks("StringEqualsIgnoreCase", "a", "b"),
      asks("StringEquals", "a", "${v}"),
      asks("StringEquals", "a", many),
    ])
      expect(shapes(demand)).toBeUndefined();
    expect(shapes(asks("StringEquals", "a", many.slice(1)))).toHaveLength(6);
  });

  const supposed = { known, present: new Set(["v"]), shapes: new Map([["w", [literalGlob("w")]]]) };
  test.each<readonly [string, Demand, unknown]>([
    ["nothing is open", asks("StringEquals", "a", "b*"), ["StringEquals", "b*"]],
    ["what is known", asks("StringEquals", "a", "${own:name}"), ["StringEquals", "clerk"]],
    ["anything", asks("StringEquals", "a", ["x*${v}", "*"]), ["StringLike", "\\*", "x\\**"]],
    ["a pattern of anything", asks("StringLike", "a", ["x*${v}", "*"]), ["StringLike", "*", "x**"]],
    ["a wildcard that stands for itself", asks("StringLike", "a", "${*}${v}"), ["StringLike", "\\**"]],
    ["a negated pattern", not("StringNotLike", "a", "${v}b"), ["StringNotLike", "*b"]],
    ["a beginning", asks("StringEquals", "a", "${own:id}"), ["StringLike", "AROA:*"]],
    [
      "of what must not be, only what is known",
      not("StringEquals", "a", ["${v}", "b"]),
      ["StringEquals", "b"],
    ],
    ["a negated deny", not("StringNotEquals", "a", "${v}"), ["StringNotLike", "*"]],
    ["what compares otherwise asks nothing", asks("StringEqualsIgnoreCase", "a", "${v}"), undefined],
    [
      "what is not there",
      asks("StringEquals", "a", ["${own:absent}", "b", "${gone}"]),
      ["StringEquals", "b"],
    ],
  ])("read as widely as its variables leave it: %s", (_, demand, expected) => {
    const found = relaxedDemand(demand, supposed);
    const text = (tokens: readonly number[]) =>
      tokens.map((each) => (each < 0 ? "*" : each === 42 ? "\\*" : String.fromCharCode(each))).join("");
    const { operator = "", values = [] } = found?.condition ?? {};
    const exact = operator === "StringEquals";
    const texts = values.map(({ fixed }) => (exact ? fixed!.plain : text(fixed!.glob)));
    expect(found && [operator, ...texts]).toEqual(expected);
  });

  test("a resource is read as widely where it must match, and not at all where it must not", () => {
    const read = relaxedReader(supposed);
    const tokens = (text: string, must = true) =>
      read(parseTemplate(text, true), must).map((each) => each.tokens);
    expect(tokens("a*${v}")).toEqual([globOf("a**")]);
    expect(tokens("a*${v}", false)).toEqual([]);
    expect([tokens("${own:name}"), tokens("${own:name}", false)]).toEqual([
      [globOf("clerk")],
      [globOf("clerk")],
    ]);
    expect(tokens("${gone}")).toEqual([]);
    expect(tokens("${gone, 'x'}y")).toEqual([globOf("xy")]);
  });

  test("values to try: pieces of a resource, and what conditions compare with", () => {
    const tried = (constraints: Constraints, resource?: string) =>
      assignments(supposed, constraints, resource, plenty()).map((each) => each.get("v")?.[0]);
    const piece = (text: string, resource: string) => tried(elements([false, [text], true]), resource);
    expect(tried(unconstrained)).toEqual(["x"]);
    expect(piece("a/${v}/b", "a/7/b")).toEqual(["x", "7"]);
    expect(piece("a/${v}", "a/7/b")).toEqual(["x", "7/b"]);
    expect(piece("a/*/${v}/b*", "a/c/7/b/b")).toContain("c/7");
    expect(piece("a/${v}/b", "a//b")).toEqual(["x", ""]);
    expect(piece("a/${v}", `a/${"7".repeat(298)}`)).toHaveLength(2);
    expect(piece("a/${v}", `a/${"7".repeat(299)}`)).toEqual(["x"]);
    expect(piece("c/${v}", "a/7")).toEqual(["x"]);
    expect(tried({ ...unconstrained, demands: [asks("StringEquals", "v", ["p", "q"])] })).toEqual(["p", "q"]);
    expect(tried({ ...unconstrained, demands: [asks("StringEquals", "own:name", "${v}")] })).toEqual([
      "x",
      "clerk",
    ]);
    expect(tried({ ...unconstrained, demands: [asks("StringEquals", "a", ["${v}", "r"])] })).toContain("r");
  });
});
