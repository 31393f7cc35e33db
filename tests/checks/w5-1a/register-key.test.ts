import { describe, expect, test } from "vitest";
import { registerKey } from "../../../checks/w5-1a/register-key.ts";
import { noMirrors } from "../../audit/healthy.ts";
import { arns, but, changed, ids, key, sound } from "../sound-accounts.ts";
import { statuses, told } from "../telling.ts";

const table = sound.accounts[0]!.tables![0]!;
const withTable = (encryption: unknown, keys: unknown) => ({
  snapshot: changed(ids.register, { tables: [but(table, { encryption })], keys }),
});
const own = { kind: "customer", key: arns.dataKey };

describe("register-key passes", () => {
  test("a customer’s key that is enabled and changes", () => {
    expect(told(registerKey)).toEqual([
      `pass ${arns.roll}: ${arns.roll}: encrypted by the office’s key ${arns.dataKey}, which is enabled and changes by itself every year.`,
    ]);
  });

  test.each([
    key.name,
    "alias/rollward-data",
    `arn:aws:kms:ca-central-1:${ids.register}:alias/rollward-data`,
  ])("named as %s", (name) => {
    expect(statuses(registerKey, withTable({ kind: "customer", key: name }, [key]))).toEqual(["pass"]);
  });
});

describe("register-key fails", () => {
  test.each<[string, Parameters<typeof told>[1], string]>([
    ["a key of the provider’s", withTable({ kind: "aws-owned" }, [key]), "a key of the provider’s"],
    ["a key that AWS manages", withTable({ kind: "aws-managed" }, [key]), "a key of the provider’s"],
    [
      "a key said to be the customer’s that AWS manages",
      withTable(own, [but(key, { manager: "aws" })]),
      "a key of the provider’s",
    ],
    ["a disabled key", withTable(own, [but(key, { enabled: false })]), "is disabled or about to be deleted"],
    ["a key that never changes", withTable(own, [but(key, { rotation: false })]), "rotation is off"],
    [
      "a disabled key, and nothing else known",
      withTable(own, [but(key, { enabled: false, rotation: undefined })]),
      "is disabled",
    ],
  ])("%s", (_, change, said) => {
    const [line] = told(registerKey, change);
    expect(line).toMatch(/^fail /);
    expect(line).toContain(said);
  });
});

describe("register-key does not know", () => {
  test.each<[string, Parameters<typeof told>[1], string]>([
    ["an encryption that was not read", withTable(undefined, [key]), "which key encrypts this table"],
    [
      "tables that were not read",
      { snapshot: changed(ids.register, { tables: undefined }) },
      "which key encrypts this table",
    ],
    ["keys that were not read", withTable(own, undefined), "whether the key of this table is enabled"],
    ["a key that is not there", withTable(own, []), "whether the key of this table is enabled"],
    [
      "a key without a name",
      withTable({ kind: "customer" }, [key]),
      "whether the key of this table is enabled",
    ],
    [
      "whether it is enabled",
      withTable(own, [but(key, { enabled: undefined })]),
      "whether the key of this table is enabled",
    ],
    [
      "an alias of another account’s key",
      withTable({ kind: "customer", key: `arn:aws:kms:ca-central-1:${ids.vault}:alias/rollward-data` }, [
        key,
      ]),
      "is not among",
    ],
    ["which table is the roll", { config: undefined }, "Which table holds the roll"],
  ])("%s", (_, change, said) => {
    const [line] = told(registerKey, change);
    expect(line).toMatch(/^unknown /);
    expect(line).toContain(said);
  });
});

test("register-key is not applicable without accounts", () => {
  expect(statuses(registerKey, { snapshot: noMirrors })).toEqual(["not-applicable"]);
});
