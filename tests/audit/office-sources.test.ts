import { describe, expect, test } from "vitest";
import { actsForOffice } from "../../lib/audit/office-sources.ts";
import { parsePolicy } from "../../lib/iam/parse.ts";

const office = {
  own: new Set(["111111111111", "222222222222"]),
  buckets: new Set(["arn:aws:s3:::rollward-exports-111111111111"]),
  organization: "o-alder",
};

function held(Condition: unknown): boolean {
  const statement = {
    Effect: "Allow",
    Principal: { Service: "s3.amazonaws.com" },
    Action: "*",
    Resource: "*",
  };
  const policy = parsePolicy(
    { Version: "2012-10-17", Statement: { ...statement, Condition } },
    "r",
    "resource",
  );
  return actsForOffice(policy.statements[0]!.conditions, office);
}

const arn = "arn:aws:cloudtrail:ca-central-1:111111111111:trail/rollward-trail";

describe("a service acts for the office", () => {
  test.each<[string, unknown]>([
    ["of an own account", { StringEquals: { "aws:SourceAccount": "111111111111" } }],
    ["of one of several own accounts", { StringLike: { "aws:sourceaccount": [...office.own] } }],
    ["of the resource’s account", { StringEquals: { "aws:SourceAccount": "${aws:ResourceAccount}" } }],
    ["for an own resource", { ArnLike: { "aws:SourceArn": arn } }],
    [
      "for an own bucket",
      { StringEquals: { "aws:SourceArn": "arn:aws:s3:::rollward-exports-111111111111" } },
    ],
    ["in any region", { StringLike: { "aws:SourceArn": "arn:aws:cloudtrail:*:111111111111:trail/*" } }],
    ["of the own organisation", { StringEquals: { "aws:SourceOrgID": "o-alder" } }],
    ["of the resource’s organisation", { StringEquals: { "aws:SourceOrgID": "${aws:ResourceOrgID}" } }],
    ["of own callers of a key", { StringEquals: { "kms:CallerAccount": "222222222222" } }],
    ["for what it encrypts", { StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": arn } }],
    [
      "whatever else is asked",
      { Bool: { "aws:SecureTransport": "true" }, StringEquals: { "aws:SourceAccount": "111111111111" } },
    ],
  ])("%s", (_, condition) => {
    expect(held(condition)).toBe(true);
  });
});

describe("a service may act for anybody", () => {
  test.each<[string, unknown]>([
    ["without a condition", {}],
    ["of another account", { StringEquals: { "aws:SourceAccount": "999999999999" } }],
    [
      "of an own account or another",
      { StringEquals: { "aws:SourceAccount": ["111111111111", "999999999999"] } },
    ],
    ["of accounts by a pattern", { StringLike: { "aws:SourceAccount": "1111*" } }],
    ["of none of these", { StringEquals: { "aws:SourceAccount": [] } }],
    ["not of an own account", { StringNotEquals: { "aws:SourceAccount": "111111111111" } }],
    ["if an account is given", { StringEqualsIfExists: { "aws:SourceAccount": "111111111111" } }],
    [
      "of all accounts given, if any",
      { "ForAllValues:StringEquals": { "aws:SourceAccount": "111111111111" } },
    ],
    ["for any resource", { ArnLike: { "aws:SourceArn": "*" } }],
    ["for a resource of any account", { ArnLike: { "aws:SourceArn": "arn:aws:cloudtrail:*:*:trail/x" } }],
    ["for a bucket of nobody known", { ArnLike: { "aws:SourceArn": "arn:aws:s3:::somebody" } }],
    [
      "for what may bear any ARN before the account",
      { StringLike: { "aws:SourceArn": "arn:*:x:y:111111111111:z" } },
    ],
    ["of another organisation", { StringEquals: { "aws:SourceOrgID": "o-birch" } }],
    ["of any organisation", { StringLike: { "aws:SourceOrgID": "*" } }],
    ["by way of a service only", { StringEquals: { "kms:ViaService": "s3.ca-central-1.amazonaws.com" } }],
    ["by an operator that nobody knows", { StringIsNice: { "aws:SourceAccount": "111111111111" } }],
  ])("%s", (_, condition) => {
    expect(held(condition)).toBe(false);
  });
});
