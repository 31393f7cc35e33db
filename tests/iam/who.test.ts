import { describe, expect, test } from "vitest";
import { loadActions } from "../../lib/actions/load.ts";
import type { AccessQuestion, Proof } from "../../lib/iam/access.ts";
import { compileAccess } from "../../lib/iam/compile.ts";
import {
  allow,
  bucket,
  deny,
  home,
  inputOf,
  key,
  managedArn,
  other,
  outside,
  policy,
  roleArn,
  rootArn,
  sessionArn,
  table,
  userArn,
  type Entity,
  type Json,
  type World,
} from "./world.ts";

const objects = `${bucket}/*`;
const read: AccessQuestion = { actions: ["s3:GetObject"], resources: [objects] };
const index = loadActions();

/** The proof, a `yes` of which has been put to `decide` as it stands. */
function can(world: World, principal: string, question: AccessQuestion = read): Proof {
  const access = compileAccess(inputOf(world), index);
  const proof = access.can(principal, question);
  if (proof.verdict === "yes" && proof.witness.assumes === undefined) {
    const { by, ...request } = proof.witness;
    expect(access.decide({ principal, ...request })).toEqual({ decision: "allowed", by });
  }
  return proof;
}

const when = (test: Json): Json => ({ Condition: test });
const clerk = (...statements: readonly Json[]): World => ({
  users: { clerk: { inline: [policy(...statements)], tags: { county: "7" } } },
  resources: { [bucket]: policy() },
});
const shown = (proof: Proof) => {
  if (proof.verdict !== "yes") return proof.verdict;
  const { resource, context } = proof.witness;
  return context === undefined ? resource : [resource, context];
};

