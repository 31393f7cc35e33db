/** IAM User Guide, "Pass session tags in AWS STS": a session tag overrides the role’s tag of the same key. */
import { describe, expect, test } from "vitest";
import { can } from "./proofs.ts";
import { allow, decide, deny, policy, roleArn, rootArn, table, type Json } from "./world.ts";

const trust = (...actions: readonly string[]) =>
  policy({ Effect: "Allow", Action: actions, Principal: { AWS: rootArn() } });
const asked = { actions: ["dynamodb:DeleteTable"], resources: [table] };
const tagged = (value: string) => ({ Condition: { StringEquals: { "aws:PrincipalTag/dept": value } } });
const desk = (trusted: Json, ...rights: readonly Json[]) => ({
  roles: { desk: { trust: trusted, tags: { dept: "clerk" }, inline: [policy(...rights)] } },
});
const onlyAdmins = allow("dynamodb:DeleteTable", "*", tagged("admin"));
const notClerks = [allow("dynamodb:DeleteTable"), deny("dynamodb:*", "*", tagged("clerk"))];
const by = (world: ReturnType<typeof desk>, dept?: string) =>
  decide(world, {
    principal: roleArn("desk"),
    action: "dynamodb:DeleteTable",
    resource: table,
    ...(dept !== undefined && { context: { "aws:PrincipalTag/dept": dept } }),
  }).decision;

describe("a role whose trust policy allows sts:TagSession", () => {
  const open = trust("sts:AssumeRole", "sts:TagSession");

  test("may have a session with another value of its tag", () => {
    const world = desk(open, onlyAdmins);
    expect([by(world), by(world, "clerk"), by(world, "admin")]).toEqual([
      "implicitDeny",
      "implicitDeny",
      "allowed",
    ]);
    expect(can(world, roleArn("desk"), asked)).toMatchObject({
      verdict: "yes",
      witness: { context: { "aws:PrincipalTag/dept": "admin" } },
    });
  });

  test("may so pass a deny by", () => {
    const world = desk(open, ...notClerks);
    expect([by(world), by(world, "other")]).toEqual(["explicitDeny", "allowed"]);
    expect(can(world, roleArn("desk"), asked).verdict).toBe("yes");
  });

  test.each([
    ["by a wildcard", trust("sts:*")],
    ["by all but others", policy({ Effect: "Allow", NotAction: "iam:*", Principal: { AWS: rootArn() } })],
  ])("%s", (_, wide) => {
    expect(can(desk(wide, onlyAdmins), roleArn("desk"), asked).verdict).toBe("yes");
  });
});

test.each([
  ["does not allow it", trust("sts:AssumeRole")],
  ["denies it", policy({ Effect: "Deny", Action: "sts:TagSession", Principal: "*" })],
])("one whose trust policy %s keeps its tag", (_, trusted) => {
  const world = desk(trusted, onlyAdmins);
  expect(by(world, "admin")).toBe("unknown");
  expect(can(world, roleArn("desk"), asked).verdict).toBe("no");
  expect(can(desk(trusted, ...notClerks), roleArn("desk"), asked).verdict).toBe("no");
});

test("a key beside it that several values are given of is no session tag", () => {
  const world = desk(trust("sts:*"), onlyAdmins);
  const request = { principal: roleArn("desk"), action: "dynamodb:DeleteTable", resource: table };
  const context = { "aws:PrincipalTag/dept": ["admin", "clerk"] };
  expect(decide(world, { ...request, context }).decision).toBe("unknown");
});
