import { describe, expect, test } from "vitest";
import type { Organization } from "../../lib/iam/input.ts";
import { clerk, explained, read } from "./explanations.ts";
import { when } from "./proofs.ts";
import {
  allow,
  bucket,
  deny,
  home,
  managedArn,
  policy,
  roleArn,
  rootArn,
  type Json,
  type World,
} from "./world.ts";

const forbidding = deny("s3:GetObject");
const everybody = { Principal: "*" };
const organization = (scp: readonly Json[], rcp: readonly Json[]): Organization => ({
  serviceControlPolicies: [{ name: "all", policy: policy(allow("*"), ...scp), targets: [home] }],
  resourceControlPolicies: [{ name: "r", policy: policy(...rcp), targets: [home] }],
});
const assumed = (denying: Json): World => ({
  users: { clerk: { inline: [policy(allow("sts:*"))] } },
  roles: {
    vault: {
      trust: policy(
        { Effect: "Allow", Principal: { AWS: rootArn() }, Action: "sts:AssumeRole" },
        { Effect: "Deny", Principal: "*", Action: "sts:AssumeRole", ...denying },
      ),
    },
  },
});

describe("without its denies, wherever they stand, it would be allowed", () => {
  test.each<readonly [string, World, object]>([
    ["in the identity’s policy", clerk([read, forbidding]), {}],
    [
      "in its boundary",
      clerk([read], { managed: { edge: policy(allow("*"), forbidding) } }, managedArn("edge")),
      {},
    ],
    ["in an SCP", { ...clerk([read]), organization: organization([forbidding], []) }, {}],
    [
      "in an RCP",
      { ...clerk([read]), organization: organization([], [{ ...forbidding, ...everybody }]) },
      {},
    ],
    [
      "in both",
      { ...clerk([read]), organization: organization([forbidding], [{ ...forbidding, ...everybody }]) },
      {},
    ],
    [
      "in the resource’s policy",
      clerk([read], { resources: { [bucket]: policy({ ...forbidding, ...everybody }) } }),
      {},
    ],
    ["in a role’s trust policy", assumed({}), { action: "sts:AssumeRole", resource: roleArn("vault") }],
    ["in a session policy", clerk([read]), { sessionPolicies: [policy(allow("*"), forbidding)] }],
    [
      "in a session policy that is handed over as text",
      clerk([read]),
      { sessionPolicies: [JSON.stringify(policy(allow("*"), forbidding))] },
    ],
    [
      "in a session policy of one statement, beside another that allows",
      clerk([read]),
      { sessionPolicies: [policy(allow("*")), { Version: "2012-10-17", Statement: forbidding }] },
    ],
  ])("%s", (_, world, request) => {
    const found = explained(world, request);
    expect(found.decision.decision).toBe("explicitDeny");
    expect(found.spared).toEqual({ decision: "allowed" });
  });
});

describe("a deny stays", () => {
  const odd = { ...forbidding, ...when({ Sounds: { x: "y" } }) };
  test.each<readonly [string, World, object, string]>([
    ["of which nobody knows whether it speaks", clerk([read, forbidding, odd]), {}, "unknown"],
    [
      "in a managed policy that the session names",
      clerk([read], { managed: { edge: policy(allow("*"), forbidding) } }),
      { sessionPolicies: [managedArn("edge")] },
      "explicitDeny",
    ],
    [
      "beside statements that are none",
      clerk([read, forbidding]),
      { sessionPolicies: [{ Version: "2012-10-17", Statement: [null, "Deny", 7, allow("*")] }] },
      "unknown",
    ],
    ["beside what is no policy at all", clerk([read, forbidding]), { sessionPolicies: ["{"] }, "unknown"],
  ])("%s", (_, world, request, decision) => {
    expect(explained(world, request).spared).toEqual({ decision });
  });
});
