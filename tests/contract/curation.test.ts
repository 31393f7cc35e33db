import { describe, expect, test } from "vitest";
import { loadActions } from "../../lib/actions/load.ts";
import { capabilities, capabilitiesOf } from "../../lib/contract/capabilities.ts";
import { assetKeys } from "../../lib/contract/config.ts";
import { capabilityIds, harms, type CapabilityId } from "../../lib/contract/contract.ts";
import type { AssetKey } from "../../lib/contract/config.ts";
import { curations } from "../../lib/contract/curation/all.ts";

describe.each(curations)("$service", ({ service, placed, harmless, reviewed }) => {
  const facts = loadActions().ofService(service);
  const levels = new Map(facts.map(({ name, level }) => [name.slice(service.length + 1), level]));
  const inPlace = new Set(placed.flatMap(({ actions }) => actions));
  const all = [...inPlace, ...harmless.flatMap(({ actions }) => actions), ...reviewed];

  test("every action that AWS publishes stands somewhere: read what is new, then place it", () => {
    expect(facts.length).toBeGreaterThan(10);
    expect([...levels.keys()].filter((name) => !all.includes(name))).toEqual([]);
  });

  test("no action stands in two of the three lists, and none is invented or misspelt", () => {
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
    expect(all.filter((name) => !levels.has(name))).toEqual([]);
  });

  test("only what AWS calls Read or List passes as reviewed; whatever writes has a capability or a reason", () => {
    expect(reviewed.filter((name) => !["Read", "List"].includes(levels.get(name) ?? ""))).toEqual([]);
    expect(harmless.filter(({ why }) => why.length < 10)).toEqual([]);
  });

  test("no action stands twice for one asset under one capability", () => {
    for (const key of assetKeys) {
      const here = placed.flatMap(({ actions, as }) => actions.map((name) => `${name} ${as[key]}`));
      const named = here.filter((entry) => !entry.endsWith(" undefined"));
      expect(named.filter((entry, index) => named.indexOf(entry) !== index)).toEqual([]);
    }
  });
});

describe("capabilities", () => {
  test.each(capabilityIds)("%s has actions, a harm, and words", (id) => {
    const { actions, harm, words } = capabilities[id];
    expect(Object.values(actions).flat().length).toBeGreaterThan(0);
    expect(harms).toContain(harm);
    expect(words.en).not.toBe(words.fr);
  });

  // What tools overlook: exfiltration among plain writes, destruction by a key or a rule, rights that are given by grants.
  test.each<[string, AssetKey, CapabilityId[]]>([
    ["dynamodb:GetItem", "roll", ["read-voter"]],
    ["dynamodb:ExportTableToPointInTime", "roll", ["read-roll"]],
    ["dynamodb:EnableKinesisStreamingDestination", "roll", ["read-roll"]],
    ["dynamodb:RestoreTableToPointInTime", "roll", ["read-roll"]],
    ["dynamodb:RestoreTableFromBackup", "roll", ["read-roll"]],
    ["dynamodb:CreateBackup", "roll", ["read-roll"]],
    ["dynamodb:GetRecords", "roll", ["read-roll"]],
    ["dynamodb:PartiQLSelect", "roll", ["read-roll"]],
    ["dynamodb:PartiQLUpdate", "roll", ["alter-voter"]],
    ["dynamodb:BatchWriteItem", "roll", ["alter-voter"]],
    ["dynamodb:UpdateTable", "roll", ["read-roll", "destroy-roll"]],
    ["dynamodb:UpdateTimeToLive", "roll", ["destroy-roll"]],
    ["dynamodb:UpdateContinuousBackups", "roll", ["destroy-roll"]],
    ["dynamodb:PutResourcePolicy", "roll", ["change-rules"]],
    ["dynamodb:PutItem", "head", ["write-sealed"]],
    ["dynamodb:GetItem", "head", []],
    ["s3:GetObject", "roll", ["read-roll"]],
    ["s3:GetObject", "vault", ["read-sealed"]],
    ["s3:ListBucket", "vault", []],
    ["s3:PutReplicationConfiguration", "vault", ["read-sealed"]],
    ["s3:PutLifecycleConfiguration", "vault", ["destroy-sealed"]],
    ["s3:PutEncryptionConfiguration", "mirrors", ["destroy-sealed"]],
    ["s3:BypassGovernanceRetention", "vault", ["shorten-retention"]],
    ["s3:PutObjectRetention", "vault", ["write-sealed"]],
    ["s3:PutBucketPolicy", "vault", ["change-rules"]],
    ["s3:DeleteObject", "trail", ["silence-trail"]],
    ["kms:ScheduleKeyDeletion", "vault", ["destroy-sealed"]],
    ["kms:DisableKey", "roll", ["destroy-roll"]],
    ["kms:PutKeyPolicy", "dataKey", ["change-rules"]],
    ["kms:PutKeyPolicy", "vault", ["destroy-sealed"]],
    ["kms:CreateGrant", "signingKey", ["change-rules"]],
    ["kms:Sign", "signingKey", ["sign-manifest"]],
    ["kms:Decrypt", "protectedKey", ["read-protected-voter"]],
    ["lambda:AddPermission", "code", ["change-rules"]],
    ["lambda:UpdateFunctionConfiguration", "code", ["run-code"]],
    ["lambda:InvokeFunction", "code", ["run-code"]],
    ["iam:PassRole", "code", []],
    ["iam:CreateAccessKey", "identity", ["change-rules"]],
    ["iam:ChangePassword", "identity", []],
    ["cloudtrail:PutEventSelectors", "trail", ["silence-trail"]],
    ["organizations:LeaveOrganization", "account", ["close-account"]],
    ["account:StartPrimaryEmailUpdate", "account", ["close-account"]],
    ["organizations:DetachPolicy", "account", ["change-rules"]],
    ["sts:AssumeRole", "code", ["run-code"]],
  ])("%s on %s is %j", (action, asset, expected) => {
    expect(loadActions().find(action)?.name).toBe(action);
    expect(capabilitiesOf(action, asset)).toEqual(expected);
  });
});
