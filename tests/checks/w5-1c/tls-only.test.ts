import { describe, expect, test } from "vitest";
import { tlsOnly } from "../../../checks/w5-1c/tls-only.ts";
import { prepare } from "../../../lib/audit/prepare.ts";
import type { Snapshot } from "../../../lib/snapshot/model.ts";
import { noMirrors } from "../../audit/healthy.ts";
import { arns, changed, config, ids, sound, unread } from "../sound-accounts.ts";
import { statuses, told } from "../telling.ts";

type Statement = Readonly<Record<string, unknown>>;

const deny = (bucket: string, change: Statement = {}): Statement => ({
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [bucket, `${bucket}/*`],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
  ...change,
});
const on = (resource: string, account: string, ...Statement: readonly Statement[]) => ({
  resource,
  account,
  policy: { Version: "2012-10-17", Statement },
});

/** The sound accounts with the statement on every bucket; the vault's is given. */
function withVault(...statements: readonly Statement[]): Snapshot {
  const policies = new Map([
    [ids.register, [on(arns.exports, ids.register, deny(arns.exports))]],
    [ids.vault, [on(arns.vault, ids.vault, ...statements)]],
    [ids.mirror, [on(arns.mirror, ids.mirror, deny(arns.mirror))]],
  ]);
  const accounts = sound.accounts.map((one) => ({ ...one, resourcePolicies: policies.get(one.id) ?? [] }));
  return { ...sound, accounts };
}

/** By the real engine. */
const judged = (snapshot: Snapshot) => {
  const { contract, access } = prepare(snapshot, config);
  return { snapshot, contract, access };
};

test("tls-only passes buckets that deny everybody what comes unencrypted", () => {
  const lines = told(tlsOnly, judged(withVault(deny(arns.vault))));
  expect(lines.map((line) => line.split(": ", 1)[0])).toEqual([
    `pass ${arns.exports}`,
    `pass ${arns.vault}`,
    `pass ${arns.mirror}`,
  ]);
  expect(lines[0]).toContain("the 6 roles with a task too");
});

describe("tls-only fails the vault alone", () => {
  const sealer = `arn:aws:iam::${ids.vault}:role/rollward-seal`;
  test.each<[string, readonly Statement[]]>([
    ["without any statement", []],
    ["denying the bucket only", [deny(arns.vault, { Resource: arns.vault })]],
    ["denying its objects only", [deny(arns.vault, { Resource: `${arns.vault}/*` })]],
    ["denying reading only", [deny(arns.vault, { Action: ["s3:GetObject", "s3:ListBucket"] })]],
    ["denying one role", [deny(arns.vault, { Principal: { AWS: sealer } })]],
    [
      "denying all but the sealer",
      [
        deny(arns.vault, {
          Condition: {
            Bool: { "aws:SecureTransport": "false" },
            ArnNotEquals: { "aws:PrincipalArn": sealer },
          },
        }),
      ],
    ],
    [
      "denying what comes encrypted",
      [deny(arns.vault, { Condition: { Bool: { "aws:SecureTransport": "true" } } })],
    ],
    [
      "denying for another reason",
      [deny(arns.vault, { Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-alder" } } })],
    ],
  ])("%s", (_, statements) => {
    expect(statuses(tlsOnly, judged(withVault(...statements)))).toEqual(["pass", "fail", "pass"]);
  });
});

test("tls-only does not know a policy or bucket that was not read, nor one that is not named", () => {
  const entry = {
    what: "x",
    why: "refused",
    account: ids.vault,
    facts: "resource-policies",
    resource: arns.vault,
  } as const;
  const whole = withVault(deny(arns.vault));
  expect(statuses(tlsOnly, judged(unread(whole, entry)))).toEqual(["pass", "unknown", "pass"]);
  expect(statuses(tlsOnly, { snapshot: changed(ids.vault, { buckets: [] }) })[1]).toBe("unknown");
  expect(statuses(tlsOnly, { config: undefined })).toEqual(["unknown", "unknown"]);
});

test("tls-only is not applicable without accounts", () => {
  expect(statuses(tlsOnly, { snapshot: noMirrors })).toEqual(["not-applicable"]);
});
