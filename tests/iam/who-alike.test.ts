import { describe, expect, test } from "vitest";
import { landscapeOf } from "../../lib/iam/landscape-of.ts";
import { whoOf } from "../../lib/iam/who.ts";
import { can, index, when } from "./proofs.ts";
import {
  allow,
  bucket,
  deny,
  home,
  inputOf,
  managedArn,
  other,
  policy,
  roleArn,
  sessionArn,
  userArn,
  type Entity,
  type World,
} from "./world.ts";

const idOfTwo = "AROATWOTWOTWOTWOTWOTW";

describe("who looks alike and is not", () => {
  type Verdicts = readonly [first: string, second: string];
  const reads = { inline: [policy(allow("s3:GetObject", `${bucket}/*`))] };
  const whenSeven = when({ StringEquals: { "aws:PrincipalTag/county": "7" } });
  const ofSeven = { inline: [policy(allow("s3:GetObject", `${bucket}/*`, whenSeven))] };
  const notTwo = {
    inline: [
      policy(allow("s3:*"), deny("s3:*", "*", when({ ArnNotLike: { "aws:PrincipalArn": roleArn("two") } }))),
    ],
  };
  const starX = (Version: string) => ({
    inline: [{ Version, Statement: [allow("s3:*", `${bucket}/\${*}x`)] }],
    boundary: managedArn("dollars"),
  });
  const managed = {
    kms: policy(allow("kms:*")),
    s3: policy(allow("s3:*")),
    dollars: policy(allow("s3:*", `${bucket}/$*`)),
  };
  const bucketFor = (AWS: string) => ({
    resources: { [bucket]: policy({ ...allow("s3:GetObject", `${bucket}/*`), Principal: { AWS } }) },
  });
  const kmsOnly = {
    organization: {
      serviceControlPolicies: [{ name: "s", policy: managed.kms, targets: [home] }],
      resourceControlPolicies: [],
    },
  };
  const none: Entity = {};

  // The first is asked first, and what is proved of it must not be said of the second.
  test.each<readonly [string, Entity, Entity, Partial<World>, Verdicts]>([
    ["in nothing", reads, reads, {}, ["yes", "yes"]],
    ["by account", { ...reads, account: other }, reads, {}, ["no", "yes"]],
    ["by the account of one that may", reads, { ...reads, account: other }, {}, ["yes", "no"]],
    ["by having a boundary", { ...reads, boundary: managedArn("kms") }, reads, {}, ["no", "yes"]],
    [
      "by its boundary",
      { ...reads, boundary: managedArn("kms") },
      { ...reads, boundary: managedArn("s3") },
      {},
      ["no", "yes"],
    ],
    ["by its name in a deny", notTwo, notTwo, {}, ["no", "yes"]],
    [
      "by a tag",
      { ...ofSeven, tags: { county: "8" } },
      { ...ofSeven, tags: { county: "7" } },
      {},
      ["no", "yes"],
    ],
    [
      "by a tag in the resource",
      { inline: [policy(allow("s3:*", "arn:aws:s3:::${aws:PrincipalTag/at}"))], tags: { at: "else/x" } },
      {
        inline: [policy(allow("s3:*", "arn:aws:s3:::${aws:PrincipalTag/at}"))],
        tags: { at: "roll-exports/x" },
      },
      {},
      ["no", "yes"],
    ],
    ["by the bucket’s policy", none, none, bucketFor(roleArn("two")), ["no", "yes"]],
    ["by a session in the bucket’s policy", none, none, bucketFor(sessionArn("two", "night")), ["no", "yes"]],
    ["by an id in the bucket’s policy", none, { id: idOfTwo }, bucketFor(idOfTwo), ["no", "yes"]],
    [
      "by which version of the language its policy is in",
      starX("2012-10-17"),
      starX("2008-10-17"),
      {},
      ["no", "yes"],
    ],
    [
      "by a policy that was not read",
      { ...ofSeven, tags: { county: "8" } },
      { ...ofSeven, tags: { county: "8" }, attached: [managedArn("gone")] },
      {},
      ["no", "unknown"],
    ],
    ["by a service-linked path", reads, { ...reads, path: "/aws-service-role/x/" }, kmsOnly, ["no", "yes"]],
  ])("%s", (_, one, two, more, expected) => {
    const world: World = { roles: { one, two }, managed, resources: { [bucket]: policy() }, ...more };
    const access = whoOf(landscapeOf(inputOf(world)), index);
    const arnOf = (name: string, { account = home, path = "/" }: Entity) =>
      `arn:aws:iam::${account}:role${path}${name}`;
    const question = { actions: ["s3:GetObject"], resources: [`${bucket}/*`] };
    const asked = [arnOf("one", one), arnOf("two", two)].map(
      (principal) => access.can(principal, question).verdict,
    );
    expect(asked).toEqual(expected);
  });

  test("a user without a tag has none, and a role’s session may have it", () => {
    const world: World = {
      users: { one: ofSeven },
      roles: { two: ofSeven },
      resources: { [bucket]: policy() },
    };
    const access = whoOf(landscapeOf(inputOf(world)), index);
    const question = { actions: ["s3:GetObject"], resources: [`${bucket}/*`] };
    expect([userArn("one"), roleArn("two")].map((each) => access.can(each, question).verdict)).toEqual([
      "no",
      "yes",
    ]);
  });

  test("a witness names the statements of the one it is about", () => {
    const world: World = { roles: { one: reads, two: reads }, resources: { [bucket]: policy() } };
    const by = (name: string) => {
      const proof = can(world, roleArn(name));
      return proof.verdict === "yes" ? proof.witness.by.map((ref) => ref.policy) : [];
    };
    expect(by("two")).toEqual([`${roleArn("two")}/inline/p0`]);
    const all = whoOf(landscapeOf(inputOf(world)), index).who({
      actions: ["s3:GetObject"],
      resources: [`${bucket}/*`],
    });
    const policiesOf = all.flatMap(({ proof }) =>
      proof.verdict === "yes" ? proof.witness.by.map((ref) => ref.policy) : [],
    );
    expect(policiesOf).toEqual([`${roleArn("one")}/inline/p0`, `${roleArn("two")}/inline/p0`]);
  });
});
