/** What must hold of any accounts: a deny adds nothing, and the closure is the one that a plain search finds. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AccessQuestion } from "../../../lib/iam/access.ts";
import { runsOf } from "../proofs.ts";
import {
  allow,
  deny,
  home,
  managedArn,
  other,
  policy,
  roleArn,
  rootArn,
  userArn,
  type Entity,
  type Json,
  type World,
} from "../world.ts";
import { reachIn, serving, trusting } from "./routes-in.ts";

const names = ["a", "b", "c", "d"] as const;
const accountOf = (name: string) => (name === "d" ? other : home);
const arnOf = (name: string) => roleArn(name, accountOf(name));
const ann = userArn("ann");
const everybody = [ann, ...names.map(arnOf)];

/** Each role has one right that nobody else is given. */
const ownTable = (name: string) => `arn:aws:dynamodb:eu-west-1:${accountOf(name)}:table/${name}`;
const asks = (name: string): AccessQuestion => ({
  actions: ["dynamodb:DeleteTable"],
  resources: [ownTable(name)],
});

const principal = fc.constantFrom(...everybody, rootArn(), rootArn(other), "*");
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
const statement = assuming.map(([action, to, when, isDeny]) =>
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
const denial = fc
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

const worldWith = (statements: fc.Arbitrary<readonly Json[]>): fc.Arbitrary<World> =>
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

describe("of chains of roles", () => {
  test("the closure is what a search over single steps finds", () => {
    fc.assert(
      fc.property(worldWith(fc.array(statement, { maxLength: 2 })), (world) => {
        const { engine, reach } = reachIn(world);
        const steps = new Map(
          everybody.map((from) => [
            from,
            names
              .map(arnOf)
              .filter(
                (to) => engine.can(from, { actions: ["sts:AssumeRole"], resources: [to] }).verdict === "yes",
              ),
          ]),
        );
        for (const start of everybody) {
          const found = new Set([start]);
          for (const from of found) for (const to of steps.get(from)!) found.add(to);
          for (const name of names) {
            const able = [...found].some((who) => engine.can(who, asks(name)).verdict === "yes");
            expect([start, name, reach.can(start, asks(name)).verdict]).toEqual([
              start,
              name,
              able ? "yes" : "no",
            ]);
          }
        }
      }),
      runsOf(25),
    );
  });
});

const rank = { no: 0, unknown: 1, yes: 2 };
const mixed = worldWith(fc.array(fc.oneof(statement, escalating), { maxLength: 3 }));

test("a deny more never adds anything", () => {
  fc.assert(
    fc.property(mixed, denial, fc.nat(), (world, more, at) => {
      const name = ["ann", ...names][at % 5]!;
      const denied = (entity: Entity): Entity => ({
        ...entity,
        inline: [...(entity.inline ?? []), policy(more)],
      });
      const less: World =
        name === "ann"
          ? { ...world, users: { ann: denied(world.users!["ann"]!) } }
          : { ...world, roles: { ...world.roles, [name]: denied(world.roles![name]!) } };
      const [before, after] = [reachIn(world).reach, reachIn(less).reach];
      for (const start of everybody) {
        for (const name of names) {
          const verdicts = [after, before].map((reach) => rank[reach.can(start, asks(name)).verdict]);
          expect([start, name, verdicts[0]! <= verdicts[1]!]).toEqual([start, name, true]);
        }
      }
    }),
    runsOf(25),
  );
});

test("what routes lead to and what can be done after them agree, and every request is allowed", () => {
  fc.assert(
    fc.property(mixed, (world) => {
      const { engine, reach } = reachIn(world);
      for (const start of everybody) {
        const certain = reach.routes(start).filter(({ unknown }) => unknown === undefined);
        for (const { from, to, steps } of certain) {
          expect(from).toBe(start);
          expect(steps.length).toBeGreaterThan(0);
          expect(steps.at(-1)!.target).toBe(to);
          for (const { witnesses, via } of steps) {
            expect(witnesses.length).toBeGreaterThanOrEqual(via.length);
          }
          for (const name of names) {
            if (engine.can(to, asks(name)).verdict !== "yes") continue;
            expect([start, name, reach.can(start, asks(name)).verdict]).toEqual([start, name, "yes"]);
          }
        }
        for (const name of names) {
          const proof = reach.can(start, asks(name));
          if (proof.verdict !== "yes" || proof.route.length === 0) continue;
          expect(
            proof.route.at(-1)!.target === proof.as || proof.route.some(({ target }) => target === proof.as),
          ).toBe(true);
        }
      }
    }),
    runsOf(25),
  );
});