describe("one user’s policy, asked about reading the bucket", () => {
  const s3 = allow("s3:*");
  const mfa = "aws:MultiFactorAuthPresent";
  test.each<readonly [string, readonly Json[], unknown]>([
    ["nothing", [], "no"],
    ["just that", [allow("s3:GetObject", objects)], `${bucket}/x`],
    ["a pattern that meets it", [allow("s3:Get*", "*/sealed/*")], `${bucket}/sealed/`],
    ["another bucket", [allow("s3:GetObject", "arn:aws:s3:::else/*")], "no"],
    ["another action", [allow("s3:PutObject", objects)], "no"],
    ["all but something else", [{ Effect: "Allow", NotAction: "iam:*", NotResource: key }], `${bucket}/x`],
    ["all but that", [{ Effect: "Allow", Action: "s3:*", NotResource: objects }], "no"],
    ["a deny of all of it", [s3, deny("s3:GetObject", objects)], "no"],
    [
      "denies that cover it together",
      [s3, deny("*", `${bucket}/a*`), deny("*", [`${bucket}/?*`, `${bucket}/`])],
      "no",
    ],
    ["denies that leave a gap", [s3, deny("*", `${bucket}/x*`), deny("*", `${bucket}/a`)], `${bucket}/b`],
    [
      "a deny of all but a part",
      [s3, { Effect: "Deny", Action: "*", NotResource: `${bucket}/open/*` }],
      `${bucket}/open/`,
    ],
    [
      "MFA, as IAM’s own example denies without it",
      [s3, deny("*", "*", when({ BoolIfExists: { [mfa]: "false" } }))],
      [`${bucket}/x`, { [mfa]: "true" }],
    ],
    [
      "MFA asked for and denied",
      [
        allow("s3:*", "*", when({ Bool: { [mfa]: "true" } })),
        deny("*", "*", when({ Bool: { [mfa]: "true" } })),
      ],
      "no",
    ],
    [
      "disjoint values",
      [
        allow("s3:*", "*", when({ StringEquals: { "aws:SourceVpc": ["vpc-1"] } })),
        deny("*", "*", when({ StringNotEquals: { "aws:SourceVpc": "vpc-2" } })),
      ],
      "no",
    ],
    [
      "networks that leave a gap",
      [
        allow("s3:*", "*", when({ IpAddress: { "aws:SourceIp": "10.0.0.0/8" } })),
        deny("*", "*", when({ IpAddress: { "aws:SourceIp": "10.0.0.0/9" } })),
      ],
      [`${bucket}/x`, { "aws:SourceIp": "10.255.255.255" }],
    ],
    [
      "networks that leave none",
      [
        allow("s3:*", "*", when({ IpAddress: { "aws:SourceIp": "10.0.0.0/9" } })),
        deny("*", "*", when({ IpAddress: { "aws:SourceIp": "10.0.0.0/8" } })),
      ],
      "no",
    ],
    [
      "numbers",
      [
        allow(
          "s3:*",
          "*",
          when({ NumericGreaterThan: { "s3:max-keys": "9" }, NumericLessThan: { "s3:max-keys": "10" } }),
        ),
      ],
      [`${bucket}/x`, { "s3:max-keys": "9.1" }],
    ],
    [
      "a time that is over before it begins",
      [
        allow(
          "s3:*",
          "*",
          when({
            DateGreaterThan: { "aws:CurrentTime": "2026-11-03T00:00:00Z" },
            DateLessThan: { "aws:CurrentTime": "2026-11-02T00:00:00Z" },
          }),
        ),
      ],
      "no",
    ],
    [
      "a key that AWS derives, as it is",
      [allow("s3:*", "*", when({ StringEquals: { "aws:username": "clerk" } }))],
      `${bucket}/x`,
    ],
    [
      "a key that AWS derives, otherwise",
      [allow("s3:*", "*", when({ StringEquals: { "aws:username": "sealer" } }))],
      "no",
    ],
    [
      "a tag that the user has not",
      [allow("s3:*", "*", when({ StringEquals: { "aws:PrincipalTag/phase": "freeze" } }))],
      "no",
    ],
    [
      "a deny that always holds",
      [s3, deny("*", "*", when({ StringLike: { "aws:PrincipalArn": "*:user/*" } }))],
      "no",
    ],
    [
      "a deny that never holds",
      [s3, deny("*", "*", when({ StringLike: { "aws:PrincipalArn": "*:role/*" } }))],
      `${bucket}/x`,
    ],
    ["a variable that is known", [allow("s3:*", `${bucket}/\${aws:username}/*`)], `${bucket}/clerk/`],
    [
      "a variable that the request fills",
      [allow("s3:*", `${bucket}/\${s3:prefix}/*`)],
      [`${bucket}/x/`, { "s3:prefix": "x" }],
    ],
    [
      "keys that belong together",
      [allow("s3:*", "*", when({ StringEquals: { "aws:RequestTag/county": "${aws:PrincipalTag/county}" } }))],
      [`${bucket}/x`, { "aws:RequestTag/county": "7" }],
    ],
    [
      "several values of one key",
      [
        allow(
          "s3:*",
          "*",
          when({
            "ForAllValues:StringEquals": { "aws:TagKeys": ["a", "b"] },
            "ForAnyValue:StringEquals": { "aws:TagKeys": "a" },
            "ForAnyValue:StringLike": { "aws:TagKeys": "b*" },
          }),
        ),
      ],
      [`${bucket}/x`, { "aws:TagKeys": ["a", "b"] }],
    ],
    ["an operator that nobody knows", [allow("s3:*", "*", when({ Sounds: { x: "y" } }))], "unknown"],
    ["such a deny", [s3, deny("s3:*", "*", when({ Sounds: { x: "y" } }))], "unknown"],
    [
      "such a deny of something else",
      [s3, deny("s3:*", "arn:aws:s3:::else/*", when({ Sounds: { x: "y" } }))],
      `${bucket}/x`,
    ],
    [
      "such an allow, beside one that is known",
      [allow("s3:*", "*", when({ Sounds: { x: "y" } })), s3],
      `${bucket}/x`,
    ],
  ])("%s", (_, statements, expected) => {
    expect(shown(can(clerk(...statements), userArn("clerk")))).toEqual(expected);
  });

  test("the witness with the fewest keys is taken, of all actions", () => {
    const world = clerk(
      allow("s3:GetObject", objects, when({ Bool: { [mfa]: "true" } })),
      allow("s3:PutObject", objects),
    );
    const proof = can(world, userArn("clerk"), {
      actions: ["s3:GetObject", "s3:Put*"],
      resources: [objects],
    });
    expect(proof).toMatchObject({
      verdict: "yes",
      witness: { action: "s3:PutObject", resource: `${bucket}/x` },
    });
  });
});

