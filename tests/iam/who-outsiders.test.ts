import { describe, expect, test } from "vitest";
import type { AccessQuestion } from "../../lib/iam/access.ts";
import { compileAccess } from "../../lib/iam/compile.ts";
import { can, index, objects, read, when } from "./proofs.ts";
import {
  allow,
  bucket,
  decide,
  home,
  inputOf,
  key,
  object,
  other,
  outside,
  policy,
  roleArn,
  rootArn,
  userArn,
  type Json,
  type World,
} from "./world.ts";

const verdicts = (world: World, question: AccessQuestion = read) =>
  Object.fromEntries(
    compileAccess(inputOf(world), index)
      .who(question)
      .map(({ principal, proof }) => [principal, proof.verdict]),
  );
const letting = (Principal: unknown, more: Json = {}): World => ({
  resources: {
    [bucket]: policy({ Effect: "Allow", Principal, Action: "s3:GetObject", Resource: objects, ...more }),
  },
});

describe("principals of whom nobody can say who they are", () => {
  const identity = "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1ABC";
  const session = `arn:aws:sts::${home}:federated-user/bob`;
  test.each<readonly [unknown, string]>([
    [{ CanonicalUser: "79a59df900b949e5" }, "canonical:79a59df900b949e5"],
    [{ AWS: identity }, identity],
    [{ AWS: "AROAEXAMPLEGONE" }, "AROAEXAMPLEGONE"],
    [{ AWS: session }, session],
  ])("%o is listed where a policy lets it in, and nowhere else", (principal, name) => {
    const world = letting(principal);
    expect(verdicts(world)[name]).toBe("unknown");
    expect(verdicts(world, { ...read, actions: ["s3:PutObject"] })[name]).toBeUndefined();
    expect(verdicts(world, { ...read, resources: ["arn:aws:s3:::other/*"] })[name]).toBeUndefined();
  });

  test("the id of a role that is there is that role; services are left out", () => {
    const roles = { sealer: {} };
    expect(verdicts({ roles, ...letting({ AWS: "AROASEALER" }) })).toEqual({ [roleArn("sealer")]: "yes" });
    expect(verdicts(letting({ Service: "backup.amazonaws.com" }))).toEqual({});
  });

  test("an allow with NotPrincipal may let in anybody", () => {
    const world: World = {
      resources: {
        [bucket]: policy({ Effect: "Allow", NotPrincipal: { AWS: home }, Action: "s3:*", Resource: objects }),
      },
    };
    expect(verdicts(world)["*"]).toBe("unknown");
  });

  test("an outsider’s tags are its account’s affair, as its policies are", () => {
    const peer = roleArn("peer", outside);
    const tagged = when({ StringEquals: { "aws:PrincipalTag/team": "roll" } });
    const denied = policy(
      { Effect: "Allow", Principal: { AWS: peer }, Action: "s3:*", Resource: objects, ...tagged },
      { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: objects },
    );
    expect(can({ resources: { [bucket]: denied } }, peer).verdict).toBe("no");
    const user = userArn("peer", outside);
    const own = policy({
      Effect: "Allow",
      Principal: { AWS: user },
      Action: "s3:*",
      Resource: objects,
      ...tagged,
    });
    expect(can({ resources: { [bucket]: own } }, user)).toMatchObject({
      verdict: "yes",
      witness: { context: { "aws:PrincipalTag/team": "roll" }, assumes: user },
    });
    const plainly = policy({
      Effect: "Allow",
      Principal: { AWS: peer },
      Action: "s3:Put*",
      Resource: objects,
    });
    expect(can({ resources: { [bucket]: plainly } }, peer).verdict).toBe("no");
  });
});

describe("* says nothing that only one of the accounts could say", () => {
  const world: World = {
    ...letting("*"),
    organization: { id: "o-county", serviceControlPolicies: [], resourceControlPolicies: [] },
  };
  test.each<readonly [Readonly<Record<string, string>>, string]>([
    [{}, "allowed"],
    [{ "aws:PrincipalArn": roleArn("x", outside) }, "allowed"],
    [{ "aws:PrincipalArn": roleArn("sealer") }, "unknown"],
    [{ "AWS:principalaccount": home }, "unknown"],
    [{ "aws:SourceAccount": other }, "unknown"],
    [{ "aws:PrincipalOrgID": "o-county" }, "unknown"],
    [{ "aws:PrincipalOrgID": "o-other" }, "allowed"],
  ])("%o: %s", (context, expected) => {
    const request = { principal: "*", action: "s3:GetObject", resource: object, context };
    const { decision, why } = decide(world, request);
    expect(decision).toBe(expected);
    if (expected === "unknown") expect(why).toMatch(/says that it comes from there/);
  });
});

describe("a key whose policy was not read may let in anybody of its account", () => {
  const users = { clerk: { inline: [policy()] }, visitor: { account: other, inline: [policy()] } };
  const decrypt = (resource: string) => ({ actions: ["kms:Decrypt"], resources: [resource] });
  const known = policy({ Effect: "Allow", Principal: { AWS: roleArn("x") }, Action: "kms:*", Resource: "*" });
  const unread = { [userArn("clerk")]: "unknown" };
  const pattern = `arn:aws:kms:*:${home}:key/*`;
  test.each<readonly [string, World["resources"], string, object]>([
    ["the key itself", {}, key, unread],
    ["another key than those that were read", { [key]: known }, `${key}x`, unread],
    ["a key that was read", { [key]: known }, key, {}],
    ["all keys, of which none was read", {}, pattern, unread],
    ["all keys, which were read", { [key]: known }, pattern, {}],
    ["anything", {}, "*", {}],
    ["a key of nobody", {}, `arn:aws:kms:ca-central-1:${outside}:key/1`, {}],
  ])("%s", (_, resources, asked, expected) => {
    expect(verdicts({ users, resources }, decrypt(asked))).toEqual(expected);
  });
});

