import { describe, expect, test } from "vitest";
import type { RequestContext } from "../../../lib/iam/access.ts";
import { contextOf } from "../../../lib/iam/decide/context.ts";
import { requesterOf, type Requester } from "../../../lib/iam/decide/requester.ts";
import { landscapeOf } from "../../../lib/iam/landscape-of.ts";
import { isUnknown } from "../../../lib/iam/truth.ts";
import { home, inputOf, other, outside, policy, roleArn, rootArn, userArn } from "../world.ts";

const landscape = landscapeOf(
  inputOf({
    users: { clerk: {} },
    roles: { sealer: {} },
    organization: {
      id: "o-roll",
      serviceControlPolicies: [{ name: "a", policy: policy(), targets: [home] }],
    },
  }),
);
const { organization: _, ...alone } = landscape;

function asked(principal: string | Requester, given: RequestContext, service = "s3", of = landscape) {
  const requester = typeof principal === "string" ? (requesterOf(of, principal) as Requester) : principal;
  return contextOf(of, { requester, service, owner: home }, given);
}
const why = (...args: Parameters<typeof asked>) => {
  const found = asked(...args);
  return isUnknown(found) ? found.unknown : undefined;
};

describe("“*” comes from nowhere that the snapshot has", () => {
  const claims = (key: string) =>
    `* is nobody of the snapshot’s accounts, and the request’s ${key} says that it comes from there`;
  test.each<readonly [string, RequestContext[string]]>([
    ["aws:principalaccount", home],
    ["aws:principalaccount", [outside, other]],
    ["aws:principalarn", userArn("clerk")],
    ["aws:principalorgid", "o-roll"],
    ["aws:principalorgpaths", "o-roll/r-1/ou-1/"],
    ["aws:sourceaccount", home],
    ["aws:sourcearn", `arn:aws:sns:ca-central-1:${home}:a`],
    ["aws:sourceorgid", "o-roll"],
    ["aws:sourceorgpaths", "o-roll/"],
    ["kms:calleraccount", home],
    ["aws:userid", "AIDACLERK"],
    ["aws:userid", "AROASEALER:n"],
    ["aws:userid", home],
  ])("%s %j", (key, value) => {
    expect(why("*", { [key]: value })).toBe(claims(key));
    expect(why({ kind: "anonymous", provider: "accounts.google.com" }, { [key]: value })).toBe(claims(key));
  });
  test.each<RequestContext>([
    { "aws:principalaccount": outside, "aws:principalarn": userArn("x", outside) },
    { "aws:principalorgid": "o-other", "aws:principalorgpaths": "o-roll-2/r-1/" },
    { "aws:sourceaccount": outside, "aws:sourcearn": "arn:aws:s3:::roll-exports" },
    { "aws:sourcearn": "nothing" },
    { "aws:userid": "AIDAOTHER", "kms:calleraccount": outside },
    { "aws:resourcetag/a": home },
  ])("%j claims nothing of the kind", (given) => expect(why("*", given)).toBeUndefined());
  test("a service may act for an account of ours", () => {
    const trail: Requester = { kind: "anonymous", service: "cloudtrail.amazonaws.com" };
    expect(why(trail, { "aws:sourceaccount": home })).toBeUndefined();
  });
  test("without an organisation no id is its own", () => {
    expect(why("*", { "aws:principalorgid": "o-roll" }, "s3", alone)).toBeUndefined();
    expect(why("*", { "aws:principalorgid": [] }, "s3", alone)).toBeUndefined();
  });
});

test("a principal is of the account that its ARN names", () => {
  const two = "the request’s aws:PrincipalArn and aws:PrincipalAccount name two accounts";
  const arn = userArn("x", outside);
  const elsewhere = "999999999999";
  expect(why("*", { "aws:principalarn": arn, "aws:principalaccount": elsewhere })).toBe(two);
  expect(why("*", { "aws:principalarn": arn, "aws:principalaccount": outside })).toBeUndefined();
  expect(why("*", { "aws:principalarn": arn })).toBeUndefined();
  expect(why("*", { "aws:principalaccount": elsewhere })).toBeUndefined();
});

describe("what the request says may repeat what AWS says, and not contradict it", () => {
  test.each<readonly [string, RequestContext, boolean]>([
    [userArn("clerk"), { "AWS:UserName": "clerk" }, true],
    [userArn("clerk"), { "aws:username": "other" }, false],
    [userArn("clerk"), { "aws:username": ["clerk", "clerk"] }, false],
    [userArn("clerk"), { "aws:username": [] }, false],
    [roleArn("sealer"), { "aws:userid": "AROASEALER:n" }, true],
    [roleArn("sealer"), { "aws:userid": "AROAOTHER:n" }, false],
    [roleArn("sealer"), { "aws:userid": ["AROASEALER:n", "AROASEALER:m"] }, false],
    [userArn("clerk"), { "aws:principalorgpaths": ["a", "b"] }, true],
    [rootArn(), { "aws:username": "root" }, false],
    [rootArn(), { "aws:sourceip": "203.0.113.7" }, true],
    [rootArn(), { "aws:principalaccount": Number(home) }, true],
  ])("%s says %j: %s", (principal, given, taken) => {
    const [key] = Object.keys(given);
    expect(why(principal, given)).toBe(taken ? undefined : `the request's ${key!} contradicts the snapshot`);
  });
  test("a key in two spellings must say one thing", () => {
    expect(why(rootArn(), { "x:a": ["1", "2"], "X:A": ["1", "2"] })).toBeUndefined();
    expect(why(rootArn(), { "x:a": "1", "X:A": "2" })).toBe("the request has x:a twice");
    expect(why(rootArn(), { "x:a": ["1", "2"], "X:A": "12" })).toBe("the request has x:a twice");
  });
});

describe("what is looked up", () => {
  const get = (key: string, given: RequestContext, service = "s3") => {
    const found = asked(userArn("clerk"), given, service);
    if (isUnknown(found)) throw new Error(found.unknown);
    return found.get(key);
  };
  const values = (...list: readonly string[]) => ({ kind: "values", values: list });
  test("is the request’s, or AWS’s, or nothing", () => {
    expect(get("x:a", { "X:A": [1, true, "b"] })).toEqual(values("1", "true", "b"));
    expect(get("x:a", { "X:A": [] })).toEqual(values());
    expect(get("aws:username", {})).toEqual(values("clerk"));
    expect(get("aws:principaltag/none", {})).toBeUndefined();
    expect(get("x:b", { "x:a": "1" })).toBeUndefined();
  });
  test("KMS’s names of an encryption context are those that have values (KMS Developer Guide)", () => {
    const key = "kms:encryptioncontextkeys";
    const given = { "kms:EncryptionContext:County": "7", "KMS:encryptioncontext:Day": "1", "x:y": "1" };
    expect(get(key, given, "kms")).toEqual(values("County", "Day"));
    expect(get(key, { ...given, "kms:EncryptionContextKeys": "a" }, "kms")).toEqual(values("a"));
    expect(get(key, { "x:y": "1" }, "kms")).toBeUndefined();
    expect(get(key, given)).toBeUndefined();
  });
});
