/** Whether a role lets a service or a provider assume it, as its trust policy reads (IAM User Guide, "Roles terms and concepts"). */
import { describe, expect, test } from "vitest";
import type { Identity } from "../../../lib/iam/landscape.ts";
import { parsePolicy } from "../../../lib/iam/parse.ts";
import { samlTrust, serviceTrust, trustedBy, webTrust } from "../../../lib/iam/reach/service-trust.ts";
import { home, other, policy, roleArn, rootArn, type Json } from "../world.ts";

const lambda = "lambda.amazonaws.com";
const [own, theirs] = [home, other].map((account) => ({
  StringEquals: { "aws:SourceAccount": account },
}));
const asked = { ArnLike: { "aws:SourceArn": "arn:aws:lambda:*:*:function:x" } };
const odd = { Sounds: { "aws:SourceArn": "x" } };

function role(trust: unknown, of: Partial<Identity> = {}): Identity {
  const arn = roleArn("a");
  return {
    kind: "role",
    arn,
    account: home,
    trust: parsePolicy(trust, arn, "trust"),
    ...of,
  } as unknown as Identity;
}
const said = (
  effect: string,
  Principal: unknown,
  Condition?: Json,
  Action: unknown = "sts:AssumeRole",
): Json => ({
  Effect: effect,
  Principal,
  Action,
  ...(Condition && { Condition }),
});
const lets = (Condition?: Json, Service: unknown = lambda) => said("Allow", { Service }, Condition);
const stops = (Condition?: Json, Service: unknown = lambda) => said("Deny", { Service }, Condition);

const yes = (...asks: readonly string[]) => ({ verdict: "yes", asks });
const no = { verdict: "no" };
const unknown = { verdict: "unknown", why: expect.any(String) };

describe("a service", () => {
  test.each<readonly [string, readonly Json[], unknown]>([
    ["that it names", [lets()], yes()],
    ["that it names among others", [lets(undefined, ["ec2.amazonaws.com", lambda])], yes()],
    ["by its name in capitals", [lets(undefined, "Lambda.amazonaws.com")], yes()],
    ["by its name in a region", [lets(undefined, "lambda.eu-west-1.amazonaws.com")], yes()],
    ["by its name in China", [lets(undefined, "lambda.amazonaws.com.cn")], yes()],
    ["of which only the beginning is alike", [lets(undefined, "lambda.x.amazonaws.com")], no],
    ["that it does not name", [lets(undefined, "ec2.amazonaws.com")], no],
    ["where everybody is let in", [said("Allow", "*")], yes()],
    ["where everybody is let in beside another", [said("Allow", { Service: "x", AWS: "*" })], yes()],
    ["where only accounts are", [said("Allow", { AWS: [rootArn(), roleArn("b")] })], no],
    ["that may only tag sessions", [said("Allow", { Service: lambda }, undefined, "sts:TagSession")], no],
    ["by a pattern of actions", [said("Allow", { Service: lambda }, undefined, "sts:*")], yes()],
    [
      "by one of several actions",
      [said("Allow", { Service: lambda }, undefined, ["sts:TagSession", "sts:AssumeRole"])],
      yes(),
    ],
    ["by no statement", [], no],
    ["by a deny alone", [stops()], no],
    ["by a deny under a condition alone", [stops(asked)], no],
    ["that is denied it", [lets(), stops()], no],
    ["where another is denied it", [lets(), stops(undefined, "ec2.amazonaws.com")], yes()],
    ["where everybody is denied it", [lets(), said("Deny", "*")], no],
    [
      "that is denied something else",
      [lets(), said("Deny", { Service: lambda }, undefined, "sts:TagSession")],
      yes(),
    ],
    ["that acts for its account", [lets(own)], yes()],
    ["that acts for another account", [lets(theirs)], no],
    ["that is denied it for its account", [lets(), stops(own)], no],
    ["that is denied it for another account", [lets(), stops(theirs)], yes()],
    ["of which a condition asks something", [lets(asked)], yes("aws:sourcearn")],
    [
      "of which conditions ask something beside the account",
      [lets({ ...own, ...asked })],
      yes("aws:sourcearn"),
    ],
    ["of which one statement asks something, and the other nothing", [lets(asked), lets()], yes()],
    ["that is denied it under a condition", [lets(), stops(asked)], yes("aws:sourcearn")],
    [
      "that is denied it under a condition, and for another account",
      [lets(), stops({ ...asked, ...theirs })],
      yes(),
    ],
    ["under a condition that is not understood", [lets(odd)], unknown],
    ["denied under a condition that is not understood", [lets(), stops(odd)], unknown],
    ["under such a condition and for another account", [lets({ ...odd, ...theirs }), lets()], yes()],
    [
      "where another is let in, and something that nobody knows",
      [said("Allow", { Service: "x", Planet: "y" })],
      unknown,
    ],
    ["of a kind that nobody knows", [said("Allow", { Planet: "mars" })], unknown],
    [
      "that is let in, with something of a kind that nobody knows denied",
      [lets(), said("Deny", { Planet: "x" })],
      unknown,
    ],
  ])("%s", (_, statements, expected) => {
    expect(serviceTrust(role(policy(...statements)), lambda)).toEqual(expected);
  });

  test.each<readonly [string, Json, unknown]>([
    ["but this one", { Service: lambda }, no],
    ["but everybody", { AWS: "*" }, no],
    ["but another", { Service: "ec2.amazonaws.com" }, unknown],
  ])("let in where all are %s", (_, NotPrincipal, expected) => {
    const trust = policy({ Effect: "Allow", NotPrincipal, Action: "sts:AssumeRole" });
    expect(serviceTrust(role(trust), lambda)).toEqual(expected);
  });

  test("by actions that are left out", () => {
    const but = (NotAction: string) => policy({ Effect: "Allow", Principal: { Service: lambda }, NotAction });
    expect(serviceTrust(role(but("sts:TagSession")), lambda)).toEqual(yes());
    expect(serviceTrust(role(but("sts:Assume*")), lambda)).toEqual(no);
  });

  test("of a role whose trust policy cannot be read is unknown; of what has none, no", () => {
    expect(serviceTrust(role({ Version: "2012-10-17", Statement: 7 }), lambda)).toEqual(unknown);
    const { trust: _, ...none } = role(policy());
    expect(serviceTrust(none, lambda)).toEqual(no);
  });
});

