import { expect, test } from "vitest";
import { signingKey } from "../../../checks/w5-1a/signing-key.ts";
import { resolveContract } from "../../../lib/contract/resolve.ts";
import { noMirrors } from "../../audit/healthy.ts";
import { but, changed, config, ids, key, sound } from "../sound-accounts.ts";
import { statuses, told } from "../telling.ts";

const arn = `arn:aws:kms:ca-central-1:${ids.vault}:key/0badc0de-0000-4000-8000-000000000002`;
const own = but(key, { arn, name: arn.slice(-36), aliases: ["alias/rollward-signing"] });
const contract = resolveContract(config, [{ arn, account: ids.vault, aliases: own.aliases! }]);
const withKeys = (keys: unknown) => ({ contract, snapshot: changed(ids.vault, { keys }) });

test("signing-key passes a key that is enabled", () => {
  expect(told(signingKey, withKeys([own]))).toEqual([
    `pass ${arn}: ${arn}: the key that signs the sealed sets is enabled.`,
  ]);
});

test("signing-key fails one that is switched off or about to be deleted", () => {
  expect(told(signingKey, withKeys([but(own, { enabled: false })]))).toEqual([
    expect.stringMatching(/^fail .*is disabled or about to be deleted; no new set can be made\.$/),
  ]);
});

test.each<[string, Parameters<typeof told>[1]]>([
  ["a key that was not seen", withKeys([])],
  ["keys that were not read", withKeys(undefined)],
  ["a state that was not read", withKeys([but(own, { enabled: undefined })])],
  ["which key signs", { snapshot: sound }],
])("signing-key does not know %s", (_, change) => {
  expect(statuses(signingKey, change)).toEqual(["unknown"]);
});

test("signing-key is not applicable without accounts", () => {
  expect(statuses(signingKey, { snapshot: noMirrors })).toEqual(["not-applicable"]);
});
