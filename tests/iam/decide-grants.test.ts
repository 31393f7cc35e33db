import { describe, expect, test } from "vitest";
import { loadActions } from "../../lib/actions/load.ts";
import type { AccessRequest } from "../../lib/iam/access.ts";
import { compileAccess } from "../../lib/iam/compile.ts";
import type { IamInput, KeyGrant } from "../../lib/iam/input.ts";
import {
  allow,
  deny,
  home,
  inputOf,
  key,
  managedArn,
  other,
  policy,
  roleArn,
  rootArn,
  sessionArn,
  userArn,
  type Json,
  type World,
} from "./world.ts";

// AWS KMS Developer Guide, "Grants in AWS KMS"; AWS KMS API Reference, GrantConstraints.

const closed = { [key]: policy({ ...allow("kms:*"), Principal: { AWS: userArn("keeper") } }) };
const plain: World = { users: { clerk: {}, keeper: {} }, roles: { sealer: {} }, resources: closed };

function withGrant(grant: Partial<KeyGrant>, world: World = plain): IamInput {
  const { accounts, ...rest } = inputOf(world);
  const whole: KeyGrant = { key, id: "g1", grantee: roleArn("sealer"), operations: ["Decrypt"], ...grant };
  return {
    ...rest,
    accounts: accounts.map((account) => (account.id === home ? { ...account, keyGrants: [whole] } : account)),
  };
}

const opened = { action: "kms:Decrypt", resource: key, principal: roleArn("sealer") };

function outcome(
  grant: Partial<KeyGrant>,
  request: Partial<AccessRequest> = {},
  world: World = plain,
): string {
  return compileAccess(withGrant(grant, world), loadActions()).decide({ ...opened, ...request }).decision;
}

type Row = readonly [
  name: string,
  grant: Partial<KeyGrant>,
  request: Partial<AccessRequest>,
  expected: string,
];

describe("a grant of a key", () => {
  test.each<Row>([
    ["lets its grantee in, with no policy at all", {}, {}, "allowed"],
    ["a role’s sessions too", {}, { principal: sessionArn("sealer", "nightly") }, "allowed"],
    [
      "one session only",
      { grantee: sessionArn("sealer", "nightly") },
      { principal: sessionArn("sealer", "x") },
      "implicitDeny",
    ],
    ["one session, and some session asks", { grantee: sessionArn("sealer", "nightly") }, {}, "allowed"],
    ["a user", { grantee: userArn("clerk") }, { principal: userArn("clerk") }, "allowed"],
    ["nobody else", {}, { principal: userArn("clerk") }, "implicitDeny"],
    ["only its operations", {}, { action: "kms:Encrypt" }, "implicitDeny"],
    ["only its key", {}, { resource: `${key}0` }, "unknown"],
    [
      "an AWS service",
      { grantee: "dynamodb.amazonaws.com" },
      { principal: "dynamodb.amazonaws.com" },
      "allowed",
    ],
    ["… and no role for it", { grantee: "dynamodb.amazonaws.com" }, {}, "implicitDeny"],
    ["the account’s root", { grantee: rootArn() }, { principal: rootArn() }, "allowed"],
    ["… and its users: AWS does not say", { grantee: rootArn() }, { principal: userArn("clerk") }, "unknown"],
    ["whose grantee is gone", { grantee: "AROAGONE" }, {}, "implicitDeny"],
    ["whose grantee is not understood", { grantee: "somebody" }, {}, "unknown"],
    ["whose operation is not understood", { operations: ["De*crypt"] }, {}, "unknown"],
    [
      "may be retired by whom it names",
      { retiring: userArn("clerk") },
      { action: "kms:RetireGrant", principal: userArn("clerk") },
      "allowed",
    ],
    ["… and not used", { retiring: userArn("clerk") }, { principal: userArn("clerk") }, "implicitDeny"],
  ])("%s", (_, grant, request, expected) => {
    expect(outcome(grant, request)).toBe(expected);
  });
});

describe("a grant allows; what denies or limits stands", () => {
  const bounded = (...statements: readonly Json[]): World => ({
    ...plain,
    roles: { sealer: { boundary: managedArn("edge") } },
    managed: { edge: policy(...statements) },
  });
  const ruled = (...statements: readonly Json[]): World => ({
    ...plain,
    organization: {
      managementAccount: other,
      serviceControlPolicies: [{ name: "s", policy: policy(...statements), targets: [home] }],
      resourceControlPolicies: [],
    },
  });
  const barred = { [key]: policy({ ...deny("kms:Decrypt"), Principal: "*" }) };
  test.each<readonly [string, World, string]>([
    ["a deny of the key policy", { ...plain, resources: barred }, "explicitDeny"],
    [
      "a deny of the identity",
      { ...plain, roles: { sealer: { inline: [policy(deny("kms:*"))] } } },
      "explicitDeny",
    ],
    ["an SCP that denies", ruled(allow("*"), deny("kms:*")), "explicitDeny"],
    ["an SCP that leaves it out", ruled(allow("s3:*")), "implicitDeny"],
    ["a boundary that allows", bounded(allow("kms:*")), "allowed"],
    ["a boundary that leaves it out: AWS does not say", bounded(allow("s3:*")), "unknown"],
    ["a boundary that denies", bounded(deny("*")), "explicitDeny"],
    ["a key policy that cannot be read", { ...plain, resources: { [key]: "{" } }, "unknown"],
  ])("%s", (_, world, expected) => {
    expect(outcome({}, {}, world)).toBe(expected);
  });
  test("a session policy that leaves it out: AWS does not say", () => {
    expect(outcome({}, { sessionPolicies: [policy(allow("s3:*"))] })).toBe("unknown");
    expect(outcome({}, { sessionPolicies: [policy(allow("kms:*"))] })).toBe("allowed");
  });
});

