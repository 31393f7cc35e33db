/** What somebody makes of itself: policies, attachments, versions, groups. */
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
import { reachIn, reachOver, trusting, waysFrom } from "./routes-in.ts";
import { inputOf } from "../world.ts";

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

describe("a policy of its own", () => {
  const put = annWith([allow("iam:PutUserPolicy", ann)]);

  test("gives what boundary and organisation leave, and leads to itself", () => {
    expect(waysFrom(put, ann)).toEqual({ "user/ann": "iam-put-user-policy" });
    expect(can(put)).toBe("yes");
  });

  test.each<readonly [string, World, string]>([
    ["for another user", annWith([allow("iam:PutUserPolicy", userArn("bob"))]), "no"],
    [
      "for itself by a variable",
      annWith([allow("iam:PutUserPolicy", "arn:aws:iam::*:user/${aws:username}")]),
      "yes",
    ],
    [
      "beyond its boundary",
      annWith(
        [allow("iam:PutUserPolicy")],
        { boundary: managedArn("fence") },
        { managed: { fence: policy(allow(["iam:*", "s3:*"])) } },
      ),
      "yes",
    ],
    [
      "within a boundary that it cannot take off",
      annWith(
        [allow("iam:PutUserPolicy")],
        { boundary: managedArn("fence") },
        { managed: { fence: policy(allow(["iam:PutUserPolicy", "s3:*"])) } },
      ),
      "no",
    ],
    [
      "below an SCP",
      annWith(
        [allow("iam:PutUserPolicy")],
        {},
        {
          organization: {
            serviceControlPolicies: [
              { name: "x", policy: policy(allow("*"), deny("dynamodb:*")), targets: [home] },
            ],
          },
        },
      ),
      "no",
    ],
    [
      "with a deny that it cannot take off",
      annWith([allow("iam:PutUserPolicy"), deny("*", prize.resources)], {}),
      "yes",
    ],
    [
      "with a deny that is a role’s boundary’s",
      annWith(
        [allow("iam:PutUserPolicy")],
        { boundary: managedArn("fence") },
        {
          managed: {
            fence: policy(
              allow("*"),
              deny([
                "dynamodb:*",
                "iam:Delete*",
                "iam:PutUserPermissionsBoundary",
                "iam:Create*",
                "iam:Attach*",
                "iam:Add*",
                "iam:Update*",
                "iam:Pass*",
                "iam:PutRole*",
                "iam:Set*",
                "iam:Det*",
                "sso:*",
                "sts:*",
              ]),
            ),
          },
        },
      ),
      "no",
    ],
  ])("%s", (_, world, verdict) => {
    expect(can(world)).toBe(verdict);
  });

  test("only for a user that has the boundary that a condition asks for", () => {
    const asks = when("StringEquals", "iam:PermissionsBoundary", managedArn("fence"));
    const managed = { fence: policy(allow("*")), wide: policy(allow("*")) };
    const put = [allow("iam:PutUserPolicy", "*", asks)];
    expect(can(annWith(put, { boundary: managedArn("fence") }, { managed }))).toBe("yes");
    expect(can(annWith(put, { boundary: managedArn("wide") }, { managed }))).toBe("no");
    expect(can(annWith(put, {}, { managed }))).toBe("no");
  });

  test("only for a user with the tag that a condition asks for", () => {
    const put = [allow("iam:PutUserPolicy", "*", when("StringEquals", "aws:ResourceTag/team", "rolls"))];
    expect(can(annWith(put, { tags: { team: "rolls" } }))).toBe("yes");
    expect(can(annWith(put, { tags: { team: "polls" } }))).toBe("no");
    expect(can(annWith(put))).toBe("no");
  });
});

describe("an attachment", () => {
  const admin = "arn:aws:iam::aws:policy/AdministratorAccess";
  const attach = (arn: unknown) =>
    allow("iam:AttachUserPolicy", "*", when("ArnEquals", "iam:PolicyARN", arn));
  const managed = { keepers: policy(allow("dynamodb:*")), readers: policy(allow("s3:GetObject")) };

  test.each<readonly [string, readonly Json[], string]>([
    ["of anything", [allow("iam:AttachUserPolicy")], "yes"],
    ["of the policy with all rights", [attach(admin)], "yes"],
    ["of one that is there and has the right", [attach(managedArn("keepers"))], "yes"],
    ["of one that has not", [attach(managedArn("readers"))], "no"],
    [
      "of one that it makes first",
      [attach(`arn:aws:iam::${home}:policy/team-*`), allow("iam:CreatePolicy")],
      "yes",
    ],
    [
      "of one that it may not make",
      [attach(`arn:aws:iam::${home}:policy/team-*`), allow("iam:CreatePolicy", managedArn("other-*"))],
      "no",
    ],
    [
      "of a poor one, though it may make others",
      [attach(managedArn("readers")), allow("iam:CreatePolicy", managedArn("team-*"))],
      "no",
    ],
    ["of one that nobody has read", [attach("arn:aws:iam::aws:policy/PowerUserAccess")], "unknown"],
  ])("%s: %j", (_, statements, verdict) => {
    expect(can(annWith(statements, {}, { managed }))).toBe(verdict);
  });
});

describe("another version", () => {
  const world = annWith(
    [allow("iam:SetDefaultPolicyVersion")],
    { attached: [managedArn("crew")] },
    { managed: { crew: policy(allow("s3:GetObject")) } },
  );

  test("gives what it says", () => {
    // Of every managed policy of these worlds there is a first version that allows everything.
    expect(can(world)).toBe("yes");
    expect(waysFrom(world, ann)).toEqual({ "user/ann": "iam-set-default-policy-version" });
  });

  test("gives nothing where there is no other", () => {
    const input = inputOf(world);
    const [account] = input.accounts;
    const details = account!.authorizationDetails;
    const Policies = details.Policies.map((each) => ({
      ...each,
      PolicyVersionList: each.PolicyVersionList!.slice(1),
    }));
    const single = {
      ...input,
      accounts: [{ ...account!, workloads: [], authorizationDetails: { ...details, Policies } }],
    };
    expect(reachOver(single).reach.can(ann, prize).verdict).toBe("no");
  });
});

describe("a group that it joins", () => {
  const groups = {
    keepers: [policy(allow("dynamodb:*"))],
    readers: [policy(allow("s3:GetObject"))],
    stopped: [policy(allow("dynamodb:*"), deny("dynamodb:DeleteTable"))],
  };
  const join = (group: string, more: Entity = {}) =>
    annWith([allow("iam:AddUserToGroup", `arn:aws:iam::${home}:group/${group}`)], more, { groups });

  test.each([
    ["one with the right", join("keepers"), "yes"],
    ["one without", join("readers"), "no"],
    ["one that denies it too", join("stopped"), "no"],
    ["any", join("*"), "yes"],
    ["one that it is in", join("readers", { groups: ["readers"] }), "no"],
  ])("%s", (_, world, verdict) => {
    expect(can(world)).toBe(verdict);
  });

  test("is a step for users alone", () => {
    const world: World = {
      groups,
      roles: { a: { inline: [policy(allow("iam:AddUserToGroup"))], trust: trusting(rootArn()) } },
    };
    expect(reachIn(world).reach.can(roleArn("a"), prize).verdict).toBe("no");
  });
});
