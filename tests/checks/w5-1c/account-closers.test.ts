import { describe, expect, test } from "vitest";
import { accountClosers } from "../../../checks/w5-1c/account-closers.ts";
import type { FakeRight } from "../../fakes/rights-access.ts";
import { ids, sound } from "../sound-accounts.ts";
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

test("account-closers passes the stacks as they are, and says what there is nothing to ask of", () => {
  expect(lines(accountClosers, asking())).toEqual([
    "pass account/111111111111",
    "pass account/222222222222",
    "pass account/333333333333",
    "pass account/444444444444",
    ...usual,
  ]);
});

describe("account-closers fails", () => {
  test.each<[string, FakeRight, string]>([
    [
      "closing its own account",
      right(mallory, "account:CloseAccount", at.account(ids.register)),
      "account/111111111111",
    ],
    [
      "leaving the organisation",
      right(role("x", ids.mirror), "organizations:LeaveOrganization", "*"),
      "account/333333333333",
    ],
    [
      "the root’s address",
      right(role("x", ids.audit), "iam:UpdateAccountEmailAddress", "*"),
      "account/444444444444",
    ],
  ])("%s", (_, more, subject) => {
    expect(named(accountClosers, asking([more]))).toEqual([`fail ${subject} ${more.principal}`, ...usual]);
  });
});

describe("from the organisation", () => {
  const admin = role("admin", manager);

  test("its management account can close any", () => {
    expect(named(accountClosers, asking([closing(admin, ids.vault)], managed))).toEqual([
      `fail account/222222222222 ${admin}`,
      ...usual,
    ]);
  });

  test("nobody else can, whatever policies say", () => {
    const own = right(
      mallory,
      "organizations:CloseAccount",
      `arn:aws:organizations::${ids.register}:account/*`,
    );
    expect(named(accountClosers, asking([own], managed))).toEqual(usual);
  });

  test("who manages it is not known where it was not read, and templates make none", () => {
    expect(named(accountClosers, asking([closing(admin, ids.vault)]))).toEqual([
      `unknown account/222222222222 ${admin}`,
      ...usual,
    ]);
    const snapshot = { ...sound, source: "template" } as const;
    expect(named(accountClosers, asking([closing(admin, ids.vault)], { snapshot }))).toEqual(usual);
  });
});

describe("account-closers has nothing against", () => {
  test.each<[string, FakeRight]>([
    [
      "closing an account that is not the office’s",
      right(mallory, "account:CloseAccount", at.account("999999999999")),
    ],
    [
      "leaving with another account",
      right(role("x", "999999999999"), "organizations:LeaveOrganization", "*"),
    ],
  ])("%s", (_, more) => {
    expect(named(accountClosers, asking([more]))).toEqual(usual);
  });
});

test("account-closers does not know what the engine could not decide", () => {
  const first = right(mallory, "account:CloseAccount", at.account(ids.register));
  expect(named(accountClosers, asking([{ ...first, unknown: "a condition of tomorrow" }]))).toEqual([
    `unknown account/111111111111 ${first.principal}`,
    ...usual,
  ]);
});

test("account-closers is not applicable without accounts", () => {
  expect(lines(accountClosers, asking([], noAccountsRead))).toEqual(["not-applicable accounts"]);
});
