import fc from "fast-check";
import { expect, test } from "vitest";
import type { AccessRequest } from "../../lib/iam/access.ts";
import {
  bucket,
  decide,
  home,
  managedArn,
  object,
  other,
  policy,
  roleArn,
  rootArn,
  userArn,
  type Json,
  type World,
} from "./world.ts";

/** Small worlds whose policies speak of few things, so that they often meet. */
const action = fc.constantFrom(
  "s3:GetObject",
  "s3:Get*",
  "s3:*",
  "*",
  "s3:PutObject",
  "iam:*",
  "s3:?etObject",
);
const resource = fc.constantFrom(
  "*",
  `${bucket}/*`,
  object,
  bucket,
  `${bucket}/county/\${aws:username}*`,
  "arn:aws:s3:::*",
);
const principal = fc.constantFrom<unknown>(
  "*",
  { AWS: home },
  { AWS: rootArn(other) },
  { AWS: [userArn("clerk"), roleArn("sealer")] },
  { AWS: userArn("visitor", other) },
  { Service: "lambda.amazonaws.com" },
  { AWS: "x*" },
);
const condition = fc.constantFrom<Json>(
  {},
  { Condition: { StringEquals: { "aws:PrincipalTag/county": "7" } } },
  { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } },
  { Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } } },
  { Condition: { StringNotLike: { "aws:userid": "AROASEALER:*" } } },
  { Condition: { Sounds: { x: "y" } } },
);
const body = fc
  .tuple(fc.boolean(), action, fc.boolean(), resource, condition)
  .map(([notAction, a, notResource, r, c]): Json => ({
    [notAction ? "NotAction" : "Action"]: a,
    [notResource ? "NotResource" : "Resource"]: r,
    ...c,
  }));
const effect = fc.constantFrom("Allow", "Allow", "Deny");
const statement = fc.tuple(effect, body).map(([Effect, rest]): Json => ({ Effect, ...rest }));
const standing = fc.tuple(statement, principal).map(([rest, Principal]): Json => ({ ...rest, Principal }));
const statements = fc.array(statement, { maxLength: 4 });
const requests = fc.record({
  principal: fc.constantFrom(userArn("clerk"), roleArn("sealer"), userArn("visitor", other), rootArn(), "*"),
  action: fc.constantFrom("s3:GetObject", "s3:PutObject", "iam:ListUsers"),
  resource: fc.constantFrom(object, bucket),
  context: fc.constantFrom(
    {},
    { "aws:MultiFactorAuthPresent": true },
    { "aws:MultiFactorAuthPresent": false },
  ),
});
const parts = fc.record({
  identity: statements,
  bucketPolicy: fc.array(standing, { maxLength: 3 }),
  boundary: fc.option(statements, { nil: undefined }),
});
type Parts = typeof parts extends fc.Arbitrary<infer T> ? T : never;

function world({ identity, bucketPolicy, boundary }: Parts): World {
  const bounded = boundary !== undefined;
  const entity = (account: string) => ({
    account,
    inline: [policy(...identity)],
    tags: { county: "7" },
    ...(bounded && { boundary: managedArn("edge", account) }),
  });
  return {
    users: { clerk: entity(home), visitor: entity(other) },
    roles: { sealer: entity(home) },
    managed: bounded ? { edge: policy(...boundary) } : {},
    resources: { [bucket]: policy(...bucketPolicy) },
  };
}
const outcome = (of: Parts, request: AccessRequest): string => decide(world(of), request).decision;

/** `after` allows nothing for certain that `before` did not. */
const neverWider = (before: string, after: string): boolean => before === "allowed" || after !== "allowed";

test("one more deny never widens, wherever it stands", () => {
  fc.assert(
    fc.property(parts, body, principal, requests, (of, more, Principal, request) => {
      const deny = { ...more, Effect: "Deny" };
      const before = outcome(of, request);
      expect(neverWider(before, outcome({ ...of, identity: [...of.identity, deny] }, request))).toBe(true);
      const barred = { ...of, bucketPolicy: [...of.bucketPolicy, { ...deny, Principal }] };
      expect(neverWider(before, outcome(barred, request))).toBe(true);
    }),
  );
});

test("a boundary never widens", () => {
  fc.assert(
    fc.property(parts, statements, requests, (of, boundary, request) => {
      const before = outcome({ ...of, boundary: undefined }, request);
      expect(neverWider(before, outcome({ ...of, boundary }, request))).toBe(true);
    }),
  );
});

test("one more allow never narrows", () => {
  fc.assert(
    fc.property(parts, body, requests, (of, more, request) => {
      const before = outcome(of, request);
      const after = outcome({ ...of, identity: [...of.identity, { ...more, Effect: "Allow" }] }, request);
      expect(neverWider(after, before)).toBe(true);
      expect(after === "explicitDeny").toBe(before === "explicitDeny");
    }),
  );
});

test("the order of statements changes nothing", () => {
  fc.assert(
    fc.property(parts, requests, (of, request) => {
      const turned = {
        ...of,
        identity: of.identity.toReversed(),
        bucketPolicy: of.bucketPolicy.toReversed(),
      };
      expect(outcome(turned, request)).toBe(outcome(of, request));
    }),
  );
});

test("a statement and its two halves say the same; saying it twice too", () => {
  const pair = fc.tuple(effect, action, action, resource, resource, condition);
  fc.assert(
    fc.property(parts, pair, requests, (of, [Effect, a, b, r, s, c], request) => {
      const whole = [{ Effect, Action: [a, b], Resource: [r, s], ...c }];
      const halves = [a, b].flatMap((Action) =>
        [r, s].map((Resource) => ({ Effect, Action, Resource, ...c })),
      );
      const said = (more: readonly Json[]) =>
        outcome({ ...of, identity: [...of.identity, ...more] }, request);
      expect(said(halves)).toBe(said(whole));
      expect(said([...whole, ...whole])).toBe(said(whole));
    }),
  );
});

test("the case of actions and keys changes nothing", () => {
  const shout = (given: Json): Json =>
    JSON.parse(
      JSON.stringify(given)
        .replaceAll(/"(?:s3|iam):[^"]*"/g, (name) => name.toUpperCase())
        .replaceAll(/aws:(?:PrincipalTag\/county|MultiFactorAuthPresent|userid|username)/g, (name) =>
          name.toUpperCase(),
        ),
    ) as Json;
  fc.assert(
    fc.property(parts, requests, (of, request) => {
      const loud = {
        identity: of.identity.map(shout),
        bucketPolicy: of.bucketPolicy.map(shout),
        boundary: of.boundary?.map(shout),
      };
      expect(outcome(loud, { ...request, action: request.action.toUpperCase() })).toBe(outcome(of, request));
    }),
  );
});

test("a decision that allows or denies names statements of that effect; the root’s may name none", () => {
  fc.assert(
    fc.property(parts, requests, (of, request) => {
      const { decision, by } = decide(world(of), request);
      if (decision === "explicitDeny")
        expect(by.length > 0 && by.every((ref) => ref.effect === "Deny")).toBe(true);
      else expect(by.every((ref) => ref.effect === "Allow")).toBe(true);
      if (decision === "allowed") expect(by.length > 0 || request.principal === rootArn()).toBe(true);
      if (decision === "implicitDeny") expect(by).toEqual([]);
    }),
  );
});
