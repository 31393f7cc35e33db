import { describe, expect, test } from "vitest";
import type { AccessRequest } from "../../lib/iam/access.ts";
import {
  allow,
  deny,
  bucket,
  decide,
  managedArn,
  object,
  other,
  policy,
  roleArn,
  rootArn,
  sessionArn,
  userArn,
  type World,
  type Json,
} from "./world.ts";

const read = { action: "s3:GetObject", resource: object };
const clerk = { ...read, principal: userArn("clerk") };
const sealer = { ...read, principal: roleArn("sealer") };
const standing = (...statements: readonly Json[]): World["resources"] => ({
  [bucket]: policy(...statements),
});
const edge = managedArn("edge");

type Row = readonly [name: string, world: World, request: AccessRequest, decision: string];

describe("NotPrincipal", () => {
  const spare = (of: unknown): Json => ({ ...deny("s3:*"), NotPrincipal: of });
  const world = (statement: Json, boundary?: string): World => ({
    users: { clerk: { inline: [policy(allow("*"))], ...(boundary && { boundary }) } },
    roles: { sealer: { inline: [policy(allow("*"))], ...(boundary && { boundary }) } },
    managed: { edge: policy(allow("*")) },
    resources: standing(statement),
  });
  test.each<Row>([
    [
      "spares the user listed with the account",
      world(spare({ AWS: [userArn("clerk"), rootArn()] })),
      clerk,
      "allowed",
    ],
    [
      "spares the session listed with its role and the account",
      world(spare({ AWS: [sessionArn("sealer", "nightly"), roleArn("sealer"), rootArn()] })),
      { ...read, principal: sessionArn("sealer", "nightly") },
      "allowed",
    ],
    [
      "… and so some session of the role",
      world(spare({ AWS: [sessionArn("sealer", "nightly"), roleArn("sealer"), rootArn()] })),
      sealer,
      "allowed",
    ],
    [
      "without the session depends on the service",
      world(spare({ AWS: [roleArn("sealer"), rootArn()] })),
      sealer,
      "unknown",
    ],
    [
      "… and so of another session",
      world(spare({ AWS: [sessionArn("sealer", "nightly"), roleArn("sealer"), rootArn()] })),
      { ...read, principal: sessionArn("sealer", "noon") },
      "unknown",
    ],
    ["hits who is not listed", world(spare({ AWS: [userArn("x"), rootArn(other)] })), clerk, "explicitDeny"],
    [
      "always hits who has a boundary",
      world(spare({ AWS: [userArn("clerk"), rootArn()] }), edge),
      clerk,
      "explicitDeny",
    ],
    ["… a role too", world(spare({ AWS: [roleArn("sealer"), rootArn()] }), edge), sealer, "explicitDeny"],
    ["without the account depends on the service", world(spare({ AWS: userArn("clerk") })), clerk, "unknown"],
    ["with only the account too", world(spare({ AWS: rootArn() })), clerk, "unknown"],
    [
      "spares the root that is listed",
      world(spare({ AWS: rootArn() })),
      { ...read, principal: rootArn() },
      "allowed",
    ],
    ["spares everybody", world(spare("*")), clerk, "allowed"],
    [
      "with an allow is nothing AWS supports",
      { users: { clerk: {} }, resources: standing({ ...allow("s3:*"), NotPrincipal: { AWS: other } }) },
      clerk,
      "unknown",
    ],
  ])("%s", (_, given, request, expected) => {
    expect(decide(given, request).decision).toBe(expected);
  });
});
