import { describe, expect, test } from "vitest";
import { accountOf, allow, asked, hole, readStacks, role, trustsLambda } from "./cdk-out.ts";

const iam = "arn:aws:iam::111111111111";

test("a role, with all that hangs on it", async () => {
  const { account, unread } = await accountOf({
    Clerk: role({
      RoleName: "Clerk",
      Path: "/desk/",
      PermissionsBoundary: { Ref: "Edge" },
      ManagedPolicyArns: [{ Ref: "Read" }],
      Policies: [{ PolicyName: "own", PolicyDocument: allow("s3:GetObject") }],
      Tags: [{ Key: "rollward:task", Value: "look-up" }],
    }),
    Edge: {
      Type: "AWS::IAM::ManagedPolicy",
      Properties: { ManagedPolicyName: "edge", PolicyDocument: allow("*") },
    },
    Read: {
      Type: "AWS::IAM::ManagedPolicy",
      Properties: { PolicyDocument: allow("s3:List*"), Roles: [{ Ref: "Clerk" }] },
    },
    More: {
      Type: "AWS::IAM::Policy",
      Properties: { PolicyName: "more", PolicyDocument: allow("kms:Decrypt"), Roles: ["Clerk"] },
    },
    Still: {
      Type: "AWS::IAM::RolePolicy",
      Properties: { PolicyName: "still", PolicyDocument: allow("kms:Sign"), RoleName: { Ref: "Clerk" } },
    },
    Desk: {
      Type: "AWS::IAM::InstanceProfile",
      Properties: { InstanceProfileName: "desk", Roles: [{ Ref: "Clerk" }] },
    },
  });
  expect(unread).toEqual([]);
  expect(account.authorizationDetails.RoleDetailList).toEqual([
    {
      RoleName: "Clerk",
      RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/),
      Arn: `${iam}:role/desk/Clerk`,
      Path: "/desk/",
      AttachedManagedPolicies: [{ PolicyName: "Register-Read", PolicyArn: `${iam}:policy/Register-Read` }],
      PermissionsBoundary: {
        PermissionsBoundaryArn: `${iam}:policy/edge`,
        PermissionsBoundaryType: "Policy",
      },
      Tags: [{ Key: "rollward:task", Value: "look-up" }],
      AssumeRolePolicyDocument: trustsLambda,
      RolePolicyList: [
        { PolicyName: "own", PolicyDocument: allow("s3:GetObject") },
        { PolicyName: "more", PolicyDocument: allow("kms:Decrypt") },
        { PolicyName: "still", PolicyDocument: allow("kms:Sign") },
      ],
      InstanceProfileList: [{ Arn: `${iam}:instance-profile/desk`, InstanceProfileName: "desk" }],
    },
  ]);
  // The boundary is there although nobody has it attached.
  expect(account.authorizationDetails.Policies.map(({ Arn }) => Arn)).toEqual([
    `${iam}:policy/Register-Read`,
    `${iam}:policy/edge`,
  ]);
  expect(account.authorizationDetails.Policies[1]).toMatchObject({
    DefaultVersionId: "v1",
    PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: true, Document: allow("*") }],
  });
});

test("users and groups, and who is in which", async () => {
  const { account, unread } = await accountOf({
    Avery: { Type: "AWS::IAM::User", Properties: { UserName: "Avery", Groups: [{ Ref: "Clerks" }] } },
    Blake: { Type: "AWS::IAM::User", Properties: { UserName: "Blake" } },
    Clerks: {
      Type: "AWS::IAM::Group",
      Properties: {
        GroupName: "clerks",
        Policies: [{ PolicyName: "own", PolicyDocument: allow("s3:Get*") }],
      },
    },
    Joins: {
      Type: "AWS::IAM::UserToGroupAddition",
      Properties: { GroupName: "clerks", Users: ["Blake", "Avery"] },
    },
    Extra: {
      Type: "AWS::IAM::UserPolicy",
      Properties: { PolicyName: "p", UserName: "Blake", PolicyDocument: allow("a:b") },
    },
    Both: {
      Type: "AWS::IAM::Policy",
      Properties: { PolicyName: "q", PolicyDocument: allow("c:d"), Groups: ["clerks"], Users: ["Avery"] },
    },
    Key: { Type: "AWS::IAM::AccessKey", Properties: { UserName: "Avery" } },
  });
  expect(unread).toEqual([]);
  const { UserDetailList, GroupDetailList } = account.authorizationDetails;
  expect(UserDetailList).toMatchObject([
    { UserName: "Avery", GroupList: ["clerks"], UserPolicyList: [{ PolicyName: "q" }] },
    { UserName: "Blake", GroupList: ["clerks"], UserPolicyList: [{ PolicyName: "p" }] },
  ]);
  expect(GroupDetailList).toMatchObject([{ GroupPolicyList: [{ PolicyName: "own" }, { PolicyName: "q" }] }]);
});

