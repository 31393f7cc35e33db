/** Who starts, and what is kept of one question for the next. */
import { expect, test } from "vitest";
import type { AccessQuestion } from "../../../lib/iam/access.ts";
import { startsOf } from "../../../lib/iam/reach.ts";
import {
  allow,
  home,
  managedArn,
  other,
  outside,
  policy,
  roleArn,
  rootArn,
  sessionArn,
  userArn,
} from "../world.ts";
import { reachIn, trusting } from "./routes-in.ts";

const table = (account = home) => `arn:aws:dynamodb:eu-west-1:${account}:table/roll`;
const prize = (account = home): AccessQuestion => ({
  actions: ["dynamodb:DeleteTable"],
  resources: [table(account)],
});
const assume = (to: string) => policy(allow("sts:AssumeRole", to));
const keeper = {
  trust: trusting(rootArn(), rootArn(other)),
  inline: [policy(allow("dynamodb:DeleteTable"))],
};

test("a session goes where its role goes, and not where one of the same name in another account does", () => {
  const { reach } = reachIn({
    roles: {
      desk: { account: other, trust: trusting(rootArn(other)), inline: [assume(roleArn("keeper"))] },
      mute: { inline: [policy(allow("s3:GetObject"))] },
      keeper,
    },
  });
  const verdicts = (...of: readonly string[]) => of.map((who) => reach.can(who, prize()).verdict);
  expect(verdicts(sessionArn("desk", "night", other), sessionArn("desk", "night"))).toEqual([
    "yes",
    "unknown",
  ]);
  expect(verdicts(sessionArn("mute", "x"), sessionArn("keeper", "x"))).toEqual(["no", "yes"]);
  expect(verdicts(sessionArn("gone", "x", other), "not an ARN")).not.toContain("yes");
});

test("users, roles and whom their policies let in, each once and sorted", () => {
  const { engine } = reachIn({
    users: { ann: {} },
    roles: { a: { trust: trusting(rootArn(outside), userArn("ann"), "*") } },
  });
  expect(startsOf(engine)).toEqual(["*", rootArn(outside), roleArn("a"), userArn("ann")].toSorted());
});

test("questions that differ only in their keys, or in what is left out, are different questions", () => {
  const { reach } = reachIn({
    users: { ann: { inline: [assume(roleArn("keeper"))] } },
    roles: {
      keeper: {
        ...keeper,
        inline: [
          policy(
            allow("dynamodb:DeleteTable", "*", { Condition: { Bool: { "aws:SecureTransport": "true" } } }),
          ),
        ],
      },
    },
  });
  const can = (more: Partial<AccessQuestion>) => reach.can(userArn("ann"), { ...prize(), ...more }).verdict;
  const sealed = (is: string) => ({ given: { "aws:SecureTransport": is } });
  expect([can({}), can(sealed("true")), can(sealed("false"))]).toEqual(["yes", "yes", "no"]);
  expect([can({ except: [table()] }), can({ except: [] }), can({})]).toEqual(["no", "yes", "yes"]);
  expect(reach.who({ ...prize(), ...sealed("false") })).toEqual([]);
  expect(reach.who(prize()).map(({ principal }) => principal)).toEqual([roleArn("keeper"), userArn("ann")]);
});

test("one whom nothing names is let in by what lets everybody in", () => {
  const { engine, reach } = reachIn({ roles: { keeper: { ...keeper, trust: trusting("*") } } });
  const eve = roleArn("eve", outside);
  expect(startsOf(engine)).not.toContain(eve);
  expect(engine.can(eve, { actions: ["sts:AssumeRole"], resources: [roleArn("keeper")] }).verdict).toBe(
    "yes",
  );
  expect(reach.can(eve, prize())).toMatchObject({ verdict: "yes", as: roleArn("keeper") });
});

test("of two policies that deny the same each must go, by what takes off its kind", () => {
  const deny = policy({ Effect: "Deny", Action: "dynamodb:DeleteTable", Resource: "*" });
  const may = (...actions: readonly string[]) =>
    reachIn({
      managed: { stop: deny },
      users: {
        ann: {
          attached: [managedArn("stop")],
          inline: [policy(allow("dynamodb:DeleteTable"), ...actions.map((action) => allow(action))), deny],
        },
      },
    }).reach.can(userArn("ann"), prize()).verdict;
  expect(may("iam:DetachUserPolicy", "iam:DeleteUserPolicy")).toBe("yes");
  expect([may("iam:DetachUserPolicy"), may("iam:DeleteUserPolicy")]).toEqual(["no", "no"]);
});
