/** Chains of roles, over accounts; cycles; whom they give nothing. */
import { describe, expect, test } from "vitest";
import {
  allow,
  deny,
  home,
  other,
  outside,
  policy,
  roleArn,
  rootArn,
  userArn,
  type World,
} from "../world.ts";
import { reachIn, trusting, waysFrom } from "./routes-in.ts";

const assume = (...to: readonly string[]) => policy(allow("sts:AssumeRole", to));
const reads = policy(allow("s3:GetObject"));
const ann = userArn("ann");

describe("a chain", () => {
  const world: World = {
    users: { ann: { inline: [assume(roleArn("a"))] } },
    roles: {
      a: { trust: trusting(rootArn()), inline: [assume(roleArn("b", other))] },
      b: { account: other, trust: trusting(roleArn("a")), inline: [reads, assume(roleArn("c"))] },
      c: { trust: trusting(rootArn(other)), inline: [policy(allow("dynamodb:*"))] },
    },
  };

  test("goes over accounts, step by step", () => {
    expect(waysFrom(world, ann)).toEqual({
      "role/a": "sts-assume-role",
      "role/b": "sts-assume-role sts-assume-role",
      "role/c": "sts-assume-role sts-assume-role sts-assume-role",
    });
  });

  test("each step is taken by whoever the last one gave", () => {
    const [route] = reachIn(world)
      .reach.routes(ann)
      .filter(({ to }) => to === roleArn("c"));
    expect(route!.steps.map(({ principal, target, via }) => [principal, target, via])).toEqual([
      [ann, roleArn("a"), ["sts:AssumeRole"]],
      [roleArn("a"), roleArn("b", other), ["sts:AssumeRole"]],
      [roleArn("b", other), roleArn("c"), ["sts:AssumeRole"]],
    ]);
    expect(route!.steps.map(({ witnesses }) => witnesses.map(({ resource }) => resource))).toEqual([
      [roleArn("a")],
      [roleArn("b", other)],
      [roleArn("c")],
    ]);
  });

  test("what somebody at its end can do, its start can", () => {
    const { reach } = reachIn(world);
    const table = {
      actions: ["dynamodb:DeleteTable"],
      resources: [`arn:aws:dynamodb:eu-west-1:${home}:table/roll`],
    };
    const proof = reach.can(ann, table);
    expect(proof).toMatchObject({
      verdict: "yes",
      as: roleArn("c"),
      witness: { action: "dynamodb:DeleteTable" },
    });
    expect(proof.verdict === "yes" && proof.route).toHaveLength(3);
    expect(reach.who(table).map(({ principal }) => principal)).toEqual(
      [roleArn("a"), roleArn("c"), ann, roleArn("b", other)].toSorted(),
    );
    expect(reach.can(roleArn("c"), table)).toMatchObject({ verdict: "yes", route: [], as: roleArn("c") });
  });

  test.each<readonly [string, World]>([
    [
      "a trust policy",
      { ...world, roles: { ...world.roles, a: { ...world.roles!["a"], trust: trusting(rootArn(outside)) } } },
    ],
    ["a right", { ...world, users: { ann: { inline: [reads] } } }],
    ["no deny", { ...world, users: { ann: { inline: [assume(roleArn("a")), policy(deny("sts:*"))] } } }],
    [
      "a boundary that leaves it",
      {
        ...world,
        managed: { fence: reads },
        users: { ann: { inline: [assume(roleArn("a"))], boundary: `arn:aws:iam::${home}:policy/fence` } },
      },
    ],
    [
      "an SCP that leaves it",
      {
        ...world,
        organization: {
          serviceControlPolicies: [
            { name: "guard", policy: policy(allow("*"), deny("sts:AssumeRole")), targets: [home] },
          ],
        },
      },
    ],
  ])("does not begin without %s", (_, broken) => {
    expect(waysFrom(broken, ann)).toEqual({});
  });
});

