/** What a request on a user or role is known to be, of what conditions ask of it. */
import { describe, expect, test } from "vitest";
import type { Identity } from "../../../lib/iam/landscape.ts";
import { factsAbout, givenOf, keysAbout } from "../../../lib/iam/reach/request-facts.ts";
import type { View } from "../../../lib/iam/reach/views.ts";
import { managedArn } from "../world.ts";

const fence = managedArn("fence");
const tags = [
  { key: "Team", value: "rolls" },
  { key: "desk", value: "1" },
  { key: "DESK", value: "2" },
];
const fenced = { tags, boundary: { ref: fence } } as unknown as Identity;
const free = { tags: [] } as unknown as Identity;

test.each<readonly [string, Identity | undefined, string | null | undefined]>([
  ["aws:resourcetag/team", fenced, "rolls"],
  ["iam:resourcetag/team", fenced, "rolls"],
  ["iam:resourcetag/team", free, null],
  ["aws:resourcetag/desk", fenced, undefined],
  ["aws:resourcetag/", fenced, undefined],
  ["s3:resourcetag/team", fenced, undefined],
  ["aws:principaltag/team", fenced, undefined],
  ["iam:permissionsboundary", fenced, fence],
  ["iam:permissionsboundary", free, null],
  ["iam:permissionsboundary", undefined, undefined],
  ["aws:resourcetag/team", undefined, undefined],
])("%s", (key, identity, expected) => {
  expect(givenOf(key, identity === undefined ? {} : { identity })).toBe(expected);
});

const views = (...keys: readonly string[]) =>
  [{ conditions: keys.map((key) => ({ key })) }, { conditions: [] }] as unknown as readonly View[];
const all = views("aws:resourcetag/team", "iam:permissionsboundary", "aws:username", "aws:requesttag/team");

test("only what conditions ask of it, once", () => {
  expect(keysAbout([...all, ...all])).toEqual(["aws:resourcetag/team", "iam:permissionsboundary"]);
});

describe("what a request is told", () => {
  const [tag, boundary] = [{ "aws:resourcetag/team": "rolls" }, { "iam:permissionsboundary": fence }];
  test.each<readonly [string, readonly string[], object]>([
    ["an edit", ["iam:PutRolePolicy"], { ...tag, ...boundary }],
    ["one that sets the boundary itself", ["iam:PutRolePermissionsBoundary"], tag],
    ["the same of a user", ["iam:PutUserPermissionsBoundary"], tag],
    ["one that takes it off", ["iam:DeleteRolePermissionsBoundary"], { ...tag, ...boundary }],
    ["one of several that may set it", ["iam:PutRolePolicy", "iam:PutRolePermissionsBoundary"], tag],
    // "Do not try to control who can pass a role by tagging the role" (IAM User Guide).
    ["passing a role, of which tags are not told", ["iam:PassRole"], boundary],
    ["one of several that may pass it", ["iam:PutRolePolicy", "iam:passrole"], boundary],
  ])("%s", (_, actions, expected) => {
    expect(factsAbout({ identity: fenced }, actions, all)).toStrictEqual(expected);
  });

  test("nothing that no condition asks for, and nothing of what is no user or role", () => {
    expect(factsAbout({ identity: fenced }, ["iam:PutRolePolicy"], views("aws:username"))).toEqual({});
    expect(factsAbout({}, ["iam:PutRolePolicy"], all)).toStrictEqual({});
  });
});
