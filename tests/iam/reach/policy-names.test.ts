/** Policies that somebody makes in order to attach them: under a name that it may make, and that it may attach. */
import { expect, test } from "vitest";
import { allow, deny, home, managedArn, policy, userArn, type Json } from "../world.ts";
import { reachIn } from "./routes-in.ts";

const ann = userArn("ann");
const prize = { actions: ["sqs:DeleteQueue"], resources: [`arn:aws:sqs:eu-west-1:${home}:roll`] };
const when = (operator: string, key: string, value: unknown): Json => ({
  Condition: { [operator]: { [key]: value } },
});
const named = (name: string) => when("ArnLike", "iam:PolicyARN", managedArn(name));
const make = (name: string) => allow("iam:CreatePolicy", managedArn(name));
const attach = (more: Json = {}) => allow("iam:AttachUserPolicy", ann, more);

test.each<readonly [string, readonly Json[], string]>([
  ["any name", [make("*"), attach()], "yes"],
  ["a name that both ask for", [make("team-*"), attach(named("*-roll"))], "yes"],
  ["the one name that it may attach", [make("*"), attach(named("team-7"))], "yes"],
  ["the one name that it may make", [make("team-7"), attach(named("team-*"))], "yes"],
  ["names that do not meet", [make("team-*"), attach(named("desk-*"))], "no"],
  [
    "a name of another account",
    [make("*"), attach(when("ArnLike", "iam:PolicyARN", "arn:aws:iam::999999999999:policy/*"))],
    "no",
  ],
  [
    "not where attaching it is denied",
    [make("team-*"), attach(named("*")), deny("iam:AttachUserPolicy", "*", named("team-*"))],
    "no",
  ],
  ["without the right to attach", [make("*")], "no"],
  // A policy that is written has no name to ask for: such a condition holds of the request as it is.
  [
    "none, for an inline policy",
    [allow("iam:PutUserPolicy", ann, when("Null", "iam:PolicyARN", "true"))],
    "yes",
  ],
])("%s", (_, statements, verdict) => {
  const { reach } = reachIn({ users: { ann: { inline: [policy(...statements)] } } });
  expect(reach.can(ann, prize).verdict).toBe(verdict);
});
