import { describe, expect, test } from "vitest";
import { difference } from "../../lib/iam/difference.ts";
import { annex, brief, clerk, compare, compiled, inline, objects, same } from "./differences.ts";
import { when } from "./proofs.ts";
import {
  allow,
  bucket,
  deny,
  home,
  key,
  managedArn,
  object,
  outside,
  policy,
  roleArn,
  rootArn,
  table,
  userArn,
  type Json,
  type World,
} from "./world.ts";

describe("finds what was gained, and the other way round what was lost", () => {
  const read = allow("s3:GetObject", objects);
  const who = userArn("clerk");
  const mfa = when({ Bool: { "aws:MultiFactorAuthPresent": "true" } });

  test.each<readonly [string, World, World, readonly (readonly string[])[]]>([
    [
      "an action",
      inline(read),
      inline(read, allow("s3:PutObject", objects)),
      [[who, "s3:PutObject", objects]],
    ],
    [
      "a resource",
      inline(read),
      inline(allow("s3:GetObject", [objects, `${annex}/*`])),
      [[who, "s3:GetObject", `${annex}/*`]],
    ],
    [
      "a wider pattern",
      inline(allow("s3:GetObject", object)),
      inline(read),
      [[who, "s3:GetObject", objects]],
    ],
    ["a condition taken away", inline({ ...read, ...mfa }), inline(read), [[who, "s3:GetObject", objects]]],
    ["a deny taken away", inline(read, deny("s3:*", object)), inline(read), [[who, "s3:GetObject", objects]]],
    [
      "a condition of a deny",
      inline(read, deny("s3:*")),
      inline(read, deny("s3:*", "*", when({ BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } }))),
      [[who, "s3:GetObject", objects]],
    ],
    [
      "a boundary taken off",
      clerk(
        { inline: [policy(read)], boundary: managedArn("edge") },
        { managed: { edge: policy(allow("iam:*")) } },
      ),
      inline(read),
      [[who, "s3:GetObject", objects]],
    ],
    [
      "an SCP",
      {
        ...inline(read),
        organization: {
          resourceControlPolicies: [],
          serviceControlPolicies: [{ name: "s", policy: policy(allow("iam:*")), targets: [home] }],
        },
      },
      {
        ...inline(read),
        organization: {
          resourceControlPolicies: [],
          serviceControlPolicies: [{ name: "s", policy: policy(allow("*")), targets: [home] }],
        },
      },
      [[who, "s3:GetObject", objects]],
    ],
    [
      "an RCP taken away",
      {
        ...inline(read),
        resources: { [bucket]: policy() },
        organization: {
          serviceControlPolicies: [],
          resourceControlPolicies: [
            { name: "r", policy: policy({ ...deny("s3:*"), Principal: "*" }), targets: [home] },
          ],
        },
      },
      {
        ...inline(read),
        resources: { [bucket]: policy() },
        organization: { serviceControlPolicies: [], resourceControlPolicies: [] },
      },
      [[who, "s3:GetObject", objects]],
    ],
    [
      "a bucket’s policy",
      { ...inline(), resources: { [bucket]: policy() } },
      { ...inline(), resources: { [bucket]: policy({ ...read, Principal: { AWS: who } }) } },
      [[who, "s3:GetObject", objects]],
    ],
    [
      "a trust policy",
      { ...inline(), roles: { night: { trust: policy() } } },
      {
        ...inline(),
        roles: {
          night: { trust: policy({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: who } }) },
        },
      },
      [[who, "sts:AssumeRole", roleArn("night")]],
    ],
    [
      "a key’s policy",
      { ...inline(allow("kms:Decrypt", key)), resources: { [key]: policy() } },
      {
        ...inline(allow("kms:Decrypt", key)),
        resources: { [key]: policy({ ...allow("kms:*"), Principal: { AWS: rootArn() } }) },
      },
      [[who, "kms:Decrypt", key]],
    ],
    [
      "a tag",
      clerk({ inline: [policy({ ...read, ...when({ StringEquals: { "aws:PrincipalTag/county": "7" } }) })] }),
      clerk({
        inline: [policy({ ...read, ...when({ StringEquals: { "aws:PrincipalTag/county": "7" } }) })],
        tags: { county: "7" },
      }),
      [[who, "s3:GetObject", objects]],
    ],
  ])("%s", (_, before, after, changes) => {
    const forward = compare(before, after);
    expect({ ...forward, gained: brief(forward.gained) }).toEqual({ ...same, gained: changes });
    const back = compare(after, before);
    expect({ ...back, lost: brief(back.lost) }).toEqual({ ...same, lost: changes });
  });

  test("outsiders, whoever’s account has the last word", () => {
    const standing = (...names: readonly string[]): World => ({
      resources: { [bucket]: policy({ ...read, Principal: { AWS: names } }) },
    });
    const { gained } = compare(
      standing(),
      standing(roleArn("mirror", outside), rootArn("999988887777"), "*"),
    );
    expect(gained.map(({ principal, assumes }) => [principal, assumes])).toEqual([
      ["*", undefined],
      [roleArn("mirror", outside), roleArn("mirror", outside)],
      [rootArn("999988887777"), undefined],
    ]);
  });

  test("somebody new can do all that they can do; who is gone lost it", () => {
    const resources = { [table]: policy() };
    const found = compare({ resources }, { ...inline(allow("dynamodb:GetItem", table)), resources });
    expect({ ...found, gained: brief(found.gained) }).toEqual({
      ...same,
      appeared: [who],
      gained: [[who, "dynamodb:GetItem", table]],
    });
  });

  test("an account’s role by the name that a condition asks for", () => {
    const condition = when({ ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${outside}:role/copy-*` } });
    const standing = { ...read, ...condition, Principal: { AWS: rootArn(outside) } };
    const { gained } = compare(
      { resources: { [bucket]: policy() } },
      { resources: { [bucket]: policy(standing) } },
    );
    expect(gained).toMatchObject([{ principal: rootArn(outside), assumes: roleArn("copy-x", outside) }]);
  });

  test("all of a service is said in a word", () => {
    const { gained } = compare(inline(), inline(allow("dynamodb:*")));
    expect(brief(gained)).toEqual([[who, "dynamodb:*", "*"]]);
  });

  test("what cannot be decided is unknown, and names why", () => {
    const odd = { ...read, ...when({ Sounds: { x: "y" } }) };
    const { gained, unknown } = compare(inline(), inline(odd));
    expect(gained).toEqual([]);
    expect(unknown).toEqual([
      { principal: who, change: "gained", actions: ["s3:GetObject"], why: expect.stringContaining("Sounds") },
    ]);
  });

  test("only who and what was asked", () => {
    const both = (...statements: readonly Json[]): World => ({
      resources: { [bucket]: policy() },
      users: { clerk: { inline: [policy(...statements)] }, visitor: { inline: [policy(...statements)] } },
    });
    const [old, now] = [compiled(both()), compiled(both(read, allow("s3:PutObject", objects)))];
    const scope = { principals: [userArn("visitor")], actions: ["s3:Put*"] };
    expect(brief(difference(old, now, scope).gained)).toEqual([
      [userArn("visitor"), "s3:PutObject", objects],
    ]);
  });
});
