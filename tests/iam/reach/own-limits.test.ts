/** Limits that somebody takes off itself, and those whom nobody can edit. */
import { describe, expect, test } from "vitest";
import type { AccessQuestion } from "../../../lib/iam/access.ts";
import {
  allow,
  deny,
  home,
  managedArn,
  policy,
  roleArn,
  rootArn,
  userArn,
  type Entity,
  type Json,
  type World,
} from "../world.ts";
import { reachIn, trusting, waysFrom } from "./routes-in.ts";

const ann = userArn("ann");
const prize: AccessQuestion = {
  actions: ["dynamodb:DeleteTable"],
  resources: [`arn:aws:dynamodb:eu-west-1:${home}:table/roll`],
};
const annWith = (statements: readonly Json[], more: Entity = {}, rest: World = {}): World => ({
  ...rest,
  users: { ann: { inline: [policy(...statements)], ...more } },
});
const can = (world: World, question = prize) => reachIn(world).reach.can(ann, question).verdict;
const when = (operator: string, key: string, value: unknown): Json => ({
  Condition: { [operator]: { [key]: value } },
});

describe("a boundary that it takes off", () => {
  const fenced = (rights: readonly Json[], fence: Json) =>
    annWith(rights, { boundary: managedArn("fence") }, { managed: { fence } });
  const off = allow("iam:DeleteUserPermissionsBoundary", ann);
  const mine = allow("dynamodb:DeleteTable");

  test("leaves its own policies in full", () => {
    const world = fenced([off, mine], policy(allow("iam:*")));
    expect(waysFrom(world, ann)["user/ann"]).toBe("iam-delete-user-permissions-boundary");
    expect(can(world)).toBe("yes");
  });

  test("must let it be taken off", () => {
    expect(can(fenced([off, mine], policy(allow("s3:*"))))).toBe("no");
    expect(can(fenced([off], policy(allow("iam:*"))))).toBe("no");
  });

  test("then rights are written, in two steps", () => {
    const world = fenced(
      [off, allow("iam:PutUserPolicy", ann)],
      policy(allow(["iam:DeleteUserPermissionsBoundary", "iam:PutUserPolicy"])),
    );
    const proof = reachIn(world).reach.can(ann, prize);
    expect(proof.verdict).toBe("yes");
    expect(proof.verdict === "yes" && proof.route.map(({ kind }) => kind).toSorted()).toEqual([
      "iam-delete-user-permissions-boundary",
      "iam-put-user-policy",
    ]);
  });
});

describe("a deny that it takes off", () => {
  const denied = policy(allow("dynamodb:*"), deny("dynamodb:DeleteTable"));
  const other = policy(deny("dynamodb:DeleteTable"));

  test("leaves what its other policies allow", () => {
    const world = annWith(
      [allow("dynamodb:*"), allow("iam:DetachUserPolicy", ann)],
      { attached: [managedArn("stop")] },
      { managed: { stop: other } },
    );
    expect(waysFrom(world, ann)).toEqual({ "user/ann": "iam-detach-user-policy" });
    expect(can(world)).toBe("yes");
  });

  test("takes with it what the same policy allows", () => {
    const world = annWith(
      [allow("iam:DetachUserPolicy", ann)],
      { attached: [managedArn("both")] },
      { managed: { both: denied } },
    );
    expect(can(world)).toBe("no");
  });

  test("may be detached only if a condition on its name lets it", () => {
    const only = when("ArnEquals", "iam:PolicyARN", managedArn("else"));
    const world = annWith(
      [allow("dynamodb:*"), allow("iam:DetachUserPolicy", ann, only)],
      { attached: [managedArn("stop")] },
      { managed: { stop: other } },
    );
    expect(can(world)).toBe("no");
  });
});

test("roles of Identity Center and of AWS’s services cannot be edited", () => {
  const path = "/aws-reserved/sso.amazonaws.com/";
  const edit = policy(allow(["iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"]));
  const world: World = {
    roles: {
      AWSReservedSSO_x: { path, inline: [edit], trust: trusting(rootArn()) },
      AWSServiceRoleForX: {
        path: "/aws-service-role/x.amazonaws.com/",
        inline: [policy(allow("dynamodb:*"))],
      },
      plain: { inline: [edit] },
    },
  };
  const ways = (name: string) => Object.keys(waysFrom(world, name));
  const reserved = `arn:aws:iam::${home}:role${path}AWSReservedSSO_x`;
  expect(ways(reserved)).toEqual(["role/plain"]);
  expect(ways(roleArn("plain"))).toEqual(["role/plain"]);
});
