import { expect, test } from "vitest";
import {
  allow,
  bucket,
  decide,
  deny,
  home,
  key,
  managedArn,
  object,
  other,
  policy,
  roleArn,
  userArn,
} from "./world.ts";

const read = { action: "s3:GetObject", resource: object };
const own = (effect: "Allow" | "Deny", statement: string | number, name = "p0") => ({
  policy: `${userArn("clerk")}/inline/${name}`,
  statement,
  effect,
});

test("an allow names the statements of each layer that has to allow, each once", () => {
  const decision = decide(
    {
      users: {
        clerk: {
          inline: [policy(allow("iam:*"), allow("s3:*", "*", { Sid: "Read" }), allow("*"))],
          attached: [managedArn("extra")],
          boundary: managedArn("edge"),
        },
      },
      managed: { extra: policy(allow("s3:Get*")), edge: policy(allow("s3:*", "*", { Sid: "" })) },
      resources: { [bucket]: policy() },
      organization: {
        serviceControlPolicies: [{ name: "all", policy: policy(allow("*")), targets: [home, other] }],
        resourceControlPolicies: [],
      },
    },
    { ...read, principal: userArn("clerk") },
  );
  expect(decision).toEqual({
    decision: "allowed",
    by: [
      { policy: "scp/all", statement: 0, effect: "Allow" },
      own("Allow", "Read"),
      own("Allow", 2),
      { policy: managedArn("extra"), statement: 0, effect: "Allow" },
      { policy: managedArn("edge"), statement: 0, effect: "Allow" },
    ],
  });
});

test("a deny names all that deny, and no allow", () => {
  const decision = decide(
    {
      users: {
        clerk: { inline: [policy(allow("*"), deny("s3:*")), policy(deny("*", "*", { Sid: "Stop" }))] },
      },
      resources: { [bucket]: policy({ ...deny("*"), Principal: "*" }) },
      organization: {
        serviceControlPolicies: [],
        resourceControlPolicies: [
          { name: "r", policy: policy({ ...deny("s3:*"), Principal: "*" }), targets: [home] },
        ],
      },
    },
    { ...read, principal: userArn("clerk") },
  );
  expect(decision.by).toEqual([
    own("Deny", 1),
    own("Deny", "Stop", "p1"),
    { policy: bucket, statement: 0, effect: "Deny" },
    { policy: "rcp/r", statement: 0, effect: "Deny" },
  ]);
});

test("a grant by the resource alone names only that", () => {
  const granting = policy({ ...allow("s3:*"), Principal: { AWS: userArn("clerk") } });
  const decision = decide(
    {
      users: { clerk: { boundary: managedArn("edge") } },
      managed: { edge: policy() },
      resources: { [bucket]: granting },
    },
    { ...read, principal: userArn("clerk") },
  );
  expect(decision.by).toEqual([{ policy: bucket, statement: 0, effect: "Allow" }]);
});

test("a key and a role’s trust are named by their ARN", () => {
  const opened = decide(
    {
      users: { clerk: { inline: [policy(allow("kms:Decrypt"))] } },
      resources: { [key]: policy({ ...allow("*"), Principal: { AWS: home } }) },
    },
    { principal: userArn("clerk"), action: "kms:Decrypt", resource: key },
  );
  expect(opened.by.map((ref) => ref.policy)).toEqual([key, `${userArn("clerk")}/inline/p0`]);
  const trust = policy({
    Effect: "Allow",
    Action: "sts:*",
    Principal: { AWS: userArn("clerk") },
    Sid: "Clerk",
  });
  const assumed = decide(
    { users: { clerk: {} }, roles: { sealer: { trust } } },
    { principal: userArn("clerk"), action: "sts:AssumeRole", resource: roleArn("sealer") },
  );
  expect(assumed.by).toEqual([{ policy: roleArn("sealer"), statement: "Clerk", effect: "Allow" }]);
});

test("a group’s policy is named by the group, a session’s by its place", () => {
  const world = {
    users: { clerk: { groups: ["clerks"] } },
    groups: { clerks: [policy(allow("*"))] },
    resources: { [bucket]: policy() },
  };
  const decision = decide(world, {
    ...read,
    principal: userArn("clerk"),
    sessionPolicies: [policy(allow("*"))],
  });
  expect(decision.by.map((ref) => ref.policy)).toEqual([
    `arn:aws:iam::${home}:group/clerks/inline/p0`,
    "session/0",
  ]);
});

test("unknown says why, and names what allows for certain", () => {
  const world = {
    users: { clerk: { inline: [policy(allow("*"))], boundary: managedArn("gone") } },
    resources: { [bucket]: policy() },
  };
  expect(decide(world, { ...read, principal: userArn("clerk") })).toEqual({
    decision: "unknown",
    by: [own("Allow", 0)],
    why: `the policy ${managedArn("gone")} is not in the snapshot`,
  });
});

test.each(["allowed", "explicitDeny", "implicitDeny"])("%s has no why", (outcome) => {
  const statements = { allowed: [allow("*")], explicitDeny: [deny("*")], implicitDeny: [] }[outcome]!;
  const world = { users: { clerk: { inline: [policy(...statements)] } }, resources: { [bucket]: policy() } };
  const decision = decide(world, { ...read, principal: userArn("clerk") });
  expect(decision.decision).toBe(outcome);
  expect(decision).not.toHaveProperty("why");
});
