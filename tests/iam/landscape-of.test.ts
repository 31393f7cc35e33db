import { describe, expect, test } from "vitest";
import type { IamAccount, IamInput, ResourcePolicy } from "../../lib/iam/input.ts";
import { landscapeOf } from "../../lib/iam/landscape-of.ts";
import {
  bucket,
  home,
  inputOf,
  managedArn,
  object,
  other,
  policy,
  roleArn,
  table,
  userArn,
  type Json,
} from "./world.ts";

const [first, second] = inputOf({}).accounts as [IamAccount, IamAccount];
const block = (restrictPublicBuckets: boolean) => ({
  blockPublicAcls: true,
  ignorePublicAcls: true,
  blockPublicPolicy: true,
  restrictPublicBuckets,
});
const compiled = (
  account: Partial<IamAccount>,
  more: Partial<IamInput> = {},
  theirs: Partial<IamAccount> = {},
) =>
  landscapeOf({
    accounts: [
      { ...first, ...account },
      { ...second, ...theirs },
    ],
    ...more,
  });
const stated = (resource: string, more: Partial<ResourcePolicy> = {}): ResourcePolicy => ({
  resource,
  policy: policy(),
  ...more,
});

describe("whose a resource is", () => {
  test.each<readonly [string, ResourcePolicy, string]>([
    ["the account that the ARN names", stated(table.replace(home, other)), other],
    ["the account that its entry stands in, where it names none", stated(bucket), home],
    ["the one that its entry names", stated(bucket, { account: other }), other],
    ["… before the ARN’s", stated(table, { account: other }), other],
    ["what is no account’s id is none", stated("arn:aws:x:r:aws:a"), home],
  ])("is %s", (_, entry, account) => {
    const found = compiled({ resourcePolicies: [entry] }).resources.get(entry.resource)!;
    expect(found).toMatchObject({ arn: entry.resource, account });
    expect(found).not.toHaveProperty("publicRestricted");
    expect(found).not.toHaveProperty("managedByAws");
  });
});

describe("a policy under two names of one resource", () => {
  const twice = (one: unknown, two: unknown) =>
    compiled({
      resourcePolicies: [stated(bucket, { policy: one as Json }), stated(object, { policy: two as Json })],
    }).resources.get(bucket)!.policy.problem;
  test("must be one, letter by letter", () => {
    expect(twice(policy(), policy())).toBeUndefined();
    expect(twice(policy(), { Statement: [] })).toBe(`${object} has two different policies in the snapshot`);
    expect(twice('{"Statement":[]}', { Statement: [] })).toMatch(/two different/);
  });
});

describe("resources whose policy was not read", () => {
  const unread = (entry: NonNullable<IamInput["unread"]>[number], account: Partial<IamAccount> = {}) =>
    [...compiled(account, { unread: [entry] }).resources.values()].map(
      ({ arn, account: owner, policy: of }) => [arn, owner, of.problem],
    );
  const facts = "resource-policies";
  const lost = (arn: string) => `the policy of ${arn} was not read`;
  const buckets = [{ arn: bucket }];
  test("are told one by one, and of patterns nothing is", () => {
    expect(unread({ facts, resource: table })).toEqual([[table, home, lost(table)]]);
    expect(unread({ facts, resource: bucket })).toEqual([[bucket, undefined, lost(bucket)]]);
    expect(unread({ facts, resource: object })).toEqual([[bucket, undefined, lost(bucket)]]);
    expect(unread({ facts, resource: bucket }, { buckets })).toEqual([[bucket, home, lost(bucket)]]);
    expect(unread({ facts, resource: `${bucket}*` })).toEqual([]);
    expect(unread({ facts, resource: "arn:aws:s3:::roll-export?" })).toEqual([]);
    expect(unread({ facts })).toEqual([]);
    expect(unread({ facts: "buckets", resource: bucket })).toEqual([]);
    expect(unread({ facts, resource: bucket }, { resourcePolicies: [stated(bucket)] })).toEqual([
      [bucket, home, undefined],
    ]);
  });
  test("an API’s is on the ARN by which it is called, in the account that is told or the first", () => {
    const api = "arn:aws:apigateway:ca-central-1::/restapis/a1b2c3";
    const called = (account: string) => `arn:aws:execute-api:ca-central-1:${account}:a1b2c3`;
    expect(unread({ facts, resource: api, account: other })).toEqual([
      [called(other), other, lost(called(other))],
    ]);
    expect(unread({ facts, resource: api })).toEqual([[called(home), home, lost(called(home))]]);
  });
});

