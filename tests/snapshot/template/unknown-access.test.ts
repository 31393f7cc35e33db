import { describe, expect, test } from "vitest";
import { loadActions } from "../../../lib/actions/load.ts";
import { compileAccess } from "../../../lib/iam/compile.ts";
import { allow, asked, hole, one, readStacks, role, type Properties } from "./cdk-out.ts";

const arn = "arn:aws:iam::111111111111:role/Clerk";
const object = "arn:aws:s3:::rolls/1";
const request = { principal: arn, action: "s3:GetObject", resource: object };

async function engineOver(resources: Properties) {
  const bucket = one("AWS::S3::Bucket", { BucketName: "rolls" });
  const snapshot = await readStacks({ S: { resources: { Rolls: bucket, ...resources }, sections: asked } });
  return compileAccess(snapshot, loadActions());
}

const named = (properties: Properties) => role({ RoleName: "Clerk", ...properties });
const reads = [{ PolicyName: "own", PolicyDocument: allow("s3:GetObject", "arn:aws:s3:::rolls/*") }];
const unclear = allow("s3:GetObject", hole);

describe("the engine does not know what a policy with a hole allows", () => {
  test("and knows what one without allows", async () => {
    expect((await engineOver({ Clerk: named({ Policies: reads }) })).decide(request).decision).toBe(
      "allowed",
    );
    expect((await engineOver({ Clerk: named({}) })).decide(request).decision).toBe("implicitDeny");
  });

  test.each<[string, Properties]>([
    ["an inline policy", { Clerk: named({ Policies: [{ PolicyName: "own", PolicyDocument: unclear }] }) }],
    ["an attached policy", { Clerk: named({ ManagedPolicyArns: [hole] }) }],
    ["the list of attached policies", { Clerk: named({ ManagedPolicyArns: hole }) }],
    ["the list of inline policies", { Clerk: named({ Policies: hole }) }],
    ["a policy of AWS", { Clerk: named({ ManagedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] }) }],
    ["a boundary", { Clerk: named({ Policies: reads, PermissionsBoundary: hole }) }],
    [
      "a bucket’s policy, which may forbid it",
      {
        Clerk: named({ Policies: reads }),
        P: one("AWS::S3::BucketPolicy", { Bucket: "rolls", PolicyDocument: unclear }),
      },
    ],
  ])("%s: unknown, for a decision and for whoever asks who can", async (_, resources) => {
    const access = await engineOver(resources);
    expect(access.decide(request).decision).toBe("unknown");
    expect(access.can(arn, { actions: ["s3:GetObject"], resources: [object] }).verdict).toBe("unknown");
  });
});
