import { describe, expect, test } from "vitest";
import { rollReaders } from "../../../checks/w5-1c/roll-readers.ts";
import type { FakeRight } from "../../fakes/rights-access.ts";
import { ids } from "../sound-accounts.ts";
import { asking, at, lines, mallory, named, noAccountsRead, right, role } from "./contract-input.ts";

const usual: readonly string[] = ["not-applicable assets"];

test("roll-readers passes the stacks as they are, and says what there is nothing to ask of", () => {
  expect(lines(rollReaders, asking())).toEqual(["pass roll", ...usual]);
});

describe("roll-readers fails", () => {
  test.each<[string, FakeRight, string]>([
    ["a stranger who reads one voter", right(mallory, "dynamodb:GetItem", at.roll), "roll"],
    ["exports of the table", right(mallory, "dynamodb:ExportTableToPointInTime", at.roll), "roll"],
    ["a restored copy", right(mallory, "dynamodb:RestoreTableToPointInTime", at.roll), "roll"],
    ["a stream to Kinesis", right(mallory, "dynamodb:EnableKinesisStreamingDestination", at.roll), "roll"],
    ["the table’s own stream", right(mallory, "dynamodb:GetRecords", `${at.roll}/stream/2026`), "roll"],
    ["PartiQL", right(mallory, "dynamodb:PartiQLSelect", `${at.roll}/index/by-county`), "roll"],
    ["the exports in their bucket", right(mallory, "s3:GetObject", at.exports), "roll"],
    [
      "one wildcard too many for a clerk’s look-up",
      right(role("rollward-look-up"), "dynamodb:*", at.roll),
      "roll",
    ],
    [
      "a scan where a query was granted",
      right(role("rollward-hand-out-list"), "dynamodb:Scan", at.roll),
      "roll",
    ],
    [
      "a contractor of another account",
      right(role("contractor", "999999999999"), "dynamodb:Query", at.roll),
      "roll",
    ],
  ])("%s", (_, more, subject) => {
    expect(named(rollReaders, asking([more]))).toEqual([`fail ${subject} ${more.principal}`, ...usual]);
  });
});

describe("roll-readers has nothing against", () => {
  test.each<[string, FakeRight]>([
    ["reading another table", right(mallory, "dynamodb:*", `${at.roll}-copy`)],
    ["listing tables and reading settings", right(mallory, "dynamodb:Describe*", at.roll)],
    [
      "listing the exports’ names",
      right(mallory, "s3:ListBucket", `arn:aws:s3:::rollward-exports-${ids.register}`),
    ],
  ])("%s", (_, more) => {
    expect(named(rollReaders, asking([more]))).toEqual(usual);
  });
});

test("roll-readers does not know what the engine could not decide", () => {
  const first = right(mallory, "dynamodb:GetItem", at.roll);
  expect(named(rollReaders, asking([{ ...first, unknown: "a condition of tomorrow" }]))).toEqual([
    `unknown roll ${first.principal}`,
    ...usual,
  ]);
});

test("roll-readers is not applicable without accounts", () => {
  expect(lines(rollReaders, asking([], noAccountsRead))).toEqual(["not-applicable accounts"]);
});