test("cycles end", () => {
  const ring = (next: string, more = reads) => ({
    trust: trusting(rootArn()),
    inline: [assume(roleArn(next)), more],
  });
  const world: World = {
    roles: {
      a: ring("b"),
      b: ring("c", policy(allow("s3:PutObject"))),
      c: ring("a", policy(allow("s3:DeleteObject"))),
    },
  };
  expect(waysFrom(world, roleArn("a"))).toEqual({
    "role/b": "sts-assume-role",
    "role/c": "sts-assume-role sts-assume-role",
  });
});

test("the shortest of several is kept", () => {
  const world: World = {
    users: { ann: { inline: [assume(roleArn("a"), roleArn("c"))] } },
    roles: {
      a: { trust: trusting(rootArn()), inline: [assume(roleArn("b"))] },
      b: { trust: trusting(rootArn()), inline: [assume(roleArn("c"))] },
      c: { trust: trusting(rootArn()), inline: [reads] },
    },
  };
  expect(waysFrom(world, ann)["role/c"]).toBe("sts-assume-role");
});

describe("whoever has no right that the start lacks is no path", () => {
  const to = (
    policies: readonly ReturnType<typeof policy>[],
    mine = policy(allow(["sts:AssumeRole", "s3:*"])),
  ): World => ({
    users: { ann: { inline: [mine] } },
    roles: { a: { trust: trusting(rootArn()), inline: policies } },
  });
  test.each<readonly [string, World]>([
    ["no rights at all", to([])],
    ["rights that it has too", to([reads, policy(allow("s3:List*", "arn:aws:s3:::alder-*"))])],
    [
      "the same under the same condition",
      to(
        [policy(allow("kms:Decrypt", "*", { Condition: { Bool: { "aws:SecureTransport": "true" } } }))],
        policy(
          allow("sts:AssumeRole"),
          allow("kms:*", "*", { Condition: { Bool: { "aws:SecureTransport": "true" } } }),
        ),
      ),
    ],
    ["rights that its own deny takes away", to([policy(allow("dynamodb:*"), deny("dynamodb:*"))])],
    ["an administrator", to([policy(allow("dynamodb:*"))], policy(allow("*")))],
  ])("%s", (_, world) => {
    expect(waysFrom(world, ann)).toEqual({});
  });

  test.each<readonly [string, World]>([
    ["one action more", to([policy(allow("s3:*"), allow("sqs:ListQueues"))])],
    [
      "the same without its condition",
      to(
        [reads],
        policy(
          allow("sts:AssumeRole"),
          allow("s3:*", "*", { Condition: { Bool: { "aws:SecureTransport": "true" } } }),
        ),
      ),
    ],
    [
      "what its own deny takes away",
      to([reads], policy(allow(["sts:AssumeRole", "s3:*"]), deny("s3:GetObject"))),
    ],
    [
      "a policy of a resource that names it",
      {
        ...to([]),
        resources: {
          "arn:aws:s3:::alder": policy({
            Effect: "Allow",
            Principal: { AWS: roleArn("a") },
            Action: "s3:DeleteBucket",
            Resource: "arn:aws:s3:::alder",
          }),
        },
      },
    ],
  ])("but %s is", (what, world) => {
    if (what.startsWith("a policy")) {
      const only = { ...world, users: { ann: { inline: [policy(allow("sts:AssumeRole"))] } } };
      expect(waysFrom(only, ann)).toEqual({ "role/a": "sts-assume-role" });
    } else expect(waysFrom(world, ann)).toEqual({ "role/a": "sts-assume-role" });
  });
});

describe("outsiders", () => {
  const world: World = {
    roles: {
      a: { trust: trusting(outside), inline: [reads] },
      b: { trust: trusting("*"), inline: [policy(allow("s3:PutObject"))] },
    },
  };

  test("start too; what their own account allows is taken for granted", () => {
    expect(waysFrom(world, rootArn(outside))).toMatchObject({ "role/a": "sts-assume-role (assumed)" });
  });

  test("nobody in particular starts where everybody is let in", () => {
    expect(waysFrom(world, "*")).toEqual({ "role/b": "sts-assume-role" });
  });
});
