import { describe, expect, test } from "vitest";
import type { KeyGrant } from "../../lib/iam/input.ts";
import { grantsOf, withGrants, withGrantsOf } from "../../lib/iam/landscape-grants.ts";
import { parsePolicy } from "../../lib/iam/parse.ts";
import { allow, home, inputOf, key, policy, roleArn, userArn } from "./world.ts";

// AWS KMS Developer Guide, "Grants in AWS KMS"; AWS KMS API Reference, GrantConstraints.

const closed = parsePolicy(policy({ ...allow("kms:*"), Principal: { AWS: home } }), key, "resource");
const grant: KeyGrant = { key, id: "g", grantee: roleArn("sealer"), operations: [] };
/** What a grant says, each statement in a few words. */
const said = (more: Partial<KeyGrant>) =>
  withGrants(closed, [{ ...grant, ...more }])
    .statements.slice(1)
    .map(({ actions, principals, conditions, problem }) => ({
      actions: actions.patterns,
      to: principals!.of[0]!.kind,
      conditions: conditions.map(
        ({ quantifier = "", operator, key: name, values, problem: odd }) =>
          odd ?? `${quantifier}${operator} ${name} ${values.map(({ fixed }) => fixed!.plain).join()}`,
      ),
      ...(problem !== undefined && { problem }),
    }));

describe("a grant says", () => {
  const subset = { encryptionContextSubset: { County: "7" } };
  const held = "StringEquals kms:encryptioncontext:county 7";
  const only = (names: string) => `ForAllValuesStringEqualsIgnoreCase kms:encryptioncontextkeys ${names}`;
  const to = "arn";
  test.each<readonly [string, Partial<KeyGrant>, readonly unknown[]]>([
    ["nothing", {}, []],
    [
      "its operations",
      { operations: ["Decrypt", "Encrypt"] },
      [{ actions: ["kms:decrypt", "kms:encrypt"], to, conditions: [] }],
    ],
    [
      "those that no constraint reaches, and the others within it",
      { operations: ["Decrypt", "DescribeKey", "RetireGrant"], constraints: subset },
      [
        { actions: ["kms:describekey", "kms:retiregrant"], to, conditions: [] },
        { actions: ["kms:decrypt"], to, conditions: [held] },
      ],
    ],
    [
      "values that are text, whatever they look like",
      { operations: ["Decrypt"], constraints: { encryptionContextSubset: { a: "${" } } },
      [{ actions: ["kms:decrypt"], to, conditions: ["StringEquals kms:encryptioncontext:a ${"] }],
    ],
    [
      "just this context",
      { operations: ["Decrypt"], constraints: { encryptionContextEquals: { County: "7", Day: "1" } } },
      [
        {
          actions: ["kms:decrypt"],
          to,
          conditions: [held, "StringEquals kms:encryptioncontext:day 1", only("County,Day")],
        },
      ],
    ],
    [
      "no context at all",
      { operations: ["Decrypt"], constraints: { encryptionContextEquals: {} } },
      [{ actions: ["kms:decrypt"], to, conditions: [only("")] }],
    ],
    [
      "names of a context that differ in case",
      { operations: ["Decrypt"], constraints: { encryptionContextSubset: { a: "1", A: "1" } } },
      [
        {
          actions: ["kms:decrypt"],
          to,
          conditions: [
            "StringEquals kms:encryptioncontext:a 1",
            "StringEquals kms:encryptioncontext:a 1",
            "a grant names keys of the encryption context that differ only in case",
          ],
        },
      ],
    ],
    [
      "to hand on what it has",
      { operations: ["CreateGrant", "Decrypt"] },
      [
        { actions: ["kms:decrypt"], to, conditions: [] },
        {
          actions: ["kms:creategrant"],
          to,
          conditions: ["ForAllValuesStringEquals kms:grantoperations CreateGrant,Decrypt"],
        },
      ],
    ],
    [
      "… a constraint’s share in which is not known",
      { operations: ["CreateGrant"], constraints: subset },
      [
        {
          actions: ["kms:creategrant"],
          to,
          conditions: ["ForAllValuesStringEquals kms:grantoperations CreateGrant"],
          problem: "what the constraint of the grant g is to further grants is not compared",
        },
      ],
    ],
    [
      "who may retire it",
      { retiring: userArn("clerk") },
      [{ actions: ["kms:retiregrant"], to, conditions: [] }],
    ],
    [
      "anything, with an operation that is not understood",
      { operations: ["Decrypt", "De*crypt"], retiring: userArn("clerk") },
      [{ actions: ["kms:*"], to, conditions: [], problem: "the grant g has the operation “De*crypt”" }],
    ],
    [
      "so to a service",
      { grantee: "dynamodb.amazonaws.com.cn", operations: ["Decrypt"] },
      [{ actions: ["kms:decrypt"], to: "service", conditions: [] }],
    ],
  ])("%s", (_, more, expected) => expect(said(more)).toEqual(expected));

  test("as statements after the key policy’s, each with its place and its grant", () => {
    const { statements } = withGrants(closed, [
      { ...grant, operations: ["Decrypt"] },
      { ...grant, id: "h", operations: ["Encrypt"] },
    ]);
    expect(statements.map(({ index, sid, grant: id }) => [index, sid, id])).toEqual([
      [0, undefined, undefined],
      [1, "grant/g", "g"],
      [2, "grant/h", "h"],
    ]);
  });
});

const broken = parsePolicy("{", key, "resource");

test("a key without grants has its policy, and so has one whose policy was not read", () => {
  expect(withGrants(closed, [])).toBe(closed);
  expect(withGrants(broken, [{ ...grant, operations: ["Decrypt"] }])).toBe(broken);
});

test("the grants stay when the key’s policy is another", () => {
  const before = withGrants(closed, [{ ...grant, operations: ["Decrypt"] }]);
  const after = parsePolicy(policy(), key, "resource");
  expect(withGrantsOf(before, after).statements).toEqual(before.statements.slice(1));
  expect(withGrantsOf(before, before)).toBe(before);
  expect(withGrantsOf(before, broken)).toBe(broken);
  expect(withGrantsOf(closed, after)).toBe(after);
});

test("grants of all accounts, by their key", () => {
  const [first, second] = inputOf({}).accounts;
  const more = { ...grant, key: `${key}0` };
  const found = grantsOf([
    { ...first!, keyGrants: [grant, more] },
    { ...second!, keyGrants: [grant] },
    first!,
  ]);
  expect([...found]).toEqual([
    [key, [grant, grant]],
    [more.key, [more]],
  ]);
});
