import { describe, expect, test } from "vitest";
import type { AccessRequest } from "../../lib/iam/access.ts";
import {
  allow,
  bucket,
  decide,
  deny,
  home,
  managedArn,
  object,
  other,
  policy,
  roleArn,
  rootArn,
  sessionArn,
  table,
  userArn,
  type World,
  type Json,
} from "./world.ts";

const read = { action: "s3:GetObject", resource: object };
const clerk = { ...read, principal: userArn("clerk") };
const sealer = { ...read, principal: roleArn("sealer") };
const mine = (statement: Json, name = "clerk"): World => ({
  users: { [name]: { inline: [policy(statement)] } },
  resources: { [bucket]: policy() },
});
const names = (principal: unknown, more: Json = {}): Json => ({
  ...allow("s3:GetObject", `${bucket}/*`),
  Principal: principal,
  ...more,
});
const standing = (...statements: readonly Json[]): World["resources"] => ({
  [bucket]: policy(...statements),
});
const narrow = { managed: { edge: policy(allow("dynamodb:*")) } };
const wide = { managed: { edge: policy(allow("s3:*")) } };
const edge = managedArn("edge");

type Row = readonly [name: string, world: World, request: AccessRequest, decision: string];

describe("a resource's policy in one account", () => {
  const plain = { users: { clerk: {} }, roles: { sealer: {} } };
  const bound = { users: { clerk: { boundary: edge } }, roles: { sealer: { boundary: edge } }, ...narrow };
  const nightly = { ...read, principal: sessionArn("sealer", "nightly") };
  test.each<Row>([
    ["names the user", { ...plain, resources: standing(names({ AWS: userArn("clerk") })) }, clerk, "allowed"],
    [
      "names another user",
      { ...plain, resources: standing(names({ AWS: userArn("x") })) },
      clerk,
      "implicitDeny",
    ],
    [
      "names the role",
      { ...plain, resources: standing(names({ AWS: roleArn("sealer") })) },
      sealer,
      "allowed",
    ],
    [
      "names the session",
      { ...plain, resources: standing(names({ AWS: sessionArn("sealer", "nightly") })) },
      nightly,
      "allowed",
    ],
    [
      "names another session",
      { ...plain, resources: standing(names({ AWS: sessionArn("sealer", "x") })) },
      nightly,
      "implicitDeny",
    ],
    [
      "names a session, and some session asks",
      { ...plain, resources: standing(names({ AWS: sessionArn("sealer", "x") })) },
      sealer,
      "allowed",
    ],
    ["names everybody", { ...plain, resources: standing(names("*")) }, clerk, "allowed"],
    ["names everybody by AWS", { ...plain, resources: standing(names({ AWS: "*" })) }, sealer, "allowed"],
    [
      "names everybody, and nobody in particular asks",
      { resources: standing(names("*")) },
      { ...read, principal: "*" },
      "allowed",
    ],
    [
      "names the account: hands on, grants nothing",
      { ...plain, resources: standing(names({ AWS: rootArn() })) },
      clerk,
      "implicitDeny",
    ],
    [
      "names the account by its id",
      { ...plain, resources: standing(names({ AWS: home })) },
      clerk,
      "implicitDeny",
    ],
    [
      "names a list",
      { ...plain, resources: standing(names({ AWS: [userArn("x"), userArn("clerk")] })) },
      clerk,
      "allowed",
    ],
    [
      "names a service",
      { ...plain, resources: standing(names({ Service: "lambda.amazonaws.com" })) },
      sealer,
      "implicitDeny",
    ],
    [
      "names a provider",
      { ...plain, resources: standing(names({ Federated: "accounts.example.com" })) },
      clerk,
      "implicitDeny",
    ],
    [
      "names a canonical user, in one account",
      { ...plain, resources: standing(names({ CanonicalUser: "ab12" })) },
      clerk,
      "implicitDeny",
    ],
    [
      "names a live role by its id",
      { ...plain, resources: standing(names({ AWS: "AROASEALER" })) },
      sealer,
      "allowed",
    ],
    [
      "names a deleted namesake by its id",
      { ...plain, resources: standing(names({ AWS: "AROAGONE" })) },
      sealer,
      "implicitDeny",
    ],
    [
      "names a role with a path",
      { roles: { sealer: { path: "/jobs/" } }, resources: standing(names({ AWS: roleArn("jobs/sealer") })) },
      { ...read, principal: roleArn("jobs/sealer") },
      "allowed",
    ],
    [
      "leaves the path out",
      { roles: { sealer: { path: "/jobs/" } }, resources: standing(names({ AWS: roleArn("sealer") })) },
      { ...read, principal: roleArn("jobs/sealer") },
      "implicitDeny",
    ],
    [
      "a wildcard within a name is nothing AWS takes",
      { ...plain, resources: standing(names({ AWS: userArn("*") })) },
      clerk,
      "unknown",
    ],
    [
      "names the user past a boundary's implicit deny",
      { ...bound, resources: standing(names({ AWS: userArn("clerk") })) },
      clerk,
      "allowed",
    ],
    [
      "names the session past it",
      { ...bound, resources: standing(names({ AWS: sessionArn("sealer", "nightly") })) },
      nightly,
      "allowed",
    ],
    ["names everybody past it", { ...bound, resources: standing(names("*")) }, sealer, "allowed"],
    [
      "names the role within the boundary",
      { ...bound, resources: standing(names({ AWS: roleArn("sealer") })) },
      sealer,
      "implicitDeny",
    ],
    [
      "names the role, whose boundary allows",
      { roles: bound.roles, ...wide, resources: standing(names({ AWS: roleArn("sealer") })) },
      sealer,
      "allowed",
    ],
    [
      "names the user, whose boundary denies outright",
      {
        users: bound.users,
        managed: { edge: policy(deny("s3:*")) },
        resources: standing(names({ AWS: userArn("clerk") })),
      },
      clerk,
      "explicitDeny",
    ],
    [
      "denies the role, so its sessions",
      {
        roles: { sealer: { inline: [policy(allow("*"))] } },
        resources: standing({ ...deny("*"), Principal: { AWS: roleArn("sealer") } }),
      },
      nightly,
      "explicitDeny",
    ],
    [
      "denies another account's",
      { ...mine(allow("*")), resources: standing({ ...deny("*"), Principal: { AWS: other } }) },
      clerk,
      "allowed",
    ],
    [
      "speaks of other objects",
      { ...plain, resources: standing(names("*", { Resource: `${bucket}/public/*` })) },
      clerk,
      "implicitDeny",
    ],
    [
      "leaves the resource out",
      { ...plain, resources: standing({ Effect: "Allow", Action: "s3:GetObject", Principal: "*" }) },
      clerk,
      "allowed",
    ],
    ["is broken: might allow", { ...plain, resources: { [bucket]: "{" } }, clerk, "unknown"],
    ["is broken: might deny", { ...mine(allow("*")), resources: { [bucket]: "{" } }, clerk, "unknown"],
    [
      "stands over a table's index",
      {
        ...plain,
        resources: { [table]: policy({ ...allow("dynamodb:Query"), Principal: { AWS: userArn("clerk") } }) },
      },
      { ...clerk, action: "dynamodb:Query", resource: `${table}/index/by-name` },
      "allowed",
    ],
  ])("%s", (_, world, request, expected) => {
    expect(decide(world, request).decision).toBe(expected);
  });
});
