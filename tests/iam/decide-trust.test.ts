import { describe, expect, test } from "vitest";
import type { AccessRequest } from "../../lib/iam/access.ts";
import {
  allow,
  decide,
  deny,
  other,
  outside,
  policy,
  roleArn,
  rootArn,
  userArn,
  type World,
  type Json,
} from "./world.ts";

type Row = readonly [name: string, world: World, request: AccessRequest, decision: string];

describe("trust policies", () => {
  const assume = { action: "sts:AssumeRole", resource: roleArn("sealer") };
  const may = policy(allow("sts:AssumeRole"));
  const trusting = (principal: unknown, more: Json = {}): World["roles"] => ({
    sealer: {
      trust: policy({ Effect: "Allow", Action: "sts:AssumeRole", Principal: principal, ...more }),
    },
  });
  const me = { ...assume, principal: userArn("clerk") };
  const visitor = { ...assume, principal: userArn("v", other) };
  const v = (inline: readonly Json[]) => ({ v: { account: other, inline: inline } });
  test.each<Row>([
    [
      "the identity alone is not enough, in one account too",
      {
        users: { clerk: { inline: [policy(allow("*"))] } },
        roles: trusting({ Service: "lambda.amazonaws.com" }),
      },
      me,
      "implicitDeny",
    ],
    [
      "names the account: the identity must allow",
      { users: { clerk: { inline: [may] } }, roles: trusting({ AWS: rootArn() }) },
      me,
      "allowed",
    ],
    ["… and does not", { users: { clerk: {} }, roles: trusting({ AWS: rootArn() }) }, me, "implicitDeny"],
    [
      "names the user: that is enough in one account",
      { users: { clerk: {} }, roles: trusting({ AWS: userArn("clerk") }) },
      me,
      "allowed",
    ],
    [
      "a deny of the identity stands",
      { users: { clerk: { inline: [policy(deny("sts:*"))] } }, roles: trusting({ AWS: userArn("clerk") }) },
      me,
      "explicitDeny",
    ],
    ["another account: both", { users: v([may]), roles: trusting({ AWS: other }) }, visitor, "allowed"],
    [
      "another account: not by trust alone",
      { users: v([]), roles: trusting({ AWS: userArn("v", other) }) },
      visitor,
      "implicitDeny",
    ],
    [
      "with a condition that the request meets",
      {
        users: v([may]),
        roles: trusting({ AWS: other }, { Condition: { StringEquals: { "sts:ExternalId": "k7" } } }),
      },
      { ...visitor, context: { "sts:externalid": "k7" } },
      "allowed",
    ],
    [
      "… and that it does not",
      {
        users: v([may]),
        roles: trusting({ AWS: other }, { Condition: { StringEquals: { "sts:ExternalId": "k7" } } }),
      },
      visitor,
      "implicitDeny",
    ],
    [
      "a role does not trust itself",
      { roles: { sealer: { inline: [may], trust: policy() } } },
      { ...assume, principal: roleArn("sealer") },
      "implicitDeny",
    ],
    [
      "root may not assume roles",
      { roles: trusting({ AWS: rootArn() }) },
      { ...assume, principal: rootArn() },
      "implicitDeny",
    ],
    [
      "an account outside",
      { roles: trusting({ AWS: outside }) },
      { ...assume, principal: roleArn("contractor", outside) },
      "unknown",
    ],
    ["a role that the snapshot lacks", { users: { clerk: { inline: [may] } } }, me, "unknown"],
    [
      "by an identity provider's token",
      { users: { clerk: { inline: [may] } }, roles: trusting({ Federated: "idp.example.com" }) },
      { ...me, action: "sts:AssumeRoleWithWebIdentity" },
      "unknown",
    ],
    [
      "a Resource, which none may have",
      { users: { clerk: {} }, roles: trusting({ AWS: userArn("clerk") }, { Resource: "*" }) },
      me,
      "unknown",
    ],
    [
      "it is no policy over other actions on the role",
      {
        users: { clerk: { inline: [policy(allow("iam:GetRole"))] } },
        roles: trusting("*", { Effect: "Deny", Action: "*" }),
      },
      { ...me, action: "iam:GetRole" },
      "allowed",
    ],
    [
      "who am I cannot be denied",
      { users: { clerk: { inline: [policy(deny("*"))] } } },
      { ...me, action: "sts:GetCallerIdentity", resource: "*" },
      "allowed",
    ],
  ])("%s", (_, world, request, expected) => {
    expect(decide(world, request).decision).toBe(expected);
  });
});
