/** Policies that deny something, and who gets rid of them: its own, its groups’, and what goes with them. */
import { describe, expect, test } from "vitest";
import type { AccessQuestion } from "../../../lib/iam/access.ts";
import type { GroupDetail, IamInput } from "../../../lib/iam/input.ts";
import { allow, deny, home, inputOf, managedArn, policy, roleArn, userArn } from "../world.ts";
import type { Entity, Json, World } from "../world.ts";
import { reachOver, withFacts } from "./routes-in.ts";

const [ann, desk] = [userArn("ann"), roleArn("desk")];
const prize: AccessQuestion = {
  actions: ["dynamodb:DeleteTable"],
  resources: [`arn:aws:dynamodb:eu-west-1:${home}:table/roll`],
};
const stop = policy(deny("dynamodb:DeleteTable"));
const both = policy(
  allow("dynamodb:DeleteTable"),
  deny("dynamodb:Delete*", "*", {
    Condition: { StringNotEquals: { "aws:PrincipalTag/team": "none" } },
  }),
);
const [has, attached] = [allow("dynamodb:DeleteTable"), { attached: [managedArn("stop")] }];

const nameless = { Condition: { Null: { "iam:PolicyARN": "true" } } };

/** To groups of the world, the managed policies that are attached to them. */
function inputWith(world: World, attachedTo: Readonly<Record<string, readonly string[]>>): IamInput {
  const input = withFacts(inputOf({ managed: { stop, other: stop, both }, ...world }), { workloads: [] });
  const attaching = (group: GroupDetail): GroupDetail => ({
    ...group,
    AttachedManagedPolicies: (attachedTo[group.GroupName] ?? []).map((name) => ({
      PolicyArn: managedArn(name),
    })),
  });
  return {
    ...input,
    accounts: input.accounts.map((account) => ({
      ...account,
      authorizationDetails: {
        ...account.authorizationDetails,
        GroupDetailList: account.authorizationDetails.GroupDetailList.map(attaching),
      },
    })),
  };
}

/** The steps by which it can, or the verdict. */
function ways(
  who: string,
  world: World,
  attachedTo: Readonly<Record<string, readonly string[]>> = {},
): string {
  const proof = reachOver(inputWith(world, attachedTo)).reach.can(who, prize);
  return proof.verdict === "yes" ? proof.route.map(({ kind }) => kind).join(" ") : proof.verdict;
}
const user = (rights: readonly Json[], more: Entity = {}, rest: World = {}): World => ({
  ...rest,
  users: { ann: { ...more, inline: [policy(...rights), ...(more.inline ?? [])] } },
});
const role = (rights: readonly Json[], more: Entity = {}): World => ({
  roles: { desk: { ...more, inline: [policy(...rights), ...(more.inline ?? [])] } },
});

describe("its own", () => {
  const inline = { inline: [stop] };
  const twice = { attached: [managedArn("stop"), managedArn("other")] };
  test.each<readonly [string, string, World, string]>([
    [
      "attached, by detaching",
      ann,
      user([has, allow("iam:DetachUserPolicy")], attached),
      "iam-detach-user-policy",
    ],
    ["attached, not by deleting", ann, user([has, allow("iam:DeleteUserPolicy")], attached), "no"],
    [
      "inline, by deleting",
      ann,
      user([has, allow("iam:DeleteUserPolicy")], inline),
      "iam-delete-user-policy",
    ],
    ["inline, not by detaching", ann, user([has, allow("iam:DetachUserPolicy")], inline), "no"],
    [
      "of a role, by detaching",
      desk,
      role([has, allow("iam:DetachRolePolicy")], attached),
      "iam-detach-role-policy",
    ],
    [
      "of a role, by deleting",
      desk,
      role([has, allow("iam:DeleteRolePolicy")], inline),
      "iam-delete-role-policy",
    ],
    [
      "of a role, not as those of users are",
      desk,
      role([has, allow("iam:DetachUserPolicy")], attached),
      "no",
    ],
    ["of a user, not as those of roles are", ann, user([has, allow("iam:DetachRolePolicy")], attached), "no"],
    [
      "two that allow nothing, together",
      ann,
      user([has, allow("iam:DetachUserPolicy")], twice),
      "iam-detach-user-policy",
    ],
    [
      "one attached and one inline, one after the other",
      ann,
      user([has, allow(["iam:DetachUserPolicy", "iam:DeleteUserPolicy"])], {
        ...attached,
        inline: [policy(deny("dynamodb:Delete*"))],
      }),
      "iam-detach-user-policy iam-delete-user-policy",
    ],
    [
      "inline, of whose deletion no condition asks for a policy’s ARN",
      ann,
      user([has, allow("iam:DeleteUserPolicy", "*", nameless)], inline),
      "iam-delete-user-policy",
    ],
    [
      "not with what the same policy allows",
      ann,
      user([allow("iam:DetachUserPolicy")], { attached: [managedArn("both")] }),
      "no",
    ],
    [
      "two that allow something, each by itself",
      ann,
      user([has, allow("iam:DetachUserPolicy")], { attached: [managedArn("both"), managedArn("stop")] }),
      "iam-detach-user-policy iam-detach-user-policy",
    ],
    [
      "only one that a condition on its name lets it detach",
      ann,
      user(
        [
          has,
          allow("iam:DetachUserPolicy", "*", {
            Condition: { ArnEquals: { "iam:PolicyARN": managedArn("stop") } },
          }),
        ],
        twice,
      ),
      "no",
    ],
  ])("%s", (_, who, world, expected) => {
    expect(ways(who, world)).toBe(expected);
  });
});

