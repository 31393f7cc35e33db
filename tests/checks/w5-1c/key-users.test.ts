import { describe, expect, test } from "vitest";
import { keyUsers } from "../../../checks/w5-1c/key-users.ts";
import type { FakeRight } from "../../fakes/rights-access.ts";
import { asking, at, lines, mallory, named, noAccountsRead, right, role } from "./contract-input.ts";

const usual: readonly string[] = [];

test("key-users passes the stacks as they are, and says what there is nothing to ask of", () => {
  expect(lines(keyUsers, asking())).toEqual(["pass dataKey", "pass signingKey", ...usual]);
});

describe("key-users fails", () => {
  test.each<[string, FakeRight, string]>([
    ["a stranger who decrypts", right(mallory, "kms:Decrypt", at.dataKey), "dataKey"],
    ["re-encryption out of the key", right(mallory, "kms:ReEncryptFrom", at.dataKey), "dataKey"],
    ["a stranger who signs", right(mallory, "kms:Sign", at.signingKey), "signingKey"],
    [
      "the register decrypting by itself",
      right(role("rollward-register"), "kms:Decrypt", at.dataKey),
      "dataKey",
    ],
    ["the register signing", right(role("rollward-register"), "kms:Sign", at.signingKey), "signingKey"],
  ])("%s", (_, more, subject) => {
    expect(named(keyUsers, asking([more]))).toEqual([`fail ${subject} ${more.principal}`, ...usual]);
  });
});

describe("key-users has nothing against", () => {
  test.each<[string, FakeRight]>([
    ["encrypting, which opens nothing", right(mallory, "kms:Encrypt", at.dataKey)],
    ["verifying a signature", right(mallory, "kms:Verify", at.signingKey)],
    ["another key", right(mallory, "kms:*", "arn:aws:kms:ca-central-1:111111111111:key/other")],
  ])("%s", (_, more) => {
    expect(named(keyUsers, asking([more]))).toEqual(usual);
  });
});

test("key-users does not know what the engine could not decide", () => {
  const first = right(mallory, "kms:Decrypt", at.dataKey);
  expect(named(keyUsers, asking([{ ...first, unknown: "a condition of tomorrow" }]))).toEqual([
    `unknown dataKey ${first.principal}`,
    ...usual,
  ]);
});

test("key-users is not applicable without accounts", () => {
  expect(lines(keyUsers, asking([], noAccountsRead))).toEqual(["not-applicable accounts"]);
});
