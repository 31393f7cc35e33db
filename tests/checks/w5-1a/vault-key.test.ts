import { describe, expect, test } from "vitest";
import { vaultKey } from "../../../checks/w5-1a/vault-key.ts";
import { noMirrors } from "../../audit/healthy.ts";
import { arns, bucket, but, changed, ids, key } from "../sound-accounts.ts";
import { statuses, told } from "../telling.ts";

const vault = bucket(arns.vault, "ca-central-1");
const keyArn = `arn:aws:kms:ca-central-1:${ids.vault}:key/0badc0de-0000-4000-8000-000000000002`;
const withVault = (encryption: unknown, keys: unknown = []) => ({
  snapshot: changed(ids.vault, { buckets: [but(vault, { encryption })], keys }),
});

describe("vault-key passes", () => {
  test("buckets under S3’s own keys", () => {
    expect(told(vaultKey)[0]).toBe(
      `pass ${arns.vault}: ${arns.vault}: encrypted by S3’s own keys, which nobody can take away.`,
    );
    expect(statuses(vaultKey)).toEqual(["pass", "pass"]);
  });

  test.each<[string, unknown, unknown]>([
    ["no setting: S3’s own keys", null, []],
    ["SSE-S3 with a name that means nothing", { algorithm: "AES256", key: keyArn }, []],
    ["AWS’s key for S3, unnamed", { algorithm: "aws:kms" }, []],
    ["AWS’s key for S3, by its alias", { algorithm: "aws:kms", key: "alias/aws/s3" }, []],
    [
      "and by the alias’s ARN",
      { algorithm: "aws:kms", key: `arn:aws:kms:ca-central-1:${ids.vault}:alias/aws/s3` },
      [],
    ],
    [
      "a key that AWS manages",
      { algorithm: "aws:kms:dsse", key: keyArn },
      [but(key, { arn: keyArn, manager: "aws" })],
    ],
  ])("%s", (_, encryption, keys) => {
    expect(statuses(vaultKey, withVault(encryption, keys))).toEqual(["pass", "pass"]);
  });
});

describe("vault-key fails", () => {
  test.each<[string, unknown, unknown]>([
    ["a customer’s key", { algorithm: "aws:kms", key: keyArn }, [but(key, { arn: keyArn })]],
    ["a key that was not read: whose it is shows in nothing", { algorithm: "aws:kms", key: keyArn }, []],
    ["two layers of it", { algorithm: "aws:kms:dsse", key: keyArn }, undefined],
    ["an alias", { algorithm: "aws:kms", key: "alias/office" }, []],
    ["an alias made to look like AWS’s", { algorithm: "aws:kms", key: "alias/my-alias/aws/s3x" }, []],
  ])("%s", (_, encryption, keys) => {
    const [own, other] = told(vaultKey, withVault(encryption, keys));
    expect(own).toMatch(/^fail .*makes the sealed sets unreadable\.$/);
    expect(other).toMatch(/^pass /);
  });
});

test("vault-key does not know what was not read, nor which buckets are meant", () => {
  expect(told(vaultKey, withVault(undefined))[0]).toContain("unknown");
  expect(told(vaultKey, withVault(undefined))[0]).toContain("which key encrypts");
  expect(statuses(vaultKey, { config: undefined })).toEqual(["unknown", "unknown"]);
});

test("vault-key is not applicable without accounts", () => {
  expect(statuses(vaultKey, { snapshot: noMirrors })).toEqual(["not-applicable"]);
});
