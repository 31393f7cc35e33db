/** Policies and names that somebody wrote to break this end soon, and cost nobody else an answer. */
import { expect, test } from "vitest";
import { allow, deny, home, managedArn, policy, rootArn, userArn, type World } from "../world.ts";
import { reachIn, trusting, waysFrom } from "./routes-in.ts";

const ann = userArn("ann");
const reads = policy(allow("s3:GetObject"));
const assume = policy(allow("sts:AssumeRole"));

test("names of prototypes are names", () => {
  const names = ["__proto__", "constructor", "toString"];
  const roles = Object.fromEntries(
    names.map((name) => [name, { trust: trusting(rootArn()), inline: [reads] }]),
  );
  const world: World = {
    users: { ann: { inline: [assume] } },
    roles: { ...roles, ["__proto__"]: roles["__proto__"]! },
  };
  expect(Object.keys(waysFrom(world, ann)).toSorted()).toEqual(
    names.map((name) => `role/${name}`).toSorted(),
  );
});

test.each([
  ["many wildcards", `arn:aws:iam::${home}:role/${"*a".repeat(800)}`],
  ["many single ones", `arn:aws:iam::${home}:role/${"?*".repeat(800)}b`],
  ["a text without end", `arn:aws:iam::${home}:role/${"a".repeat(400_000)}`],
  ["a variable in a variable", "${aws:username${aws:username}}"],
])("%s in a pattern", (_, resource) => {
  const right = policy(
    allow(["sts:AssumeRole", "iam:PassRole", "iam:PutRolePolicy", "iam:CreateAccessKey"], resource),
  );
  const world: World = {
    users: { ann: { inline: [right] }, bob: { inline: [assume] } },
    roles: { a: { trust: trusting(rootArn()), inline: [reads] } },
  };
  expect(() => waysFrom(world, ann)).not.toThrow();
  expect(waysFrom(world, userArn("bob"))).toEqual({ "role/a": "sts-assume-role" });
});

test("a policy that cannot be read may give anything, and is said", () => {
  const world: World = {
    users: { ann: { inline: [{ Version: "2012-10-17", Statement: 7 }] } },
    roles: { a: { trust: trusting(rootArn()), inline: [reads] } },
  };
  const routes = reachIn(world).reach.routes(ann);
  expect(routes.length).toBeGreaterThan(0);
  for (const { unknown } of routes) expect(unknown).toBeDefined();
});

test("a trust policy that cannot be read lets nobody in for certain, and nobody out of sight", () => {
  const world: World = {
    users: { ann: { inline: [assume] } },
    roles: { a: { trust: { Version: "2012-10-17", Statement: "x" }, inline: [reads] } },
  };
  expect(waysFrom(world, ann)).toEqual({ "role/a": "sts-assume-role (unknown)" });
});

test("hundreds of policies that deny, groups and versions do not multiply", () => {
  const many = Array.from({ length: 40 }, (_, at) => `p${at}`);
  const world: World = {
    users: {
      ann: {
        inline: [
          policy(allow(["iam:SetDefaultPolicyVersion", "iam:DetachUserPolicy", "iam:AddUserToGroup"])),
        ],
        attached: many.map((name) => managedArn(name)),
      },
    },
    groups: Object.fromEntries(many.map((name) => [name, [policy(allow("s3:Get*"), deny(`s3:*${name}`))]])),
    managed: Object.fromEntries(
      many.map((name) => [name, policy(allow("s3:GetObject"), deny(`sqs:${name}*`))]),
    ),
    roles: { a: { inline: [reads] } },
  };
  const { reach } = reachIn(world);
  const proof = reach.can(ann, {
    actions: ["dynamodb:DeleteTable"],
    resources: [`arn:aws:dynamodb:ca-central-1:${home}:table/a`],
  });
  expect(["yes", "unknown"]).toContain(proof.verdict);
});