describe("who", () => {
  const who = (world: World, question: AccessQuestion = read) =>
    Object.fromEntries(
      compileAccess(inputOf(world), index)
        .who(question)
        .map(({ principal }) => [principal, shown(can(world, principal, question))]),
    );
  const standing = (Principal: unknown, more: Json = {}): World["resources"] => ({
    [bucket]: policy({ Effect: "Allow", Principal, Action: "s3:GetObject", Resource: objects, ...more }),
  });
  const plain: Entity = { inline: [policy()] };
  const reader: Entity = { inline: [policy(allow("s3:GetObject", objects))] };

  test("boundaries and guardrails limit, and a grant to the user itself passes a boundary by", () => {
    const edge = { edge: policy(allow("dynamodb:*")) };
    const bounded = { ...reader, boundary: managedArn("edge") };
    expect(who({ users: { clerk: bounded }, managed: edge, resources: { [bucket]: policy() } })).toEqual({});
    expect(
      who({ users: { clerk: bounded }, managed: edge, resources: standing({ AWS: userArn("clerk") }) }),
    ).toEqual({
      [userArn("clerk")]: `${bucket}/x`,
    });
    expect(
      who({ roles: { clerk: bounded }, managed: edge, resources: standing({ AWS: roleArn("clerk") }) }),
    ).toEqual({});
    const scp = { name: "s", policy: policy(allow("*"), deny("s3:*", `${bucket}/*`)), targets: [home] };
    const organization = { id: "o-county", serviceControlPolicies: [scp], resourceControlPolicies: [] };
    expect(who({ users: { clerk: reader }, organization, resources: { [bucket]: policy() } })).toEqual({});
  });

  test("across accounts both sides must allow", () => {
    const far = { ...reader, account: other };
    expect(who({ roles: { far }, resources: standing({ AWS: home }) })).toEqual({});
    expect(who({ roles: { far }, resources: standing({ AWS: other }) })).toEqual({
      [roleArn("far", other)]: `${bucket}/x`,
    });
    expect(
      who({ roles: { far: { ...plain, account: other } }, resources: standing({ AWS: other }) }),
    ).toEqual({});
  });

  test("a session that the policy names is a session of the role", () => {
    expect(
      who({ roles: { sealer: plain }, resources: standing({ AWS: sessionArn("sealer", "nightly") }) }),
    ).toEqual({
      [roleArn("sealer")]: `${bucket}/x`,
    });
  });

  test("key policies and trust policies are needed, whatever an identity may", () => {
    const admin: Entity = { inline: [policy(allow("*"))] };
    const decrypt = { actions: ["kms:Decrypt"], resources: [key] };
    const keyPolicy = (Principal: unknown) => ({
      [key]: policy({ Effect: "Allow", Principal, Action: "kms:*", Resource: "*" }),
    });
    expect(who({ roles: { admin }, resources: keyPolicy({ AWS: home }) }, decrypt)).toEqual({
      [roleArn("admin")]: key,
    });
    expect(
      who({ roles: { admin, sealer: plain }, resources: keyPolicy({ AWS: roleArn("sealer") }) }, decrypt),
    ).toEqual({ [roleArn("sealer")]: key });
    const assume = { actions: ["sts:AssumeRole"], resources: [`arn:aws:iam::${home}:role/*`] };
    const trust = policy({ Effect: "Allow", Principal: { AWS: rootArn() }, Action: "sts:AssumeRole" });
    expect(who({ roles: { admin, sealer: { trust } } }, assume)).toEqual({
      [roleArn("admin")]: roleArn("sealer"),
    });
  });

  test("outsiders whom a policy lets in are there: accounts, their users and roles, and anybody", () => {
    const peer = roleArn("peer", outside);
    const world = { resources: standing({ AWS: [rootArn(outside), peer, roleArn("gone")] }) };
    expect(who(world)).toEqual({ [rootArn(outside)]: `${bucket}/x`, [peer]: `${bucket}/x` });
    expect(can(world, peer)).toMatchObject({ witness: { assumes: peer, by: [{ policy: bucket }] } });
    expect(who({ resources: standing("*") })).toMatchObject({ "*": `${bucket}/x` });
    expect(who({ resources: standing({ Service: "backup.amazonaws.com" }) })).toEqual({});
  });

  test("an account is let in by a condition on the names of its roles", () => {
    const trust = policy({
      Effect: "Allow",
      Principal: { AWS: rootArn(outside) },
      Action: "sts:AssumeRole",
      ...when({ ArnLike: { "aws:PrincipalArn": roleArn("ci-*", outside) } }),
    });
    const question = { actions: ["sts:AssumeRole"], resources: [roleArn("sealer")] };
    const proof = can({ roles: { sealer: { trust } } }, rootArn(outside), question);
    expect(proof).toMatchObject({ verdict: "yes", witness: { assumes: roleArn("ci-x", outside) } });
  });

  test("anybody is a stranger: not one of the accounts, not of their organisation", () => {
    const ours = when({ StringEquals: { "aws:PrincipalOrgID": "o-county" } });
    const organization = { id: "o-county", serviceControlPolicies: [], resourceControlPolicies: [] };
    expect(who({ resources: standing("*", ours), organization })).toEqual({});
    expect(who({ resources: standing("*", ours) })).toEqual({ "*": "unknown" });
    expect(
      who({ resources: standing("*", when({ StringEquals: { "aws:PrincipalAccount": home } })) }),
    ).toEqual({});
    const theirs = when({ StringEquals: { "aws:PrincipalAccount": outside } });
    expect(who({ resources: standing("*", theirs) })).toEqual({
      "*": [`${bucket}/x`, { "aws:PrincipalAccount": outside }],
    });
  });

  test("actions without resource types are asked on *, names that nobody published as they are", () => {
    const world = clerk(allow(["dynamodb:ListTables", "s3:GetHologram"]));
    expect(who(world, { actions: ["dynamodb:ListTables"], resources: [table] })).toEqual({
      [userArn("clerk")]: "*",
    });
    expect(who(world, { actions: ["s3:GetHologram"], resources: [objects] })).toEqual({
      [userArn("clerk")]: `${bucket}/`,
    });
    expect(who(world, { actions: ["s3:GetNothing"], resources: [objects] })).toEqual({});
  });

  test("a policy that could not be read leaves everybody it may speak of unknown", () => {
    const world: World = {
      users: { clerk: { attached: [managedArn("gone")] }, sealer: plain },
      resources: { [bucket]: policy() },
    };
    expect(who(world)).toEqual({ [userArn("clerk")]: "unknown" });
    expect(who({ users: { sealer: plain }, resources: { [bucket]: "{" } })).toMatchObject({
      [userArn("sealer")]: "unknown",
    });
  });
});

