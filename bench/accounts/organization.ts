import type { Organization } from "../../lib/iam/input.ts";
import { regions } from "./places.ts";
import { allow, deny, policyOf, standing } from "./statement.ts";

/** The organisation of all accounts: two levels of service control policies, and one resource control policy. */
export function organizationOf(ids: readonly string[], managementAccount: string): Organization {
  const everything = allow("*");
  const guards = policyOf(
    everything,
    deny([
      "organizations:LeaveOrganization",
      "account:CloseAccount",
      "cloudtrail:StopLogging",
      "cloudtrail:DeleteTrail",
    ]),
    deny("*", "*", {
      StringNotEquals: { "aws:RequestedRegion": [...regions, "ca-west-1"] },
      ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/deploy/*" },
    }),
  );
  const units = policyOf(
    everything,
    deny(["iam:CreateUser", "iam:CreateAccessKey"], "*", {
      ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/deploy/*" },
    }),
  );
  const fence = policyOf(
    standing(
      deny("s3:*", "*", {
        StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-county00001" },
        BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
      }),
      "*",
    ),
  );
  return {
    id: "o-county00001",
    managementAccount,
    serviceControlPolicies: [
      { name: "root-all", policy: policyOf(everything), targets: ids, level: "root" },
      { name: "guards", policy: guards, targets: ids, level: "unit" },
      { name: "people", policy: units, targets: ids, level: "account" },
    ],
    resourceControlPolicies: [{ name: "fence", policy: fence, targets: ids }],
  };
}
