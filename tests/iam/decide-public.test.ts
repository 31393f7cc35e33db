import { describe, expect, test } from "vitest";
import { loadActions } from "../../lib/actions/load.ts";
import { compileAccess } from "../../lib/iam/compile.ts";
import type { IamInput, PublicAccessBlock } from "../../lib/iam/input.ts";
import { allow, bucket, home, inputOf, object, other, policy, userArn, type Json } from "./world.ts";

// Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage".

const off: PublicAccessBlock = {
  blockPublicAcls: false,
  ignorePublicAcls: false,
  blockPublicPolicy: false,
  restrictPublicBuckets: false,
};
const restrict = { ...off, restrictPublicBuckets: true };
const clerk = userArn("clerk");
const visitor = userArn("visitor", other);
const shared: Json = { ...allow("s3:GetObject", `${bucket}/*`), Principal: { AWS: visitor } };
const everybody: Json = { ...allow("s3:GetObject", `${bucket}/*`), Principal: "*" };
const when = (Condition: Json): Json => ({ ...everybody, Condition });

function input(
  statements: readonly Json[],
  ofBucket: PublicAccessBlock | null,
  ofAccount: PublicAccessBlock | null = null,
): IamInput {
  const { accounts } = inputOf({
    users: { clerk: {}, visitor: { account: other, inline: [policy(allow("s3:*"))] } },
    resources: { [bucket]: policy(...statements) },
  });
  const buckets = [{ arn: bucket, publicAccessBlock: ofBucket }];
  return {
    accounts: accounts.map((account) =>
      account.id === home ? { ...account, buckets, publicAccessBlock: ofAccount } : account,
    ),
  };
}

function reads(principal: string, of: IamInput, context = {}): string {
  const access = compileAccess(of, loadActions());
  const { decision } = access.decide({ principal, action: "s3:GetObject", resource: object, context });
  const proof = access.can(principal, { actions: ["s3:GetObject"], resources: [object] });
  // What decide allows, who must not call impossible.
  if (decision === "allowed") expect(proof.verdict).not.toBe("no");
  if (decision === "implicitDeny") expect(proof.verdict).not.toBe("unknown");
  return decision;
}

describe("a public bucket policy under RestrictPublicBuckets", () => {
  test.each([
    ["serves the bucket’s own account", clerk, input([everybody], restrict), "allowed"],
    ["not another account", visitor, input([everybody], restrict), "implicitDeny"],
    ["not everybody", "*", input([everybody], restrict), "implicitDeny"],
    ["by the account’s setting too", visitor, input([everybody], off, restrict), "implicitDeny"],
    ["not even whom another statement names", visitor, input([everybody, shared], restrict), "implicitDeny"],
    ["but AWS’s services", "cloudfront.amazonaws.com", input([everybody], restrict), "allowed"],
    ["without the setting, everybody", "*", input([everybody], off), "allowed"],
    [
      "BlockPublicPolicy keeps new ones off, and leaves the one that stands",
      "*",
      input([everybody], { ...off, blockPublicPolicy: true }),
      "allowed",
    ],
    [
      "blocks of lists of rights say nothing of policies",
      "*",
      input([everybody], { ...off, blockPublicAcls: true, ignorePublicAcls: true }),
      "allowed",
    ],
    ["one to a fixed principal is not public", visitor, input([shared], restrict), "allowed"],
    [
      "a deny to everybody makes none public",
      visitor,
      input([shared, { ...everybody, Effect: "Deny", Resource: `${bucket}/x` }], restrict),
      "allowed",
    ],
  ] as const)("%s", (_, principal, of, expected) => {
    expect(reads(principal, of)).toBe(expected);
  });
});

describe("public is what no fixed value narrows", () => {
  const context = { "aws:SourceVpce": "vpce-1", "aws:SourceIp": "203.0.113.7", "x:y": "1" };
  test.each<readonly [string, Json, string]>([
    ["a fixed endpoint", { StringEquals: { "aws:SourceVpce": "vpce-1" } }, "allowed"],
    ["one written as a pattern without wildcard", { StringLike: { "aws:SourceVpce": "vpce-1" } }, "allowed"],
    ["a wildcard", { StringLike: { "aws:SourceVpce": "vpce-*" } }, "implicitDeny"],
    ["a list with one wildcard", { StringLike: { "aws:SourceVpce": ["vpce-1", "vpce-*"] } }, "implicitDeny"],
    ["the absence of a value", { StringNotEquals: { "aws:SourceVpce": "vpce-2" } }, "implicitDeny"],
    ["IfExists: AWS does not say", { StringEqualsIfExists: { "aws:SourceVpce": "vpce-1" } }, "unknown"],
    ["any case: AWS does not say", { StringEqualsIgnoreCase: { "aws:SourceVpce": "vpce-1" } }, "unknown"],
    ["a range of addresses", { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }, "allowed"],
    ["as wide as AWS takes", { IpAddress: { "aws:SourceIp": "203.0.0.0/8" } }, "allowed"],
    ["wider", { IpAddress: { "aws:SourceIp": "202.0.0.0/7" } }, "implicitDeny"],
    ["a key that is none of the page’s", { StringEquals: { "x:y": "1" } }, "implicitDeny"],
    [
      "a principal by another key: AWS does not say",
      { ArnEquals: { "aws:PrincipalArn": visitor } },
      "unknown",
    ],
  ])("%s: %j", (_, condition, expected) => {
    expect(reads(visitor, input([when(condition)], restrict), context)).toBe(expected);
  });
});

test("a policy with a statement that is not understood may be public", () => {
  expect(reads(visitor, input([shared, { ...everybody, Resources: "*" }], restrict))).toBe("unknown");
});
