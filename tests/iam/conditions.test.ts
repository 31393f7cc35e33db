import { describe, expect, test } from "vitest";
import type { RequestContext } from "../../lib/iam/access.ts";
import { allow, clerkMay, deny } from "./world.ts";

type Values = string | number | boolean | readonly (string | number | boolean)[];
type Row = readonly [
  operator: string,
  values: Values,
  asked: RequestContext[string] | undefined,
  holds: boolean | "?",
];

/** Whether an allow with one condition on `x:Key` holds for a request that has this value, or not the key at all. */
function holds(operator: string, values: Values, asked: RequestContext[string] | undefined): boolean | "?" {
  const decision = clerkMay(allow("s3:*", "*", { Condition: { [operator]: { "x:Key": values } } }), {
    context: asked === undefined ? {} : { "X:KEY": asked },
  });
  return decision === "unknown" ? "?" : decision === "allowed";
}

const tables: Readonly<Record<string, readonly Row[]>> = {
  texts: [
    ["StringEquals", "a", "a", true],
    ["StringEquals", "a", "A", false],
    ["StringEquals", ["a", "b"], "b", true],
    ["StringEquals", [], "b", false],
    ["StringEquals", "a*", "ab", false],
    ["StringEquals", 7, "7", true],
    ["StringEquals", "true", true, true],
    ["StringEquals", "a", undefined, false],
    ["StringNotEquals", "a", "b", true],
    ["StringNotEquals", ["a", "b"], "b", false],
    ["StringNotEquals", "a", undefined, true],
    ["StringEqualsIgnoreCase", "Abc", "aBC", true],
    ["StringNotEqualsIgnoreCase", "Abc", "aBC", false],
    ["StringLike", "a*z", "a/b:z", true],
    ["StringLike", "a?", "abc", false],
    ["StringLike", "A*", "ab", false],
    ["StringLike", "a.c", "abc", false],
    ["StringNotLike", "a*", "ab", false],
    ["StringNotLike", "a*", undefined, true],
    ["StringEqualsIfExists", "a", undefined, true],
    ["StringEqualsIfExists", "a", "b", false],
  ],

  "numbers and moments": [
    ["NumericEquals", "10", 10, true],
    ["NumericEquals", "10", "10.0", true],
    ["NumericNotEquals", "10", 11, true],
    ["NumericNotEquals", "10", undefined, true],
    ["NumericLessThan", "10", 9.5, true],
    ["NumericLessThan", "10", 10, false],
    ["NumericLessThanEquals", "10", 10, true],
    ["NumericLessThanEquals", "10", undefined, false],
    ["NumericGreaterThan", "9007199254740992", "9007199254740993", true],
    ["NumericGreaterThanEquals", "-2", "-2", true],
    ["NumericGreaterThan", "9", "10", true],
    ["NumericEquals", "ten", "10", "?"],
    ["NumericEquals", "10", "ten", "?"],
    ["DateLessThan", "2026-11-23T20:00:00Z", "2026-11-23T19:59:59Z", true],
    ["DateLessThan", "2026-11-23T20:00:00Z", "2026-11-23T20:30:00+01:00", true],
    ["DateGreaterThan", "2026-11-23", "2026-11-23T00:00:01Z", true],
    ["DateGreaterThanEquals", "1700000000", "2023-11-14T22:13:20Z", true],
    ["DateEquals", "2026-11-23T20:00:00.5Z", "2026-11-23T20:00:00.500Z", true],
    ["DateNotEquals", "2026-11-23", "2026-11-24", true],
    ["DateLessThan", "2026-02-30", "2026-01-01", "?"],
    ["DateLessThan", "2026", "2026-01-01", "?"],
    ["DateLessThan", "2026-11-23T20:00:00", "2026-01-01", "?"],
    ["DateLessThanIfExists", "2026-11-23", undefined, true],
  ],

  "truth values, absence, bytes": [
    ["Bool", "true", true, true],
    ["Bool", true, "TRUE", true],
    ["Bool", "true", "false", false],
    ["Bool", "true", undefined, false],
    ["BoolIfExists", "true", undefined, true],
    ["BoolIfExists", "true", false, false],
    ["Bool", "yes", "true", "?"],
    ["Null", "true", undefined, true],
    ["Null", "true", "a", false],
    ["Null", "false", "a", true],
    ["Null", false, undefined, false],
    ["Null", "false", [], true],
    ["Null", "maybe", "a", "?"],
    ["NullIfExists", "true", undefined, "?"],
    ["BinaryEquals", "aGk=", "aGk=", true],
    ["BinaryEquals", "aGk=", "aGo=", false],
    ["BinaryEquals", "not base64", "aGk=", "?"],
  ],

  addresses: [
    ["IpAddress", "203.0.113.0/24", "203.0.113.77", true],
    ["IpAddress", "203.0.113.0/24", "203.0.114.1", false],
    ["IpAddress", "203.0.113.7", "203.0.113.7", true],
    ["IpAddress", "203.0.113.7/24", "203.0.113.200", true],
    ["IpAddress", "0.0.0.0/0", "8.8.8.8", true],
    ["IpAddress", "0.0.0.0/0", "2001:db8::1", false],
    ["IpAddress", "0.0.0.1", "::1", false],
    ["IpAddress", ["198.51.100.0/24", "2001:DB8:1234:5678::/64"], "2001:db8:1234:5678::1", true],
    ["IpAddress", "2001:db8::1", "2001:db8:0:0:0:0:0:1", true],
    ["IpAddress", "::ffff:203.0.113.7", "::ffff:cb00:7107", true],
    ["IpAddress", "::/0", "::1", true],
    ["IpAddress", "203.0.113.0/33", "203.0.113.7", "?"],
    ["IpAddress", "office", "203.0.113.7", "?"],
    ["IpAddress", "203.0.113.0/24", "AWS Internal", "?"],
    ["IpAddress", "203.0.113.0/24", undefined, false],
    ["NotIpAddress", "203.0.113.0/24", "203.0.114.1", true],
    ["NotIpAddress", "203.0.113.0/24", undefined, true],
  ],

  "ARNs, six parts each on its own": [
    ["ArnEquals", "arn:aws:iam::111122223333:role/x", "arn:aws:iam::111122223333:role/x", true],
    ["ArnEquals", "arn:aws:iam::*:role/x", "arn:aws:iam::111122223333:role/x", true],
    ["ArnLike", "arn:aws:iam::*:role/x", "arn:aws:iam::1:user/a:role/x", false],
    ["ArnLike", "arn:aws:sns:*:*:*", "arn:aws:sns:eu-west-1:1:topic:sub", true],
    ["ArnEquals", "arn:aws:sns:eu-west-1:1:topic", "arn:aws:sns:eu-west-1:1:topic:sub", false],
    ["ArnLike", "arn:aws:iam::1:role/?", "arn:aws:iam::1:role/ab", false],
    ["ArnLike", "arn:aws:iam::1:role/X", "arn:aws:iam::1:role/x", false],
    ["ArnLike", "arn:aws:iam::1:role/x", "role/x", false],
    ["ArnLike", "arn:aws:iam::*", "arn:aws:iam::1:role/x", "?"],
    ["ArnNotEquals", "arn:aws:iam::1:role/x", "arn:aws:iam::1:role/y", true],
    ["ArnNotLike", "arn:aws:iam::*:role/*", "arn:aws:iam::1:role/y", false],
    ["ArnNotLike", "arn:aws:iam::*:role/*", undefined, true],
    ["ArnLikeIfExists", "arn:aws:iam::1:role/x", undefined, true],
  ],

  "several values": [
    ["ForAllValues:StringEquals", ["a", "b"], ["a", "b", "a"], true],
    ["ForAllValues:StringEquals", ["a", "b"], ["a", "c"], false],
    ["ForAllValues:StringEquals", "a", undefined, true],
    ["ForAllValues:StringEquals", "a", [], true],
    ["ForAllValues:StringNotEquals", "a", ["b", "c"], true],
    ["ForAllValues:StringNotEquals", "a", ["a", "b"], false],
    ["ForAnyValue:StringEquals", "a", ["b", "a"], true],
    ["ForAnyValue:StringEquals", "a", ["b"], false],
    ["ForAnyValue:StringEquals", "a", undefined, false],
    ["ForAnyValue:StringEquals", "a", [], false],
    ["ForAnyValue:StringNotEquals", "a", ["a", "b"], true],
    ["ForAnyValue:StringNotEquals", "a", ["a"], false],
    ["ForAnyValue:StringNotEquals", "a", undefined, false],
    ["ForAnyValue:StringEqualsIfExists", "a", undefined, true],
    ["ForAnyValue:StringLike", "a*", "abc", true],
    ["StringEquals", "a", ["a"], true],
    ["StringEquals", "a", [], false],
    ["StringNotEquals", "a", [], true],
    ["StringEquals", "a", ["b", "c"], false],
    ["StringEquals", "a", ["a", "b"], "?"],
    ["ForEachValue:StringEquals", "a", ["a"], "?"],
  ],
};