describe("hostile policies end soon, without a verdict that is not proved", () => {
  const timed = (world: World): string => {
    const begun = performance.now();
    const { verdict } = can(world, userArn("clerk"));
    expect(performance.now() - begun).toBeLessThan(5000);
    return verdict;
  };

  test.each<readonly [string, readonly Json[], string]>([
    [
      "patterns that blow up",
      [allow("s3:*", `*a${"?".repeat(200)}`), deny("*", [`*${"?a".repeat(60)}*`, `*b${"?".repeat(90)}c*`])],
      "yes|unknown",
    ],
    [
      "hundreds of denies, each with two ways out",
      [
        allow("s3:*"),
        ...Array.from({ length: 300 }, (_, at) =>
          deny(
            "*",
            "*",
            when({ StringEquals: { [`aws:RequestTag/a${at}`]: "x", [`aws:RequestTag/b${at}`]: "x" } }),
          ),
        ),
      ],
      "yes",
    ],
    [
      "a knot of denies",
      [
        allow("s3:*", "*", when({ StringEquals: { "aws:SourceVpc": "v" } })),
        ...Array.from({ length: 40 }, (_, at) =>
          deny(
            "*",
            "*",
            when({
              StringNotEquals: { [`aws:RequestTag/${at}`]: "x" },
              StringEquals: { [`aws:RequestTag/${(at + 1) % 40}`]: ["x", "y"], "aws:SourceVpc": "v" },
            }),
          ),
        ),
      ],
      "yes|no|unknown",
    ],
    [
      "keys of objects’ prototypes",
      [allow("s3:*", "*", when({ StringEquals: { __proto__x: "x", constructor: "y" } }))],
      "yes",
    ],
  ])("%s", (_, statements, expected) => {
    expect(timed(clerk(...statements))).toMatch(new RegExp(`^(${expected})$`));
  });
});
