import { describe, expect, test } from "vitest";
import { trailSilencers } from "../../../checks/w5-1c/trail-silencers.ts";
import type { FakeRight } from "../../fakes/rights-access.ts";
import { asking, at, lines, mallory, named, noAccountsRead, right } from "./contract-input.ts";

const usual: readonly string[] = [];

test("trail-silencers passes the stacks as they are, and says what there is nothing to ask of", () => {
  expect(lines(trailSilencers, asking())).toEqual(["pass trail", ...usual]);
});

describe("trail-silencers fails", () => {
  test.each<[string, FakeRight, string]>([
    ["stopping it", right(mallory, "cloudtrail:StopLogging", at.trail), "trail"],
    ["leaving events out", right(mallory, "cloudtrail:PutEventSelectors", at.trail), "trail"],
    ["deleting what it wrote", right(mallory, "s3:DeleteObject", at.trailObject), "trail"],
    ["writing over it", right(mallory, "s3:PutObject", at.trailObject), "trail"],
    [
      "a lifecycle rule on its bucket",
      right(mallory, "s3:PutLifecycleConfiguration", at.trailBucket),
      "trail",
    ],
  ])("%s", (_, more, subject) => {
    expect(named(trailSilencers, asking([more]))).toEqual([`fail ${subject} ${more.principal}`, ...usual]);
  });
});

describe("trail-silencers has nothing against", () => {
  test.each<[string, FakeRight]>([
    ["reading it", right(mallory, "s3:GetObject", at.trailObject)],
    ["starting it", right(mallory, "cloudtrail:StartLogging", at.trail)],
  ])("%s", (_, more) => {
    expect(named(trailSilencers, asking([more]))).toEqual(usual);
  });
});

test("trail-silencers does not know what the engine could not decide", () => {
  const first = right(mallory, "cloudtrail:StopLogging", at.trail);
  expect(named(trailSilencers, asking([{ ...first, unknown: "a condition of tomorrow" }]))).toEqual([
    `unknown trail ${first.principal}`,
    ...usual,
  ]);
});

test("trail-silencers is not applicable without accounts", () => {
  expect(lines(trailSilencers, asking([], noAccountsRead))).toEqual(["not-applicable accounts"]);
});
