import { describe, expect, test } from "vitest";
import { parsePolicy } from "../../../lib/iam/parse.ts";
import { floorOf } from "../../../lib/iam/who/floor.ts";
import { alwaysThere } from "../../../lib/iam/who/known-keys.ts";
import { solveContext } from "../../../lib/iam/who/solve-context.ts";
import { solveKey, type Demand } from "../../../lib/iam/who/solve-key.ts";
import type { Case, Option } from "../../../lib/iam/who/ways.ts";
import { asks, known, not, plenty } from "./demands.ts";
import { when } from "../proofs.ts";
import { allow, bucket, deny, policy, type Json } from "../world.ts";

describe("one key", () => {
  const solved = (...demands: readonly Demand[]) => {
    const key = demands[0]!.condition.key;
    const found = solveKey(key, demands, known.context, plenty());
    return found.kind === "found" ? (found.values ?? "absent") : found.kind;
  };
  test.each<readonly [string, readonly Demand[], unknown]>([
    ["absent, where it may be", [asks("StringEqualsIfExists", "a", "x")], "absent"],
    ["absent, where it must", [asks("Null", "a", "true"), not("StringEquals", "a", "x")], "absent"],
    ["there, and must not be", [asks("Null", "a", "true"), asks("StringEquals", "a", "x")], "none"],
    ["there, whatever it is", [asks("Null", "a", "false")], ["x"]],
    ["a value", [asks("StringLike", "a", "b*")], ["b"]],
    ["not that value, where it must be there", [not("StringEqualsIfExists", "a", "x")], ["a"]],
    ["all of no values", [asks("ForAllValues:StringEquals", "a", "b"), asks("Null", "a", "false")], ["b"]],
    [
      "several",
      [asks("ForAnyValue:StringEquals", "a", "b"), asks("ForAnyValue:StringEquals", "a", "c")],
      ["b", "c"],
    ],
    [
      "several of which each must be one",
      [
        asks("ForAnyValue:StringEquals", "a", "b"),
        asks("ForAnyValue:StringEquals", "a", "c"),
        asks("ForAllValues:StringEquals", "a", ["c", "d"]),
      ],
      "none",
    ],
    [
      "several, none of which is another",
      [
        asks("ForAnyValue:StringEquals", "a", "b"),
        asks("ForAnyValue:StringEquals", "a", "c"),
        not("StringEquals", "a", "d"),
      ],
      ["b", "c"],
    ],
    [
      "several, of which one is asked for without a quantifier",
      [
        asks("ForAnyValue:StringEquals", "a", "b"),
        asks("ForAnyValue:StringEquals", "a", "c"),
        asks("StringLike", "a", "?"),
      ],
      "none",
    ],
    ["not every one of several", [not("ForAllValues:StringEquals", "a", "b")], ["x"]],
    ["none of several", [not("ForAnyValue:StringEquals", "a", "b"), asks("Null", "a", "false")], ["x"]],
    ["a contradiction", [asks("StringEquals", "a", "b"), not("StringLike", "a", "?")], "none"],
    ["a truth is one value", [asks("Bool", "a", "true"), not("Bool", "a", ["true", "false"])], "none"],
    ["a beginning is kept", [asks("StringLike", "own:id", "*:n*")], ["AROA:n"]],
    ["a beginning that cannot be", [asks("StringLike", "own:id", "AIDA*")], "none"],
    ["a variable that is known", [asks("StringEquals", "a", "${own:name}!")], ["clerk!"]],
    ["one that is not there matches nothing", [asks("StringEquals", "a", "${own:absent}")], "none"],
    ["one of several values is not read", [asks("StringEquals", "a", "${own:two}")], "unclear"],
  ])("%s", (_, demands, expected) => {
    expect(solved(...demands)).toEqual(expected);
  });
});

