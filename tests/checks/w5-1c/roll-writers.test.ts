import { describe, expect, test } from "vitest";
import { rollWriters } from "../../../checks/w5-1c/roll-writers.ts";
import type { FakeRight } from "../../fakes/rights-access.ts";
import { asking, at, lines, mallory, named, noAccountsRead, right, role } from "./contract-input.ts";

const usual: readonly string[] = ["not-applicable assets"];

test("roll-writers passes the stacks as they are, and says what there is nothing to ask of", () => {
  expect(lines(rollWriters, asking())).toEqual(["pass roll", ...usual]);
});

describe("roll-writers fails", () => {
  test.each<[string, FakeRight, string]>([
    ["a stranger who writes", right(mallory, "dynamodb:UpdateItem", at.roll), "roll"],
    ["PartiQL that writes", right(mallory, "dynamodb:PartiQLDelete", at.roll), "roll"],
    ["deleting the table", right(mallory, "dynamodb:DeleteTable", at.roll), "roll"],
    ["letting its items expire", right(mallory, "dynamodb:UpdateTimeToLive", at.roll), "roll"],
    ["ending its recovery", right(mallory, "dynamodb:UpdateContinuousBackups", at.roll), "roll"],
    ["deleting the key that encrypts it", right(mallory, "kms:ScheduleKeyDeletion", at.dataKey), "roll"],
    ["a forged export", right(mallory, "s3:PutObject", at.exports), "roll"],
    [
      "the export writing files by itself",
      right(role("rollward-export"), "s3:PutObject", at.exports),
      "roll",
    ],
    [
      "the export writing where nothing is exported to",
      right(role("rollward-export"), "s3:PutObject", at.exports.replace("exports/x", "else"), {
        context: { "aws:CalledVia": ["dynamodb.amazonaws.com"] },
      }),
      "roll",
    ],
    [
      "deletion where writing was granted",
      right(role("rollward-register"), "dynamodb:DeleteItem", at.roll),
      "roll",
    ],
  ])("%s", (_, more, subject) => {
    expect(named(rollWriters, asking([more]))).toEqual([`fail ${subject} ${more.principal}`, ...usual]);
  });
});

describe("roll-writers has nothing against", () => {
  test.each<[string, FakeRight]>([
    ["deleting another key", right(mallory, "kms:ScheduleKeyDeletion", at.signingKey)],
    ["reading", right(mallory, "dynamodb:Get*", at.roll)],
  ])("%s", (_, more) => {
    expect(named(rollWriters, asking([more]))).toEqual(usual);
  });
});

test("roll-writers does not know what the engine could not decide", () => {
  const first = right(mallory, "dynamodb:UpdateItem", at.roll);
  expect(named(rollWriters, asking([{ ...first, unknown: "a condition of tomorrow" }]))).toEqual([
    `unknown roll ${first.principal}`,
    ...usual,
  ]);
});

test("roll-writers is not applicable without accounts", () => {
  expect(lines(rollWriters, asking([], noAccountsRead))).toEqual(["not-applicable accounts"]);
});
