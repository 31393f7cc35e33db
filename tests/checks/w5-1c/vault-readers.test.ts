import { describe, expect, test } from "vitest";
import { vaultReaders } from "../../../checks/w5-1c/vault-readers.ts";
import type { FakeRight } from "../../fakes/rights-access.ts";
import { ids } from "../sound-accounts.ts";
import { asking, at, lines, mallory, named, noAccountsRead, right, role } from "./contract-input.ts";

const usual: readonly string[] = [];

test("vault-readers passes the stacks as they are, and says what there is nothing to ask of", () => {
  expect(lines(vaultReaders, asking())).toEqual(["pass vault", "pass mirrors/1", ...usual]);
});

describe("vault-readers fails", () => {
  test.each<[string, FakeRight, string]>([
    ["a stranger", right(mallory, "s3:GetObject", at.set), "vault"],
    ["a stranger at a mirror", right(mallory, "s3:GetObjectVersion", at.mirrorSet), "mirrors/1"],
    [
      "the sealer, who reads nothing there",
      right(role("rollward-seal", ids.vault), "s3:GetObject", at.set),
      "vault",
    ],
    ["replication out of the vault", right(mallory, "s3:PutReplicationConfiguration", at.vault), "vault"],
  ])("%s", (_, more, subject) => {
    expect(named(vaultReaders, asking([more]))).toEqual([`fail ${subject} ${more.principal}`, ...usual]);
  });
});

describe("vault-readers has nothing against", () => {
  test.each<[string, FakeRight]>([
    ["listing", right(mallory, "s3:List*", at.vault)],
    [
      "a right to the bucket that is written as one to its objects",
      right(mallory, "s3:PutReplicationConfiguration", `${at.vault}/*`),
    ],
  ])("%s", (_, more) => {
    expect(named(vaultReaders, asking([more]))).toEqual(usual);
  });
});

test("vault-readers does not know what the engine could not decide", () => {
  const first = right(mallory, "s3:GetObject", at.set);
  expect(named(vaultReaders, asking([{ ...first, unknown: "a condition of tomorrow" }]))).toEqual([
    `unknown vault ${first.principal}`,
    ...usual,
  ]);
});

test("vault-readers is not applicable without accounts", () => {
  expect(lines(vaultReaders, asking([], noAccountsRead))).toEqual(["not-applicable accounts"]);
});