describe.each(Object.entries(tables))("%s", (_title, table) => {
  test.each(table)("%s %j, asked with %j: %s", (operator, values, asked, expected) => {
    expect(holds(operator, values, asked)).toBe(expected);
  });
});

describe("what is not understood", () => {
  const odd = { Condition: { StringSounds: { "x:Key": "a" } } };
  test.each([
    ["an operator, in an allow", [allow("s3:*", "*", odd)], "unknown"],
    ["… beside an allow that is sure", [allow("s3:*"), allow("s3:*", "*", odd)], "allowed"],
    ["in a deny", [allow("s3:*"), deny("s3:*", "*", odd)], "unknown"],
    ["in a deny of something else", [allow("s3:*"), deny("s3:Put*", "*", odd)], "allowed"],
    ["in a deny of another object", [allow("s3:*"), deny("s3:*", "arn:aws:s3:::x/*", odd)], "allowed"],
    ["in a deny where another denies", [allow("s3:*"), deny("*"), deny("s3:*", "*", odd)], "explicitDeny"],
    ["in a deny where nothing allows", [deny("s3:*", "*", odd)], "implicitDeny"],
    [
      "beside a condition that fails",
      [allow("s3:*"), deny("s3:*", "*", { Condition: { ...odd.Condition, Bool: { "x:No": "true" } } })],
      "allowed",
    ],
    [
      "an operator in another case",
      [allow("s3:*", "*", { Condition: { stringequals: { "x:Key": "a" } } })],
      "unknown",
    ],
    [
      "a value that is no scalar",
      [allow("s3:*", "*", { Condition: { StringEquals: { "x:Key": null } } })],
      "unknown",
    ],
    ["a condition that is no object", [allow("s3:*", "*", { Condition: "x" })], "unknown"],
    [
      "operators of a prototype",
      [allow("s3:*", "*", { Condition: { constructor: { "x:Key": "a" } } })],
      "unknown",
    ],
  ] as const)("%s", (_, statements, expected) => {
    expect(clerkMay(statements)).toBe(expected);
  });
});

describe("keys and operators together", () => {
  const both = { StringEquals: { "x:A": "1", "x:B": "2" }, Bool: { "x:C": "true" } };
  test.each([
    [{ "x:a": "1", "x:b": "2", "x:c": true }, "allowed"],
    [{ "x:a": "1", "x:b": "2", "x:c": false }, "implicitDeny"],
    [{ "x:a": "1", "x:c": true }, "implicitDeny"],
  ] as const)("all must hold: %j is %s", (context, expected) => {
    expect(clerkMay(allow("s3:*", "*", { Condition: both }), { context })).toBe(expected);
  });
  test("one key in two spellings must say one thing", () => {
    const statement = allow("s3:*", "*", { Condition: { StringEquals: { "x:a": "1" } } });
    expect(clerkMay(statement, { context: { "x:a": "1", "X:A": "1" } })).toBe("allowed");
    expect(clerkMay(statement, { context: { "x:a": "1", "X:A": "2" } })).toBe("unknown");
  });
});
