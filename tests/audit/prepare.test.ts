import { describe, expect, test } from "vitest";
import { prepare } from "../../lib/audit/prepare.ts";
import type { Account, Snapshot } from "../../lib/snapshot/model.ts";
import { noMirrors } from "./healthy.ts";

const user = (account: string) => `arn:aws:iam::${account}:user/reader`;
const reading = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
};

function account(id: string, change: Partial<Account> = {}): Account {
  const reader = {
    Arn: user(id),
    UserName: "reader",
    UserPolicyList: [{ PolicyName: "p", PolicyDocument: reading }],
  };
  return {
    id,
    authorizationDetails: { UserDetailList: [reader], GroupDetailList: [], RoleDetailList: [], Policies: [] },
    resourcePolicies: [],
    ...change,
  };
}

const two: Snapshot = {
  ...noMirrors,
  accounts: [
    account("111111111111", { buckets: [{ arn: "arn:aws:s3:::bare", name: "bare" }] }),
    account("222222222222"),
  ],
};

describe("what checks of accounts are given", () => {
  test("a bucket without a policy belongs to the account in which it was seen", () => {
    const { access } = prepare(two, undefined);
    const read = (id: string) =>
      access.decide({ principal: user(id), action: "s3:GetObject", resource: "arn:aws:s3:::bare/x" })
        .decision;
    expect([read("111111111111"), read("222222222222")]).toEqual(["allowed", "implicitDeny"]);
  });

  test("but a bucket whose policy was not read is not taken for one without", () => {
    const unread = [
      { what: "w", why: "y", facts: "resource-policies", resource: "arn:aws:s3:::bare" },
    ] as const;
    const { access } = prepare({ ...two, unread }, undefined);
    const read = { principal: user("111111111111"), action: "s3:GetObject", resource: "arn:aws:s3:::bare/x" };
    expect(access.decide(read)).toMatchObject({
      decision: "unknown",
      why: expect.stringMatching(/was not read/),
    });
  });

  test("without an account nothing is compiled, and nothing is called allowed or denied", () => {
    const { access, actionData } = prepare(noMirrors, undefined);
    expect(actionData).toBeNull();
    expect(access.can(user("111111111111"), { actions: ["s3:*"], resources: ["*"] }).verdict).toBe("unknown");
    expect(access.decide({ principal: "*", action: "s3:GetObject", resource: "*" }).decision).toBe("unknown");
  });
});
