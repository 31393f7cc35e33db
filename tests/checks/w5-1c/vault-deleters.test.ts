import { describe, expect, test } from "vitest";
import { vaultDeleters } from "../../../checks/w5-1c/vault-deleters.ts";
import type { FakeRight } from "../../fakes/rights-access.ts";
import { ids } from "../sound-accounts.ts";
import { asking, at, lines, mallory, named, noAccountsRead, right, role } from "./contract-input.ts";

const usual: readonly string[] = [];

test("vault-deleters passes the stacks as they are, and says what there is nothing to ask of", () => {
  expect(lines(vaultDeleters, asking())).toEqual([
    "pass vault",
    "pass mirrors/1",
    "pass signingKey",
    "pass head",
    ...usual,
  ]);
});

describe("vault-deleters fails", () => {
  test.each<[string, FakeRight, string]>([
    ["deletion of a version", right(mallory, "s3:DeleteObjectVersion", at.set), "vault"],
    ["a delete marker at a mirror", right(mallory, "s3:DeleteObject", at.mirrorSet), "mirrors/1"],
    ["a lifecycle rule", right(mallory, "s3:PutLifecycleConfiguration", at.vault), "vault"],
    ["another default key", right(mallory, "s3:PutEncryptionConfiguration", at.vault), "vault"],
    ["passing by governance retention", right(mallory, "s3:BypassGovernanceRetention", at.set), "vault"],
    [
      "a shorter default retention",
      right(mallory, "s3:PutBucketObjectLockConfiguration", at.mirror),
      "mirrors/1",
    ],
    [
      "the signing key, without which there is no next set",
      right(mallory, "kms:ScheduleKeyDeletion", at.signingKey),
      "signingKey",
    ],
    ["the head of the chain", right(mallory, "dynamodb:DeleteTable", at.head), "head"],
    ["even the sealer", right(role("rollward-seal", ids.vault), "s3:DeleteObject", at.set), "vault"],
  ])("%s", (_, more, subject) => {
    expect(named(vaultDeleters, asking([more]))).toEqual([`fail ${subject} ${more.principal}`, ...usual]);
  });
});

describe("vault-deleters has nothing against", () => {
  test.each<[string, FakeRight]>([
    ["lengthening retention", right(mallory, "s3:PutObjectRetention", at.set)],
  ])("%s", (_, more) => {
    expect(named(vaultDeleters, asking([more]))).toEqual(usual);
  });
});

test("vault-deleters does not know what the engine could not decide", () => {
  const first = right(mallory, "s3:DeleteObjectVersion", at.set);
  expect(named(vaultDeleters, asking([{ ...first, unknown: "a condition of tomorrow" }]))).toEqual([
    `unknown vault ${first.principal}`,
    ...usual,
  ]);
});

test("vault-deleters is not applicable without accounts", () => {
  expect(lines(vaultDeleters, asking([], noAccountsRead))).toEqual(["not-applicable accounts"]);
});