describe("a provider", () => {
  const web = "sts:AssumeRoleWithWebIdentity";
  const provider = (name: string) => `arn:aws:iam::${home}:oidc-provider/${name}`;
  const cognito = "cognito-identity.amazonaws.com";
  const eks = "oidc.eks.amazonaws.com";

  test.each<readonly [string, string, unknown]>([
    [cognito, cognito, yes()],
    [provider("login.example.net"), "login.example.net", yes()],
    [provider("xlogin.example.net"), "login.example.net", no],
    [provider("oidc.eks.eu-west-1.amazonaws.com/id/01"), eks, yes()],
    [provider("oidc.example.net/id/01"), eks, no],
    ["accounts.example.net", cognito, no],
  ])("%s is asked for as %s", (Federated, asked, expected) => {
    expect(webTrust(role(policy(said("Allow", { Federated }, undefined, web))), asked)).toEqual(expected);
    expect(webTrust(role(policy(said("Allow", { Federated }))), asked)).toEqual(no);
  });

  test("is no service of the same name", () => {
    expect(webTrust(role(policy(said("Allow", { Service: cognito }, undefined, web))), cognito)).toEqual(no);
    expect(serviceTrust(role(policy(said("Allow", { Federated: lambda }))), lambda)).toEqual(no);
  });

  test.each([
    ["of its account", `arn:aws:iam::${home}:saml-provider/Staff`, yes()],
    ["of another account", `arn:aws:iam::${other}:saml-provider/Staff`, no],
    ["of the web", provider("saml-provider"), no],
  ])("of SAML %s", (_, Federated, expected) => {
    const trust = policy(said("Allow", { Federated }, undefined, "sts:AssumeRoleWithSAML"));
    expect(samlTrust(role(trust))).toEqual(expected);
    expect(samlTrust(role(policy(said("Allow", { Federated }))))).toEqual(no);
  });
});

test.each<readonly [string, readonly Json[], readonly string[] | undefined]>([
  [
    "services, by their plain names, and providers",
    [lets(undefined, ["ec2.amazonaws.com.cn", lambda]), said("Allow", { Federated: "x.example.net" })],
    ["ec2.amazonaws.com", lambda, "x.example.net"],
  ],
  ["no accounts", [said("Allow", { AWS: rootArn() }), lets()], [lambda]],
  ["nobody can say whom, where everybody is", [lets(), said("Allow", "*")], undefined],
  ["nor where everybody is beside one", [said("Allow", { Service: lambda, AWS: "*" })], undefined],
  ["nor where something is named that nobody knows", [lets(), said("Allow", { Planet: "mars" })], undefined],
  [
    "nor where all but some are",
    [{ Effect: "Allow", NotPrincipal: { Service: lambda }, Action: "sts:AssumeRole" }],
    undefined,
  ],
  ["nobody", [], []],
])("a trust policy names %s", (_, statements, expected) => {
  expect(trustedBy(role(policy(...statements)))).toEqual(expected);
});

test("one that cannot be read names nobody can say whom", () => {
  expect(trustedBy(role({ Statement: 7 }))).toBeUndefined();
});
