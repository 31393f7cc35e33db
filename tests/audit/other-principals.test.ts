import { describe, expect, test } from "vitest";
import { otherPrincipals } from "../../lib/audit/other-principals.ts";
import { arns, changed, ids } from "../checks/sound-accounts.ts";
import { input } from "../checks/telling.ts";

type Statement = Readonly<Record<string, unknown>>;

/** What is told of the vault under this policy, as `status subject`, of reading and of deleting. */
function judge(...statements: Statement[]) {
  const policy = { Version: "2012-10-17", Statement: statements };
  const snapshot = changed(ids.vault, { resourcePolicies: [{ resource: arns.vault, policy }] });
  const given = input({ snapshot });
  const asset = given.contract.assets.find(({ key }) => key === "vault")!;
  return otherPrincipals(given, asset, ["read-sealed", "destroy-sealed"]);
}
const told = (...statements: Statement[]) =>
  judge(...statements).verdicts.map(({ status, subject }) => `${status} ${subject}`);

const Service = "cloudfront.amazonaws.com";
const opens = {
  Sid: "Serve",
  Effect: "Allow",
  Principal: { Service },
  Action: "s3:GetObject",
  Resource: `${arns.vault}/*`,
};
const failing = [`fail vault ${Service}`];

describe("a service without a condition", () => {
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ["by name", opens],
    ["by a pattern, in any letters", { ...opens, Action: "S3:getOBJ*" }],
    ["by all but some actions", { ...opens, Action: undefined, NotAction: "s3:List*" }],
    ["without a resource", { ...opens, Resource: undefined }],
    ["on all but some resources", { ...opens, Resource: undefined, NotResource: `${arns.vault}/a` }],
  ])("fails %s", (_, statement) => {
    expect(told(JSON.parse(JSON.stringify(statement)) as typeof statement)).toEqual(failing);
  });

  test("has the request as its witness, and the statement as evidence", () => {
    const [verdict] = judge(opens).verdicts;
    expect(verdict?.witness).toEqual({
      principal: Service,
      action: "s3:GetObject",
      resource: `${arns.vault}/*`,
      by: [{ policy: arns.vault, statement: "Serve", effect: "Allow" }],
    });
    expect(verdict?.evidence).toEqual({ policy: arns.vault, statement: "Serve", actions: ["s3:GetObject"] });
  });

  test.each<[string, Readonly<Record<string, unknown>>]>([
    ["what is no such capability", { ...opens, Action: "s3:GetBucketAcl", Resource: arns.vault }],
    ["objects, by the name of the bucket", { ...opens, Resource: arns.vault }],
    ["another bucket", { ...opens, Resource: "arn:aws:s3:::elsewhere/*" }],
    ["all but what it could do", { ...opens, Action: undefined, NotAction: "s3:*" }],
  ])("says nothing of %s", (_, statement) => {
    expect(told(JSON.parse(JSON.stringify(statement)) as typeof statement)).toEqual([]);
  });
});

describe("a denial", () => {
  const denies = { Effect: "Deny", Principal: "*", Action: "s3:Get*", Resource: "*" };

  test("to everybody takes away what it covers, and nothing else", () => {
    expect(told(opens, denies)).toEqual([]);
    expect(told({ ...opens, Action: ["s3:GetObject", "s3:DeleteObject"] }, denies)).toEqual(failing);
  });

  test.each<[string, object]>([
    ["under a condition", { Condition: { Bool: { "aws:SecureTransport": "false" } } }],
    ["to somebody", { Principal: { AWS: ids.vault } }],
    ["of a part", { Resource: `${arns.vault}/a/*` }],
    ["of other actions", { Action: "s3:Put*" }],
  ])("%s takes nothing away", (_, change) => {
    expect(told(opens, { ...denies, ...change })).toEqual(failing);
  });
});

test("a service that acts for the office is fine, and named as evidence", () => {
  const Condition = { StringEquals: { "aws:SourceAccount": ids.vault } };
  expect(judge({ ...opens, Condition })).toEqual({ verdicts: [], services: [Service], acts: [] });
  expect(told({ ...opens, Condition }, opens)).toEqual(failing);
});

test.each<[string, object]>([
  ["a canonical user", { CanonicalUser: "79a59df900b949e55d96a1e698fbaced" }],
  ["an identity provider", { Federated: "cognito-identity.amazonaws.com" }],
  ["an id of nobody", { AWS: "AIDAEXAMPLEEXAMPLE123" }],
])("%s is not known, whatever the condition", (_, Principal) => {
  const [id] = Object.values(Principal as Record<string, string>);
  const Condition = { StringEquals: { "aws:SourceAccount": ids.vault } };
  for (const statement of [opens, { ...opens, Condition }])
    expect(told({ ...statement, Principal })).toEqual([`unknown vault ${id}`]);
});

test("accounts, users and roles are for the engine", () => {
  expect(told({ ...opens, Principal: "*" }, { ...opens, Principal: { AWS: ids.audit } })).toEqual([]);
});
