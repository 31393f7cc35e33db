/** Ways to others: credentials, trust policies, passed roles, what runs. */
import { describe, expect, test } from "vitest";
import type { Workload } from "../../../lib/iam/input.ts";
import {
  allow,
  deny,
  home,
  other,
  policy,
  roleArn,
  rootArn,
  userArn,
  type Json,
  type World,
} from "../world.ts";
import { reachIn, serving, trusting, waysFrom } from "./routes-in.ts";

const ann = userArn("ann");
const bob = userArn("bob");
const keeper = policy(allow("dynamodb:*"));
const worldOf = (rights: readonly Json[], rest: World = {}): World => ({
  ...rest,
  users: { ...rest.users, ann: { inline: [policy(...rights)] } },
});
const when = (operator: string, key: string, value: unknown): Json => ({
  Condition: { [operator]: { [key]: value } },
});

describe("a key of another user", () => {
  const users = {
    bob: { inline: [keeper], tags: { team: "rolls" } },
    cy: { inline: [policy(allow("s3:GetObject"))] },
  };

  test.each<readonly [string, Json, Readonly<Record<string, string>>]>([
    ["of one", allow("iam:CreateAccessKey", bob), { "user/bob": "iam-create-access-key" }],
    [
      "of anybody",
      allow("iam:CreateAccessKey"),
      { "user/bob": "iam-create-access-key", "user/cy": "iam-create-access-key" },
    ],
    [
      "of one with a tag",
      allow("iam:CreateAccessKey", "*", when("StringEquals", "aws:ResourceTag/team", "rolls")),
      { "user/bob": "iam-create-access-key" },
    ],
    [
      "of all but one",
      allow("iam:CreateAccessKey", "*", when("StringNotEquals", "iam:ResourceTag/team", "rolls")),
      { "user/cy": "iam-create-access-key" },
    ],
    ["of itself", allow("iam:CreateAccessKey", "arn:aws:iam::*:user/${aws:username}"), {}],
    ["a password", allow("iam:CreateLoginProfile", bob), { "user/bob": "iam-create-login-profile" }],
  ])("%s", (_, right, ways) => {
    expect(waysFrom(worldOf([right], { users }), ann)).toEqual(ways);
  });

  test("of another account is out of reach", () => {
    expect(
      waysFrom(worldOf([allow("iam:*")], { users: { bob: { inline: [keeper], account: other } } }), ann)[
        "user/bob"
      ],
    ).toBeUndefined();
  });
});

describe("a trust policy that is rewritten", () => {
  const roles = { a: { inline: [keeper], trust: trusting(rootArn(other)) } };
  const rewrite = allow("iam:UpdateAssumeRolePolicy", roleArn("a"));

  test("lets its writer in, whatever it said", () => {
    const [route] = reachIn(worldOf([rewrite], { roles })).reach.routes(ann);
    expect(route).toMatchObject({
      to: roleArn("a"),
      steps: [{ via: ["iam:UpdateAssumeRolePolicy", "sts:AssumeRole"] }],
    });
  });

  test("gives nothing of another role", () => {
    const world = worldOf([allow("iam:UpdateAssumeRolePolicy", roleArn("b"))], { roles });
    expect(waysFrom(world, ann)).toEqual({});
  });

  const guarded = (serviceControl: readonly Json[], resourceControl: readonly Json[]): World => ({
    roles,
    organization: {
      serviceControlPolicies: [{ name: "x", policy: policy(allow("*"), ...serviceControl), targets: [home] }],
      resourceControlPolicies: [{ name: "y", policy: policy(...resourceControl), targets: [home] }],
    },
  });
  const noStranger = {
    ...deny("sts:AssumeRole", "*", when("Null", "aws:PrincipalTag/team", "true")),
    Principal: "*",
  };

  test.each<readonly [string, World, string]>([
    ["by its own policy", worldOf([rewrite, deny("sts:AssumeRole")], { roles }), "(assumed)"],
    ["by an SCP", worldOf([rewrite], guarded([deny("sts:*")], [])), "(assumed)"],
    [
      "and strangers by an RCP",
      worldOf(
        [rewrite, deny("sts:AssumeRole")],
        guarded([], [{ ...deny("sts:AssumeRole"), Principal: "*" }]),
      ),
      "(unknown) (assumed)",
    ],
    [
      "and only some strangers by an RCP",
      worldOf([rewrite, deny("sts:AssumeRole")], guarded([], [noStranger])),
      "(assumed)",
    ],
  ])("by one whom a deny keeps from assuming lets an accomplice in: denied %s", (_, world, marks) => {
    const way = `iam-update-assume-role-policy-for-another ${marks}`;
    expect(waysFrom(world, ann)).toEqual({ "role/a": way });
  });

  test("an accomplice makes the last request, and the path says so in both languages", () => {
    const [route] = reachIn(worldOf([rewrite, deny("sts:AssumeRole")], { roles })).reach.routes(ann);
    expect(route!.steps[0]!.witnesses.map(({ principal, action }) => [principal, action])).toEqual([
      [ann, "iam:UpdateAssumeRolePolicy"],
      ["*", "sts:AssumeRole"],
    ]);
    expect(route!.assumes).toEqual([
      { en: expect.stringContaining("accomplice"), fr: expect.stringContaining("complice") },
    ]);
  });

  test("of roles that nobody can edit gives nothing, not even by an accomplice", () => {
    const path = "/aws-service-role/backup.amazonaws.com/";
    const linked = { a: { ...roles.a, path } };
    const world = worldOf([allow("iam:UpdateAssumeRolePolicy"), deny("sts:AssumeRole")], { roles: linked });
    expect(waysFrom(world, ann)).toEqual({});
  });
});

