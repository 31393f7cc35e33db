import { describe, expect, test } from "vitest";
import { isPublic } from "../../../lib/iam/decide/public-policy.ts";
import { parsePolicy } from "../../../lib/iam/parse.ts";
import { isUnknown } from "../../../lib/iam/truth.ts";
import { allow, home, policy, userArn, type Json } from "../world.ts";

// Amazon S3 User Guide, "The meaning of public".

const everybody = allow("s3:GetObject", "*", { Principal: "*" });
function opens(...statements: readonly Json[]): boolean | "?" {
  const found = isPublic(parsePolicy(policy(...statements), "r", "resource"));
  return isUnknown(found) ? "?" : found;
}
const when = (operator: string, key: string, value: unknown): Json => ({
  ...everybody,
  Condition: { [operator]: { [key]: value } },
});

describe("a policy", () => {
  const fixed = allow("s3:*", "*", { Principal: { AWS: [home, userArn("clerk")], Service: "x" } });
  const odd = { ...everybody, Resources: "*" };
  test.each<readonly [string, readonly Json[], boolean | "?"]>([
    ["that says nothing", [], false],
    ["for everybody", [everybody], true],
    ["for everybody by AWS", [{ ...everybody, Principal: { AWS: [home, "*"] } }], true],
    ["for fixed principals", [fixed], false],
    ["for fixed principals and everybody", [fixed, everybody], true],
    ["that denies everybody", [{ ...everybody, Effect: "Deny" }], false],
    ["that denies in a way not understood", [{ ...odd, Effect: "Deny" }], false],
    ["not understood", [odd], "?"],
    ["not understood, beside everybody’s", [odd, everybody], true],
    ["for all but some", [{ ...allow("*"), NotPrincipal: { AWS: home } }], "?"],
    ["for a principal not understood", [{ ...everybody, Principal: { AWS: "x*" } }], "?"],
    ["… and everybody", [{ ...everybody, Principal: { AWS: ["x*", "*"] } }], true],
    ["without Principal", [allow("*")], "?"],
    [
      "for everybody where one of two conditions fixes a value",
      [{ ...everybody, Condition: { StringEquals: { "x:y": "1", "aws:SourceVpc": "vpc-1" } } }],
      false,
    ],
    [
      "for whom is not known, where a condition fixes a value",
      [{ ...when("StringEquals", "aws:SourceVpc", "vpc-1"), Principal: { AWS: "x*" } }],
      false,
    ],
  ])("%s: %s", (_, statements, expected) => expect(opens(...statements)).toBe(expected));
  test("that could not be read", () => {
    expect(isPublic(parsePolicy("{", "r", "resource"))).toEqual({ unknown: "the policy is not JSON" });
  });
});

describe("for everybody, and a condition", () => {
  const point = `arn:aws:s3:ca-central-1:${home}:accesspoint/`;
  test.each<readonly [string, string, unknown, boolean | "?"]>([
    ["StringEquals", "aws:PrincipalOrgID", "o-1", false],
    ["StringLike", "aws:SourceArn", "arn:aws:sns:*:1:a", true],
    ["ArnLike", "aws:SourceArn", "arn:aws:sns:r:1:a", false],
    ["ArnEquals", "aws:SourceArn", "arn:aws:sns:r:1:a", false],
    ["StringEquals", "aws:SourceAccount", [home, "1?"], true],
    ["StringEquals", "aws:SourceAccount", [], true],
    ["StringEquals", "aws:SourceOwner", "${aws:PrincipalAccount}", true],
    ["StringEquals", "aws:SourceOwner", "${", "?"],
    ["StringEquals", "aws:userid", "AROASEALER:n", false],
    ["StringLike", "aws:userid", "AROASEALER:*", true],
    ["StringEquals", "aws:userid", "AROASEALER:", true],
    ["StringEquals", "aws:SourceVpce", "vpce:", false],
    ["StringNotEquals", "aws:SourceVpc", "vpc-1", true],
    ["Null", "aws:SourceVpc", "true", true],
    ["StringEqualsIfExists", "aws:SourceVpc", "vpc-1", "?"],
    ["ForAnyValue:StringEquals", "aws:SourceVpc", "vpc-1", "?"],
    ["ForAllValues:StringEquals", "aws:SourceVpc", "vpc-*", true],
    ["StringEqualsIgnoreCase", "aws:SourceVpc", "vpc-1", "?"],
    ["StringSounds", "aws:SourceVpc", "vpc-1", "?"],
    ["StringSounds", "x:y", "1", true],
    ["StringEquals", "x:aws:SourceVpc", "1", true],
    ["StringEquals", "aws:PrincipalArn", userArn("clerk"), "?"],
    ["ArnLike", "aws:PrincipalArn", userArn("*"), true],
    ["StringEquals", "aws:FederatedProvider", "a", "?"],
    ["IpAddress", "aws:VpcSourceIp", "10.0.0.1", "?"],
    // The account must be fixed, the access point’s name need not.
    ["StringLike", "s3:DataAccessPointArn", `${point}*`, false],
    ["StringLike", "s3:DataAccessPointArn", "arn:aws:s3:*:*:accesspoint/a", true],
    ["StringLike", "s3:DataAccessPointArn", "arn:aws:s3", true],
    ["StringEquals", "s3:DataAccessPointAccount", home, false],
    ["IpAddress", "aws:SourceIp", "203.0.113.7", false],
    ["IpAddress", "aws:SourceIp", "10.0.0.0/8", false],
    ["IpAddress", "aws:SourceIp", "10.0.0.0/7", true],
    ["IpAddress", "aws:SourceIp", ["10.0.0.0/8", "0.0.0.0/0"], true],
    ["IpAddress", "aws:SourceIp", "2001:db8::/32", false],
    ["IpAddress", "aws:SourceIp", "2001:d00::/31", true],
    ["IpAddress", "aws:SourceIp", "2000::/8", true],
    ["NotIpAddress", "aws:SourceIp", "10.0.0.0/8", true],
    ["IpAddressIfExists", "aws:SourceIp", "10.0.0.0/8", "?"],
    ["StringEquals", "aws:SourceIp", "203.0.113.7", "?"],
    ["StringEquals", "aws:SourceIp", "office", true],
    ["IpAddress", "aws:SourceIp", "office", "?"],
  ])("%s %s %j: %s", (operator, key, value, expected) => {
    expect(opens(when(operator, key, value))).toBe(expected);
  });
});
