import { describe, expect, test } from "vitest";
import { can } from "./proofs.ts";
import { bucket, decide, deny, home, object, other, policy, rootArn, type World } from "./world.ts";

const closed: World = { resources: { [bucket]: policy(deny("s3:*", "*", { Principal: "*" })) } };
const limited: World = {
  ...closed,
  organization: {
    managementAccount: other,
    serviceControlPolicies: [
      { name: "shut", policy: policy(deny("s3:PutBucketPolicy")), targets: [home] },
      {
        name: "FullAWSAccess",
        policy: policy({ Effect: "Allow", Action: "*", Resource: "*" }),
        targets: [home],
      },
    ],
  },
};

describe("a bucket whose policy denies everybody everything", () => {
  test.each([
    ["its account’s root may read that policy", closed, rootArn(), "s3:GetBucketPolicy", "allowed"],
    ["… replace it", closed, rootArn(), "s3:PutBucketPolicy", "allowed"],
    ["… and delete it", closed, rootArn(), "s3:DeleteBucketPolicy", "allowed"],
    ["and nothing else", closed, rootArn(), "s3:DeleteBucket", "explicitDeny"],
    ["nor may another account’s root", closed, rootArn(other), "s3:PutBucketPolicy", "explicitDeny"],
    ["what an SCP denies stays denied", limited, rootArn(), "s3:PutBucketPolicy", "explicitDeny"],
  ] as const)("%s", (_, world, principal, action, expected) => {
    const resource = bucket;
    expect(decide(world, { principal, action, resource }).decision).toBe(expected);
    const { verdict } = can(world, principal, { actions: [action], resources: [resource] });
    expect(verdict).toBe(expected === "allowed" ? "yes" : "no");
  });

  test("nobody takes it for any other action on the bucket that the same statements speak of", () => {
    const actions = ["s3:DeleteBucket", "s3:ListBucket", "s3:PutBucketPolicy"];
    const proof = can(closed, rootArn(), { actions, resources: [bucket] });
    expect(proof).toMatchObject({ verdict: "yes", witness: { action: "s3:PutBucketPolicy" } });
  });

  test("its objects are no exception", () => {
    const asked = { principal: rootArn(), action: "s3:GetObject", resource: object };
    expect(decide(closed, asked).decision).toBe("explicitDeny");
  });

  test("a policy that cannot be read does not keep the root from it", () => {
    const world = { resources: { [bucket]: policy({ Effect: "Perhaps", Action: "*", Principal: "*" }) } };
    const asked = { principal: rootArn(), action: "s3:PutBucketPolicy", resource: bucket };
    expect(decide(world, asked).decision).toBe("allowed");
  });
});
