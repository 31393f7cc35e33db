import { describe, expect, test } from "vitest";
import { holdersIn } from "../../lib/audit/identity-policies.ts";
import type { ManagedPolicy } from "../../lib/iam/input.ts";
import { policyInForce } from "../../lib/iam/landscape-identities.ts";

const Arn = "arn:aws:iam::111111111111:policy/p";
const version = (VersionId: string, IsDefaultVersion?: boolean) => ({
  VersionId,
  Document: {
    Version: "2012-10-17",
    Statement: [{ Sid: VersionId, Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
  },
  ...(IsDefaultVersion === undefined ? {} : { IsDefaultVersion }),
});
const policy = (DefaultVersionId: string | undefined, ...PolicyVersionList: ReturnType<typeof version>[]) =>
  ({
    PolicyName: "p",
    Arn,
    PolicyVersionList,
    ...(DefaultVersionId === undefined ? {} : { DefaultVersionId }),
  }) satisfies ManagedPolicy;

describe("the version of a managed policy that is in force", () => {
  test.each<[string, ManagedPolicy, string]>([
    ["by its id", policy("v2", version("v1"), version("v2")), "v2"],
    ["by its mark", policy(undefined, version("v1", false), version("v2", true)), "v2"],
    ["by both", policy("v1", version("v1", true), version("v2", false)), "v1"],
  ])("%s", (_, one, sid) => {
    expect(policyInForce(one)).toMatchObject({ statements: [{ sid }] });
    expect(policyInForce(one).problem).toBeUndefined();
  });

  test.each<[string, ManagedPolicy]>([
    ["id and mark disagree", policy("v1", version("v1"), version("v2", true))],
    ["the id’s own mark says no", policy("v1", version("v1", false))],
    ["two are marked", policy(undefined, version("v1", true), version("v2", true))],
    ["two bear the id", policy("v1", version("v1"), version("v1"))],
    ["the id names none", policy("v3", version("v1"), version("v2", true))],
    ["nothing says which", policy(undefined, version("v1"))],
    ["there is none", { PolicyName: "p", Arn }],
  ])("is not known where %s", (_, one) => {
    expect(policyInForce(one)).toMatchObject({ statements: [], problem: expect.stringContaining("version") });
    const details = { UserDetailList: [], RoleDetailList: [], Policies: [one] };
    const group = { GroupName: "g", Arn: "arn:g", AttachedManagedPolicies: [{ PolicyArn: Arn }] };
    const [holder] = holdersIn({ ...details, GroupDetailList: [group] });
    expect(holder!.policies[0]!.problem).toBeDefined();
  });
});
