import { describe, expect, test } from "vitest";
import type { AccessRequest } from "../../lib/iam/access.ts";
import {
  allow,
  decide,
  home,
  key,
  managedArn,
  other,
  policy,
  roleArn,
  rootArn,
  userArn,
  type World,
  type Json,
} from "./world.ts";

const wide = { managed: { edge: policy(allow("s3:*")) } };
const edge = managedArn("edge");

type Row = readonly [name: string, world: World, request: AccessRequest, decision: string];

describe("keys", () => {
  const open = { action: "kms:Decrypt", resource: key };
  const mayDecrypt = policy(allow("kms:Decrypt"));
  const keyPolicy = (principal: unknown, more: Json = {}): World["resources"] => ({
    [key]: policy({ ...allow("kms:*"), Principal: principal, ...more }),
  });
  const me = { ...open, principal: userArn("clerk") };
  test.each<Row>([
    [
      "the identity alone is not enough",
      { users: { clerk: { inline: [mayDecrypt] } }, resources: { [key]: policy() } },
      me,
      "implicitDeny",
    ],
    [
      "the key policy hands on to the account",
      { users: { clerk: { inline: [mayDecrypt] } }, resources: keyPolicy({ AWS: rootArn() }) },
      me,
      "allowed",
    ],
    [
      "… whose policies say nothing",
      { users: { clerk: {} }, resources: keyPolicy({ AWS: rootArn() }) },
      me,
      "implicitDeny",
    ],
    [
      "the key policy names the user",
      { users: { clerk: {} }, resources: keyPolicy({ AWS: userArn("clerk") }) },
      me,
      "allowed",
    ],
    [
      "the key policy names the role",
      { roles: { sealer: {} }, resources: keyPolicy({ AWS: roleArn("sealer") }) },
      { ...open, principal: roleArn("sealer") },
      "allowed",
    ],
    [
      "… within its boundary",
      { roles: { sealer: { boundary: edge } }, ...wide, resources: keyPolicy({ AWS: roleArn("sealer") }) },
      { ...open, principal: roleArn("sealer") },
      "implicitDeny",
    ],
    [
      "root needs the key policy",
      { resources: { [key]: policy() } },
      { ...open, principal: rootArn() },
      "implicitDeny",
    ],
    [
      "root named by it",
      { resources: keyPolicy({ AWS: rootArn() }) },
      { ...open, principal: rootArn() },
      "allowed",
    ],
    ["a key whose policy was not read", { users: { clerk: { inline: [mayDecrypt] } } }, me, "unknown"],
    [
      "everybody of one account, as AWS's own keys say it",
      {
        users: { clerk: {} },
        resources: keyPolicy("*", { Condition: { StringEquals: { "kms:CallerAccount": home } } }),
      },
      me,
      "allowed",
    ],
    [
      "… and not of another",
      {
        users: { v: { account: other, inline: [mayDecrypt] } },
        resources: keyPolicy("*", { Condition: { StringEquals: { "kms:CallerAccount": home } } }),
      },
      { ...open, principal: userArn("v", other) },
      "implicitDeny",
    ],
    [
      "across accounts both",
      { users: { v: { account: other, inline: [mayDecrypt] } }, resources: keyPolicy({ AWS: other }) },
      { ...open, principal: userArn("v", other) },
      "allowed",
    ],
    [
      "making a key needs none",
      { users: { clerk: { inline: [policy(allow("kms:CreateKey"))] } } },
      { ...me, action: "kms:CreateKey", resource: "*" },
      "allowed",
    ],
    [
      "an alias stands for a key that is not known",
      { users: { clerk: { inline: [mayDecrypt] } }, resources: keyPolicy({ AWS: rootArn() }) },
      { ...me, resource: key.replace("key/5f1c", "alias/roll") },
      "unknown",
    ],
  ])("%s", (_, world, request, expected) => {
    expect(decide(world, request).decision).toBe(expected);
  });
});