test.each([
  ["iam:CreateAccessKey", "iam-create-access-key"],
  ["iam:CreateLoginProfile", "iam-create-login-profile"],
  ["iam:UpdateLoginProfile", "iam-update-login-profile"],
])("who is denied assuming roles still signs in as a user by %s", (action, way) => {
  const users = { bob: { inline: [keeper] } };
  expect(waysFrom(worldOf([allow(action, bob), deny("sts:*")], { users }), ann)).toEqual({ "user/bob": way });
});

describe("a role that is passed to a function", () => {
  const make = allow(["lambda:CreateFunction", "lambda:InvokeFunction"]);
  const pass = (more: Json = {}) => allow("iam:PassRole", roleArn("a"), more);
  const roles = (trust: unknown) => ({ a: { inline: [keeper], trust: trust as Json } });
  const lambda = serving("lambda.amazonaws.com");
  const source = (account: string) =>
    serving("lambda.amazonaws.com", when("StringEquals", "aws:SourceAccount", account));

  test.each<readonly [string, World, string]>([
    ["it may pass", worldOf([make, pass()], { roles: roles(lambda) }), "passrole-lambda-create-invoke"],
    [
      "it may pass to functions",
      worldOf([make, pass(when("StringEquals", "iam:PassedToService", "lambda.amazonaws.com"))], {
        roles: roles(lambda),
      }),
      "passrole-lambda-create-invoke",
    ],
    [
      "it may pass to servers only",
      worldOf([make, pass(when("StringEquals", "iam:PassedToService", "ec2.amazonaws.com"))], {
        roles: roles(lambda),
      }),
      "",
    ],
    ["that trusts servers", worldOf([make, pass()], { roles: roles(serving("ec2.amazonaws.com")) }), ""],
    ["that trusts nobody", worldOf([make, pass()], { roles: roles(policy()) }), ""],
    [
      "that its trust policy keeps from functions after all",
      worldOf([make, pass()], {
        roles: roles(
          policy(
            { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
            { Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" },
          ),
        ),
      }),
      "",
    ],
    [
      "that trusts functions of its account",
      worldOf([make, pass()], { roles: roles(source(home)) }),
      "passrole-lambda-create-invoke",
    ],
    [
      "that trusts functions of another account",
      worldOf([make, pass()], { roles: roles(source(other)) }),
      "",
    ],
    [
      "that trusts one function",
      worldOf([make, pass()], {
        roles: roles(
          serving("lambda.amazonaws.com", when("ArnLike", "aws:SourceArn", "arn:aws:lambda:*:*:function:x")),
        ),
      }),
      "passrole-lambda-create-invoke (assumed)",
    ],
    [
      "whose trust policy is not understood",
      worldOf([make, pass()], { roles: roles(serving("lambda.amazonaws.com", when("Sounds", "x", "y"))) }),
      "passrole-lambda-create-invoke (unknown)",
    ],
    ["without making one", worldOf([allow("lambda:InvokeFunction"), pass()], { roles: roles(lambda) }), ""],
    [
      "of another account",
      worldOf([make, allow("iam:PassRole")], {
        roles: { a: { account: other, inline: [keeper], trust: lambda } },
      }),
      "",
    ],
  ])("%s", (_, world, way) => {
    const found = waysFrom(world, ann)["role/a"] ?? "";
    expect(found).toBe(way);
  });
});

describe("code put into what runs with a role", () => {
  const update = allow(
    ["lambda:UpdateFunctionCode", "lambda:InvokeFunction"],
    `arn:aws:lambda:*:${home}:function:seal`,
  );
  const roles = { a: { inline: [keeper], trust: serving("lambda.amazonaws.com") } };
  const runs = (name: string, role = roleArn("a"), kind = "lambda"): readonly Workload[] => [
    { kind, resource: `arn:aws:lambda:eu-west-1:${home}:function:${name}`, role },
  ];

  test.each<readonly [string, readonly Workload[] | undefined, string]>([
    ["that function runs with it", runs("seal"), "lambda-update-function-code"],
    ["another function does", runs("other"), ""],
    ["that function runs with another", runs("seal", roleArn("b")), ""],
    ["nothing runs", [], ""],
    ["nobody has read what runs", undefined, "lambda-update-function-code (assumed)"],
  ])("%s", (_, workloads, way) => {
    const found =
      waysFrom(worldOf([update], { roles }), ann, { workloads } as {
        readonly workloads: readonly Workload[];
      })["role/a"] ?? "";
    expect(found).toBe(way);
  });
});