test("a policy of one stack on a role of another", async () => {
  const grant = {
    P: {
      Type: "AWS::IAM::Policy",
      Properties: { PolicyName: "p", PolicyDocument: allow("a:b"), Roles: ["Clerk"] },
    },
  };
  const { accounts, unread } = await readStacks({
    Grants: { resources: grant },
    Roles: { resources: { Clerk: role({ RoleName: "Clerk" }) } },
  });
  expect(unread).toBeUndefined();
  expect(accounts[0]!.authorizationDetails.RoleDetailList[0]!.RolePolicyList).toMatchObject([
    { PolicyName: "p" },
  ]);
});

describe("a policy with a place that is not known is no policy at all, and is unread", () => {
  const text = expect.stringContaining("unread: the parameter Asked has no default value");
  const arn = `${iam}:role/Clerk`;
  const named = { RoleName: "Clerk" };

  test.each<[string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>]>([
    [
      "its trust policy",
      { ...named, AssumeRolePolicyDocument: { Statement: [{ Principal: { AWS: hole } }] } },
      { AssumeRolePolicyDocument: text },
    ],
    [
      "an inline policy",
      { ...named, Policies: [{ PolicyName: "own", PolicyDocument: allow("s3:*", hole) }] },
      { RolePolicyList: [{ PolicyName: "own", PolicyDocument: text }] },
    ],
    [
      "an attached policy",
      { ...named, ManagedPolicyArns: [hole] },
      { AttachedManagedPolicies: [{ PolicyArn: text }] },
    ],
    [
      "the list of attached policies",
      { ...named, ManagedPolicyArns: hole },
      { AttachedManagedPolicies: [{ PolicyArn: text }] },
    ],
    [
      "the list of inline policies",
      { ...named, Policies: hole },
      { AttachedManagedPolicies: [{ PolicyArn: text }] },
    ],
    [
      "its boundary",
      { ...named, PermissionsBoundary: hole },
      { PermissionsBoundary: { PermissionsBoundaryArn: text } },
    ],
  ])("%s", async (_, properties, expected) => {
    const { account, unread } = await accountOf({ Clerk: role(properties) }, asked);
    expect(account.authorizationDetails.RoleDetailList).toMatchObject([expected]);
    expect(unread.length).toBeGreaterThan(0);
    for (const entry of unread)
      expect(entry).toMatchObject({ account: "111111111111", facts: "identities", resource: arn });
  });

  test("a policy that hangs on a role", async () => {
    const policy = (properties: Readonly<Record<string, unknown>>) =>
      accountOf(
        {
          Clerk: role(named),
          P: { Type: "AWS::IAM::Policy", Properties: { PolicyName: "p", ...properties } },
        },
        asked,
      );
    const whole = await policy({ PolicyDocument: allow("s3:*", hole), Roles: ["Clerk"] });
    expect(whole.account.authorizationDetails.RoleDetailList[0]!.RolePolicyList).toEqual([
      { PolicyName: "p", PolicyDocument: text },
    ]);
    expect(whole.unread).toMatchObject([{ facts: "identities" }]);
    // Whom it is for is not known: any identity of the account.
    const whom = await policy({ PolicyDocument: allow("s3:*"), Roles: [hole] });
    expect(whom.unread).toMatchObject([{ facts: "identities", what: expect.stringContaining("Roles") }]);
    expect(whom.unread[0]!.resource).toBeUndefined();
  });
});
