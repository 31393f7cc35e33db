import { describe, expect, test } from "vitest";
import { accountIn, bucketsOf, keyNamed, tablesOf } from "../../lib/audit/facts.ts";
import type { Contract } from "../../lib/contract/contract.ts";
import { noContract } from "./healthy.ts";
import { arns, bucket, changed, ids, key, sound } from "../checks/sound-accounts.ts";
import { input } from "../checks/telling.ts";

const contractOf = (resources: readonly string[], accounts: readonly string[] = []): Contract => ({
  ...noContract,
  assets: [{ key: "vault", id: "vault", resources, accounts }],
});
const vaults = (resources: readonly string[], snapshot = sound, accounts: readonly string[] = []) =>
  bucketsOf({ snapshot, contract: contractOf(resources, accounts) }, "vault");

describe("the buckets of an asset", () => {
  test("those of the office, with what was read of them, where it was", () => {
    expect(bucketsOf(input(), "vault")).toMatchObject([
      { arn: arns.vault, account: ids.vault, fact: { arn: arns.vault } },
    ]);
    expect(bucketsOf(input(), "roll")).toMatchObject([{ arn: arns.exports, account: ids.register }]);
    expect(bucketsOf(input(), "checkins")).toEqual([]);
  });

  test("once, however often they and their objects are named", () => {
    expect(vaults([arns.vault, `${arns.vault}/*`, `${arns.vault}/roll/*`])).toHaveLength(1);
  });

  test("by pattern: all that were seen, sorted", () => {
    expect(vaults(["arn:aws:s3:::rollward-*"]).map(({ arn }) => arn)).toEqual([
      arns.exports,
      arns.mirror,
      arns.trailBucket,
      arns.vault,
    ]);
    expect(vaults(["arn:*:s3:::rollward-vault-2?????????22"]).map(({ arn }) => arn)).toEqual([arns.vault]);
  });

  test("none of another name, nor of another service", () => {
    expect(vaults([`${arns.vault}x`])).toMatchObject([{ arn: `${arns.vault}x` }]);
    expect(vaults([`${arns.vault}x`])[0]).not.toHaveProperty("fact");
    expect(vaults([arns.roll, arns.dataKey, "nonsense", "", "arn:aws:s3:::"])).toEqual([]);
  });

  test("unseen ones, in the account that is not there, else the asset’s", () => {
    expect(vaults(["arn:aws:s3:::x"], sound, [ids.vault, "999999999999"])[0]?.account).toBe("999999999999");
    expect(vaults(["arn:aws:s3:::x"], sound, [ids.vault])[0]?.account).toBe(ids.vault);
    expect(vaults(["arn:aws:s3:::x"])[0]?.account).toBeUndefined();
  });

  test("in bounded time, however hostile the pattern", () => {
    const name = "a".repeat(2000);
    const snapshot = changed(ids.vault, { buckets: [bucket(`arn:aws:s3:::${name}`, "x")] });
    expect(vaults([`arn:aws:s3:::${"*a".repeat(900)}b`], snapshot)[0]?.fact).toBeUndefined();
  });
});

describe("the tables of an asset", () => {
  test("once, with their indexes, streams and exports, in any region where none is named", () => {
    const anywhere = `arn:aws:dynamodb:*:${ids.register}:table/rollward-roll`;
    const contract = contractOf([
      arns.roll,
      `${arns.roll}/index/by-county`,
      `${arns.roll}/stream/*`,
      anywhere,
    ]);
    expect(tablesOf({ snapshot: sound, contract }, "vault")).toMatchObject([
      { arn: arns.roll, account: ids.register },
    ]);
  });

  test("unseen ones in the account of their ARN", () => {
    const other = arns.roll.replace(ids.register, "999999999999");
    expect(tablesOf({ snapshot: sound, contract: contractOf([other]) }, "vault")).toMatchObject([
      { arn: other, account: "999999999999" },
    ]);
  });
});

describe("a key", () => {
  test.each([
    ["by its ARN", arns.dataKey, undefined, true],
    ["by its id, in the account of what names it", key.name, ids.register, true],
    ["by its alias there", "alias/rollward-data", ids.register, true],
    [
      "by its alias’s ARN, from anywhere",
      `arn:aws:kms:ca-central-1:${ids.register}:alias/rollward-data`,
      ids.vault,
      true,
    ],
    ["not by its id from another account", key.name, ids.vault, false],
    ["not by a part of its id", key.name.slice(1), ids.register, false],
    ["not by nothing", "", ids.register, false],
  ])("%s", (_, name, from, found) => {
    expect(keyNamed(sound, name, from)?.fact.arn).toBe(found ? arns.dataKey : undefined);
  });
});

test.each([
  ["arn:aws:iam::111111111111:role/x", "111111111111"],
  ["arn:aws:s3:::x", undefined],
  ["arn:aws:iam::*:role/x", undefined],
  ["arn:aws:iam::1111111111112:role/x", undefined],
  ["x", undefined],
])("the account in %s", (arn, id) => {
  expect(accountIn(arn)).toBe(id);
});