describe("all keys", () => {
  const solved = (demands: readonly Demand[], start: readonly (readonly [string, string])[] = []) => {
    const found = solveContext(demands, known, plenty(), new Map(start.map(([key, each]) => [key, [each]])));
    return found.kind === "found" ? Object.fromEntries(found.assigned) : found.kind;
  };
  test.each<readonly [string, readonly Demand[], readonly (readonly [string, string])[], unknown]>([
    [
      "each by itself",
      [asks("StringEquals", "a", "x"), asks("Bool", "b", "true")],
      [],
      { a: ["x"], b: ["true"] },
    ],
    ["what may be absent is", [asks("StringEqualsIfExists", "a", "x")], [], {}],
    ["what is known, as it is", [asks("StringEquals", "own:name", "clerk")], [], {}],
    ["and not otherwise", [asks("StringEquals", "own:name", "else")], [], "none"],
    ["what has begun", [asks("StringLike", "own:id", "*:n")], [], { "own:id": ["AROA:n"] }],
    ["what is given stays", [asks("StringLike", "a", "x*")], [["a", "xy"]], { a: ["xy"] }],
    ["or contradicts", [asks("StringLike", "a", "x*")], [["a", "y"]], "none"],
    ["another’s value", [asks("StringEquals", "a", "${b}")], [["b", "z"]], { a: ["z"], b: ["z"] }],
    ["what is not clear", [asks("StringEquals", "a", "${own:two}")], [], "unclear"],
    ["nor among what is known", [asks("StringEquals", "own:name", "${own:two}")], [], "unclear"],
    [
      "a contradiction proves, whatever is not clear",
      [
        asks("StringEquals", "a", "${own:two}"),
        asks("StringEquals", "b", "x"),
        not("StringEquals", "b", "x"),
      ],
      [],
      "none",
    ],
  ])("%s", (_, demands, start, expected) => {
    expect(solved(demands, start)).toEqual(expected);
  });
});

test("the fewest keys that a request must have", () => {
  const option = (of: Json): Option => ({
    statement: parsePolicy(policy(of), "p", "identity").statements[0]!,
  });
  const floor = (needs: readonly (readonly Option[])[], denies: readonly Option[] = []) =>
    floorOf({ ways: [{ needs }], denies } as unknown as Case, known);
  const on = (...keys: readonly string[]) =>
    option(allow("*", "*", when({ StringEquals: Object.fromEntries(keys.map((key) => [key, "x"])) })));
  expect(floor([[option(allow("*"))]])).toBe(0);
  expect(floor([[on("a"), on("b")]])).toBe(1);
  expect(floor([[on("a"), option(allow("*"))]])).toBe(0);
  expect(floor([[on("a")], [on("b")]])).toBe(2);
  expect(floor([[on("a", "b")], [on("b")]])).toBe(1);
  expect(floor([[on("own:name")]])).toBe(0);
  const unless = (key: string, Resource: unknown = "*") =>
    option(deny("*", Resource, when({ StringNotEquals: { [key]: "x" } })));
  expect(floor([[on("a")]], [unless("a")])).toBe(1);
  expect(floor([[on("a")]], [unless("b")])).toBe(2);
  expect(
    floor([[on("a")]], [unless("b", `${bucket}/*`), { ...unless("b"), taint: "?" }, { taint: "?" }]),
  ).toBe(1);
  expect(
    floor([[on("a")]], [unless("own:name"), option(deny("*", "*", when({ Bool: { b: "true" } })))]),
  ).toBe(1);
  expect(floorOf({ ways: [], denies: [] } as unknown as Case, known)).toBe(0);
});

test("keys that every request has are there, with a value of their kind", () => {
  const conditions = [
    asks("Bool", "aws:SecureTransport", "x"),
    asks("DateLessThan", "aws:CurrentTime", "2026-01-01T00:00:00Z"),
    asks("NumericLessThan", "aws:EpochTime", "5"),
    asks("StringEquals", "aws:SourceVpc", "v"),
  ].map(({ condition }) => condition);
  expect(alwaysThere(conditions).map(({ condition }) => [condition.key, condition.operator])).toEqual([
    ["aws:securetransport", "Bool"],
    ["aws:currenttime", "DateGreaterThanEquals"],
    ["aws:epochtime", "NumericGreaterThanEquals"],
  ]);
});
