/** Random worlds over a few actions, resources and keys, for properties of what is built on the evaluation. */
import fc from "fast-check";
import {
  allow,
  bucket,
  home,
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

const some = <T>(...of: readonly T[]) => fc.constantFrom(...of);
const listed = <T>(of: readonly T[]) => fc.uniqueArray(some(...of), { minLength: 1, maxLength: 2 });

export const actions = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"];
export const resources = [bucket, object, `${bucket}/sealed`, "arn:aws:s3:::elsewhere/x"];
const keys = ["aws:MultiFactorAuthPresent", "aws:SecureTransport"];
export const principals = [
  userArn("clerk"),
  roleArn("sealer"),
  userArn("visitor", other),
  rootArn(),
  rootArn(outside),
  userArn("gone"),
  "*",
];

const test = fc
  .tuple(
    some(
      "Bool",
      "BoolIfExists",
      "Null",
      "StringEquals",
      "StringNotEquals",
      "ForAllValues:StringLike",
      "Sounds",
    ),
    some(...keys),
    listed(["true", "false"]),
  )
  .map(([operator, key, values]): Json => ({ Condition: { [operator]: { [key]: values } } }));

export const statement = fc
  .tuple(
    some("Allow", "Allow", "Deny"),
    listed([...actions, "s3:*", "s3:?etObject"]),
    listed(["*", `${bucket}/*`, bucket, object, `${bucket}/sealed`, "*e"]),
    fc.oneof({ arbitrary: fc.constant({}), weight: 2 }, { arbitrary: test, weight: 1 }),
    fc.nat(9),
  )
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
  { AWS: [userArn("clerk"), roleArn("sealer")] },
  { AWS: `arn:aws:sts::${home}:assumed-role/sealer/night` },
);
const standing = fc.tuple(statement, principal).map(([rest, Principal]): Json => ({ ...rest, Principal }));
const statements = (most: number) => fc.array(statement, { maxLength: most });
const rail = statements(2).map((own) => policy(allow("*"), ...own));

export const worlds = fc
  .record({
    identity: statements(4),
    bucketPolicy: fc.array(standing, { maxLength: 3 }),
    boundary: fc.option(statements(3), { nil: undefined }),
    scp: fc.option(
      fc.oneof(
        rail,
        statements(2).map((own) => policy(...own)),
      ),
      { nil: undefined },
    ),
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
          serviceControlPolicies: scp
            ? [
                { name: "all", policy: policy(allow("*")), targets: [home, other], level: "root" },
                { name: "s", policy: scp, targets: [home, other], level: "offices" },
              ]
            : [],
          resourceControlPolicies: rcp ? [{ name: "r", policy: rcp, targets: [home, other] }] : [],
        },
      }),
    };
  });

export const requests = fc
  .record({
    principal: some(...principals),
    action: some(...actions),
    resource: some(...resources),
    context: fc.dictionary(some(...keys), some("true", "false"), { maxKeys: 2 }),
    sessionPolicies: fc.option(
      fc.array(
        statements(2).map((own) => policy(...own)),
        { maxLength: 1 },
      ),
      {
        nil: undefined,
      },
    ),
  })
  .map(({ sessionPolicies, ...rest }) => ({ ...rest, ...(sessionPolicies && { sessionPolicies }) }));
