import { describe, expect, test } from "vitest";
import { difference } from "../../lib/iam/difference.ts";
import { brief, clerk, compare, compiled, inline, objects, same } from "./differences.ts";
import { when } from "./proofs.ts";
import {
  allow,
  bucket,
  deny,
  home,
  managedArn,
  object,
  other,
  outside,
  policy,
  roleArn,
  rootArn,
  sessionArn,
  userArn,
  type Json,
  type World,
} from "./world.ts";

const who = userArn("clerk");
const read = allow("s3:GetObject", objects);
const standing = (...statements: readonly Json[]): World => ({
  resources: { [bucket]: policy(...statements) },
});
const letting = (principal: unknown, more: Json = {}): World =>
  standing({ ...read, Principal: principal, ...more });
const none = standing();
const asked = (before: World, after: World, principal: string) =>
  difference(compiled(before), compiled(after), { principals: [principal], actions: ["s3:GetObject"] });

describe("somebody of an account that neither snapshot has, by name", () => {
  const mirror = roleArn("mirror", outside);
  const night = sessionArn("mirror", "night", outside);
  const day = sessionArn("mirror", "day", outside);
  const guest = userArn("guest", outside);

  test.each<readonly [string, unknown, string, boolean]>([
    ["a role", mirror, mirror, true],
    ["another role", mirror, roleArn("other", outside), false],
    ["a user", guest, guest, true],
    ["a session of a role that is let in", mirror, night, true],
    ["a session that is let in", night, night, true],
    ["another session of its role", night, day, false],
    ["a user of an account that is let in", rootArn(outside), guest, true],
    ["the root of it", rootArn(outside), rootArn(outside), true],
    ["the root of an account of which a user is let in", guest, rootArn(outside), false],
  ])("%s", (_, principal, asks, gains) => {
    const found = asked(none, letting({ AWS: principal }), asks);
    expect([found.gained.length > 0, found.lost, found.unknown]).toEqual([gains, [], []]);
    const assumed = asks.endsWith(":root") ? undefined : found.gained[0]?.witness.principal;
    expect(found.gained[0]?.assumes).toBe(assumed);
  });

  test.each<readonly [string, string]>([
    ["a role", roleArn("copy-*", outside)],
    ["a user", userArn("copy-*", outside)],
  ])("%s by the name that a condition asks for, once for all of its account", (_, name) => {
    const found = asked(
      none,
      letting({ AWS: rootArn(outside) }, when({ ArnLike: { "aws:PrincipalArn": name } })),
      rootArn(outside),
    );
    expect(found.gained).toMatchObject([
      { principal: rootArn(outside), assumes: name.replace("*", "x"), actions: ["s3:GetObject"] },
    ]);
    expect(found.gained[0]!.witness.principal).toBe(name.replace("*", "x"));
  });
});

test("a role of ours gains what one session of it is let in to", () => {
  const night = sessionArn("sealer", "night");
  const roles = { sealer: {} };
  const { gained, unknown } = asked(
    { ...none, roles },
    { ...letting({ AWS: night }), roles },
    roleArn("sealer"),
  );
  expect(brief(gained)).toEqual([[roleArn("sealer"), "s3:GetObject", objects]]);
  expect(unknown).toEqual([]);
});

describe("who is told of", () => {
  test.each<readonly [string, string]>([
    ["a user", userArn("clark")],
    ["a role", roleArn("clark")],
    ["what is no ARN", "clerk"],
    ["a session of no role", sessionArn("clark", "x")],
  ])("%s that neither snapshot has is no “no change”", (_, principal) => {
    expect(asked(inline(), inline(read), principal)).toEqual({
      ...same,
      unknown: [{ principal, change: "gained", actions: ["*"], why: `neither snapshot has ${principal}` }],
    });
  });

  test("a service that is asked about is told of as whom a policy names", () => {
    const lambda = "lambda.amazonaws.com";
    const found = asked(none, letting({ Service: lambda }), lambda);
    expect([found.gained, found.named.map(({ principal }) => principal)]).toEqual([[], [lambda]]);
  });

  test("one who is only in one of them is known", () => {
    expect(asked(none, inline(read), who)).toMatchObject({ appeared: [who], unknown: [] });
    expect(asked(inline(read), none, who)).toMatchObject({ gone: [who], unknown: [] });
    const [lost] = asked(inline(read), none, who).lost;
    expect(lost).toMatchObject({ principal: who, resources: [objects] });
  });

  test("an account that only one snapshot has, either way round", () => {
    const one = { ...none, accounts: [home] };
    const why = expect.stringContaining(`the account ${other}`);
    const unknown = { principal: rootArn(other), actions: ["*"], why };
    expect(compare(one, none).unknown).toEqual([{ ...unknown, change: "gained" }]);
    expect(compare(none, one).unknown).toEqual([{ ...unknown, change: "lost" }]);
    expect(compare(one, one).unknown).toEqual([]);
  });
});

