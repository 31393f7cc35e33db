import type { PolicyDocument } from "../../iam/input.ts";
import type { Holder } from "./draft.ts";
import { notRead, type Given } from "./given.ts";
import { identify, known, type Reader, type Reading } from "./reading.ts";
import { tagsOf } from "./tags.ts";
import { whyMissing } from "./template-words.ts";
import { say } from "../../base/words.ts";
import { textOf, Unresolved } from "./value.ts";

const facts = "identities";

/** A policy that must be there. */
function required(reading: Reading, given: Given, property: string, arn?: string): PolicyDocument {
  const policy = given.policy(property);
  if (policy !== null) return policy;
  reading.unread(facts, whyMissing.required, { name: property }, arn);
  return notRead(say(whyMissing.required, reading.lang, { name: property }));
}

/** Managed policies that a property lists. One that is not known is attached under words that say so. */
function attachedIn(given: Given, reading: Reading, arn: string) {
  return (given.someTexts("ManagedPolicyArns") ?? []).map((one) => {
    if (typeof one === "string")
      return { PolicyName: one.slice(one.lastIndexOf("/") + 1) || one, PolicyArn: one };
    reading.unread(facts, one.why, one.args, arn);
    return { PolicyArn: notRead(say(one.why, reading.lang, one.args)) };
  });
}

function inlineIn(given: Given, reading: Reading, arn: string) {
  return (given.objects("Policies") ?? []).map((inner, index) => ({
    PolicyName: inner.text("PolicyName") ?? `${index}`,
    PolicyDocument: required(reading, inner, "PolicyDocument", arn),
  }));
}

/** When a list as a whole is not known, something may be attached that the snapshot cannot name. */
function unknownList(given: Given, reading: Reading, properties: readonly string[]) {
  return properties.flatMap((property) => {
    const value = given.value(property);
    return value instanceof Unresolved
      ? [{ PolicyArn: notRead(say(value.why, reading.lang, value.args)) }]
      : [];
  });
}

function boundaryIn(given: Given, reading: Reading) {
  const value = given.value("PermissionsBoundary");
  if (value === undefined || value === null) return undefined;
  const text = given.text("PermissionsBoundary");
  const why = value instanceof Unresolved ? say(value.why, reading.lang, value.args) : "PermissionsBoundary";
  return { PermissionsBoundaryArn: text ?? notRead(why), PermissionsBoundaryType: "Policy" };
}

function principal(reading: Reading) {
  const named = identify(reading, facts);
  if (named === undefined) return undefined;
  const given = reading.given(facts, named.arn);
  const tags = Object.entries(tagsOf(reading, facts, named.arn)).map(([Key, Value]) => ({ Key, Value }));
  return {
    given,
    named,
    inline: inlineIn(given, reading, named.arn),
    common: {
      Arn: named.arn,
      Path: given.text("Path") ?? "/",
      AttachedManagedPolicies: [
        ...attachedIn(given, reading, named.arn),
        ...unknownList(given, reading, ["ManagedPolicyArns", "Policies"]),
      ],
    },
    own: known({
      PermissionsBoundary: boundaryIn(given, reading),
      Tags: tags.length === 0 ? undefined : tags,
    }),
  };
}

const role: Reader = (reading) => {
  const read = principal(reading);
  if (read === undefined) return;
  const { given, named, inline, common, own } = read;
  reading.draft.roles.push({
    RoleName: named.name,
    RoleId: textOf(reading.physical?.attribute("RoleId")) ?? named.name,
    ...common,
    ...own,
    AssumeRolePolicyDocument: required(reading, given, "AssumeRolePolicyDocument", named.arn),
    RolePolicyList: inline,
    InstanceProfileList: [],
  });
};

const user: Reader = (reading) => {
  const read = principal(reading);
  if (read === undefined) return;
  const { given, named, inline, common, own } = read;
  const GroupList: string[] = [];
  reading.draft.users.push({ UserName: named.name, ...common, ...own, UserPolicyList: inline, GroupList });
  for (const group of given.texts("Groups") ?? [])
    reading.draft.later.members.push({ user: named.name, group });
};

const group: Reader = (reading) => {
  const read = principal(reading);
  if (read === undefined) return;
  const { named, inline, common } = read;
  reading.draft.groups.push({ GroupName: named.name, ...common, GroupPolicyList: inline });
};

const holders: readonly (readonly [Holder, string])[] = [
  ["role", "Roles"],
  ["user", "Users"],
  ["group", "Groups"],
];

function holdersIn(given: Given, by: string) {
  return holders.flatMap(([to, property]) => (given.texts(property) ?? []).map((name) => ({ to, name, by })));
}

const managedPolicy: Reader = (reading) => {
  const named = identify(reading, facts);
  if (named === undefined) return;
  const given = reading.given(facts, named.arn);
  const Document = required(reading, given, "PolicyDocument", named.arn);
  reading.draft.policies.push({
    PolicyName: named.name,
    Arn: named.arn,
    PolicyId: textOf(reading.physical?.attribute("PolicyId")) ?? named.name,
    DefaultVersionId: "v1",
    PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: true, Document }],
  });
  const attached = holdersIn(given, shownOf(reading)).map((holder) => ({
    ...holder,
    policy: named.name,
    arn: named.arn,
  }));
  reading.draft.later.attached.push(...attached);
};

const inlinePolicy: Reader = (reading) => {
  const given = reading.given(facts);
  const policy = given.text("PolicyName") ?? reading.id;
  const document = required(reading, given, "PolicyDocument");
  const inline = holdersIn(given, shownOf(reading)).map((holder) => ({ ...holder, policy, document }));
  reading.draft.later.inline.push(...inline);
};

/** `AWS::IAM::RolePolicy` and its like: one policy of one principal. */
const policyOf =
  (to: Holder, property: string): Reader =>
  (reading) => {
    const given = reading.given(facts);
    const name = given.text(property);
    const document = required(reading, given, "PolicyDocument");
    if (name === null) reading.unread(facts, whyMissing.required, { name: property });
    if (typeof name !== "string") return;
    const policy = given.text("PolicyName") ?? reading.id;
    reading.draft.later.inline.push({ to, name, by: shownOf(reading), policy, document });
  };

const membership: Reader = (reading) => {
  const given = reading.given(facts);
  const group = given.text("GroupName");
  if (typeof group !== "string") return;
  for (const user of given.texts("Users") ?? []) reading.draft.later.members.push({ user, group });
};

const instanceProfile: Reader = (reading) => {
  const named = identify(reading, facts);
  if (named === undefined) return;
  const roles = reading.given(facts, named.arn).texts("Roles") ?? [];
  reading.draft.later.profiles.push({ ...named, roles });
};

function shownOf({ type, id, stack }: Reading): string {
  return `${type} ${id} (${stack})`;
}

export const identityReaders: readonly (readonly [string, Reader])[] = [
  ["AWS::IAM::Role", role],
  ["AWS::IAM::User", user],
  ["AWS::IAM::Group", group],
  ["AWS::IAM::ManagedPolicy", managedPolicy],
  ["AWS::IAM::Policy", inlinePolicy],
  ["AWS::IAM::RolePolicy", policyOf("role", "RoleName")],
  ["AWS::IAM::UserPolicy", policyOf("user", "UserName")],
  ["AWS::IAM::GroupPolicy", policyOf("group", "GroupName")],
  ["AWS::IAM::UserToGroupAddition", membership],
  ["AWS::IAM::InstanceProfile", instanceProfile],
];
