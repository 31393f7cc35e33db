import { describe, expect, test } from "vitest";
import { accountOf, allow, asked, hole, role } from "./cdk-out.ts";

const iam = "arn:aws:iam::111111111111";

describe("what is named but not made here is unread", () => {
  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    [
      "a role that a policy is for",
      {
        P: {
          Type: "AWS::IAM::Policy",
          Properties: { PolicyName: "p", PolicyDocument: allow("a:b"), Roles: ["Gone"] },
        },
      },
      `${iam}:role/Gone`,
    ],
    [
      "a user that a managed policy is for",
      {
        P: { Type: "AWS::IAM::ManagedPolicy", Properties: { PolicyDocument: allow("a:b"), Users: ["Gone"] } },
      },
      `${iam}:user/Gone`,
    ],
    [
      "a group that a user is in",
      { U: { Type: "AWS::IAM::User", Properties: { Groups: ["gone"] } } },
      `${iam}:group/gone`,
    ],
    [
      "a policy of AWS",
      { R: role({ ManagedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] }) },
      "arn:aws:iam::aws:policy/ReadOnlyAccess",
    ],
    [
      "a policy of the account",
      { R: role({ PermissionsBoundary: `${iam}:policy/edge` }) },
      `${iam}:policy/edge`,
    ],
  ])("%s", async (_, resources, resource) => {
    const { unread } = await accountOf(resources);
    expect(unread).toMatchObject([{ account: "111111111111", facts: "identities", resource }]);
  });

  test("one entry for a policy that many have", async () => {
    const managed = { ManagedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] };
    const { unread } = await accountOf({ A: role(managed), B: role(managed) });
    expect(unread.map(({ what }) => what)).toEqual(["document of arn:aws:iam::aws:policy/ReadOnlyAccess"]);
  });

  test("an identity whose name is not known", async () => {
    const { account, unread } = await accountOf(
      { R: role({ RoleName: hole }), S: role({ Path: hole }) },
      asked,
    );
    expect(account.authorizationDetails.RoleDetailList).toEqual([]);
    expect(unread).toMatchObject([{ facts: "identities" }, { facts: "identities" }]);
    expect(unread[0]!.resource).toBeUndefined();
  });

  test("a role that may or may not be made", async () => {
    const conditions = { ...asked, Conditions: { C: { "Fn::Equals": [hole, "x"] } } };
    const { account, unread } = await accountOf({ R: { ...role(), Condition: "C" } }, conditions);
    expect(account.authorizationDetails.RoleDetailList).toEqual([]);
    expect(unread).toMatchObject([{ facts: "identities", what: "AWS::IAM::Role R (Register)" }]);
  });
});

test("hostile names, tags and policy keys stay text", async () => {
  const evil = "\u001b]0;pwned\u0007";
  const document = JSON.parse(`{"__proto__":{"polluted":1},"Statement":[{"constructor":"x"}]}`) as unknown;
  const tags = [
    { Key: "__proto__", Value: "x" },
    { Key: "constructor", Value: evil },
  ];
  const { account } = await accountOf({
    R: role({
      RoleName: evil,
      Tags: tags,
      Policies: [{ PolicyName: "__proto__", PolicyDocument: document }],
    }),
  });
  const [found] = account.authorizationDetails.RoleDetailList;
  expect(found!.Tags).toEqual([{ Key: "constructor", Value: evil }]);
  expect(JSON.stringify(found!.RolePolicyList)).toContain(`"__proto__":{"polluted":1}`);
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
});
