import { describe, expect, test } from "vitest";
import type { AccessRequest } from "../../lib/iam/access.ts";
import {
  allow,
  bucket,
  decide,
  deny,
  managedArn,
  object,
  policy,
  userArn,
  type World,
  type Json,
} from "./world.ts";

const read = { action: "s3:GetObject", resource: object };
const clerk = { ...read, principal: userArn("clerk") };
const standing = (...statements: readonly Json[]): World["resources"] => ({
  [bucket]: policy(...statements),
});
const narrow = { managed: { edge: policy(allow("dynamodb:*")) } };
const wide = { managed: { edge: policy(allow("s3:*")) } };
const edge = managedArn("edge");

type Row = readonly [name: string, world: World, request: AccessRequest, decision: string];

describe("boundaries", () => {
  const bounded = (managed: World["managed"], boundary = edge): World => ({
    users: { clerk: { inline: [policy(allow("s3:*"))], boundary } },
    managed: managed ?? {},
    resources: standing(),
  });
  test.each<Row>([
    ["allow both", bounded(wide.managed), clerk, "allowed"],
    ["leave it out", bounded(narrow.managed), clerk, "implicitDeny"],
    ["deny it", bounded({ edge: policy(allow("*"), deny("s3:GetObject")) }), clerk, "explicitDeny"],
    [
      "grant nothing",
      { users: { clerk: { boundary: edge } }, ...wide, resources: standing() },
      clerk,
      "implicitDeny",
    ],
    ["are not in the snapshot", bounded({}), clerk, "unknown"],
    [
      "are AWS's own and not in the snapshot",
      bounded({}, "arn:aws:iam::aws:policy/PowerUserAccess"),
      clerk,
      "unknown",
    ],
    [
      "do not matter where nothing allows",
      { users: { clerk: { boundary: edge } }, resources: standing() },
      clerk,
      "implicitDeny",
    ],
  ])("%s", (_, world, request, expected) => {
    expect(decide(world, request).decision).toBe(expected);
  });
});
