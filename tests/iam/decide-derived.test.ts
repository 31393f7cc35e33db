import { describe, expect, test } from "vitest";
import type { RequestContext } from "../../lib/iam/access.ts";
import {
  allow,
  bucket,
  decide,
  home,
  object,
  other,
  policy,
  roleArn,
  rootArn,
  sessionArn,
  userArn,
  type World,
} from "./world.ts";

/** Keys that AWS derives: what an allow with one condition makes of a request by one principal. */
function met(
  principal: string,
  operator: string,
  key: string,
  value: string,
  context: RequestContext = {},
  more = {},
) {
  const inline = [policy(allow("*", "*", { Condition: { [operator]: { [key]: value } } }))];
  const world: World = {
    users: { clerk: { inline, tags: { county: "7" } } },
    roles: { sealer: { inline, tags: { job: "seal" }, path: "/jobs/" } },
    resources: {
      [bucket]: policy({
        Effect: "Allow",
        Action: "*",
        Resource: "*",
        Principal: "*",
        Condition: { [operator]: { [key]: value } },
      }),
    },
    ...more,
  };
  return decide(world, { principal, action: "s3:GetObject", resource: object, context }).decision;
}

const clerk = userArn("clerk");
const sealer = roleArn("jobs/sealer");
const nightly = sessionArn("sealer", "nightly");

describe("the snapshot says", () => {
  test.each([
    ["aws:PrincipalArn", clerk, clerk],
    ["AWS:principalARN", clerk, clerk],
    ["aws:PrincipalArn", nightly, sealer],
    ["aws:PrincipalAccount", nightly, home],
    ["aws:PrincipalType", clerk, "User"],
    ["aws:PrincipalType", sealer, "AssumedRole"],
    ["aws:PrincipalType", "*", "Anonymous"],
    ["aws:username", clerk, "clerk"],
    ["aws:userid", clerk, "AIDACLERK"],
    ["aws:userid", nightly, "AROASEALER:nightly"],
    ["aws:PrincipalTag/County", clerk, "7"],
    ["aws:PrincipalTag/job", nightly, "seal"],
    ["aws:ResourceAccount", clerk, home],
    ["s3:ResourceAccount", clerk, home],
    ["aws:PrincipalIsAWSService", clerk, "false"],
  ] as const)("%s of %s", (key, principal, value) => {
    expect(met(principal, "StringEquals", key, value)).toBe("allowed");
    expect(met(principal, "StringNotEquals", key, value)).toBe("implicitDeny");
  });

  test.each([
    ["aws:username", sealer],
    ["aws:PrincipalTag/none", clerk],
    ["aws:PrincipalTag/none", sealer],
    ["aws:PrincipalArn", "*"],
    ["aws:ViaAWSService", clerk],
    ["aws:PrincipalOrgID", clerk],
    ["aws:MultiFactorAuthPresent", clerk],
  ] as const)("no %s of %s", (key, principal) => {
    expect(met(principal, "Null", key, "true")).toBe("allowed");
  });
});

describe("a session that nobody named", () => {
  test.each([
    ["StringLike", "AROASEALER:*", "allowed"],
    ["StringLike", "AROA*", "allowed"],
    ["StringLike", "AROAOTHER:*", "implicitDeny"],
    ["StringNotLike", "AROASEALER:*", "implicitDeny"],
    ["StringNotLike", "AROAOTHER:*", "allowed"],
    ["StringEquals", "AROAOTHER:x", "implicitDeny"],
    ["StringEquals", "AROASEALER:nightly", "unknown"],
    ["StringEqualsIgnoreCase", "aroaother:x", "implicitDeny"],
  ] as const)("%s %s: %s", (operator, value, expected) => {
    expect(met(sealer, operator, "aws:userid", value)).toBe(expected);
  });
  test("the request may name it by its id", () => {
    const context = { "aws:userid": "AROASEALER:nightly" };
    expect(met(sealer, "StringEquals", "aws:userid", "AROASEALER:nightly", context)).toBe("allowed");
  });
});

describe("the request may repeat and not contradict", () => {
  test.each([
    [clerk, { "aws:principalarn": clerk }, "allowed"],
    [clerk, { "aws:PrincipalArn": userArn("registrar") }, "unknown"],
    [clerk, { "aws:PrincipalAccount": other }, "unknown"],
    [clerk, { "aws:PrincipalTag/county": "7" }, "allowed"],
    [clerk, { "aws:PrincipalTag/county": "8" }, "unknown"],
    [clerk, { "aws:PrincipalTag/none": "x" }, "unknown"],
    [sealer, { "aws:PrincipalTag/none": "x" }, "allowed"],
    [sealer, { "aws:PrincipalTag/job": "x" }, "unknown"],
    [sealer, { "aws:username": "clerk" }, "unknown"],
    [sealer, { "aws:userid": "AROAOTHER:x" }, "unknown"],
    [clerk, { "aws:PrincipalIsAWSService": "true" }, "unknown"],
    [clerk, { "aws:ResourceAccount": other }, "unknown"],
    [clerk, { "aws:PrincipalArn": [clerk, clerk] }, "unknown"],
    [rootArn(), { "aws:PrincipalTag/x": "1" }, "unknown"],
  ] as const)("%s with %j: %s", (principal, context, expected) => {
    expect(met(principal, "Null", "x:Absent", "true", context)).toBe(expected);
  });
});

describe("the organisation", () => {
  const organization = (targets: readonly string[]) => ({
    organization: {
      id: "o-roll",
      serviceControlPolicies: [{ name: "all", policy: policy(allow("*")), targets }],
      resourceControlPolicies: [],
    },
  });
  test.each([
    [[home], "allowed"],
    [[other], "implicitDeny"],
  ] as const)("aws:PrincipalOrgID with %j as members: %s", (targets, expected) => {
    expect(met(clerk, "StringEquals", "aws:PrincipalOrgID", "o-roll", {}, organization(targets))).toBe(
      expected,
    );
    expect(met(clerk, "StringEquals", "aws:ResourceOrgID", "o-roll", {}, organization(targets))).toBe(
      expected,
    );
  });
  test("its paths are not known", () => {
    expect(met(clerk, "Null", "aws:PrincipalOrgPaths", "false", {}, organization([home]))).toBe("unknown");
  });
});
