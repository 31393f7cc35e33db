import { describe, expect, test } from "vitest";
import type { AccessQuestion } from "../../../lib/iam/access.ts";
import { conditionNarrowings, denyCondition } from "../../../lib/iam/repair/conditions.ts";
import { principalNarrowings } from "../../../lib/iam/repair/narrow-principals.ts";
import type { Asked, Json } from "../../../lib/iam/repair/request.ts";
import { allow, bucket, other, outside, roleArn, rootArn, sessionArn, userArn } from "../world.ts";
import { ask, clerk, keep, objects } from "./proposals.ts";
import { part, takes, target } from "./targets.ts";

describe("fewer principals", () => {
  const sealer = userArn("sealer");
  const mirror = roleArn("mirror", other);
  const reads = (principal: string) => keep("s3:GetObject", objects, principal);
  test.each<readonly [string, unknown, string, readonly Asked[], unknown]>([
    ["the one out of several", { AWS: [clerk, sealer] }, clerk, [], [{ AWS: [sealer] }]],
    ["not the last", { AWS: clerk }, clerk, [], []],
    ["the last, beside a service", { AWS: clerk, Service: "x" }, clerk, [], [{ Service: "x" }]],
    ["nobody where another is meant", { AWS: [sealer] }, clerk, [], []],
    ["none of services", { Service: "x" }, clerk, [], []],
    [
      "everybody by those who need it",
      "*",
      clerk,
      [reads(sealer), reads(clerk), reads("*")],
      [{ AWS: sealer }],
    ],
    ["not everybody where nobody needs it", "*", clerk, [keep("sqs:SendMessage", "*", sealer)], []],
    [
      "everybody in a list",
      { AWS: ["*"] },
      clerk,
      [reads(mirror), reads(sealer)],
      [{ AWS: [sealer, mirror] }],
    ],
    [
      "an account by those of it who need it",
      { AWS: [rootArn(other), clerk] },
      roleArn("guest", other),
      [reads(mirror), reads(sealer)],
      [{ AWS: [clerk] }, { AWS: [mirror, clerk] }],
    ],
    ["an account by its number", { AWS: [other, clerk] }, roleArn("guest", other), [], [{ AWS: [clerk] }]],
    ["not another account", { AWS: [outside, clerk] }, roleArn("guest", other), [], []],
    [
      "sessions of the role, and not of one of another account",
      { AWS: [sessionArn("guest", "x"), sessionArn("guest", "x", other), sessionArn("guests", "x")] },
      roleArn("guest"),
      [],
      [{ AWS: [sessionArn("guest", "x", other), sessionArn("guests", "x")] }],
    ],
  ])("%s", (_, Principal, principal, kept, principals) => {
    const statement = { Effect: "Allow", Principal, Action: "s3:GetObject", Resource: objects };
    const found = principalNarrowings(target(statement, { principal, kept, on: bucket }));
    expect(part("Principal", found).flat()).toEqual(principals);
  });
});

describe("a condition more", () => {
  const mfa = "aws:MultiFactorAuthPresent";
  const via = "aws:CalledVia";
  const vpc = "aws:SourceVpc";
  const given = (name: string, value: string | null) =>
    ask("s3:GetObject", objects, { given: { [name]: value } });
  const kept = (name: string, ...values: readonly (string | null)[]) =>
    values.map((value) => keep("s3:GetObject", objects, clerk, { given: { [name]: value } }));

  test.each<readonly [string, AccessQuestion, readonly Asked[], Json, Json]>([
    [
      "no second factor",
      given(mfa, "false"),
      [],
      { Bool: { [mfa]: "true" } },
      { BoolIfExists: { [mfa]: "false" } },
    ],
    [
      "nothing of one",
      given(mfa, null),
      [],
      { Bool: { [mfa]: "true" } },
      { BoolIfExists: { [mfa]: "false" } },
    ],
    [
      "a second factor",
      given(mfa, "true"),
      [],
      { StringNotEquals: { [mfa]: "true" } },
      { StringEquals: { [mfa]: "true" } },
    ],
    ["a value", given(vpc, "v"), [], { StringNotEquals: { [vpc]: "v" } }, { StringEquals: { [vpc]: "v" } }],
    [
      "one of several values",
      given(via, "v"),
      [],
      { "ForAllValues:StringNotEquals": { [via]: "v" } },
      { "ForAnyValue:StringEquals": { [via]: "v" } },
    ],
    ["no value", given(vpc, null), [], { Null: { [vpc]: "false" } }, { Null: { [vpc]: "true" } }],
    [
      "no value, where some is kept",
      given(vpc, null),
      [...kept(vpc.toLowerCase(), "w", "v", null), ...kept(via, "x")],
      { StringEquals: { [vpc]: ["v", "w"] } },
      { StringNotEqualsIfExists: { [vpc]: ["v", "w"] } },
    ],
    [
      "no value of several, where one is kept",
      given(via, null),
      kept(via, "x"),
      { "ForAnyValue:StringEquals": { [via]: "x" } },
      { "ForAllValues:StringNotEquals": { [via]: "x" } },
    ],
  ])("against requests with %s", (_, question, keeps, asked, denied) => {
    const found = conditionNarrowings(target(allow("s3:*", objects), { question, kept: keeps }));
    expect(part("Condition", found)).toEqual([[asked]]);
    expect(takes(found)).toEqual([[{ actions: ["s3:*"], resources: [objects], given: question.given }]]);
    expect(denyCondition(question, keeps)).toEqual(denied);
  });

  test("none where no key is fixed, or that operator tests the key already, however it is spelt", () => {
    expect(conditionNarrowings(target(allow("s3:*", objects)))).toEqual([]);
    expect(denyCondition(ask("s3:GetObject", objects), [])).toBeUndefined();
    const tested = allow("s3:*", objects, { Condition: { Bool: { [mfa.toUpperCase()]: "false", x: "y" } } });
    expect(conditionNarrowings(target(tested, { question: given(mfa, "false") }))).toEqual([]);
    const beside = allow("s3:*", objects, { Condition: { Bool: { x: "y" } } });
    const found = conditionNarrowings(target(beside, { question: given(mfa, "false") }));
    expect(part("Condition", found)).toEqual([[{ Bool: { x: "y", [mfa]: "true" } }]]);
  });
});
