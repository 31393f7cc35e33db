import { describe, expect, test } from "vitest";
import { checks } from "../../checks/index.ts";
import { prepare } from "../../lib/audit/prepare.ts";
import type { Config } from "../../lib/contract/config.ts";
import type { Account, Snapshot } from "../../lib/snapshot/model.ts";
import { at, frozen, now, objectives } from "../audit/healthy.ts";
import {
  allow,
  arns,
  bucket,
  but,
  changed,
  config,
  functionArn,
  ids,
  key,
  outsideSeen,
  role,
  rootUser,
  route,
  sound,
  trail,
} from "./sound-accounts.ts";

/** The checks that ask about settings of accounts; those of the contract have sabotages of their own. */
const asked = new Set([
  "administrators",
  "boundaries",
  "identities-absent",
  "idle-keys",
  "mirror-outside",
  "mirrors-apart",
  "outside-trust",
  "people-mfa",
  "public-access",
  "register-key",
  "register-recovery",
  "route-scopes",
  "trail-on",
  "unused-rights",
  "vault-key",
  "vault-lock",
]);

/** Every check that does not pass whole, as `check status`, by the real contract and the real engine. */
function named(snapshot: Snapshot, own: Config = config): readonly string[] {
  const input = frozen({ snapshot: { ...snapshot, backups: outsideSeen }, objectives, now });
  const { contract, access, reach } = prepare(input.snapshot, own);
  return checks
    .filter(({ id }) => asked.has(id))
    .flatMap(({ id, judge }) => {
      const verdicts = judge({ ...input, contract, access, reach });
      expect(judge({ ...input, contract, access, reach })).toEqual(verdicts);
      return [...new Set(verdicts.map(({ status }) => `${id} ${status}`))];
    })
    .filter((line) => !line.endsWith(" pass"));
}

const vault = bucket(arns.vault, "ca-central-1");
const table = sound.accounts[0]!.tables![0]!;
const withVault = (change: Parameters<typeof but<typeof vault>>[1]) =>
  changed(ids.vault, { buckets: [but(vault, change)] });
const withTable = (change: Parameters<typeof but<typeof table>>[1]) =>
  changed(ids.register, { tables: [but(table, change)] });
const withRole = (change: Readonly<Record<string, unknown>>) =>
  changed(ids.vault, {
    authorizationDetails: {
      ...sound.accounts[1]!.authorizationDetails,
      RoleDetailList: [but(role("seal", ids.vault), change)],
    },
  });
const withCredentials = (change: Parameters<typeof rootUser>[1]) =>
  changed(ids.mirror, {
    credentials: [
      rootUser(ids.mirror),
      rootUser("", { user: `arn:aws:iam::${ids.mirror}:user/k`, ...change }),
    ],
  });

test("the sound accounts pass all", () => {
  expect(checks.filter(({ id }) => asked.has(id))).toHaveLength(asked.size);
  expect(named(sound)).toEqual([]);
});

describe("one sabotage, named by the one check that is meant for it", () => {
  const contractor = {
    Principal: { AWS: "arn:aws:iam::999999999999:role/contractor" },
    Action: "sts:AssumeRole",
  };
  const idle = { active: true, createdAt: at(-1e10), lastUsedAt: at(-9e9) };
  test.each<[string, Snapshot, string, Config?]>([
    [
      "the lock in governance mode",
      withVault({ objectLock: { mode: "GOVERNANCE", days: 400 } }),
      "vault-lock",
    ],
    ["a lock of a week", withVault({ objectLock: { mode: "COMPLIANCE", days: 7 } }), "vault-lock"],
    [
      "a key on the vault",
      withVault({ encryption: { algorithm: "aws:kms", key: arns.dataKey } }),
      "vault-key",
    ],
    [
      "the mirror in the vault’s region",
      changed(ids.mirror, { buckets: [bucket(arns.mirror, "ca-central-1")] }),
      "mirrors-apart",
    ],
    ["no mirror outside", sound, "mirror-outside", { ...config, mirrors: config.mirrors!.slice(0, 2) }],
    ["the roll under AWS’s key", withTable({ encryption: { kind: "aws-owned" } }), "register-key"],
    [
      "the roll’s key disabled",
      changed(ids.register, { keys: [but(key, { enabled: false })] }),
      "register-key",
    ],
    ["no point-in-time recovery", withTable({ pointInTimeRecovery: false }), "register-recovery"],
    ["no deletion protection", withTable({ deletionProtection: false }), "register-recovery"],
    ["public access not blocked", withVault({ publicAccessBlock: null }), "public-access"],
    [
      "the exports open to the world",
      changed(ids.register, {
        resourcePolicies: [
          {
            resource: arns.exports,
            policy: allow({ Principal: "*", Action: "s3:GetObject", Resource: `${arns.exports}/*` }),
          },
        ],
      }),
      "public-access",
    ],
    ["a password alone", withCredentials({ mfa: false }), "people-mfa"],
    ["a forgotten key", withCredentials({ accessKeys: [idle] }), "idle-keys"],
    [
      "everything allowed to a role, within its boundary",
      withRole({
        RolePolicyList: [{ PolicyName: "all", PolicyDocument: allow({ Action: "*", Resource: "*" }) }],
      }),
      "administrators",
    ],
    ["a contractor let in", withRole({ AssumeRolePolicyDocument: allow(contractor) }), "outside-trust"],
    [
      "a route without a scope",
      changed(ids.register, { routes: [route("GET /voters/{id}", "look-up", { scopes: [] })] }),
      "route-scopes",
    ],
    ["the trail off", changed(ids.audit, { trails: [but(trail, { logging: false })] }), "trail-on"],
    [
      "the trail blind to the vault",
      changed(ids.audit, { trails: [but(trail, { dataEvents: [arns.roll] })] }),
      "trail-on",
    ],
    ["a role without its boundary", withRole({ PermissionsBoundary: undefined }), "boundaries"],
    [
      "a recovery identity in a function",
      changed(ids.vault, {
        functions: [
          {
            arn: functionArn("seal", ids.vault),
            name: "rollward-seal",
            secrets: [{ name: "ID", looksLike: "age-identity" }],
          },
        ],
      }),
      "identities-absent",
    ],
  ])("%s", (_, snapshot, check, own) => {
    expect(named(snapshot, own)).toEqual([`${check} fail`]);
  });
});

test.each<[keyof Account, string[]]>([
  ["buckets", ["mirrors-apart", "public-access", "trail-on", "vault-key", "vault-lock"]],
  ["tables", ["register-key", "register-recovery"]],
  ["keys", ["register-key"]],
  ["functions", ["identities-absent", "route-scopes"]],
  ["routes", ["route-scopes"]],
  ["trails", ["trail-on"]],
  ["credentials", ["idle-keys", "people-mfa"]],
  ["lastAccessed", ["unused-rights"]],
])("%s that were not read leave their checks unknown, and none of them fails", (list, expected) => {
  const accounts = sound.accounts.map((one) => {
    const { [list]: _, ...rest } = one;
    return rest as Account;
  });
  expect(named({ ...sound, accounts })).toEqual(expected.map((check) => `${check} unknown`));
});

test("the order of accounts, roles and lists changes nothing", () => {
  const reversed = sound.accounts.map((one) => ({
    ...one,
    routes: one.routes!.toReversed(),
    functions: one.functions!.toReversed(),
    authorizationDetails: {
      ...one.authorizationDetails,
      RoleDetailList: one.authorizationDetails.RoleDetailList.toReversed(),
    },
  }));
  expect(named({ ...sound, accounts: reversed.toReversed() })).toEqual([]);
});
