import fc from "fast-check";
import { expect, test } from "vitest";
import { loadActions } from "../../lib/actions/load.ts";
import type { RequestContext } from "../../lib/iam/access.ts";
import { compileAccess } from "../../lib/iam/compile.ts";
import { bucket, inputOf, object, policy, roleArn, userArn, type Json } from "./world.ts";
import { runsOf } from "./proofs.ts";

/**
 * Conditions of every kind, whose values cannot all be tried: here a `yes` is put to `decide` again, and a `no` must
 * survive many requests with values at and around every bound that the policies name.
 */
const some = <T>(...of: readonly T[]) => fc.constantFrom(...of);
const tests: readonly Json[] = [
  { NumericLessThan: { "s3:max-keys": ["10", "30"] } },
  { NumericGreaterThanEquals: { "s3:max-keys": "10" } },
  { NumericNotEquals: { "s3:max-keys": ["10", "9.5"] } },
  { NumericEqualsIfExists: { "s3:max-keys": ["10", "11"] } },
  { DateGreaterThan: { "aws:CurrentTime": "2026-03-01T00:00:00Z" } },
  { DateLessThanEquals: { "aws:CurrentTime": "2026-03-01T00:00:00Z" } },
  { DateLessThan: { "aws:CurrentTime": "2027-01-01T00:00:00Z" } },
  { IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "2001:db8::/32"] } },
  { NotIpAddress: { "aws:SourceIp": ["10.0.0.0/9", "2001:db8::/32"] } },
  { IpAddressIfExists: { "aws:SourceIp": "10.128.0.0/9" } },
  { ArnLike: { "aws:SourceArn": "arn:aws:sns:*:*:roll-*" } },
  { ArnNotEquals: { "aws:SourceArn": "arn:aws:sns:ca-central-1:111122223333:*" } },
  { StringLike: { "aws:SourceArn": ["*roll*", "*:sqs:*"] } },
  { StringEquals: { "s3:prefix": ["county/7/", "county/8/"] } },
  { StringNotLike: { "s3:prefix": "county/?/" } },
  { StringLike: { "s3:prefix": ["county/${aws:PrincipalTag/county}/", "${aws:username}/*"] } },
  { StringEquals: { "aws:RequestTag/county": "${aws:PrincipalTag/county}" } },
  { "ForAllValues:StringEquals": { "aws:TagKeys": ["county", "phase"] } },
  { "ForAnyValue:StringEquals": { "aws:TagKeys": "phase" } },
  { "ForAnyValue:StringNotEquals": { "aws:TagKeys": ["phase", "county"] } },
  { Null: { "aws:TagKeys": "false" } },
  { Null: { "s3:prefix": "true" } },
  { StringLike: { "aws:userid": "AROASEALER:nightly*" } },
  { StringEquals: { "aws:PrincipalTag/county": ["7", "8"] } },
];
const values: Readonly<Record<string, readonly RequestContext[string][]>> = {
  "s3:max-keys": ["9", "9.5", "10", "10.5", "11", "29", "30", "31"],
  "aws:CurrentTime": [
    "2026-02-28T23:59:59Z",
    "2026-03-01T00:00:00Z",
    "2026-06-01T00:00:00Z",
    "2027-01-01T00:00:00Z",
  ],
  "aws:SourceIp": ["9.255.255.255", "10.1.2.3", "10.128.0.1", "11.0.0.0", "2001:db8::1", "2001:db9::"],
  "aws:SourceArn": [
    "arn:aws:sns:ca-central-1:111122223333:roll-x",
    "arn:aws:sns:us-east-1:1:roll-x",
    "arn:aws:sqs:us-east-1:1:x",
    "roll",
  ],
  "s3:prefix": ["county/7/", "county/8/", "county/77/", "clerk/x", "x", ""],
  "aws:RequestTag/county": ["7", "8", "9"],
  "aws:TagKeys": [[], ["county"], ["phase"], ["county", "phase"], ["x", "phase"], ["x"]],
  "aws:PrincipalTag/county": ["7", "8", "9"],
  "aws:userid": ["AROASEALER:nightly-1", "AROASEALER:day"],
};
const context = fc
  .record(
    Object.fromEntries(
      Object.entries(values).map(([key, of]) => [key, fc.option(some(...of), { nil: undefined })]),
    ),
  )
  .map(
    (of) =>
      Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as RequestContext,
  );
const conditions = fc.uniqueArray(some(...tests), { maxLength: 3 }).map((chosen): Json => {
  const merged = new Map<string, Json>();
  for (const each of chosen) {
    for (const [operator, keys] of Object.entries(each))
      merged.set(operator, { ...merged.get(operator), ...(keys as Json) });
  }
  return merged.size === 0 ? {} : { Condition: Object.fromEntries(merged) };
});
const resource = some(
  "*",
  `${bucket}/*`,
  `${bucket}/county/\${aws:PrincipalTag/county}*`,
  object,
  `${bucket}/\${s3:prefix}*`,
);
const statement = fc
  .tuple(some("Allow", "Allow", "Deny"), resource, conditions)
  .map(([Effect, Resource, more]): Json => ({ Effect, Action: "s3:GetObject", Resource, ...more }));

test(
  "whatever the conditions, a yes is allowed again and a no survives every try",
  { timeout: 120_000 },
  () => {
    const index = loadActions();
    const count = { yes: 0, no: 0, unknown: 0 };
    const policies = fc.tuple(
      fc.array(statement, { minLength: 1, maxLength: 4 }),
      fc.array(statement, { maxLength: 2 }),
    );
    const tries = fc.array(context, { minLength: 60, maxLength: 60 });
    const asked = some([object], [`${bucket}/*`], ["*"]);
    fc.assert(
      fc.property(policies, tries, asked, ([identity, more], contexts, resources) => {
        const document = policy(...identity, ...more.map((each) => ({ ...each, Effect: "Deny" })));
        const world = {
          users: { clerk: { inline: [document], tags: { county: "7" } } },
          roles: { sealer: { inline: [document], tags: { team: "x" } } },
          accounts: ["111122223333"],
          resources: { [bucket]: policy() },
        };
        const access = compileAccess(inputOf(world), index);
        for (const principal of [userArn("clerk"), roleArn("sealer")]) {
          const proof = access.can(principal, { actions: ["s3:GetObject"], resources });
          count[proof.verdict]++;
          if (proof.verdict === "yes") {
            const { by, ...request } = proof.witness;
            expect(access.decide({ principal, ...request })).toEqual({ decision: "allowed", by });
          }
          if (proof.verdict !== "no") continue;
          for (const context of [{}, ...contexts]) {
            const request = { principal, action: "s3:GetObject", resource: object, context };
            expect(access.decide(request).decision).not.toBe("allowed");
          }
        }
      }),
      runsOf(150),
    );
    expect(count.yes).toBeGreaterThan(30);
    expect(count.no).toBeGreaterThan(30);
    expect(count.unknown / (count.yes + count.no + count.unknown)).toBeLessThan(0.08);
  },
);
