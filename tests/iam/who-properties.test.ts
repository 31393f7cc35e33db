import fc from "fast-check";
import { expect, test } from "vitest";
import { loadActions } from "../../lib/actions/load.ts";
import type { RequestContext } from "../../lib/iam/access.ts";
import { compileAccess } from "../../lib/iam/compile.ts";
import {
  bucket,
  home,
  inputOf,
  managedArn,
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
import { runsOf } from "./proofs.ts";

/** A universe so small that every request in it can be tried: 3 actions, 4 resources, 2 keys with 8 values each. */
const actions = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"];
const sealed = `${bucket}/sealed`;
const elsewhere = "arn:aws:s3:::elsewhere/x";
const resources = [bucket, object, sealed, elsewhere];
const keys = ["aws:MultiFactorAuthPresent", "aws:SecureTransport"];
const values = [undefined, "true", "false", "TRUE", "FALSE", "x", [], ["true", "false"]];
const principals = [
  userArn("clerk"),
  roleArn("sealer"),
  userArn("visitor", other),
  rootArn(outside),
  userArn("stranger", outside),
  "*",
];
const contexts: readonly RequestContext[] = values.flatMap((first) =>
  values.map((second) => {
    const entries = [first, second].map((value, at) => [keys[at]!, value] as const);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as RequestContext;
  }),
);

const some = <T>(...of: readonly T[]) => fc.constantFrom(...of);
const listed = <T>(of: readonly T[]) => fc.uniqueArray(some(...of), { minLength: 1, maxLength: 2 });
const action = listed([...actions, "s3:*", "*", "s3:?etObject"]);
const resource = listed(["*", `${bucket}/*`, bucket, object, sealed, `*e`, "arn:aws:s3:::*/x"]);
const operator = some(
  "Bool",
  "BoolIfExists",
  "Null",
  "StringEquals",
  "StringNotEquals",
  "StringLikeIfExists",
  "StringNotEqualsIgnoreCase",
  "ForAllValues:StringEquals",
  "ForAnyValue:StringLike",
  "ForAnyValue:StringNotEquals",
);
const test1 = fc
  .tuple(operator, some(...keys), listed(["true", "false"]))
  .map(([name, key, wanted]): Json => ({ [name]: { [key]: wanted } }));
const condition = fc
  .tuple(fc.nat(2), test1, test1)
  .map(([count, first, second]): Json =>
    count === 0 ? {} : { Condition: count === 1 ? first : { ...second, ...first } },
  );
const statement = fc
  .tuple(some("Allow", "Allow", "Deny"), action, resource, condition, fc.nat(9))
  .map(([Effect, Action, Resource, conditions, turn]): Json => ({
    Effect,
    [turn === 0 ? "NotAction" : "Action"]: Action,
    [turn === 1 ? "NotResource" : "Resource"]: Resource,
    ...conditions,
  }));
const principal = some<unknown>(
  "*",
  { AWS: home },
  { AWS: rootArn(other) },
  { AWS: rootArn(outside) },
  { AWS: [userArn("clerk"), roleArn("sealer"), userArn("stranger", outside)] },
);
const standing = fc.tuple(statement, principal).map(([rest, Principal]): Json => ({ ...rest, Principal }));
const statements = (most: number) => fc.array(statement, { maxLength: most });
const rail = statements(2).map((own) => policy({ Effect: "Allow", Action: "*", Resource: "*" }, ...own));
const worlds = fc
  .record({
    identity: statements(4),
    bucketPolicy: fc.array(standing, { maxLength: 3 }),
    boundary: fc.option(statements(3), { nil: undefined }),
    scp: fc.option(rail, { nil: undefined }),
    rcp: fc.option(rail, { nil: undefined }),
  })
  .map(({ identity, bucketPolicy, boundary, scp, rcp }): World => {
    const entity = (account: string) => ({
      account,
      inline: [policy(...identity)],
      ...(boundary && { boundary: managedArn("edge", account) }),
    });
    return {
      users: { clerk: entity(home), visitor: entity(other) },
      roles: { sealer: entity(home) },
      managed: boundary ? { edge: policy(...boundary) } : {},
      resources: { [bucket]: policy(...bucketPolicy), "arn:aws:s3:::elsewhere": policy() },
      ...((scp ?? rcp) && {
        organization: {
          id: "o-county",
          serviceControlPolicies: scp ? [{ name: "s", policy: scp, targets: [home, other] }] : [],
          resourceControlPolicies: rcp ? [{ name: "r", policy: rcp, targets: [home, other] }] : [],
        },
      }),
    };
  });

test("who says of a small universe what trying every request of it says", { timeout: 120_000 }, () => {
  const index = loadActions();
  const count = { yes: 0, no: 0, unknown: 0 };
  fc.assert(
    fc.property(worlds, some(...actions), fc.boolean(), (world, asked, patterns) => {
      const access = compileAccess(inputOf(world), index);
      const question = {
        actions: [asked],
        resources: patterns ? [`${bucket}*`, "arn:aws:s3:::else*"] : resources,
      };
      for (const each of principals) {
        const proof = access.can(each, question);
        count[proof.verdict]++;
        // An unknown says nothing that could be wrong; it is counted.
        if (proof.verdict === "unknown") continue;
        if (proof.verdict === "yes") {
          const { by, assumes, ...request } = proof.witness;
          if (assumes !== undefined) continue;
          expect(access.decide({ principal: each, ...request })).toEqual({ decision: "allowed", by });
          continue;
        }
        const allowed = resources.some((on) =>
          contexts.some((context) => {
            const request = { principal: each, action: asked, resource: on, context };
            return access.decide(request).decision === "allowed";
          }),
        );
        expect(allowed).toBe(false);
      }
    }),
    runsOf(80),
  );
  // Not vacuous, and doubts are rare.
  expect(count.yes).toBeGreaterThan(40);
  expect(count.no).toBeGreaterThan(40);
  expect(count.unknown / (count.yes + count.no + count.unknown)).toBeLessThan(0.04);
});
