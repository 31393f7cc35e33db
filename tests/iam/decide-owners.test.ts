import { describe, expect, test } from "vitest";
import { loadActions } from "../../lib/actions/load.ts";
import { compileAccess } from "../../lib/iam/compile.ts";
import type { IamInput } from "../../lib/iam/input.ts";
import {
  allow,
  bucket,
  deny,
  home,
  inputOf,
  key,
  object,
  other,
  policy,
  roleArn,
  table,
  userArn,
  type World,
} from "./world.ts";

const both: World = {
  users: {
    clerk: { inline: [policy(allow("*"))] },
    visitor: { account: other, inline: [policy(allow("*"))] },
  },
};

function listed(of: World, more: Partial<IamInput> = {}): IamInput {
  const { accounts, ...rest } = inputOf(of);
  return {
    ...rest,
    ...more,
    accounts: accounts.map((each) => (each.id === home ? { ...each, buckets: [{ arn: bucket }] } : each)),
  };
}

function reads(principal: string, input: IamInput, resource = object, action = "s3:GetObject") {
  return compileAccess(input, loadActions()).decide({ principal, action, resource });
}

describe("a bucket that an account lists", () => {
  test("belongs to it, and has no policy where none is told", () => {
    expect(reads(userArn("clerk"), listed(both)).decision).toBe("allowed");
    expect(reads(userArn("visitor", other), listed(both)).decision).toBe("implicitDeny");
  });
  test("keeps the policy that is told", () => {
    const told = { ...both, resources: { [bucket]: policy({ ...deny("*"), Principal: "*" }) } };
    expect(reads(userArn("clerk"), listed(told)).decision).toBe("explicitDeny");
  });
  test("may allow and deny anything where its policy was not read", () => {
    const unread = [{ facts: "resource-policies", resource: bucket }];
    expect(reads(userArn("clerk"), listed(both, { unread }))).toMatchObject({
      decision: "unknown",
      why: `the policy of ${bucket} was not read`,
    });
    expect(reads(userArn("visitor", other), listed(both, { unread })).decision).toBe("unknown");
    const told = { ...both, resources: { [bucket]: policy() } };
    expect(reads(userArn("clerk"), listed(told, { unread })).decision).toBe("allowed");
  });
  test("and so does who", () => {
    const can = (principal: string, input: IamInput) =>
      compileAccess(input, loadActions()).can(principal, {
        actions: ["s3:GetObject"],
        resources: [`${bucket}/*`],
      }).verdict;
    expect([can(userArn("clerk"), listed(both)), can(userArn("visitor", other), listed(both))]).toEqual([
      "yes",
      "no",
    ]);
    const unread = [{ facts: "resource-policies", resource: bucket }];
    expect(can(userArn("visitor", other), listed(both, { unread }))).toBe("unknown");
  });
});

test("any resource’s policy that was not read may deny", () => {
  const input = {
    ...inputOf(both),
    unread: [
      { facts: "resource-policies", resource: table },
      { facts: "tables", resource: `${table}2` },
    ],
  };
  expect(reads(userArn("clerk"), input, table, "dynamodb:GetItem").decision).toBe("unknown");
  expect(reads(userArn("clerk"), input, `${table}2`, "dynamodb:GetItem").decision).toBe("allowed");
});

test("a role that stands twice may be anything, and is told", () => {
  const [first, second] = inputOf({ roles: { sealer: { inline: [policy(allow("*"))] } } }).accounts;
  const { authorizationDetails } = first!;
  const input = { accounts: [first!, { ...second!, authorizationDetails }] };
  expect(reads(roleArn("sealer"), input, table, "dynamodb:GetItem").decision).toBe("unknown");
  const { notUnderstood } = compileAccess(input, loadActions());
  expect(notUnderstood[0]).toEqual({
    policy: roleArn("sealer"),
    why: `${roleArn("sealer")} is twice in the snapshot`,
  });
});

test("no RCP reaches a key that AWS manages", () => {
  const { accounts } = inputOf({
    users: { clerk: { inline: [policy(allow("kms:Decrypt"))] } },
    resources: { [key]: policy({ ...allow("kms:*"), Principal: { AWS: home } }) },
  });
  const by = (manager: "aws" | "customer"): IamInput => ({
    accounts: accounts.map((each) => ({ ...each, keys: [{ arn: key, manager }] })),
    organization: {
      serviceControlPolicies: [],
      resourceControlPolicies: [
        { name: "r", policy: policy({ ...deny("kms:*"), Principal: "*" }), targets: [home] },
      ],
    },
  });
  expect(reads(userArn("clerk"), by("customer"), key, "kms:Decrypt").decision).toBe("explicitDeny");
  expect(reads(userArn("clerk"), by("aws"), key, "kms:Decrypt").decision).toBe("allowed");
});