describe("whom nobody can ask for is told by the text of the policy", () => {
  const canonical = { CanonicalUser: "79a5" };
  const identity = "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1";
  test.each<readonly [string, unknown, string]>([
    ["a canonical user", canonical, "canonical:79a5"],
    ["an id of another account, or of who is gone", { AWS: "AIDAELSEWHERE" }, "AIDAELSEWHERE"],
    ["CloudFront’s own", { AWS: identity }, identity],
  ])("%s", (_, principal, name) => {
    const named = { principal: name, resource: bucket, actions: ["s3:GetObject"] };
    const after = letting(principal);
    expect(compare(none, after).named).toEqual([{ ...named, change: "gained" }]);
    expect(compare(after, none).named).toEqual([{ ...named, change: "lost" }]);
    // Only what is more: the same again, or beside another, is no change.
    const both = standing(
      { ...read, Principal: principal },
      { ...allow("s3:PutObject", objects), Principal: principal },
    );
    expect(compare(after, both).named).toEqual([{ ...named, actions: ["s3:PutObject"], change: "gained" }]);
    expect(compare(both, after).gained).toEqual([]);
    // A policy that is gone lets nobody in.
    expect(compare(after, {}).named).toEqual([{ ...named, change: "lost" }]);
  });

  test.each<readonly [string, unknown, Json]>([
    ["denied", canonical, { Effect: "Deny" }],
    ["one of ours, who is asked by name", { AWS: "AIDACLERK" }, {}],
  ])("not who is %s", (_, principal, more) => {
    const users = { clerk: {} };
    const found = compare({ ...none, users }, { ...letting(principal, more), users });
    expect(found.named).toEqual([]);
  });

  test("one of ours who is made anew has another id, and loses what the old one was given", () => {
    const world = (id: string): World => ({ ...letting({ AWS: "AIDACLERK" }), users: { clerk: { id } } });
    const [before, after] = [world("AIDACLERK"), world("AIDANEWCLERK")];
    expect(brief(compare(before, after).lost)).toEqual([[who, "s3:GetObject", objects]]);
    expect(brief(compare(after, before).gained)).toEqual([[who, "s3:GetObject", objects]]);
  });
});

test("who is spared by NotPrincipal is so no longer with a boundary, whatever that allows", () => {
  const sparing = { ...deny("s3:*", objects), NotPrincipal: { AWS: [who, rootArn()] } };
  const world = (boundary?: string): World => ({
    managed: { all: policy(allow("*")) },
    users: { clerk: { inline: [policy(read)], ...(boundary !== undefined && { boundary }) } },
    resources: { [bucket]: policy(sparing) },
  });
  expect(brief(compare(world(), world(managedArn("all"))).lost)).toEqual([[who, "s3:GetObject", objects]]);
});

describe("S3 Block Public Access changes what a policy is worth", () => {
  const open = letting("*");
  const held = (restricted: boolean, world: World = open): World => ({
    ...world,
    buckets: { [bucket]: restricted },
  });

  test("taken off, outsiders get in; put on, they no longer do", () => {
    expect(compare(held(true), held(false)).gained.map(({ principal }) => principal)).toContain("*");
    expect(compare(held(false), held(true)).lost.map(({ principal }) => principal)).toContain("*");
    expect(compare(held(true), held(true))).toEqual(same);
  });

  test("one statement that makes the policy public takes away what another gives", () => {
    const mirror = { AWS: rootArn(outside) };
    const closed = standing({ ...read, Principal: mirror });
    const opened = standing(
      { ...read, Principal: mirror },
      { ...allow("s3:PutObject", objects), Principal: "*" },
    );
    expect(brief(compare(held(true, closed), held(true, opened)).lost)).toEqual([
      [rootArn(outside), "s3:GetObject", objects],
    ]);
    expect(brief(compare(held(true, opened), held(true, closed)).gained)).toEqual([
      [rootArn(outside), "s3:GetObject", objects],
    ]);
  });
});

describe("what neither snapshot could read is the same in both", () => {
  const odd = (name: string, statement = read) => ({ ...statement, ...when({ Sounds: { [name]: "y" } }) });
  const write = allow("s3:PutObject", objects);
  const lost = { attached: [managedArn("lost")] };

  test.each<readonly [string, World, World, readonly string[]]>([
    ["an allow in doubt", inline(odd("x")), inline(odd("x"), write), ["s3:PutObject"]],
    [
      "a deny in doubt",
      inline(deny("s3:*", object, when({ Sounds: { x: "y" } }))),
      inline(deny("s3:*", object, when({ Sounds: { x: "y" } })), read),
      ["s3:GetObject"],
    ],
    ["a policy that is missing", clerk(lost), clerk({ ...lost, inline: [policy(read)] }), []],
  ])("%s", (_, before, after, actions) => {
    const found = compare(before, after);
    expect(found.gained.flatMap((each) => each.actions)).toEqual(actions);
    expect(found.lost).toEqual([]);
  });

  test("more of that than can be tried in every combination is unknown", () => {
    const many = ["a", "b", "c", "d"].map((name) => odd(name));
    const some = (count: number) =>
      compare(
        inline(...many.slice(0, count), { ...read, ...when({ Bool: { "aws:SecureTransport": "true" } }) }),
        inline(...many.slice(0, count), read),
      );
    // The request that was gained may have been allowed before: nobody knows.
    expect(some(3)).toMatchObject({ gained: [], unknown: [{ why: expect.stringContaining("Sounds") }, {}] });
    const why = "too much that neither snapshot could read";
    expect(some(4).gained).toEqual([]);
    expect(some(4).unknown).toContainEqual(
      expect.objectContaining({ principal: who, change: "gained", why }),
    );
  });
});
