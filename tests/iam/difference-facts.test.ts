import { describe, expect, test } from "vitest";
import { isGone } from "../../lib/iam/difference/checked.ts";
import { comparedActions, grouped, isOdd, likely } from "../../lib/iam/difference/compared.ts";
import { groundText, standingsOf } from "../../lib/iam/difference/facts.ts";
import { easiest, groupsOf } from "../../lib/iam/difference/groups.ts";
import { ActionSets } from "../../lib/iam/who/action-sets.ts";
import { compiled } from "./differences.ts";
import { index } from "./proofs.ts";
import {
  allow,
  bucket,
  home,
  key,
  object,
  other,
  outside,
  policy,
  roleArn,
  rootArn,
  userArn,
  type World,
} from "./world.ts";

const sets = new ActionSets(index);

test("actions are compared in groups of one service and the same types of resources", () => {
  const own = comparedActions(sets, [
    "s3:GetObject",
    "s3:PutObject",
    "s3:GetBucketPolicy",
    "sts:AssumeRoleWithSAML",
    "no:Such",
  ]);
  expect(own.all.map(({ name }) => name)).toContain("sts:AssumeRoleWithSAML");
  expect(own.byPrincipals.map(({ name }) => name).sort()).toEqual([
    "s3:GetBucketPolicy",
    "s3:GetObject",
    "s3:PutObject",
  ]);
  const groups = grouped(own.byPrincipals, sets.setOf(own.byPrincipals.slice(0, 2)));
  expect(groups.flatMap(([, each]) => each)).toHaveLength(2);
  const some = sets.asked([
    "kms:RetireGrant",
    "kms:CreateAlias",
    "kms:Decrypt",
    "s3:GetObject",
    "iam:CreateAccountAlias",
  ]);
  expect(
    some
      .filter(isOdd)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(["kms:CreateAlias", "kms:RetireGrant"]);
});

test("a likely resource of a type is one in the requester’s account", () => {
  expect(
    [undefined, "arn:*:s3:::*/*", "arn:*:sqs:*:*:*", "arn:*:iam::*:role/*"].map((type) => likely(type, home)),
  ).toEqual(["*", "arn:aws:s3:::x/x", `arn:aws:sqs:us-east-1:${home}:x`, `arn:aws:iam::${home}:role/x`]);
});

test("a role or key that a snapshot of its account has not was not there; other things may well have been", () => {
  const { landscape } = compiled({ roles: { vault: {} }, resources: { [key]: policy() } });
  const gone = (service: string, arn: string) => isGone(landscape, { service }, arn);
  expect([
    gone("sts", roleArn("vault")),
    gone("sts", roleArn("gone")),
    gone("iam", roleArn("gone")),
    gone("sts", userArn("gone")),
    gone("sts", roleArn("gone", outside)),
    gone("kms", key),
    gone("kms", `${key}2`),
    gone("kms", `arn:aws:kms:ca-central-1:${home}:alias/x`),
    gone("s3", `${key}2`),
    gone("sts", "*"),
  ]).toEqual([false, true, false, false, false, false, true, false, false, false]);
});

describe("facts beside the text of policies", () => {
  const world = (more: World): World => ({ resources: { [bucket]: policy() }, ...more });
  const facts = (before: World, after: World) =>
    standingsOf(compiled(before).landscape, compiled(after).landscape);

  test("a role has its trust policy, a bucket its own; what moved is told", () => {
    const [held, free] = [true, false].map((each) => world({ buckets: { [bucket]: each } }));
    expect(facts(held!, free!)).toMatchObject([{ arn: bucket, trust: false, moved: true, whole: true }]);
    expect(facts(free!, held!)).toMatchObject([{ moved: true }]);
    expect(facts(held!, held!)).toMatchObject([{ moved: false, whole: true }]);
    expect(facts(free!, free!)).toMatchObject([{ moved: false, whole: false }]);
    expect(facts(world({ users: { clerk: {} } }), world({ roles: { vault: {} } }))).toMatchObject([
      { arn: bucket, moved: false },
      { arn: roleArn("vault"), trust: true, moved: false, whole: false },
    ]);
    const [kept] = facts({ roles: { vault: {} } }, { roles: { vault: {} } });
    const trust = expect.objectContaining({ ref: roleArn("vault") });
    expect(kept).toEqual({
      arn: roleArn("vault"),
      trust: true,
      before: trust,
      after: trust,
      moved: false,
      whole: false,
    });
    const [gone] = facts(world({}), { ...world({}), resources: {} });
    expect(gone).toMatchObject({ arn: bucket, moved: true });
    expect(gone).not.toHaveProperty("after");
  });

  test("accounts, organisation, targets and owners are what keys are derived from", () => {
    const text = (more: World) => groundText(compiled(world(more)).landscape);
    const organization = { serviceControlPolicies: [], resourceControlPolicies: [] };
    const targets = (...accounts: readonly string[]) => ({
      ...organization,
      serviceControlPolicies: [{ name: "s", policy: policy(allow("*")), targets: accounts }],
    });
    const all = [
      {},
      { accounts: [home] },
      { organization },
      { organization: { ...organization, id: "o-1" } },
      { organization: targets(home) },
      { organization: targets(home, other) },
      { resources: {} },
    ];
    expect(new Set(all.map(text)).size).toBe(all.length);
    expect(text({ accounts: [other, home] })).toBe(text({ accounts: [home, other] }));
    expect(text({ organization: targets(other, home) })).toBe(text({ organization: targets(home, other) }));
  });
});

test("gains over the same resources are told together, with the easiest request", () => {
  const gain = (
    action: string,
    resource: string,
    context?: Record<string, string>,
    resources = [`${bucket}/*`],
  ) => ({
    action,
    resources,
    witness: { principal: rootArn(outside), action, resource, by: [], ...(context && { context }) },
  });
  const gains = [
    gain("s3:PutObject", object, { a: "b" }),
    gain("s3:GetObject", `${object}.long`),
    gain("s3:GetObjectAcl", object, {}, ["*"]),
  ];
  expect(
    groupsOf("p", gains, index, true).map(({ actions: names, resources, witness, assumes }) => [
      names,
      resources,
      witness.resource,
      assumes,
    ]),
  ).toEqual([
    [["s3:GetObject", "s3:PutObject"], [`${bucket}/*`], `${object}.long`, rootArn(outside)],
    [["s3:GetObjectAcl"], ["*"], object, rootArn(outside)],
  ]);
  expect(easiest([gains[1]!, gain("s3:PutObject", object)]).action).toBe("s3:PutObject");
  const service = index.ofService("dynamodb").map(({ name }) => gain(name, "*"));
  const told = (list: typeof service) => groupsOf("p", list, index, false).map((each) => each.actions.length);
  expect([told(service), told(service.slice(1))]).toEqual([[1], [service.length - 1]]);
  expect(groupsOf("p", gains, index, false)[0]).not.toHaveProperty("assumes");
});
