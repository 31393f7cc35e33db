import { describe, expect, test } from "vitest";
import { outsideTrust } from "../../../checks/w5-1c/outside-trust.ts";
import { allow, changed, config, ids, role, sound } from "../sound-accounts.ts";
import { input, told } from "../telling.ts";

const seal = role("seal", ids.vault);
const withTrust = (document: unknown) => ({
  snapshot: changed(ids.vault, {
    authorizationDetails: {
      ...sound.accounts[1]!.authorizationDetails,
      RoleDetailList: [{ ...seal, AssumeRolePolicyDocument: document }],
    },
  }),
});
const trust = (Principal: unknown) => withTrust(allow({ Principal, Action: "sts:AssumeRole" }));
const ofVault = (lines: readonly string[]) =>
  lines.filter((line) => line.includes(seal.Arn) || line.includes(`${ids.vault}: `));

describe("outside-trust and identity providers", () => {
  const saml = (account: string) => ({ Federated: `arn:aws:iam::${account}:saml-provider/office` });
  const oidc = { Federated: `arn:aws:iam::${ids.vault}:oidc-provider/ci.example/a` };
  const cognito = { Federated: "cognito-identity.amazonaws.com" };
  const samlAud = { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } };
  const both = (aud: string, sub: string) => ({
    StringLike: { "ci.example/a:aud": aud, "CI.example/a:sub": sub },
  });
  test.each<[string, unknown, unknown, string]>([
    ["SAML held to its audience", saml(ids.vault), samlAud, "unknown"],
    ["SAML held to none", saml(ids.vault), undefined, "fail"],
    ["SAML of another account", saml("999999999999"), samlAud, "fail"],
    ["SAML of another account of the office", saml(ids.audit), samlAud, "unknown"],
    ["OIDC held to audience and subject", oidc, both("sts.amazonaws.com", "repo:office/*"), "unknown"],
    ["OIDC held to an audience only", oidc, { StringEquals: { "ci.example/a:aud": "x" } }, "fail"],
    ["OIDC with any subject", oidc, both("sts.amazonaws.com", "*"), "fail"],
    ["OIDC with a subject that ends somehow", oidc, both("sts.amazonaws.com", "*:main"), "fail"],
    [
      "OIDC with keys of another issuer",
      oidc,
      { StringEquals: { "x.example:aud": "x", "x.example:sub": "x" } },
      "fail",
    ],
    [
      "OIDC if they exist",
      oidc,
      { StringEqualsIfExists: { "ci.example/a:aud": "x", "ci.example/a:sub": "x" } },
      "fail",
    ],
    [
      "OIDC of all values, of which there may be none",
      oidc,
      { "ForAllValues:StringEquals": { "ci.example/a:aud": "x", "ci.example/a:sub": "x" } },
      "fail",
    ],
    [
      "OIDC of everybody but one",
      oidc,
      { StringNotEquals: { "ci.example/a:aud": "x", "ci.example/a:sub": "x" } },
      "fail",
    ],
    [
      "an app’s users who signed in",
      cognito,
      {
        StringEquals: { "cognito-identity.amazonaws.com:aud": "ca-central-1:pool" },
        "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
      },
      "unknown",
    ],
    [
      "an app’s users, signed in or not",
      cognito,
      {
        StringEquals: { "cognito-identity.amazonaws.com:aud": "ca-central-1:pool" },
        "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "unauthenticated" },
      },
      "fail",
    ],
  ])("%s", (_, principal, condition, status) => {
    const statement = {
      Principal: principal,
      Action: "sts:*",
      ...(condition ? { Condition: condition } : {}),
    };
    const [line, ...more] = ofVault(told(outsideTrust, withTrust(allow(statement))));
    expect(more).toEqual([]);
    expect(line).toMatch(new RegExp(`^${status} ${seal.Arn} `));
  });

  test("a provider that may only tag sessions takes on nothing", () => {
    const change = withTrust(allow({ Principal: saml("999999999999"), Action: "sts:TagSession" }));
    expect(ofVault(told(outsideTrust, change))[0]).toMatch(/^pass /);
  });
});

describe("outside-trust and services", () => {
  const machine = { Service: ["ec2.amazonaws.com", "lambda.amazonaws.com"] };

  test("a service that could run something else with a function’s role, with the trust without it", () => {
    expect(ofVault(told(outsideTrust, trust(machine)))).toEqual([
      expect.stringMatching(/^fail .*ec2\.amazonaws\.com may run something else/),
    ]);
    const [verdict] = outsideTrust.judge(input(trust(machine))).filter(({ status }) => status === "fail");
    expect(verdict?.fix?.diff).toMatch(/^-.*ec2\.amazonaws\.com/m);
    expect(verdict?.fix?.diff).not.toMatch(/^-.*lambda\.amazonaws\.com",/m);
  });

  test("is not asked of a task that the office gave to others", () => {
    const own = { ...config, tasks: { seal: [seal.Arn] } };
    expect(ofVault(told(outsideTrust, { ...trust(machine), config: own }))[0]).toMatch(/^pass /);
  });
});
