import { describe, expect, test } from "vitest";
import type { AccessRequest } from "../../lib/iam/access.ts";
import {
  allow,
  bucket,
  decide,
  deny,
  home,
  object,
  policy,
  roleArn,
  userArn,
  type Json,
  type World,
} from "./world.ts";

// IAM User Guide, "AWS JSON policy elements: Principal"; services and identity providers are principals without account.

const provider = `arn:aws:iam::${home}:oidc-provider/idp.example.org`;
const saml = `arn:aws:iam::${home}:saml-provider/county`;
const trail = "cloudtrail.amazonaws.com";
const standing = (principal: unknown, more: Json = {}): World => ({
  resources: { [bucket]: policy({ ...allow("s3:PutObject", `${bucket}/*`), Principal: principal, ...more }) },
});
const trusting = (principal: unknown, Action: unknown, more: Json = {}): World => ({
  roles: { sealer: { trust: policy({ Effect: "Allow", Action, Principal: principal, ...more }) } },
});
const write = { action: "s3:PutObject", resource: object };
const byToken = { action: "sts:AssumeRoleWithWebIdentity", resource: roleArn("sealer") };

type Row = readonly [name: string, world: World, request: AccessRequest, decision: string];

describe("an AWS service", () => {
  const asked = { ...write, principal: trail };
  const forUs = { Condition: { StringEquals: { "aws:SourceAccount": home } } };
  test.each<Row>([
    ["is let in by its name", standing({ Service: trail }), asked, "allowed"],
    ["not by another’s", standing({ Service: "config.amazonaws.com" }), asked, "implicitDeny"],
    ["by everybody’s", standing("*"), asked, "allowed"],
    ["not by an account’s", standing({ AWS: home }), asked, "implicitDeny"],
    ["needs the resource’s policy", { resources: { [bucket]: policy() } }, asked, "implicitDeny"],
    [
      "for an account of ours",
      standing({ Service: trail }, forUs),
      { ...asked, context: { "aws:SourceAccount": home } },
      "allowed",
    ],
    ["… and not when it says for nobody", standing({ Service: trail }, forUs), asked, "implicitDeny"],
    [
      "says that it is one",
      standing("*", { Condition: { Bool: { "aws:PrincipalIsAWSService": "true" } } }),
      asked,
      "allowed",
    ],
    [
      "says which",
      standing("*", { Condition: { StringEquals: { "aws:PrincipalServiceName": trail } } }),
      asked,
      "allowed",
    ],
    [
      "and cannot say otherwise",
      standing("*"),
      { ...asked, context: { "aws:PrincipalIsAWSService": "false" } },
      "unknown",
    ],
    [
      "assumes the role that trusts it",
      trusting({ Service: "lambda.amazonaws.com" }, "sts:AssumeRole"),
      { principal: "lambda.amazonaws.com", action: "sts:AssumeRole", resource: roleArn("sealer") },
      "allowed",
    ],
    [
      "and no other",
      trusting({ Service: "ec2.amazonaws.com" }, "sts:AssumeRole"),
      { principal: "lambda.amazonaws.com", action: "sts:AssumeRole", resource: roleArn("sealer") },
      "implicitDeny",
    ],
  ])("%s", (_, world, request, expected) => {
    expect(decide(world, request).decision).toBe(expected);
  });

  test("meets RCPs, and no SCP", () => {
    const organization = (statement: Json) => ({
      managementAccount: "999999999999",
      serviceControlPolicies: [{ name: "s", policy: policy(deny("*")), targets: [home] }],
      resourceControlPolicies: [
        { name: "r", policy: policy({ ...statement, Principal: "*" }), targets: [home] },
      ],
    });
    const world = standing({ Service: trail });
    expect(decide({ ...world, organization: organization(deny("s3:*")) }, asked).decision).toBe(
      "explicitDeny",
    );
    const spared = deny("s3:*", "*", {
      Condition: { BoolIfExists: { "aws:PrincipalIsAWSService": "false" } },
    });
    expect(decide({ ...world, organization: organization(spared) }, asked).decision).toBe("allowed");
  });
});

describe("who shows a provider’s token", () => {
  const audience = { Condition: { StringEquals: { "idp.example.org:aud": "roll" } } };
  const me = { ...byToken, principal: provider };
  test.each<Row>([
    ["is let in by the trust policy alone", trusting({ Federated: provider }, byToken.action), me, "allowed"],
    ["not by another provider’s", trusting({ Federated: saml }, "sts:*"), me, "implicitDeny"],
    [
      "within its conditions",
      trusting({ Federated: provider }, byToken.action, audience),
      { ...me, context: { "idp.example.org:aud": "roll" } },
      "allowed",
    ],
    ["not without", trusting({ Federated: provider }, byToken.action, audience), me, "implicitDeny"],
    [
      "only with the action for tokens",
      trusting({ Federated: provider }, "sts:AssumeRole"),
      me,
      "implicitDeny",
    ],
    [
      "by SAML",
      trusting({ Federated: saml }, "sts:AssumeRoleWithSAML"),
      { ...me, principal: saml, action: "sts:AssumeRoleWithSAML" },
      "allowed",
    ],
    [
      "by a provider without ARN",
      trusting({ Federated: "accounts.google.com" }, byToken.action),
      { ...me, principal: "accounts.google.com" },
      "allowed",
    ],
    [
      "a user shows none",
      trusting({ Federated: provider }, byToken.action),
      { ...me, principal: userArn("clerk") },
      "unknown",
    ],
  ])("%s", (_, world, request, expected) => {
    expect(decide({ users: { clerk: {} }, ...world }, request).decision).toBe(expected);
  });
});
