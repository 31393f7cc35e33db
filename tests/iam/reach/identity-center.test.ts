/** IAM Identity Center: administered from the management account, or from the one member that it names. */
import { describe, expect, test } from "vitest";
import { allow, home, inputOf, managedArn, other, policy, userArn, type Json, type World } from "../world.ts";
import { reachIn, reachOver, waysFrom, withFacts } from "./routes-in.ts";

const ann = userArn("ann");
const path = "/aws-reserved/sso.amazonaws.com/";
const setArn = (name: string, account = home) => `arn:aws:iam::${account}:role${path}${name}`;
const keeper = policy(allow("dynamodb:*"));
const assign = allow("sso:CreateAccountAssignment");
const attach = allow(["sso:AttachManagedPolicyToPermissionSet", "sso:ProvisionPermissionSet"]);
const ruled = (managementAccount?: string): Pick<World, "organization"> => ({
  organization: {
    id: "o-rollward",
    serviceControlPolicies: [{ name: "all", policy: policy(allow("*")), targets: [home, other] }],
    resourceControlPolicies: [],
    ...(managementAccount && { managementAccount }),
  },
});
const worldOf = (right: Json, rest: World): World => ({
  users: { ann: { inline: [policy(right)] } },
  roles: {
    AWSReservedSSO_keeper: { path, inline: [keeper] },
    AWSReservedSSO_far: { path, account: other, inline: [keeper] },
  },
  ...rest,
});

describe("who may assign permission sets acts as the roles that Identity Center made", () => {
  test.each<readonly [string, World, Readonly<Record<string, string>>]>([
    [
      "in the management account: of every account",
      ruled(home),
      {
        "role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_keeper": "sso-create-account-assignment",
        "role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_far": "sso-create-account-assignment",
      },
    ],
    [
      "in a member: if it was made the delegated administrator",
      ruled(other),
      {
        "role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_keeper":
          "sso-create-account-assignment (assumed)",
      },
    ],
    [
      "where nobody has read which account it is",
      ruled(),
      {
        "role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_keeper":
          "sso-create-account-assignment (assumed)",
      },
    ],
    [
      "nor the organisation",
      {},
      {
        "role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_keeper":
          "sso-create-account-assignment (assumed)",
      },
    ],
  ])("%s", (_, organization, ways) => {
    expect(waysFrom(worldOf(assign, organization), ann)).toEqual(ways);
  });

  test("without the right, nobody does", () => {
    expect(waysFrom(worldOf(allow("sso:ListInstances"), ruled(home)), ann)).toEqual({});
  });

  test("the path says it in both languages", () => {
    const [route] = reachIn(worldOf(assign, ruled(other))).reach.routes(ann);
    expect(route!.assumes).toEqual([
      { en: expect.stringContaining("by delegation"), fr: expect.stringContaining("par délégation") },
    ]);
  });
});

describe("who writes its own permission set", () => {
  const own = setArn("AWSReservedSSO_desk");
  const world = (organization: World, more: World = {}): World => ({
    ...organization,
    ...more,
    roles: { AWSReservedSSO_desk: { path, inline: [policy(attach)] } },
  });

  test.each<readonly [string, World, string]>([
    ["in the management account", ruled(home), "sso-attach-managed-policy"],
    ["in a member", ruled(other), "sso-attach-managed-policy (assumed)"],
    ["of no organisation that was read", {}, "sso-attach-managed-policy (assumed)"],
  ])("%s", (_, organization, way) => {
    expect(Object.values(waysFrom(world(organization), own))).toEqual([way]);
  });
});

test("a way that takes this for granted stands in for none that does not", () => {
  const create = allow([
    "sso:CreatePermissionSet",
    "sso:PutInlinePolicyToPermissionSet",
    "sso:CreateAccountAssignment",
  ]);
  const groups = { keepers: [policy(allow("dynamodb:DeleteTable"))] };
  const input = withFacts(
    inputOf({
      ...ruled(other),
      groups,
      users: {
        ann: { inline: [policy(create, allow("iam:AddUserToGroup"))], attached: [managedArn("none")] },
      },
      managed: { none: policy(allow("sts:GetCallerIdentity")) },
    }),
    { workloads: [] },
  );
  const roll = `arn:aws:dynamodb:eu-west-1:${home}:table/roll`;
  const proof = reachOver(input).reach.can(ann, { actions: ["dynamodb:DeleteTable"], resources: [roll] });
  expect(proof.verdict === "yes" && proof.route.map(({ kind }) => kind)).toEqual(["iam-add-user-to-group"]);
});
