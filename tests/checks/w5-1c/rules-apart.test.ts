import { describe, expect, test } from "vitest";
import { codeRunners } from "../../../checks/w5-1c/code-runners.ts";
import { rollReaders } from "../../../checks/w5-1c/roll-readers.ts";
import { rulesApart } from "../../../checks/w5-1c/rules-apart.ts";
import type { FakeRight } from "../../fakes/rights-access.ts";
import { ids, sound, unread } from "../sound-accounts.ts";
import { asking, at, judged, lines, mallory, named, noAccountsRead, right, role } from "./contract-input.ts";

const read = (principal: string) => right(principal, "dynamodb:Scan", at.roll);

test("passes the stacks, and two principals who each hold one of the rights", () => {
  expect(lines(rulesApart, asking())).toEqual(["pass rules"]);
  const other = right(role("other"), "iam:PutRolePolicy", role("x"));
  expect(lines(rulesApart, asking([read(mallory), other]))).toEqual(["pass rules"]);
});

describe("fails for one who reads the roll and changes", () => {
  test.each<[string, FakeRight]>([
    ["a role’s rights", right(mallory, "iam:AttachRolePolicy", role("x"))],
    ["a function’s code", right(mallory, "lambda:UpdateFunctionCode", at.code)],
    ["the vault’s policy", right(mallory, "s3:PutBucketPolicy", at.vault)],
    ["a key’s grants", right(mallory, "kms:CreateGrant", at.dataKey)],
  ])("%s", (_, more) => {
    const [verdict] = judged(rulesApart, asking([read(mallory), more]));
    expect(verdict).toMatchObject({ status: "fail", subject: mallory, witness: { action: "dynamodb:Scan" } });
  });

  test("even if the contract allows each: it alone names who approves changes and witnesses seals", () => {
    const both = role("both");
    const config = { ...asking().contract.config!, tasks: { "approve-change": [both], witness: [both] } };
    const change = right(both, "lambda:UpdateFunctionCode", at.code, {
      context: { "aws:MultiFactorAuthPresent": "true" },
    });
    const input = asking([read(both), change], { config });
    expect(named(codeRunners, input)).toEqual([]);
    expect(named(rollReaders, input)).toEqual(["not-applicable assets"]);
    expect(lines(rulesApart, input)).toEqual([`fail ${both}`]);
  });
});

test("does not know what could not be decided or read", () => {
  const perhaps = right(mallory, "iam:PutRolePolicy", role("x"), { unknown: "tomorrow" });
  expect(lines(rulesApart, asking([read(mallory), perhaps]))).toEqual([`unknown ${mallory}`]);
  const snapshot = unread(sound, { what: "x", why: "denied", account: ids.register, facts: "identities" });
  expect(new Set(lines(rulesApart, asking([], { snapshot })))).toEqual(
    new Set(["unknown roll", "unknown code", "unknown identity/111111111111"]),
  );
});

test("is not applicable without accounts", () => {
  expect(lines(rulesApart, asking([], noAccountsRead))).toEqual(["not-applicable accounts"]);
});