describe("RestrictPublicBuckets", () => {
  const restricted = (account: Partial<IamAccount>, theirs: Partial<IamAccount> = {}) =>
    [...compiled(account, {}, theirs).resources.values()]
      .filter(({ publicRestricted }) => publicRestricted)
      .map(({ arn }) => arn);
  const resourcePolicies = [stated(bucket), stated(table)];
  test("is a bucket’s, or that of all buckets of an account", () => {
    const more = "arn:aws:s3:::roll-more";
    const [on, off] = [true, false].map((restrict) => ({ publicAccessBlock: block(restrict) }));
    expect(
      restricted({
        resourcePolicies,
        buckets: [
          { arn: bucket, ...on },
          { arn: more, ...off },
        ],
      }),
    ).toEqual([bucket]);
    expect(restricted({ resourcePolicies, ...on, buckets: [{ arn: more }] })).toEqual([bucket, more]);
    expect(restricted({ resourcePolicies, ...off })).toEqual([]);
    expect(restricted({ resourcePolicies, publicAccessBlock: null })).toEqual([]);
    expect(restricted({ resourcePolicies }, on)).toEqual([]);
  });
});

test("keys that AWS manages", () => {
  const keys = ["a", "b", "c"].map((name) => `arn:aws:kms:ca-central-1:${home}:key/${name}`);
  const managers = ["aws", "customer", undefined] as const;
  const { resources } = compiled({
    resourcePolicies: keys.map((key) => stated(key)),
    keys: keys.map((arn, at) => ({ arn, ...(managers[at] && { manager: managers[at] }) })),
  });
  expect(keys.map((key) => resources.get(key)!.managedByAws)).toEqual([true, undefined, undefined]);
});

describe("users and roles", () => {
  const details = (details: Partial<IamAccount["authorizationDetails"]>) =>
    compiled({ authorizationDetails: { ...first.authorizationDetails, ...details } });
  const user = { Arn: userArn("a/b/clerk"), UserName: "clerk" };
  test("with the least that AWS tells of them", () => {
    expect(details({ UserDetailList: [user] }).identities.get(user.Arn)).toStrictEqual({
      kind: "user",
      arn: user.Arn,
      account: home,
      path: "/a/b/",
      name: "clerk",
      tags: [],
      policies: [],
    });
    const role = { Arn: roleArn("sealer"), RoleName: "sealer", AssumeRolePolicyDocument: policy() };
    const found = details({ RoleDetailList: [role] }).identities.get(role.Arn);
    expect(found).toMatchObject({ kind: "role", path: "/", trust: { kind: "trust", ref: role.Arn } });
    expect(found).not.toHaveProperty("id");
    expect(found).not.toHaveProperty("boundary");
  });
  test("and with all, what is missing being told", () => {
    const boundary = { PermissionsBoundary: { PermissionsBoundaryArn: managedArn("edge") } };
    const groups = { GroupList: ["gone"], AttachedManagedPolicies: [{ PolicyArn: managedArn("m") }] };
    const whole = { ...user, UserId: "AIDACLERK", Path: "/x/", ...boundary, ...groups };
    const landscape = details({ UserDetailList: [{ ...whole, Tags: [{ Key: "a", Value: "1" }] }] });
    expect(landscape.identities.get(user.Arn)).toMatchObject({ id: "AIDACLERK", path: "/x/" });
    expect(landscape.identities.get(user.Arn)!.tags).toEqual([{ key: "a", value: "1" }]);
    expect(landscape.notUnderstood).toEqual([
      { policy: managedArn("m"), why: `the policy ${managedArn("m")} is not in the snapshot` },
      { policy: "group/gone", why: "the group “gone” is not in the snapshot" },
      { policy: managedArn("edge"), why: `the policy ${managedArn("edge")} is not in the snapshot` },
    ]);
  });
  test("of two of one ARN neither is known, nor whom the role trusts", () => {
    const role = { Arn: roleArn("sealer"), RoleName: "sealer", AssumeRolePolicyDocument: policy() };
    const why = (arn: string) => `${arn} is twice in the snapshot`;
    const { identities } = details({ RoleDetailList: [role, role], UserDetailList: [user, user] });
    expect(identities.get(role.Arn)).toMatchObject({
      policies: [{ problem: why(role.Arn) }],
      trust: { kind: "trust", problem: why(role.Arn) },
    });
    expect(identities.get(user.Arn)).toMatchObject({ policies: [{ problem: why(user.Arn) }] });
    expect(identities.get(user.Arn)).not.toHaveProperty("trust");
  });
});

test("of an organisation what was read, and no more", () => {
  const rule = { name: "a", policy: policy(), targets: [home] };
  const of = (organization: NonNullable<IamInput["organization"]>) =>
    compiled({}, { organization }).organization;
  expect(of({})).toStrictEqual({});
  expect(of({ id: "o-1", managementAccount: other, serviceControlPolicies: [] })).toStrictEqual({
    id: "o-1",
    managementAccount: other,
    serviceControl: [],
  });
  expect(
    of({ serviceControlPolicies: [{ ...rule, level: "root" }], resourceControlPolicies: [rule] }),
  ).toMatchObject({
    serviceControl: [{ policy: { ref: "scp/a", kind: "scp" }, targets: new Set([home]), level: "root" }],
    resourceControl: [{ policy: { ref: "rcp/a", kind: "rcp" }, level: "" }],
  });
  expect(compiled({})).not.toHaveProperty("organization");
});
