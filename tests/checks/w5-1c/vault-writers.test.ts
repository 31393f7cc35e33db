import { describe, expect, test } from "vitest";
import { vaultWriters } from "../../../checks/w5-1c/vault-writers.ts";
import type { FakeRight } from "../../fakes/rights-access.ts";
import { ids } from "../sound-accounts.ts";
import { asking, at, lines, mallory, named, noAccountsRead, right, role } from "./contract-input.ts";

const usual: readonly string[] = [];

test("vault-writers passes the stacks as they are, and says what there is nothing to ask of", () => {
  expect(lines(vaultWriters, asking())).toEqual(["pass vault", "pass mirrors/1", "pass head", ...usual]);
});

describe("vault-writers fails", () => {
  test.each<[string, FakeRight, string]>([
    ["a stranger who writes to the vault", right(mallory, "s3:PutObject", at.set), "vault"],
    ["a stranger who writes to a mirror", right(mallory, "s3:PutObject", at.mirrorSet), "mirrors/1"],
    ["a stranger who moves the head", right(mallory, "dynamodb:UpdateItem", at.head), "head"],
    [
      "the mirror writing back to the vault",
      right(role("rollward-mirror", ids.mirror), "s3:PutObject", at.set),
      "vault",
    ],
    [
      "the sealer writing to a mirror",
      right(role("rollward-seal", ids.vault), "s3:PutObject", at.mirrorSet),
      "mirrors/1",
    ],
    ["replication into the vault", right(mallory, "s3:ReplicateObject", at.set), "vault"],
  ])("%s", (_, more, subject) => {
    expect(named(vaultWriters, asking([more]))).toEqual([`fail ${subject} ${more.principal}`, ...usual]);
  });
});

describe("vault-writers has nothing against", () => {
  test.each<[string, FakeRight]>([
    [
      "the sealer lengthening what it wrote",
      right(role("rollward-seal", ids.vault), "s3:PutObjectRetention", at.set),
    ],
    ["writing elsewhere", right(mallory, "s3:PutObject", "arn:aws:s3:::elsewhere/x")],
  ])("%s", (_, more) => {
    expect(named(vaultWriters, asking([more]))).toEqual(usual);
  });
});

test("vault-writers does not know what the engine could not decide", () => {
  const first = right(mallory, "s3:PutObject", at.set);
  expect(named(vaultWriters, asking([{ ...first, unknown: "a condition of tomorrow" }]))).toEqual([
    `unknown vault ${first.principal}`,
    ...usual,
  ]);
});

test("vault-writers is not applicable without accounts", () => {
  expect(lines(vaultWriters, asking([], noAccountsRead))).toEqual(["not-applicable accounts"]);
});
