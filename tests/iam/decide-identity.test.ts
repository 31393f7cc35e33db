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
const mine = (statement: Json, name = "clerk"): World => ({
  users: { [name]: { inline: [policy(statement)] } },
  resources: { [bucket]: policy() },
});
const standing = (...statements: readonly Json[]): World["resources"] => ({
  [bucket]: policy(...statements),
});
type Row = readonly [name: string, world: World, request: AccessRequest, decision: string];

describe("identity policies", () => {
  const grant = policy(allow("s3:GetObject"));
  test.each<Row>([
    ["nothing says anything", { users: { clerk: {} }, resources: standing() }, clerk, "implicitDeny"],
    ["an inline policy", mine(allow("s3:GetObject")), clerk, "allowed"],
    [
      "a deny beside it",
      { users: { clerk: { inline: [grant, policy(deny("*"))] } }, resources: standing() },
      clerk,
      "explicitDeny",
    ],
    [
      "an attached one, in its version in force",
      { users: { clerk: { attached: [managedArn("m")] } }, managed: { m: grant }, resources: standing() },
      clerk,
      "allowed",
    ],
    [
      "never an old version",
      { users: { clerk: { attached: [managedArn("m")] } }, managed: { m: policy() }, resources: standing() },
      clerk,
      "implicitDeny",
    ],
    [
      "an attached one that the snapshot lacks",
      { users: { clerk: { attached: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] } }, resources: standing() },
      clerk,
      "unknown",
    ],
    [
      "… denied for certain all the same",
      {
        users: { clerk: { attached: [managedArn("gone")], inline: [policy(deny("s3:*"))] } },
        resources: standing(),
      },
      clerk,
      "explicitDeny",
    ],
    [
      "… allowed beside it: it might deny",
      { users: { clerk: { attached: [managedArn("gone")], inline: [grant] } }, resources: standing() },
      clerk,
      "unknown",
    ],
    [
      "a group's",
      { users: { clerk: { groups: ["clerks"] } }, groups: { clerks: [grant] }, resources: standing() },
      clerk,
      "allowed",
    ],
    [
      "a group's deny",
      {
        users: { clerk: { groups: ["clerks"], inline: [grant] } },
        groups: { clerks: [policy(deny("s3:Get*"))] },
        resources: standing(),
      },
      clerk,
      "explicitDeny",
    ],
    [
      "a group that the snapshot lacks",
      { users: { clerk: { groups: ["gone"] } }, resources: standing() },
      clerk,
      "unknown",
    ],
    ["another's policy", mine(allow("*"), "registrar"), clerk, "unknown"],
    [
      "a role's sessions",
      { roles: { sealer: { inline: [grant] } }, resources: standing() },
      sealer,
      "allowed",
    ],
    [
      "one named session",
      { roles: { sealer: { inline: [grant] } }, resources: standing() },
      { ...read, principal: sessionArn("sealer", "nightly") },
      "allowed",
    ],
    [
      "a session of a role with a path",
      { roles: { sealer: { inline: [grant], path: "/jobs/" } }, resources: standing() },
      { ...read, principal: sessionArn("sealer", "nightly") },
      "allowed",
    ],
    ["a role that the snapshot lacks", { resources: standing() }, sealer, "unknown"],
    ["root has full access", { resources: standing() }, { ...read, principal: rootArn() }, "allowed"],
    [
      "root meets an explicit deny",
      { resources: standing({ ...deny("s3:*"), Principal: "*" }) },
      { ...read, principal: rootArn() },
      "explicitDeny",
    ],
    ["nobody in particular", { resources: standing() }, { ...read, principal: "*" }, "implicitDeny"],
    ["what is no principal", { resources: standing() }, { ...read, principal: "clerk" }, "unknown"],
    [
      "a federated user",
      { resources: standing() },
      { ...read, principal: `arn:aws:sts::${home}:federated-user/x` },
      "unknown",
    ],
  ])("%s", (_, world, request, expected) => {
    expect(decide(world, request).decision).toBe(expected);
  });
});
