import { describe, expect, test } from "vitest";
import { binaryOperators } from "../../../lib/iam/conditions/binary.ts";
import { ipOperators, parseNetwork } from "../../../lib/iam/conditions/ip.ts";
import { operatorNamed } from "../../../lib/iam/conditions/operators.ts";
import { parseDate, parseNumber } from "../../../lib/iam/conditions/order.ts";
import { boolOperators } from "../../../lib/iam/conditions/text.ts";
import { isUnknown } from "../../../lib/iam/truth.ts";
import { parseTemplate } from "../../../lib/iam/variables.ts";

// What values are, letter by letter (IAM User Guide, "IAM JSON policy elements: Condition operators").

const millis = (text: string) => {
  const found = parseDate(text);
  return found && Number(found.units) / 10 ** found.places;
};

test.each([
  ["7", 7n, 0],
  ["-7", -7n, 0],
  ["+7", 7n, 0],
  ["07", 7n, 0],
  ["-0.50", -50n, 2],
])("the number %s", (text, units, places) => expect(parseNumber(text)).toEqual({ units, places }));
test.each(["", "-", ".5", "5.", "1e3", "0x1", "1,5", " 7", "7\n", "1".repeat(61), `0.${"1".repeat(61)}`])(
  "%j is no number",
  (text) => expect(parseNumber(text)).toBeUndefined(),
);

test.each([
  ["2026-11", Date.UTC(2026, 10) / 1000],
  ["2026-11-23", Date.UTC(2026, 10, 23) / 1000],
  ["2026-11-23T20:00Z", Date.UTC(2026, 10, 23, 20) / 1000],
  ["2026-11-23T20:00:30.250-01:30", Date.UTC(2026, 10, 23, 21, 30, 30) / 1000 + 0.25],
  ["2024-02-29", Date.UTC(2024, 1, 29) / 1000],
  ["10000", 10_000],
  ["-1", -1],
])("the moment %s", (text, seconds) => expect(millis(text)).toBe(seconds));
test.each([
  "",
  "2026",
  "7",
  "2026-13",
  "2026-02-29",
  "2026-11-31",
  "2026-11-23T20:00",
  "2026-11-23T25:00Z",
  "tomorrow",
])("%j is no moment", (text) => expect(parseDate(text)).toBeUndefined());

test.each([
  ["203.0.113.7", 32, 32],
  ["203.0.113.0/0", 32, 0],
  ["203.0.113.0/32", 32, 32],
  ["2001:db8::/128", 128, 128],
  ["::", 128, 128],
])("the network %s", (text, width, prefix) => expect(parseNetwork(text)).toMatchObject({ width, prefix }));
test.each([
  "",
  "203.0.113",
  "203.0.113.0/33",
  "203.0.113.0/",
  "203.0.113.0/-1",
  "203.0.113.0/8/8",
  "203.0.113.0/0008",
  "2001:db8::/129",
  "fe80::1%eth0",
  "fe80::1%eth0/64",
])("%j is no network", (text) => expect(parseNetwork(text)).toBeUndefined());

test.each([
  ["2001:db8:0:0:0:0:0:1", "2001:db8::1"],
  ["::203.0.113.7", "::cb00:7107"],
  ["64:ff9b::203.0.113.7", "64:ff9b::cb00:7107"],
  ["1:2:3:4:5:6:203.0.113.7", "1:2:3:4:5:6:cb00:7107"],
  ["1::", "1:0:0:0:0:0:0:0"],
])("%s is %s", (one, other) => {
  expect(parseNetwork(one)).toEqual(parseNetwork(other));
});

const plain = (text: string) => parseTemplate(text, false).fixed!;
test.each<readonly [string, string, boolean | "?"]>([
  ["203.0.113.7", "203.0.113.7/32", true],
  ["203.0.113.8", "203.0.113.7/32", false],
  ["203.0.113.7", "0.0.0.0/0", true],
  ["::1", "::/127", true],
  ["::2", "::/127", false],
  // A request comes from one address.
  ["203.0.113.0/24", "203.0.113.0/24", "?"],
  ["203.0.113.7/32", "203.0.113.0/24", true],
  ["office", "203.0.113.0/24", "?"],
  ["203.0.113.7", "office", "?"],
])("%s is in %s: %s", (value, network, expected) => {
  const found = ipOperators.IpAddress.matches(value, plain(network));
  expect(isUnknown(found) ? "?" : found).toBe(expected);
});

describe("bytes and truth values", () => {
  test.each<readonly [string, string, boolean | "?"]>([
    ["aGk=", "aGk=", true],
    ["aGo=", "aGk=", false],
    ["aGk", "aGk=", "?"],
  ])("%s is %s in base64: %s", (value, wanted, expected) => {
    const found = binaryOperators.BinaryEquals.matches(value, plain(wanted));
    expect(isUnknown(found) ? "?" : found).toBe(expected);
  });
  test.each([
    ["TRUE", "true", true],
    ["false", "False", true],
    ["false", "true", false],
    ["yes", "true", false],
    ["yes", "yes", false],
  ])("%s is %s: %s", (value, wanted, expected) => {
    expect(boolOperators.Bool.matches(value, plain(wanted))).toBe(expected);
  });
});

describe("of each order, what holds below, at and above", () => {
  test.each([
    ["Equals", [false, true, false], false],
    ["NotEquals", [false, true, false], true],
    ["LessThan", [true, false, false], false],
    ["LessThanEquals", [true, true, false], false],
    ["GreaterThan", [false, false, true], false],
    ["GreaterThanEquals", [false, true, true], false],
  ])("%s", (name, expected, negated) => {
    const [numeric, date] = [operatorNamed(`Numeric${name}`)!, operatorNamed(`Date${name}`)!];
    expect(["6.9", "7.0", "7.1"].map((value) => numeric.matches(value, plain("7")))).toEqual(expected);
    const days = ["2026-11-22", "2026-11-23", "2026-11-24"];
    expect(days.map((value) => date.matches(value, plain("2026-11-23")))).toEqual(expected);
    expect([numeric.negated, date.negated]).toEqual([negated, negated]);
    for (const [value, limit] of [
      ["ten", "7"],
      ["7", "ten"],
    ] as const)
      expect([numeric, date].map((each) => isUnknown(each.matches(value, plain(limit))))).toEqual([
        true,
        true,
      ]);
  });
});