describe("resources", () => {
  test("an account that stands for all others is none of the snapshot’s", () => {
    const all = "999999999999";
    const admin = { account: all, inline: [policy(allow("dynamodb:*"))] };
    const world: World = { roles: { admin }, accounts: [all] };
    const elsewhere = `arn:aws:dynamodb:us-east-1:??????????98:table/x`;
    expect(verdicts(world, { actions: ["dynamodb:GetItem"], resources: [elsewhere] })).toEqual({
      [roleArn("admin", all)]: "unknown",
    });
  });

  test("no region or account of a witness has a colon", () => {
    const world: World = { roles: { admin: { inline: [policy(allow("dynamodb:*"))] } } };
    const resources = ["arn:aws:dynamodb:*:1234*:table/x"];
    const proof = can(world, roleArn("admin"), { actions: ["dynamodb:GetItem"], resources });
    expect(JSON.stringify(proof)).not.toMatch(/:1234[^:]*:1234|3333:1234/);
  });

  test("what is excepted is not asked", () => {
    const admin = { inline: [policy(allow("s3:GetObject", [object, `${bucket}/x`]))] };
    const world: World = { roles: { admin }, resources: { [bucket]: policy() } };
    expect(verdicts(world, { ...read, except: [object] })).toEqual({ [roleArn("admin")]: "yes" });
    expect(verdicts(world, { ...read, except: [object, `${bucket}/x`] })).toEqual({});
    expect(verdicts(world, { ...read, resources: [object], except: [`${bucket}/*`] })).toEqual({});
  });
});

describe("actions that the evaluation treats by their name are not taken for others", () => {
  test("RCPs do not reach kms:RetireGrant", () => {
    const rcp = {
      name: "r",
      targets: [home],
      policy: policy({ Effect: "Deny", Principal: "*", Action: "kms:*", Resource: "*" }),
    };
    const grant = policy({ Effect: "Allow", Principal: { AWS: rootArn() }, Action: "kms:*", Resource: "*" });
    const world: World = {
      roles: { admin: { inline: [policy(allow("kms:*"))] } },
      resources: { [key]: grant },
      organization: { id: "o-county", serviceControlPolicies: [], resourceControlPolicies: [rcp] },
    };
    const question = { actions: ["kms:Decrypt", "kms:RetireGrant"], resources: [key] };
    expect(can(world, roleArn("admin"), question)).toMatchObject({
      verdict: "yes",
      witness: { action: "kms:RetireGrant" },
    });
  });

  test("the root of an account tags sessions and cannot assume roles", () => {
    const trust = policy({ Effect: "Allow", Principal: { AWS: rootArn() }, Action: "sts:*" });
    const world: World = { roles: { sealer: { trust } } };
    const question = { actions: ["sts:AssumeRole", "sts:TagSession"], resources: [roleArn("sealer")] };
    expect(can(world, rootArn(), question)).toMatchObject({
      verdict: "yes",
      witness: { action: "sts:TagSession" },
    });
    const alone = { ...question, actions: ["sts:AssumeRole"] };
    expect(can(world, rootArn(), alone).verdict).not.toBe("yes");
  });
});

describe("what “*” cannot say of itself", () => {
  const asked = (test: Json): World => letting("*", when(test));
  const equals = (given: Json): Json => ({ StringEquals: given });
  test.each<readonly [what: string, world: World, question: AccessQuestion]>([
    [
      "that it calls a key from an account of the snapshot",
      {
        resources: {
          [key]: policy({
            ...allow("kms:Decrypt"),
            Principal: "*",
            ...when(equals({ "kms:CallerAccount": home })),
          }),
        },
      },
      { actions: ["kms:Decrypt"], resources: [key] },
    ],
    ["that it is an account’s root", asked(equals({ "aws:userid": home })), read],
    [
      "that it is a session of a role of the snapshot",
      { ...asked({ StringLike: { "aws:userid": "AROASEALER:*" } }), roles: { sealer: {} } },
      read,
    ],
  ])("%s", (_, world, question) => {
    expect(can(world, "*", question).verdict).toBe("no");
  });

  test("that its ARN is of one account and it of another", () => {
    const two = { "aws:PrincipalAccount": outside, "aws:PrincipalArn": userArn("x", "999988887777") };
    expect(can(asked(equals(two)), "*").verdict).not.toBe("yes");
    const one = { "aws:PrincipalAccount": outside, "aws:PrincipalArn": userArn("x", outside) };
    expect(can(asked(equals(one)), "*").verdict).toBe("yes");
    const request = { principal: "*", action: "s3:GetObject", resource: object };
    expect(decide(asked(equals(two)), { ...request, context: two }).decision).toBe("unknown");
    expect(decide(asked(equals(one)), { ...request, context: one }).decision).toBe("allowed");
  });
});
