/**
 * Who is no path since it has no right that the start lacks, as far as the texts of policies prove it: where they prove
 * nothing the path is shown.
 */
import { describe, expect, test } from "vitest";
import {
  allow,
  deny,
  home,
  managedArn,
  other,
  outside,
  policy,
  roleArn,
  rootArn,
  userArn,
} from "../world.ts";
import type { Entity, Json, World } from "../world.ts";
import { trusting, waysFrom } from "./routes-in.ts";

const ann = userArn("ann");
const assume = allow("sts:AssumeRole");
const bucket = "arn:aws:s3:::alder";
const object = `${bucket}/roll`;
const when = (test: Json): Json => ({ Condition: test });
const [sealed, mine] = [
  { Bool: { "aws:SecureTransport": "true" } },
  { Bool: { "aws:ViaAWSService": "false" } },
];
const odd = when({ Sounds: { "aws:SecureTransport": "x" } });

const shown = (world: World) => "role/a" in waysFrom(world, ann);
/** Whether the role is shown that has these rights, to somebody who has those. */
const shownTo = (
  own: readonly Json[],
  theirs: readonly Json[],
  more: World = {},
  start: Entity = {},
  role: Entity = {},
) =>
  shown({
    ...more,
    users: { ann: { inline: [policy(assume, ...own)], ...start } },
    roles: { a: { trust: trusting(rootArn()), inline: [policy(...theirs)], ...role } },
  });

const levels = (...of: readonly (readonly Json[])[]): World => ({
  organization: {
    serviceControlPolicies: of.map((said, at) => ({
      name: `p${at}`,
      level: `l${at}`,
      policy: policy(...said),
      targets: [home],
    })),
    resourceControlPolicies: [],
  },
});

const but = (effect: "Allow" | "Deny", NotAction: string, Resource: unknown = "*"): Json => ({
  Effect: effect,
  NotAction,
  Resource,
});
const elsewhere = (Action: unknown, NotResource: string): Json => ({ Effect: "Allow", Action, NotResource });

describe("by its statements", () => {
  test.each<readonly [string, readonly Json[], readonly Json[], boolean]>([
    ["a wider pattern of actions takes in one", [allow("s3:Get*")], [allow("s3:GetObject")], false],
    ["another does not", [allow("s3:Put*")], [allow("s3:GetObject")], true],
    [
      "one with a wildcard in its midst is not looked into",
      [allow("s3:*Object")],
      [allow("s3:GetObject")],
      true,
    ],
    ["nor one that ends with a single one", [allow("s3:GetObjec?")], [allow("s3:GetObject")], true],
    ["but it takes in itself", [allow("s3:?etO*")], [allow("s3:?etO*", object)], false],
    ["everything takes in all but some", [allow("*")], [but("Allow", "iam:*")], false],
    ["all but some takes in the same", [but("Allow", "iam:*")], [but("Allow", "iam:*")], false],
    ["all but some takes in nothing else", [but("Allow", "iam:*")], [allow("s3:GetObject")], true],
    [
      "a wider pattern of resources takes in one",
      [allow("s3:*", `${bucket}/*`)],
      [allow("s3:GetObject", object)],
      false,
    ],
    ["a narrower does not", [allow("s3:*", object)], [allow("s3:GetObject", `${bucket}/*`)], true],
    ["any resource takes in all but one", [allow("s3:*")], [elsewhere("s3:GetObject", object)], false],
    ["all but one takes in the same", [elsewhere("s3:*", object)], [elsewhere("s3:*", object)], false],
    [
      "several together take in each action on each resource",
      [allow(["s3:GetObject", "s3:PutObject"], object), allow("s3:*", bucket)],
      [allow(["s3:GetObject", "s3:PutObject"], [object, bucket])],
      false,
    ],
    [
      "not if one is missing",
      [allow("s3:GetObject", object), allow("s3:*", bucket)],
      [allow("s3:*", [object, bucket])],
      true,
    ],
    ["nor if an action is", [allow("s3:GetObject")], [allow(["s3:GetObject", "s3:PutObject"])], true],
    ["one of several statements may be more", [allow("s3:*")], [allow("s3:GetObject"), allow("sqs:*")], true],
    ["one whose resource is no ARN is not understood", [allow("s3:*")], [allow("s3:*", "alder")], true],
    ["and takes in nothing", [allow("s3:*", ["alder", "*"])], [allow("s3:GetObject")], true],
    ["a deny gives nothing", [allow("s3:*")], [allow("s3:GetObject"), deny("sqs:*")], false],
  ])("%s", (_, own, theirs, expected) => {
    expect(shownTo(own, theirs)).toBe(expected);
  });
});

