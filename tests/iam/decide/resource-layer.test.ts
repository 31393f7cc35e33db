import { describe, expect, test } from "vitest";
import {
  givenBy,
  grantOf,
  isUndeniable,
  outsidersBarred,
  policyOf,
  type Grant,
} from "../../../lib/iam/decide/resource-layer.ts";
import { requesterOf, type Requester } from "../../../lib/iam/decide/requester.ts";
import { landscapeOf } from "../../../lib/iam/landscape-of.ts";
import { parsePolicy } from "../../../lib/iam/parse.ts";
import { parsePrincipals } from "../../../lib/iam/principal.ts";
import { isUnknown, unknown, type Truth } from "../../../lib/iam/truth.ts";
import {
  allow,
  bucket,
  decide,
  deny,
  home,
  inputOf,
  key,
  object,
  other,
  outside,
  policy,
  roleArn,
  rootArn,
  sessionArn,
  table,
  userArn,
} from "../world.ts";

const open = policy(allow("*", "*", { Principal: "*" }));
const landscape = landscapeOf(
  inputOf({
    users: { clerk: {} },
    roles: { sealer: { trust: policy() } },
    resources: { [key]: policy(), [bucket]: open },
    buckets: { [bucket]: true },
  }),
);
const who = (principal: string) => requesterOf(landscape, principal) as Requester;
const shown = (truth: Truth) => (isUnknown(truth) ? "?" : truth);

describe("the policy over a resource", () => {
  const of = (resource: string, action: string, owner: string | ReturnType<typeof unknown> = home) => {
    const { policy: found, required } = policyOf(landscape, {
      resource,
      action,
      service: action.split(":")[0]!,
      owner,
    });
    return [typeof found === "object" ? found.ref : found, required];
  };
  const alias = `arn:aws:kms:ca-central-1:${home}:alias/roll`;
  const point = `arn:aws:s3:ca-central-1:${home}:accesspoint/roll`;
  test.each<readonly [string, string, string, string | undefined, boolean]>([
    ["a role’s trust", roleArn("sealer"), "sts:assumerole", roleArn("sealer"), true],
    ["… is not over what else is done to it", roleArn("sealer"), "iam:getrole", undefined, false],
    [
      "… of one that the snapshot lacks",
      roleArn("x"),
      "sts:tagsession",
      `the trust policy of ${roleArn("x")} is not in the snapshot`,
      true,
    ],
    ["a user has none", userArn("clerk"), "sts:getsessiontoken", undefined, false],
    ["a key’s", key, "kms:decrypt", key, true],
    [
      "… of one that the snapshot lacks",
      `${key}0`,
      "kms:decrypt",
      `the key policy of ${key}0 is not in the snapshot`,
      true,
    ],
    ["… and of another service’s action", `${key}0`, "tag:getresources", undefined, false],
    ["an alias’s key", alias, "kms:decrypt", `which key ${alias} stands for is not known`, false],
    ["… has no part in what is done to the alias", alias, "kms:deletealias", undefined, false],
    ["another service’s alias", alias, "x:decrypt", undefined, false],
    [
      "an access point’s bucket",
      point,
      "s3:getobject",
      `which bucket is behind ${point} is not known`,
      false,
    ],
    ["… is S3’s", point, "x:getobject", undefined, false],
    ["a bucket’s, over its objects", object, "s3:getobject", bucket, false],
    ["a table’s that has none", table, "dynamodb:query", undefined, false],
    ["what is no resource", "*", "s3:listallmybuckets", undefined, false],
  ])("%s: %s, %s", (_, resource, action, expected, required) => {
    expect(of(resource, action)).toEqual([expected, required]);
  });
  test("of an account that was not read", () => {
    const elsewhere = table.replace(home, outside);
    expect(of(elsewhere, "dynamodb:query", outside)).toEqual([
      `the account of ${elsewhere} is not in the snapshot`,
      false,
    ]);
    expect(of("*", "s3:listallmybuckets", outside)).toEqual([undefined, false]);
    expect(of(table, "dynamodb:query", unknown("lost"))).toEqual([undefined, false]);
  });
});

describe("what an allow is worth, by whom it names: to a user, a role, a session, root; under session policies", () => {
  const askers = [userArn("clerk"), roleArn("sealer"), sessionArn("sealer", "n"), rootArn()].map(who);
  const row = (letters: string) =>
    [...letters].map((letter) => ({ d: "direct", r: "role", a: "account" })[letter]);
  test.each([
    ["*", "dddd", "dddd"],
    [{ AWS: home }, "aaaa", "aaaa"],
    [{ CanonicalUser: "ab12" }, "aaaa", "aaaa"],
    [{ AWS: userArn("clerk") }, "dddd", "rddd"],
    [{ AWS: "AIDACLERK" }, "drrd", "rrrd"],
    [{ AWS: roleArn("sealer") }, "drrd", "drrd"],
    [{ AWS: sessionArn("sealer", "n") }, "dddd", "dddd"],
    [{ Service: "x" }, "dddd", "dddd"],
  ])("%j", (element, plain, limited) => {
    const [pattern] = parsePrincipals(element, false).of;
    expect(askers.map((each) => grantOf(pattern!, each, false))).toEqual(row(plain));
    expect(askers.map((each) => grantOf(pattern!, each, true))).toEqual(row(limited));
  });
});

