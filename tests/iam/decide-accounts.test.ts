import { describe, expect, test } from "vitest";
import type { AccessRequest } from "../../lib/iam/access.ts";
import {
  allow,
  deny,
  bucket,
  decide,
  home,
  managedArn,
  object,
  other,
  outside,
  policy,
  roleArn,
  rootArn,
  table,
  userArn,
  type World,
  type Json,
} from "./world.ts";

const read = { action: "s3:GetObject", resource: object };
const clerk = { ...read, principal: userArn("clerk") };
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

type Row = readonly [name: string, world: World, request: AccessRequest, decision: string];

describe("across accounts", () => {
  const visitor = { ...read, principal: userArn("visitor", other) };
  const guest = (inline: readonly Json[], resources: World["resources"], more: Json = {}): World => ({
    users: { visitor: { account: other, inline: [policy(...inline)], ...more } },
    resources,
  });
  test.each<Row>([
    [
      "both allow",
      guest([allow("s3:*")], standing(names({ AWS: userArn("visitor", other) }))),
      visitor,
      "allowed",
    ],
    [
      "both, by the account",
      guest([allow("s3:*")], standing(names({ AWS: rootArn(other) }))),
      visitor,
      "allowed",
    ],
    [
      "both, by the account's id",
      guest([allow("s3:*")], standing(names({ AWS: other }))),
      visitor,
      "allowed",
    ],
    ["both, by everybody", guest([allow("s3:*")], standing(names("*"))), visitor, "allowed"],
    ["only the identity", guest([allow("s3:*")], standing()), visitor, "implicitDeny"],
    [
      "only the resource",
      guest([], standing(names({ AWS: userArn("visitor", other) }))),
      visitor,
      "implicitDeny",
    ],
    [
      "the resource denies",
      guest([allow("s3:*")], standing(names("*"), { ...deny("*"), Principal: { AWS: other } })),
      visitor,
      "explicitDeny",
    ],
    [
      "a boundary limits",
      {
        ...guest([allow("s3:*")], standing(names({ AWS: userArn("visitor", other) })), {
          boundary: managedArn("edge", other),
        }),
        ...narrow,
      },
      visitor,
      "implicitDeny",
    ],
    [
      "a canonical user may be that account",
      guest([allow("s3:*")], standing(names({ CanonicalUser: "ab12" }))),
      visitor,
      "unknown",
    ],
    [
      "an account that was not read",
      { resources: standing(names({ AWS: outside })) },
      { ...read, principal: roleArn("x", outside) },
      "unknown",
    ],
    [
      "… and is not let in",
      { resources: standing() },
      { ...read, principal: roleArn("x", outside) },
      "implicitDeny",
    ],
    [
      "… and is refused",
      { resources: standing({ ...deny("*"), Principal: "*" }) },
      { ...read, principal: roleArn("x", outside) },
      "explicitDeny",
    ],
    [
      "the root of one that was not read",
      { resources: standing(names({ AWS: outside })) },
      { ...read, principal: rootArn(outside) },
      "allowed",
    ],
    [
      "a resource of an account that was not read",
      mine(allow("*")),
      { ...clerk, action: "dynamodb:GetItem", resource: table.replace(home, outside) },
      "unknown",
    ],
    [
      "… that the identity may not ask for",
      mine(allow("s3:*")),
      { ...clerk, action: "dynamodb:GetItem", resource: table.replace(home, outside) },
      "implicitDeny",
    ],
    [
      "a table of the other account without a policy",
      mine(allow("*")),
      { ...clerk, action: "dynamodb:GetItem", resource: table.replace(home, other) },
      "implicitDeny",
    ],
    [
      "a bucket whose account nobody knows",
      { users: { clerk: { inline: [policy(allow("*"))] } } },
      clerk,
      "unknown",
    ],
    [
      "… with one account in the snapshot",
      { users: { clerk: { inline: [policy(allow("*"))] } }, accounts: [home] },
      clerk,
      "allowed",
    ],
    [
      "an action that knows no resource",
      mine(allow("s3:ListAllMyBuckets")),
      { ...clerk, action: "s3:ListAllMyBuckets", resource: "*" },
      "allowed",
    ],
    ["what is no ARN", mine(allow("*")), { ...clerk, resource: "roll-exports" }, "unknown"],
  ])("%s", (_, world, request, expected) => {
    expect(decide(world, request).decision).toBe(expected);
  });
});