describe("across accounts", () => {
  const visitor = userArn("v", other);
  const world = (...inline: readonly Json[]): World => ({
    users: { v: { account: other, inline } },
    resources: closed,
  });
  test("with the visitor’s own policy; without, it hangs on where the grant was made", () => {
    const request = { principal: visitor };
    expect(outcome({ grantee: visitor }, request, world(policy(allow("kms:Decrypt"))))).toBe("allowed");
    expect(outcome({ grantee: visitor }, request, world())).toBe("unknown");
    expect(outcome({}, request, world(policy(allow("kms:Decrypt"))))).toBe("implicitDeny");
  });
});

describe("a constraint", () => {
  const subset = { constraints: { encryptionContextSubset: { County: "7" } } };
  const equal = { constraints: { encryptionContextEquals: { County: "7" } } };
  const seven = { "kms:EncryptionContext:County": "7" };
  const more = { ...seven, "kms:EncryptionContext:Day": "1" };
  test.each<Row>([
    ["subset: met", subset, { context: seven }, "allowed"],
    ["subset: met, and more", subset, { context: more }, "allowed"],
    ["subset: another value", subset, { context: { "kms:EncryptionContext:County": "8" } }, "implicitDeny"],
    ["subset: no encryption context", subset, {}, "implicitDeny"],
    ["equal: met", equal, { context: seven }, "allowed"],
    ["equal: more than asked", equal, { context: more }, "implicitDeny"],
    [
      "equal: more, as the request itself lists",
      equal,
      { context: { ...seven, "kms:EncryptionContextKeys": ["County", "Day"] } },
      "implicitDeny",
    ],
    [
      "reaches no DescribeKey",
      { ...subset, operations: ["DescribeKey"] },
      { action: "kms:DescribeKey" },
      "allowed",
    ],
    [
      "names that differ in case only",
      { constraints: { encryptionContextSubset: { A: "1", a: "1" } } },
      { context: { "kms:EncryptionContext:A": "1" } },
      "unknown",
    ],
  ])("%s", (_, grant, request, expected) => {
    expect(outcome(grant, request)).toBe(expected);
  });

  test("grants that a grant lets make are within it", () => {
    const handing = { operations: ["CreateGrant", "Decrypt"] };
    const make = (operations: readonly string[]) => ({
      action: "kms:CreateGrant",
      context: { "kms:GrantOperations": operations },
    });
    expect(outcome(handing, make(["Decrypt"]))).toBe("allowed");
    expect(outcome(handing, make(["Decrypt", "Encrypt"]))).toBe("implicitDeny");
    expect(outcome({ ...handing, ...subset }, make(["Decrypt"]))).toBe("unknown");
  });
});

describe("who sees grants as decide does", () => {
  const question = { actions: ["kms:Decrypt"], resources: [key] };
  const can = (grant: Partial<KeyGrant>, principal = roleArn("sealer"), world = plain) =>
    compileAccess(withGrant(grant, world), loadActions()).can(principal, question);
  test("with a witness that says by which grant", () => {
    const by = [{ policy: key, statement: "grant/g1", effect: "Allow" }];
    expect(can({})).toEqual({ verdict: "yes", witness: { action: "kms:Decrypt", resource: key, by } });
    const bound = can({ constraints: { encryptionContextEquals: { County: "7" } } });
    expect(bound).toMatchObject({ verdict: "yes", witness: { by } });
  });
  test("and nobody else", () => {
    expect(can({}, userArn("clerk")).verdict).toBe("no");
    expect(can({ operations: ["Encrypt"] }).verdict).toBe("no");
  });
  test("and does not know what decide does not know", () => {
    const world: World = {
      ...plain,
      roles: { sealer: { boundary: managedArn("edge") } },
      managed: { edge: policy(allow("s3:*")) },
    };
    expect(can({}, roleArn("sealer"), world).verdict).toBe("unknown");
  });
  test("grants stay when the key policy is supposed to be another", () => {
    const engine = compileAccess(withGrant({}), loadActions());
    const supposed = engine.supposing({ policies: new Map([[key, policy()]]) });
    expect(supposed.decide(opened).decision).toBe("allowed");
  });
});