describe("in which ways an allow gives: direct, role, account, grant", () => {
  const kinds: readonly Grant[] = ["direct", "role", "account", "grant"];
  const ways = (principals: object, principal: string, grant?: string) => {
    const document = policy({ ...allow("*"), ...principals });
    const [statement] = parsePolicy(document, "r", "resource").statements;
    const given = { ...statement!, ...(grant !== undefined && { grant }) };
    return kinds.map((kind) => shown(givenBy(given, who(principal), kind, false)));
  };
  const clerk = userArn("clerk");
  const [none, direct] = [Array(4).fill(false), [true, false, false, false]];
  test.each<readonly [string, object, string, readonly unknown[]]>([
    ["to whom it names", { Principal: { AWS: clerk } }, clerk, direct],
    ["to a role", { Principal: { AWS: roleArn("sealer") } }, roleArn("sealer"), [false, true, false, false]],
    ["to an account and its user", { Principal: { AWS: [home, clerk] } }, clerk, [true, false, true, false]],
    ["to another", { Principal: { AWS: userArn("x") } }, clerk, none],
    ["without Principal", {}, clerk, direct],
    ["with NotPrincipal", { NotPrincipal: { AWS: other } }, clerk, direct],
    ["perhaps", { Principal: { AWS: ["x*", "y*"] } }, clerk, ["?", false, false, false]],
    ["perhaps, and for certain", { Principal: { AWS: ["x*", clerk] } }, clerk, direct],
    ["perhaps, and not", { Principal: { AWS: ["x*", userArn("x")] } }, clerk, ["?", false, false, false]],
    ["perhaps by the account", { Principal: { CanonicalUser: "ab12" } }, clerk, [false, false, "?", false]],
  ])("%s", (_, principals, principal, expected) => expect(ways(principals, principal)).toEqual(expected));
  test.each<readonly [string, object, string, unknown]>([
    ["to whom it names", { Principal: { AWS: clerk } }, clerk, true],
    ["not to another", { Principal: { AWS: clerk } }, roleArn("sealer"), false],
    ["to the account’s root", { Principal: { AWS: home } }, rootArn(), true],
    ["to the account: AWS does not say", { Principal: { AWS: home } }, clerk, "?"],
    ["to nobody", {}, clerk, false],
  ])("a grant of a key gives %s", (_, principals, principal, expected) => {
    expect(ways(principals, principal, "g")).toEqual([false, false, false, expected]);
  });
});

test("no bucket policy keeps its account’s root from the policy, and nobody else", () => {
  const undeniable = (principal: string, action: string, owner = home) =>
    isUndeniable({ requester: who(principal), action, owner });
  expect(undeniable(rootArn(), "s3:getbucketpolicy")).toBe(true);
  expect(undeniable(rootArn(), "s3:getbucketacl")).toBe(false);
  expect(undeniable(rootArn(), "s3:getbucketpolicy", other)).toBe(false);
  expect(undeniable(userArn("clerk"), "s3:getbucketpolicy")).toBe(false);
  expect(undeniable("*", "s3:getbucketpolicy")).toBe(false);
});

describe("RestrictPublicBuckets bars from a public bucket", () => {
  test.each<readonly [string, Requester, boolean]>([
    ["nobody of its account", who(userArn("clerk")), false],
    ["whoever is of another", who(userArn("x", outside)), true],
    ["everybody", who("*"), true],
    ["no service", { kind: "anonymous", service: "lambda.amazonaws.com" }, false],
    ["who shows a token", { kind: "anonymous", provider: "accounts.google.com" }, true],
  ])("%s", (_, requester, expected) => {
    const asked = { resource: object, service: "s3", owner: home, requester };
    expect(outsidersBarred(landscape, asked)).toBe(expected);
    expect(outsidersBarred(landscape, { ...asked, service: "kms" })).toBe(false);
    expect(outsidersBarred(landscape, { ...asked, resource: "arn:aws:s3:::roll-more/a" })).toBe(false);
  });
});

test("a deny that may speak does not make an allow of it, nor of what nobody may", () => {
  const odd = { ...deny("*", "*", { Principal: "*" }), Resources: "*" };
  const asked = { principal: rootArn(other), action: "s3:GetObject", resource: object };
  const outcome = (...statements: readonly Readonly<Record<string, unknown>>[]) =>
    decide({ resources: { [bucket]: policy(...statements) } }, asked).decision;
  expect(outcome(odd)).toBe("implicitDeny");
  expect(outcome(odd, allow("*", "*", { Principal: "*" }))).toBe("unknown");
});
