import { expect, test } from "vitest";
import { loadActions } from "../../lib/actions/load.ts";
import { compileAccess } from "../../lib/iam/compile.ts";
import { allow, bucket, inputOf, object, policy, roleArn, userArn } from "./world.ts";

test("accounts are compiled once, for any number of questions", () => {
  const access = compileAccess(
    inputOf({
      users: { clerk: { inline: [policy(allow("s3:GetObject"))] } },
      roles: { sealer: { inline: ["not a policy"] } },
      resources: { [bucket]: policy() },
    }),
    loadActions(),
  );
  expect(access.principals).toEqual([roleArn("sealer"), userArn("clerk")]);
  const read = { action: "s3:GetObject", resource: object };
  expect(access.decide({ ...read, principal: userArn("clerk") }).decision).toBe("allowed");
  expect(access.decide({ ...read, principal: roleArn("sealer") }).decision).toBe("unknown");
  expect(access.notUnderstood).toEqual([
    { policy: `${roleArn("sealer")}/inline/p0`, why: "the policy is not JSON" },
  ]);
});

test("no account is no reason to fail", () => {
  const access = compileAccess({ accounts: [] }, loadActions());
  expect([access.principals, access.notUnderstood]).toEqual([[], []]);
  expect(
    access.decide({ principal: userArn("clerk"), action: "s3:GetObject", resource: object }).decision,
  ).toBe("unknown");
});
