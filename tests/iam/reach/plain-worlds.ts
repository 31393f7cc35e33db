/** Accounts by chance in which all layers have their say: tags, boundaries, SCPs, RCPs, policies of resources, denies. */
import fc from "fast-check";
import type { AccessQuestion } from "../../../lib/iam/access.ts";
import { home, managedArn, other, outside, policy, roleArn, rootArn, userArn } from "../world.ts";
import type { Entity, Json, World } from "../world.ts";

const accounts = { ann: home, bob: home, a: home, b: home, d: other } as const;
type Name = keyof typeof accounts;
const users: readonly string[] = ["ann", "bob"];
const arnOf = (name: Name) =>
  users.includes(name) ? userArn(name, accounts[name]) : roleArn(name, accounts[name]);
const all = Object.keys(accounts) as readonly Name[];
export const everybody = all.map(arnOf);
export const outsider = roleArn("eve", outside);

const vault = "arn:aws:s3:::alder-vault";
const tableOf = (name: Name) => `arn:aws:dynamodb:eu-west-1:${accounts[name]}:table/${name}`;

/** Each has a table that nobody else is given; the vault’s own policy has its say too. */
export const questions: readonly AccessQuestion[] = [
  ...all.map((name) => ({ actions: ["dynamodb:DeleteTable"], resources: [tableOf(name)] })),
  { actions: ["s3:GetObject"], resources: [`${vault}/roll`] },
  { actions: ["s3:PutObject"], resources: [`${vault}/*`] },
];

const some = <T>(...of: readonly T[]) => fc.constantFrom(...of);
const few = <T>(of: fc.Arbitrary<T>, most: number) => fc.array(of, { maxLength: most });
const often = <T>(most: fc.Arbitrary<T>, few: fc.Arbitrary<T>) =>
  fc.oneof({ arbitrary: most, weight: 2 }, { arbitrary: few, weight: 1 });
const when = (operator: string, key: string, value: unknown): Json => ({
  Condition: { [operator]: { [key]: value } },
});

const effect = some("Allow", "Allow", "Allow", "Deny");
const byWho = some<Json>(
  when("StringEquals", "aws:PrincipalTag/team", "rolls"),
  when("StringNotEquals", "aws:PrincipalAccount", home),
  when("ArnLike", "aws:PrincipalArn", [arnOf("a"), arnOf("ann")]),
  when("StringLike", "aws:username", "a*"),
  when("Bool", "aws:MultiFactorAuthPresent", "true"),
  when("Sounds", "aws:PrincipalArn", "x"),
);
const byWhom = some<Json>(
  when("StringEquals", "aws:ResourceTag/team", "rolls"),
  when("StringNotEquals", "iam:ResourceTag/team", "${aws:PrincipalTag/team}"),
  when("Null", "iam:PermissionsBoundary", "true"),
  when("StringEquals", "iam:PermissionsBoundary", managedArn("fence")),
);
const actions = some<string | readonly string[]>(
  "sts:AssumeRole",
  "sts:AssumeRole",
  "sts:*",
  "iam:PutRolePolicy",
  "iam:PutUserPolicy",
  "iam:CreateAccessKey",
  "iam:*",
  "dynamodb:*",
  "s3:*",
  "s3:GetObject",
  "*",
  ["sts:AssumeRole", "iam:DeleteRolePermissionsBoundary"],
  ["iam:DeleteUserPermissionsBoundary", "iam:PutUserPolicy", "s3:PutObject"],
);
const resources = often<string | readonly string[]>(
  some<string | readonly string[]>("*", ...everybody),
  some<string | readonly string[]>(
    `arn:aws:iam::${home}:role/*`,
    "arn:aws:iam::*:user/${aws:username}",
    "arn:aws:iam::*:*/?",
    tableOf("b"),
    `${vault}/*`,
    "arn:aws:iam::*:role/${aws:PrincipalTag/role}",
    [arnOf("a"), `${vault}/roll`, tableOf("d")],
  ),
);
const statement = fc
  .record({
    effect,
    actions,
    resources,
    turned: fc.nat(11),
    when: often(fc.constant<Json>({}), fc.oneof(byWho, byWhom)),
  })
  .map(({ effect, actions, resources, turned, when }): Json => ({
    Effect: effect,
    [turned === 0 ? "NotAction" : "Action"]: actions,
    [turned === 1 ? "NotResource" : "Resource"]: resources,
    ...when,
  }));
const who = some<Json>(
  ...everybody.map((AWS) => ({ Principal: { AWS } })),
  ...[home, rootArn(other), "*", outsider].map((AWS) => ({ Principal: { AWS } })),
  ...[rootArn(), rootArn(other)].map((AWS) => ({ Principal: { AWS } })),
);
const standing = (Action: fc.Arbitrary<unknown>, on: Json) =>
  fc
    .tuple(effect, Action, who, often(fc.constant<Json>({}), byWho))
    .map(([Effect, Action, principal, when]): Json => ({ Effect, Action, ...principal, ...on, ...when }));

const entity = (name: Name): fc.Arbitrary<Entity> =>
  fc
    .record({
      rights: few(statement, 3),
      trusted: few(standing(some("sts:AssumeRole", "sts:*"), {}), 3),
      fenced: fc.nat(3),
      tags: some<Readonly<Record<string, string>>>({}, { team: "rolls", role: "b" }, { team: "desk" }),
    })
    .map(({ rights, trusted, fenced, tags }) => ({
      account: accounts[name],
      tags,
      inline: [policy({ Effect: "Allow", Action: "dynamodb:*", Resource: tableOf(name) }, ...rights)],
      ...(!users.includes(name) && { trust: policy(...trusted) }),
      ...(fenced === 0 && { boundary: managedArn("fence", accounts[name]) }),
    }));

const everything: Json = { Effect: "Allow", Action: "*", Resource: "*" };
const rail = (of: fc.Arbitrary<Json>) => few(of, 2).map((more) => policy(everything, ...more));
const organization = fc
  .record({
    low: rail(statement),
    high: few(statement, 2),
    rcp: rail(standing(some("sts:*", "s3:*"), { Resource: "*" })),
  })
  .map(({ low, high, rcp }) => ({
    id: "o-county",
    serviceControlPolicies: [
      { name: "root", policy: low, targets: [home, other], level: "root" },
      { name: "desks", policy: policy(everything), targets: [other], level: "desks" },
      { name: "rolls", policy: policy(...high, everything), targets: [home], level: "rolls" },
    ],
    resourceControlPolicies: [{ name: "r", policy: rcp, targets: [home, other] }],
  }));

export const worlds: fc.Arbitrary<World> = fc
  .record({
    ann: entity("ann"),
    bob: entity("bob"),
    a: entity("a"),
    b: entity("b"),
    d: entity("d"),
    fence: few(statement, 2),
    vault: few(standing(some("s3:GetObject", "s3:*"), { Resource: `${vault}/*` }), 2),
    organization: fc.option(organization, { nil: undefined, freq: 1 }),
  })
  .map(({ ann, bob, a, b, d, fence, vault: said, organization }) => ({
    users: { ann, bob },
    roles: { a, b, d },
    managed: { fence: policy(...fence, { Effect: "Allow", Action: ["sts:*", "iam:*"], Resource: "*" }) },
    resources: { [vault]: policy(...said) },
    ...(organization && { organization }),
  }));
