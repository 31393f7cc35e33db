import fc from "fast-check";
import { expect, test } from "vitest";
import type { AccessQuestion } from "../../lib/iam/access.ts";
import { landscapeOf } from "../../lib/iam/landscape-of.ts";
import { whoOf } from "../../lib/iam/who.ts";
import { deciderOf } from "../../lib/iam/decide.ts";
import { index, runsOf } from "./proofs.ts";
import {
  allow,
  bucket,
  deny,
  home,
  inputOf,
  key,
  managedArn,
  object,
  other,
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

const idOfTwo = "AROATWOTWOTWOTWOTWOTW";
const some = <T>(...of: readonly T[]) => fc.constantFrom(...of);
const when = (Condition: Json): Json => ({ Condition });

/** Few statements for many principals, so that a question finds many of them alike, and some nearly so. */
const allowance: fc.Arbitrary<Json> = some(
  allow("*"),
  allow("s3:*"),
  allow("s3:GetObject", `${bucket}/*`),
  allow(["s3:*", "dynamodb:*"]),
  allow(["s3:Put*", "s3:Get*", "kms:*"]),
  allow(["dynamodb:DeleteTable", "sts:*"]),
  allow("s3:GetObject", `${bucket}/*`, when({ Bool: { "aws:MultiFactorAuthPresent": "true" } })),
  allow("s3:GetObject", "arn:aws:s3:::elsewhere/*"),
  allow(["s3:PutObject", "dynamodb:*"], [`${bucket}/\${aws:username}/*`, table]),
  allow("s3:*Object", `${bucket}/\${aws:PrincipalTag/county, 'none'}/*`),
  allow("s3:*", "*", when({ StringEquals: { "aws:PrincipalTag/county": "7" } })),
  allow(
    "dynamodb:*",
    "*",
    when({ StringEquals: { "aws:ResourceTag/county": "${aws:PrincipalTag/county}" } }),
  ),
  allow("kms:Decrypt", "*", when({ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" } })),
  allow("kms:*", key),
  { Effect: "Allow", NotAction: "kms:*", Resource: "*" },
);
const denial: fc.Arbitrary<Json> = some(
  deny("s3:*", "*", when({ ArnNotLike: { "aws:PrincipalArn": [roleArn("a"), userArn("*")] } })),
  deny("s3:PutObject", "*", when({ StringNotEquals: { "aws:PrincipalType": "User" } })),
  deny("*", "*", when({ Bool: { "aws:MultiFactorAuthPresent": "false" } })),
  { Effect: "Deny", Action: "s3:*", NotResource: [bucket, `${bucket}/*`] },
);
const standing: fc.Arbitrary<Json> = some<Json>(
  { ...allow(["s3:GetObject", "kms:Decrypt"]), Principal: { AWS: roleArn("a") } },
  { ...allow("*"), Principal: { AWS: rootArn() } },
  { ...allow("*"), Principal: { AWS: [rootArn(other), userArn("c")] } },
  { ...allow("*"), Principal: { AWS: sessionArn("b", "night") } },
  { ...allow("*", "*", when({ StringEquals: { "aws:PrincipalAccount": home } })), Principal: "*" },
  { ...allow("*"), Principal: { AWS: idOfTwo } },
  { ...deny("*"), Principal: { AWS: roleArn("d") } },
  { Effect: "Deny", Action: "*", Resource: "*", NotPrincipal: { AWS: [roleArn("a"), rootArn()] } },
);
const policies = (of: fc.Arbitrary<Json>, most: number) =>
  fc.array(of, { maxLength: most }).map((statements) => policy(...statements));
/** Mostly nothing: a deny more, and nobody is allowed anything. */
const seldom = (of: fc.Arbitrary<Json>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(policy()) }, { weight: 1, arbitrary: of });
const entity: fc.Arbitrary<Entity> = fc
  .record({
    account: some(home, home, other),
    inline: fc.tuple(policies(allowance, 3), seldom(policies(denial, 1))),
    tags: some<Readonly<Record<string, string>>>({}, { county: "7" }, { county: "8" }),
    edge: some(false, false, true),
  })
  .map(({ edge, ...rest }) => ({ ...rest, ...(edge && { boundary: managedArn("edge", rest.account) }) }));
const named = (...names: readonly string[]) =>
  fc
    .tuple(...names.map(() => entity))
    .map((all) => Object.fromEntries(names.map((name, at) => [name, all[at]!])));
const worlds = fc
  .record({
    roles: named("a", "b", "d", "e", "f"),
    users: named("c", "g", "h"),
    edge: policies(allowance, 3),
    bucketPolicy: policies(standing, 2),
    keyPolicy: policies(standing, 2),
    scp: seldom(policies(denial, 2)),
  })
  .map(({ edge, bucketPolicy, keyPolicy, scp, ...world }): World => ({
    ...world,
    managed: { edge },
    resources: { [bucket]: bucketPolicy, [key]: keyPolicy, "arn:aws:s3:::elsewhere": policy() },
    organization: {
      id: "o-county",
      resourceControlPolicies: [],
      serviceControlPolicies: [
        { name: "all", policy: policy(allow("*")), targets: [home, other], level: "root" },
        { name: "own", policy: scp, targets: [home], level: "root" },
      ],
    },
  }));
const questions: readonly AccessQuestion[] = [
  { actions: ["s3:GetObject"], resources: [`${bucket}/*`] },
  { actions: ["s3:*"], resources: ["*"] },
  { actions: ["s3:PutObject", "s3:DeleteObject"], resources: [object, `${bucket}/7/*`] },
  { actions: ["dynamodb:DeleteTable", "dynamodb:GetItem"], resources: [table, `${table}/index/*`] },
  { actions: ["kms:Decrypt"], resources: [key] },
  { actions: ["kms:*"], resources: ["*"], given: { "aws:MultiFactorAuthPresent": null } },
  { actions: ["sts:AssumeRole"], resources: [roleArn("e")] },
];

test("one proof for all whom a question cannot tell apart says what one proof for each says", () => {
  let shared = 0;
  fc.assert(
    fc.property(worlds, (world) => {
      const landscape = landscapeOf(inputOf(world));
      const [together, alone] = [whoOf(landscape, index), whoOf(landscape, index, false)];
      const decide = deciderOf(landscape, index);
      const verdicts = (found: ReturnType<typeof together.who>) =>
        found.map(({ principal, proof }) => `${proof.verdict} ${principal}`);
      for (const question of questions) {
        const found = together.who(question);
        expect(verdicts(found)).toEqual(verdicts(alone.who(question)));
        // Asked one by one, before anything was found out for all.
        const single = whoOf(landscape, index);
        for (const principal of single.principals) {
          const { verdict } = single.can(principal, question);
          expect(verdict).toBe(found.find((one) => one.principal === principal)?.proof.verdict ?? "no");
        }
        for (const { principal, proof } of found) {
          if (proof.verdict !== "yes" || proof.witness.assumes !== undefined) continue;
          const { by, when: _, ...request } = proof.witness;
          expect(decide({ principal, ...request })).toEqual({ decision: "allowed", by });
          shared++;
        }
      }
    }),
    runsOf(120),
  );
  expect(shared).toBeGreaterThan(1000);
});
