/** Small accounts by chance: roles that trust each other, outsiders, rights that escalate, denies, a boundary. */
import fc from "fast-check";
import type { AccessQuestion } from "../../../lib/iam/access.ts";
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
  sessionArn,
  userArn,
  type Entity,
  type Json,
  type World,
} from "../world.ts";
import { serving, trusting } from "./routes-in.ts";

export const names = ["a", "b", "c", "d"] as const;
const accountOf = (name: string) => (name === "d" ? other : home);
export const arnOf = (name: string) => roleArn(name, accountOf(name));
export const ann = userArn("ann");
export const everybody = [ann, ...names.map(arnOf)];

/** Each role has one right that nobody else is given. */
const ownTable = (name: string) => `arn:aws:dynamodb:eu-west-1:${accountOf(name)}:table/${name}`;
export const asks = (name: string): AccessQuestion => ({
  actions: ["dynamodb:DeleteTable"],
  resources: [ownTable(name)],
});

const outsiders = [
  rootArn(outside),
  userArn("eve", outside),
  roleArn("eve", outside),
  sessionArn("eve", "x", outside),
];
const principal = fc.constantFrom(...everybody, rootArn(), rootArn(other), "*", ...outsiders);
const targets = fc.oneof(
  fc.constantFrom("*", ...names.map(arnOf)),
  fc.subarray(names.map(arnOf), { minLength: 1 }),
);
const condition = fc.constantFrom<Json>(
  {},
  {},
  { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } },
  { Condition: { StringEquals: { "aws:PrincipalAccount": home } } },
);
const assuming = fc.tuple(fc.constantFrom("sts:AssumeRole", "sts:*", "*"), targets, condition, fc.boolean());
export const statement = assuming.map(([action, to, when, isDeny]) =>
  isDeny && action !== "*"
    ? deny(action, to, when)
    : allow(action === "*" ? "sts:AssumeRole" : action, to, when),
);
const escalating = fc.constantFrom<Json>(
  allow("iam:PutUserPolicy", ann),
  allow("iam:PutRolePolicy", "arn:aws:iam::*:role/*"),
  allow("iam:UpdateAssumeRolePolicy", roleArn("b")),
  allow(["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"]),
  allow("iam:DeleteRolePermissionsBoundary"),
  allow("iam:DetachUserPolicy"),
  allow("iam:AddUserToGroup"),
  allow("lambda:UpdateFunctionCode"),
);
export const denial = fc
  .tuple(fc.constantFrom("sts:*", "iam:*", "iam:PutUserPolicy", "lambda:*", "dynamodb:*", "*"), targets)
  .map(([action, on]) => deny(action, on));

const entity = (name: string, statements: fc.Arbitrary<readonly Json[]>): fc.Arbitrary<Entity> =>
  fc
    .record({
      rights: statements,
      trusted: fc.array(principal, { minLength: 1, maxLength: 2 }),
      service: fc.boolean(),
      fenced: fc.boolean(),
    })
    .map(({ rights, trusted, service, fenced }) => ({
      account: accountOf(name),
      inline: [policy(...rights, allow("dynamodb:DeleteTable", ownTable(name)))],
      trust: service ? serving("lambda.amazonaws.com") : trusting(...trusted),
      ...(fenced && { boundary: managedArn("fence", accountOf(name)) }),
    }));

export const worldWith = (statements: fc.Arbitrary<readonly Json[]>): fc.Arbitrary<World> =>
  fc
    .record({
      ann: statements,
      a: entity("a", statements),
      b: entity("b", statements),
      c: entity("c", statements),
      d: entity("d", statements),
    })
    .map(({ ann, ...roles }) => ({
      users: { ann: { inline: [policy(...ann)], attached: [managedArn("stop")] } },
      roles,
      groups: { keepers: [policy(allow("dynamodb:*"))] },
      managed: {
        fence: policy(allow(["sts:*", "iam:*"])),
        stop: policy(deny("dynamodb:DeleteTable", ownTable("a"))),
      },
    }));

/** With rights that escalate among the statements. */
export const mixed = worldWith(fc.array(fc.oneof(statement, escalating), { maxLength: 3 }));
