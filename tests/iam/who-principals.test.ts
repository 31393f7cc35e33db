import { describe, expect, test } from "vitest";
import { can, clerk, index, objects, read, shown, when } from "./proofs.ts";
import {
  allow,
  bucket,
  deny,
  home,
  inputOf,
  key,
  managedArn,
  other,
  outside,
  policy,
  roleArn,
  rootArn,
  sessionArn,
  table,
  userArn,
  type Entity,
  type Json,
  type World,
} from "./world.ts";
import type { AccessQuestion } from "../../lib/iam/access.ts";
import { compileAccess } from "../../lib/iam/compile.ts";

describe("who", () => {
  const who = (world: World, question: AccessQuestion = read) =>
    Object.fromEntries(
      compileAccess(inputOf(world), index)
        .who(question)
        .map(({ principal }) => [principal, shown(can(world, principal, question))]),
    );
  const standing = (Principal: unknown, more: Json = {}): World["resources"] => ({
    [bucket]: policy({ Effect: "Allow", Principal, Action: "s3:GetObject", Resource: objects, ...more }),
  });
  const plain: Entity = { inline: [policy()] };
  const reader: Entity = { inline: [policy(allow("s3:GetObject", objects))] };

  test("boundaries and guardrails limit, and a grant to the user itself passes a boundary by", () => {
    const edge = { edge: policy(allow("dynamodb:*")) };
    const bounded = { ...reader, boundary: managedArn("edge") };
    expect(who({ users: { clerk: bounded }, managed: edge, resources: { [bucket]: policy() } })).toEqual({});
    expect(
      who({ users: { clerk: bounded }, managed: edge, resources: standing({ AWS: userArn("clerk") }) }),
    ).toEqual({
      [userArn("clerk")]: `${bucket}/x`,
    });
    expect(
      who({ roles: { clerk: bounded }, managed: edge, resources: standing({ AWS: roleArn("clerk") }) }),
    ).toEqual({});
    const scp = { name: "s", policy: policy(allow("*"), deny("s3:*", `${bucket}/*`)), targets: [home] };
    const organization = { id: "o-county", serviceControlPolicies: [scp], resourceControlPolicies: [] };
    expect(who({ users: { clerk: reader }, organization, resources: { [bucket]: policy() } })).toEqual({});
  });

  test("across accounts both sides must allow", () => {
    const far = { ...reader, account: other };
    expect(who({ roles: { far }, resources: standing({ AWS: home }) })).toEqual({});
    expect(who({ roles: { far }, resources: standing({ AWS: other }) })).toEqual({
      [roleArn("far", other)]: `${bucket}/x`,
    });
    expect(
      who({ roles: { far: { ...plain, account: other } }, resources: standing({ AWS: other }) }),
    ).toEqual({});
  });

  test("a session that the policy names is a session of the role", () => {
    expect(
      who({ roles: { sealer: plain }, resources: standing({ AWS: sessionArn("sealer", "nightly") }) }),
    ).toEqual({
      [roleArn("sealer")]: `${bucket}/x`,
    });
  });

  test("key policies and trust policies are needed, whatever an identity may", () => {
    const admin: Entity = { inline: [policy(allow("*"))] };
    const decrypt = { actions: ["kms:Decrypt"], resources: [key] };
    const keyPolicy = (Principal: unknown) => ({
      [key]: policy({ Effect: "Allow", Principal, Action: "kms:*", Resource: "*" }),
    });
    expect(who({ roles: { admin }, resources: keyPolicy({ AWS: home }) }, decrypt)).toEqual({
      [roleArn("admin")]: key,
    });
    expect(
      who({ roles: { admin, sealer: plain }, resources: keyPolicy({ AWS: roleArn("sealer") }) }, decrypt),
    ).toEqual({ [roleArn("sealer")]: key });
    const assume = { actions: ["sts:AssumeRole"], resources: [`arn:aws:iam::${home}:role/*`] };
    const trust = policy({ Effect: "Allow", Principal: { AWS: rootArn() }, Action: "sts:AssumeRole" });
    expect(who({ roles: { admin, sealer: { trust } } }, assume)).toEqual({
      [roleArn("admin")]: roleArn("sealer"),
    });
  });

  test("outsiders whom a policy lets in are there: accounts, their users and roles, and anybody", () => {
    const peer = roleArn("peer", outside);
    const world = { resources: standing({ AWS: [rootArn(outside), peer, roleArn("gone")] }) };
    expect(who(world)).toEqual({ [rootArn(outside)]: `${bucket}/x`, [peer]: `${bucket}/x` });
    expect(can(world, peer)).toMatchObject({ witness: { assumes: peer, by: [{ policy: bucket }] } });
    expect(who({ resources: standing("*") })).toMatchObject({ "*": `${bucket}/x` });
    expect(who({ resources: standing({ Service: "backup.amazonaws.com" }) })).toEqual({});
  });

  test("an account is let in by a condition on the names of its roles", () => {
    const trust = policy({
      Effect: "Allow",
      Principal: { AWS: rootArn(outside) },
      Action: "sts:AssumeRole",
      ...when({ ArnLike: { "aws:PrincipalArn": roleArn("ci-*", outside) } }),
    });
    const question = { actions: ["sts:AssumeRole"], resources: [roleArn("sealer")] };
    const proof = can({ roles: { sealer: { trust } } }, rootArn(outside), question);
    expect(proof).toMatchObject({ verdict: "yes", witness: { assumes: roleArn("ci-x", outside) } });
  });

  test("anybody is a stranger: not one of the accounts, not of their organisation", () => {
    const ours = when({ StringEquals: { "aws:PrincipalOrgID": "o-county" } });
    const organization = { id: "o-county", serviceControlPolicies: [], resourceControlPolicies: [] };
    expect(who({ resources: standing("*", ours), organization })).toEqual({});
    expect(who({ resources: standing("*", ours) })).toEqual({ "*": "unknown" });
    expect(
      who({ resources: standing("*", when({ StringEquals: { "aws:PrincipalAccount": home } })) }),
    ).toEqual({});
    const theirs = when({ StringEquals: { "aws:PrincipalAccount": outside } });
    expect(who({ resources: standing("*", theirs) })).toEqual({
      "*": [`${bucket}/x`, { "aws:PrincipalAccount": outside }],
    });
  });

  test("actions without resource types are asked on *, names that nobody published as they are", () => {
    const world = clerk(allow(["dynamodb:ListTables", "s3:GetHologram"]));
    expect(who(world, { actions: ["dynamodb:ListTables"], resources: [table] })).toEqual({
      [userArn("clerk")]: "*",
    });
    expect(who(world, { actions: ["s3:GetHologram"], resources: [objects] })).toEqual({
      [userArn("clerk")]: `${bucket}/`,
    });
    expect(who(world, { actions: ["s3:GetNothing"], resources: [objects] })).toEqual({});
  });

  test("a policy that could not be read leaves everybody it may speak of unknown", () => {
    const world: World = {
      users: { clerk: { attached: [managedArn("gone")] }, sealer: plain },
      resources: { [bucket]: policy() },
    };
    expect(who(world)).toEqual({ [userArn("clerk")]: "unknown" });
    expect(who({ users: { sealer: plain }, resources: { [bucket]: "{" } })).toMatchObject({
      [userArn("sealer")]: "unknown",
    });
  });
});
