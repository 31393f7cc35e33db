import { describe, expect, test } from "vitest";
import { isAccountId, namedPrincipal, parseArn } from "../../lib/iam/arn.ts";

describe("parseArn", () => {
  test.each([
    ["arn:aws:s3:::b/k:x", { service: "s3", account: "", resource: "b/k:x" }],
    ["arn:aws-cn:kms:cn-north-1:1:key/a", { partition: "aws-cn", region: "cn-north-1", resource: "key/a" }],
    ["arn:aws:sns:eu-west-1:1:topic:sub", { resource: "topic:sub" }],
  ])("%s", (text, parts) => expect(parseArn(text)).toMatchObject(parts));
  test.each([
    "",
    "*",
    "arn",
    "arn:aws",
    "arn:aws:s3",
    "arn:aws:s3:",
    "arn:aws:s3::",
    "arn:aws:s3:::",
    "arn::s3:::b",
    "arn:aws::eu-west-1:1:b",
    "urn:aws:s3:::b",
    "ARN:aws:s3:::b",
  ])("%j is none", (text) => expect(parseArn(text)).toBeUndefined());
});

describe("namedPrincipal", () => {
  const account = "111122223333";
  test.each([
    [`arn:aws:iam::${account}:root`, { kind: "root", account }],
    [`arn:aws:iam::${account}:user/a/b/clerk`, { kind: "user", account }],
    [`arn:aws-us-gov:iam::${account}:role/jobs/sealer`, { kind: "role", account, name: "sealer" }],
    [
      `arn:aws:sts::${account}:assumed-role/sealer/n`,
      { kind: "session", account, role: "sealer", session: "n" },
    ],
    [`arn:aws:sts::${account}:federated-user/x`, { kind: "federatedUser", account }],
  ])("%s", (text, named) => expect(namedPrincipal(text)).toEqual(named));
  test.each([
    "*",
    "111122223333",
    `arn:aws:iam::${account}:group/g`,
    `arn:aws:iam::${account}:user/`,
    `arn:aws:iam::${account}:role`,
    `arn:aws:iam:eu-west-1:${account}:root`,
    "arn:aws:iam::12:root",
    `arn:aws:sts::${account}:assumed-role/sealer`,
    `arn:aws:sts::${account}:assumed-role/a/b/c`,
    `arn:aws:iam::${account}:root/x`,
    `arn:aws:iam::${account}:role/`,
    `arn:aws:iam::${account}:group/root`,
    `arn:aws:iam::${account}:assumed-role/sealer/n`,
    `arn:aws:iam::${account}:federated-user/x`,
    `arn:aws:sts::${account}:root`,
    `arn:aws:sts::${account}:user/clerk`,
    `arn:aws:sts::${account}:role/sealer`,
    `arn:aws:sts::${account}:assumed-role/sealer/`,
    `arn:aws:sts::${account}:session/sealer/n`,
    `arn:aws:sts::${account}:federated-user/`,
    `arn:aws:sts::${account}:federated-user/a/b`,
    `arn:aws:sts::${account}:session/x`,
    `arn:aws:s3::${account}:root`,
    `arn:aws:s3::${account}:user/clerk`,
    `arn:aws:s3::${account}:assumed-role/sealer/n`,
  ])("%s is nobody", (text) => expect(namedPrincipal(text)).toBeUndefined());
});

test.each([
  ["111122223333", true],
  ["11112222333", false],
  ["1111222233334", false],
  ["11112222333a", false],
  ["111122223333\n", false],
])("%j is an account’s id: %s", (text, expected) => expect(isAccountId(text)).toBe(expected));
