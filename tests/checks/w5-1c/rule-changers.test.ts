import { describe, expect, test } from "vitest";
import { ruleChangers } from "../../../checks/w5-1c/rule-changers.ts";
import { rightsAccess, type FakeRight } from "../../fakes/rights-access.ts";
import { ids } from "../sound-accounts.ts";
import {
  asking,
  at,
  closing,
  lines,
  mallory,
  managed,
  manager,
  named,
  noAccountsRead,
  right,
  role,
} from "./contract-input.ts";

const usual: readonly string[] = ["not-applicable assets"];
const user = (name: string) => `arn:aws:iam::${ids.register}:user/${name}`;

test("rule-changers passes the stacks as they are", () => {
  const told = lines(ruleChangers, asking());
  expect(told.filter((line) => !line.startsWith("pass "))).toEqual(usual);
  expect(told).toContain("pass identity/111111111111");
  expect(told).toContain("pass vault");
  expect(told.length).toBe(17);
});

describe("rule-changers fails", () => {
  test.each<[string, FakeRight, string]>([
    ["a policy of its own", right(mallory, "iam:PutRolePolicy", mallory), "identity/111111111111"],
    [
      "a boundary taken off",
      right(mallory, "iam:DeleteRolePermissionsBoundary", role("x")),
      "identity/111111111111",
    ],
    [
      "a key for somebody else",
      right(mallory, "iam:CreateAccessKey", user("clerk")),
      "identity/111111111111",
    ],
    [
      "who may take on a role",
      right(mallory, "iam:UpdateAssumeRolePolicy", role("x")),
      "identity/111111111111",
    ],
    ["the vault’s policy", right(mallory, "s3:PutBucketPolicy", at.vault), "vault"],
    ["the mirror’s public access", right(mallory, "s3:PutBucketPublicAccessBlock", at.mirror), "mirrors/1"],
    ["the table’s policy", right(mallory, "dynamodb:PutResourcePolicy", at.roll), "roll"],
    ["a grant of the register’s key", right(mallory, "kms:CreateGrant", at.dataKey), "dataKey"],
    ["who may call a function", right(mallory, "lambda:AddPermission", at.code), "code"],
    [
      "an access grant of the vault’s account",
      right(
        role("x", ids.vault),
        "s3:CreateAccessGrant",
        `arn:aws:s3:ca-central-1:${ids.vault}:access-grants/default/grant/1`,
      ),
      "vault",
    ],
    ["a tag that policies ask for", right(mallory, "s3:PutBucketTagging", at.trailBucket), "trail"],
  ])("%s", (_, more, subject) => {
    expect(named(ruleChangers, asking([more]))).toEqual([`fail ${subject} ${more.principal}`, ...usual]);
  });

  test("a guardrail taken off by the management account", () => {
    const more = { ...closing(role("x", manager), ids.audit), action: "organizations:DetachPolicy" };
    expect(named(ruleChangers, asking([more], managed))).toEqual([
      `fail account/444444444444 ${more.principal}`,
      ...usual,
    ]);
  });

  test("the signing key’s policy, which changes rules", () => {
    expect(named(ruleChangers, asking([right(mallory, "kms:PutKeyPolicy", at.signingKey)]))).toEqual([
      `fail signingKey ${mallory}`,
      ...usual,
    ]);
  });
});

describe("credentials of one’s own", () => {
  const clerk = user("clerk");
  const other = right(user("other"), "s3:GetObject", "arn:aws:s3:::elsewhere/x");

  test("may be changed by their owner, who gets no right by it", () => {
    const own = [right(clerk, "iam:*AccessKey", clerk), right(clerk, "iam:DeactivateMFADevice", clerk)];
    expect(named(ruleChangers, asking([...own, other]))).toEqual(usual);
  });

  test.each<[string, FakeRight]>([
    ["somebody else’s too", right(clerk, "iam:CreateAccessKey", `arn:aws:iam::${ids.register}:user/*`)],
    ["a policy on oneself", right(clerk, "iam:PutUserPolicy", clerk)],
    ["a group", right(clerk, "iam:AddUserToGroup", `arn:aws:iam::${ids.register}:group/admins`)],
  ])("but not with %s", (_, more) => {
    const own = right(clerk, "iam:UpdateAccessKey", clerk);
    expect(named(ruleChangers, asking([own, other, more]))).toEqual([
      `fail identity/111111111111 ${clerk}`,
      ...usual,
    ]);
  });
});

test("those who approve changes may, with a second factor, and without one are named", () => {
  const approver = role("approver");
  const config = { ...asking().contract.config!, tasks: { "approve-change": [approver] } };
  const guarded = right(approver, "iam:PutRolePolicy", role("x"), {
    context: { "aws:MultiFactorAuthPresent": true },
  });
  expect(named(ruleChangers, asking([guarded], { config }))).toEqual(usual);
  const { context: _, ...bare } = guarded;
  expect(named(ruleChangers, asking([bare], { config }))).toEqual([
    `fail identity/111111111111 ${approver}`,
    ...usual,
  ]);
});

test("rule-changers does not know what the engine could not decide", () => {
  const more = right(mallory, "iam:PutRolePolicy", role("x"), { unknown: "a condition of tomorrow" });
  expect(named(ruleChangers, asking([more]))).toEqual([`unknown identity/111111111111 ${mallory}`, ...usual]);
});

test("nor whom a policy lets in that is not understood", () => {
  const access = rightsAccess([], { notUnderstood: [{ policy: at.vault, why: "an operator of tomorrow" }] });
  expect(named(ruleChangers, asking([], { access }))).toEqual(["unknown vault", ...usual]);
});

test("rule-changers is not applicable without accounts", () => {
  expect(lines(ruleChangers, asking([], noAccountsRead))).toEqual(["not-applicable accounts"]);
});