describe("by conditions and denies", () => {
  const get = (more: Json = {}) => allow("s3:GetObject", "*", more);
  test.each<readonly [string, readonly Json[], readonly Json[], boolean]>([
    [
      "fewer conditions take in more",
      [get(when(sealed))],
      [get(when({ Bool: { ...sealed.Bool, ...mine.Bool } }))],
      false,
    ],
    [
      "more do not take in fewer",
      [get(when({ Bool: { ...sealed.Bool, ...mine.Bool } }))],
      [get(when(sealed))],
      true,
    ],
    ["nor one another", [get(when(sealed))], [get(when(mine))], true],
    [
      "nor other values",
      [get(when(sealed))],
      [get(when({ Bool: { "aws:SecureTransport": "false" } }))],
      true,
    ],
    ["one that is not understood takes in nothing, be it the same", [get(odd)], [get(odd)], true],
    ["what is not understood is taken in by all", [get()], [get(odd)], false],
    ["the same deny", [get(), deny("s3:*", bucket)], [get(), deny("s3:*", bucket)], false],
    ["a deny that the other lacks", [get(), deny("s3:*", bucket)], [get()], true],
    ["all but some denied", [allow("s3:*"), but("Deny", "s3:PutObject", object)], [get()], true],
    ["what is denied but for a part", [get()], [allow("dynamodb:*"), deny("dynamodb:DeleteTable")], true],
    [
      "what is denied of those that come first",
      [get()],
      [allow("dynamodb:*"), deny("dynamodb:Batch*")],
      true,
    ],
    [
      "what hangs on who asks",
      [get()],
      [allow("sqs:*", "arn:aws:sqs:*:*:${aws:PrincipalTag/team}"), deny("sqs:Send*")],
      true,
    ],
    ["what is denied by a wider deny", [get()], [allow("dynamodb:Get*", "*"), deny("dynamodb:*")], false],
  ])("%s", (_, own, theirs, expected) => {
    expect(shownTo(own, theirs)).toBe(expected);
  });

  test("a policy that cannot be read may say anything", () => {
    expect(shownTo([allow("*")], [], {}, {}, { inline: [{ Statement: 7 }] })).toBe(true);
    expect(shownTo([], [get()], {}, { inline: [policy(allow("*")), { Statement: 7 }] })).toBe(true);
  });
});

describe("by boundaries", () => {
  const fence = managedArn("fence");
  const fenced = { boundary: fence };
  const around = (...of: readonly Json[]): World => ({ managed: { fence: policy(assume, ...of) } });
  const [all, get] = [allow("s3:*"), allow("s3:GetObject")];
  test.each<readonly [string, boolean, boolean]>([
    ["of its own that leaves it", shownTo([all], [get], around(allow("s3:Get*")), fenced), false],
    ["of its own that does not", shownTo([all], [get], around(allow("s3:Put*")), fenced), true],
    ["of its own that denies it", shownTo([all], [get], around(all, deny("s3:GetObject")), fenced), true],
    [
      "of the other’s that leaves no more",
      shownTo([all], [get, allow("sqs:*")], around(get), {}, fenced),
      false,
    ],
    [
      "of the other’s that leaves more",
      shownTo([all], [get, allow("sqs:*")], around(get, allow("sqs:*")), {}, fenced),
      true,
    ],
  ])("%s", (_, found, expected) => {
    expect(found).toBe(expected);
  });
});

describe("across accounts, where SCPs take nothing from the start", () => {
  const full = allow("*");
  const far = { account: other, trust: trusting(rootArn(home)) };
  const denied = [allow("dynamodb:*"), deny("*")];
  test.each<readonly [string, World, readonly Json[], boolean]>([
    ["no organisation", {}, denied, false],
    ["everything at each level", levels([full], [full, allow("s3:*")]), denied, false],
    ["less at one of them", levels([full], [allow(["sts:*", "s3:*"])]), denied, true],
    ["something denied", levels([full], [full, deny("sqs:*")]), denied, true],
    ["but rights there are others than here", levels([full]), [allow("s3:GetObject")], true],
  ])("%s", (_, rails, theirs, expected) => {
    expect(shownTo([full], theirs, rails, {}, far)).toBe(expected);
  });
});

test.each<readonly [string, readonly (readonly Json[])[], boolean]>([
  ["what both have", [[allow("*")], [allow(["sts:*", "s3:*"])]], false],
  ["and denies both something", [[allow("*"), deny("s3:PutObject")]], false],
])("within an account an SCP leaves the start no less: %s", (_, of, expected) => {
  expect(shownTo([allow("s3:*")], [allow("s3:GetObject")], levels(...of))).toBe(expected);
});

test("of an outsider nobody knows what it has besides", () => {
  const roles = { a: { trust: trusting(outside), inline: [policy()] } };
  expect(Object.keys(waysFrom({ roles }, rootArn(outside)))).toEqual(["role/a"]);
});

describe("by what policies of resources say", () => {
  const saying = (said: Json): World => ({
    resources: { [bucket]: policy({ Action: "s3:*", Resource: `${bucket}/*`, ...said }) },
  });
  const [all, get] = [[allow("s3:*")], [allow("s3:GetObject")]];
  const byTag = {
    Effect: "Deny",
    Principal: "*",
    ...when({ StringNotEquals: { "aws:PrincipalTag/team": "rolls" } }),
  };
  const tagged = { tags: { team: "rolls" } };
  test.each<readonly [string, boolean, boolean]>([
    ["to everybody", shownTo(all, get, saying({ Effect: "Allow", Principal: "*" })), false],
    [
      "to the other by its name",
      shownTo(all, get, saying({ Effect: "Allow", Principal: { AWS: roleArn("a") } })),
      true,
    ],
    [
      "against the other",
      shownTo(all, get, saying({ Effect: "Deny", Principal: { AWS: roleArn("a") } })),
      false,
    ],
    ["against the start", shownTo(all, get, saying({ Effect: "Deny", Principal: { AWS: ann } })), true],
    ["to both by what both are", shownTo(all, get, saying(byTag), tagged, tagged), false],
    // A session may bring tags that its role has not.
    ["to neither by what neither is", shownTo(all, get, saying(byTag)), true],
    ["to the other by what it is", shownTo(all, get, saying(byTag), {}, tagged), true],
    [
      "to all but the other",
      shownTo(all, get, saying({ Effect: "Deny", NotPrincipal: { AWS: roleArn("a") } })),
      true,
    ],
  ])("%s", (_, found, expected) => {
    expect(found).toBe(expected);
  });
});