describe("of a group", () => {
  const [member, two] = [{ groups: ["clerks"] }, { groups: ["clerks", "others"] }];
  const [inline, empty] = [{ groups: { clerks: [stop] } }, { groups: { clerks: [], others: [stop] } }];
  const on = (group: string) => `arn:aws:iam::${home}:group/${group}`;
  test.each<readonly [string, World, Readonly<Record<string, readonly string[]>>, string]>([
    [
      "inline, by deleting",
      user([has, allow("iam:DeleteGroupPolicy")], member, inline),
      {},
      "iam-delete-group-policy",
    ],
    ["inline, not by detaching", user([has, allow("iam:DetachGroupPolicy")], member, inline), {}, "no"],
    [
      "attached, by detaching",
      user([has, allow("iam:DetachGroupPolicy", on("clerks"))], member, empty),
      { clerks: ["stop"] },
      "iam-detach-group-policy",
    ],
    [
      "attached, not by deleting",
      user([has, allow("iam:DeleteGroupPolicy")], member, empty),
      { clerks: ["stop"] },
      "no",
    ],
    [
      "by leaving it",
      user([has, allow("iam:RemoveUserFromGroup")], member, empty),
      { clerks: ["stop"] },
      "iam-remove-user-from-group",
    ],
    [
      "inline, by leaving it",
      user([has, allow("iam:RemoveUserFromGroup")], member, inline),
      {},
      "iam-remove-user-from-group",
    ],
    [
      "by leaving it, and not one that allows what is wanted",
      user([allow("iam:RemoveUserFromGroup")], two, {
        groups: { clerks: [stop], others: [policy(has), policy(deny("sqs:*"))] },
      }),
      {},
      "iam-remove-user-from-group",
    ],
    [
      "attached to one of its groups",
      user([has, allow("iam:DetachGroupPolicy")], two, { groups: { clerks: [], others: [] } }),
      { clerks: ["stop"] },
      "iam-detach-group-policy",
    ],
    [
      "not with what the group allows",
      user([allow("iam:RemoveUserFromGroup")], member, { groups: { clerks: [stop, policy(has)] } }),
      {},
      "no",
    ],
    [
      "though with another of its policies that allows, where only the one is taken",
      user([allow("iam:DeleteGroupPolicy")], member, { groups: { clerks: [stop, policy(has)] } }),
      {},
      "iam-delete-group-policy",
    ],
    [
      "not while it is attached to oneself as well",
      user(
        [has, allow(["iam:DetachGroupPolicy", "iam:RemoveUserFromGroup"])],
        { ...member, ...attached },
        empty,
      ),
      { clerks: ["stop"] },
      "no",
    ],
    [
      "not its own, while a group has it as well",
      user([has, allow("iam:DetachUserPolicy")], { ...member, ...attached }, empty),
      { clerks: ["stop"] },
      "no",
    ],
    [
      "not while another of its groups has it as well",
      user(
        [has, allow(["iam:DetachGroupPolicy", "iam:RemoveUserFromGroup"], on("clerks"))],
        { groups: ["clerks", "others"] },
        {
          groups: { clerks: [], others: [] },
        },
      ),
      { clerks: ["stop"], others: ["stop"] },
      "no",
    ],
  ])("%s", (_, world, attachedTo, expected) => {
    expect(ways(ann, world, attachedTo)).toBe(expected);
  });
});
