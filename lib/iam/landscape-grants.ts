import type { IamAccount, KeyGrant } from "./input.ts";
import type { Condition, Policy, Statement } from "./landscape.ts";
import { parsePrincipals } from "./principal.ts";
import { parseTemplate } from "./variables.ts";

/** Grants of the accounts' keys, by the key's ARN. */
export function grantsOf(accounts: readonly IamAccount[]): ReadonlyMap<string, readonly KeyGrant[]> {
  return Map.groupBy(
    accounts.flatMap(({ keyGrants = [] }) => keyGrants),
    ({ key }) => key,
  );
}

/** The key's policy with its grants after it, as statements that say whose grant they are. */
export function withGrants(policy: Policy, grants: readonly KeyGrant[]): Policy {
  if (policy.problem !== undefined || grants.length === 0) return policy;
  const statements = [...policy.statements];
  for (const grant of grants) {
    for (const each of statementsOf(grant)) statements.push({ ...each, index: statements.length });
  }
  return { ...policy, statements };
}

/** The grants stay when the key's policy is another. */
export function withGrantsOf(before: Policy, policy: Policy): Policy {
  const grants = before.statements.filter(({ grant }) => grant !== undefined);
  if (policy === before || policy.problem !== undefined || grants.length === 0) return policy;
  return { ...policy, statements: [...policy.statements, ...grants] };
}

type Said = Omit<Statement, "index">;

/**
 * What a grant allows (KMS Developer Guide, "Grants in AWS KMS"; KMS API Reference, GrantConstraints): its operations
 * to the grantee, within its constraint, which does not reach DescribeKey and RetireGrant; and to be retired by whom it
 * names for that.
 */
function statementsOf({ id, grantee, retiring, operations, constraints }: KeyGrant): readonly Said[] {
  const shared = { sid: `grant/${id}`, grant: id, effect: "Allow" } as const;
  const unclear = operations.find((name) => !/^[A-Za-z0-9]{1,60}$/.test(name));
  const allow = (
    names: readonly string[],
    to: string,
    conditions: readonly Condition[],
    problem?: string,
  ): Said => ({
    ...shared,
    actions: { negated: false, patterns: names.map((name) => `kms:${name.toLowerCase()}`) },
    principals: principalOf(to),
    conditions,
    ...(problem !== undefined && { problem }),
  });
  if (unclear !== undefined) {
    return [allow(["*"], grantee, [], `the grant ${id} has the operation “${unclear.slice(0, 60)}”`)];
  }
  const bound = conditionsOf(constraints ?? {});
  const free = operations.filter((name) => unbound.has(name));
  const held = operations.filter((name) => !unbound.has(name) && name !== "CreateGrant");
  const handedOn: Condition = {
    ...keyCondition("kms:grantoperations", operations),
    quantifier: "ForAllValues",
  };
  const handsOn =
    bound.length === 0
      ? undefined
      : `what the constraint of the grant ${id} is to further grants is not compared`;
  return [
    ...(free.length === 0 ? [] : [allow(free, grantee, [])]),
    ...(held.length === 0 ? [] : [allow(held, grantee, bound)]),
    ...(operations.includes("CreateGrant") ? [allow(["CreateGrant"], grantee, [handedOn], handsOn)] : []),
    ...(retiring === undefined ? [] : [allow(["RetireGrant"], retiring, [])]),
  ];
}

const unbound: ReadonlySet<string> = new Set(["DescribeKey", "RetireGrant"]);

function principalOf(text: string): NonNullable<Statement["principals"]> {
  const service = /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(text);
  return parsePrincipals(service ? { Service: text } : { AWS: text }, false);
}

function conditionsOf({
  encryptionContextSubset = {},
  encryptionContextEquals,
}: NonNullable<KeyGrant["constraints"]>): readonly Condition[] {
  const pairs = Object.entries({ ...encryptionContextSubset, ...encryptionContextEquals });
  const values = pairs.map(([name, value]) =>
    keyCondition(`kms:encryptioncontext:${name.toLowerCase()}`, [value]),
  );
  const twice = new Set(pairs.map(([name]) => name.toLowerCase())).size < pairs.length;
  const only: Condition = {
    ...keyCondition("kms:encryptioncontextkeys", Object.keys(encryptionContextEquals ?? {})),
    operator: "StringEqualsIgnoreCase",
    quantifier: "ForAllValues",
  };
  const doubt = {
    ...only,
    values: [],
    problem: "a grant names keys of the encryption context that differ only in case",
  };
  return [...values, ...(encryptionContextEquals === undefined ? [] : [only]), ...(twice ? [doubt] : [])];
}

function keyCondition(key: string, values: readonly string[]): Condition {
  return {
    operator: "StringEquals",
    ifExists: false,
    key,
    values: values.map((text) => parseTemplate(text, false)),
  };
}
