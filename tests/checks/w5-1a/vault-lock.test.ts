import { describe, expect, test } from "vitest";
import { vaultLock } from "../../../checks/w5-1a/vault-lock.ts";
import type { Config } from "../../../lib/contract/config.ts";
import { noMirrors, objectives } from "../../audit/healthy.ts";
import { arns, bucket, but, changed, config, ids, sound, unread } from "../sound-accounts.ts";
import { statuses, told } from "../telling.ts";

const vault = bucket(arns.vault, "ca-central-1");
const withVault = (change: Parameters<typeof but<typeof vault>>[1]) => ({
  snapshot: changed(ids.vault, { buckets: [but(vault, change)] }),
});

describe("vault-lock passes", () => {
  test("vault and mirror in compliance mode for as long as the office wants, or longer", () => {
    expect(told(vaultLock)).toEqual([
      `pass ${arns.vault}: ${arns.vault}: whatever is written here is locked in compliance mode for 400 days, at least the 400 that are wanted, and versions are kept.`,
      `pass ${arns.mirror}: ${arns.mirror}: whatever is written here is locked in compliance mode for 400 days, at least the 400 that are wanted, and versions are kept.`,
    ]);
    expect(statuses(vaultLock, withVault({ objectLock: { mode: "COMPLIANCE", days: 401 } }))).toEqual([
      "pass",
      "pass",
    ]);
  });

  test("a trial of a day, and says that it is one", () => {
    const change = withVault({ objectLock: { mode: "COMPLIANCE", days: 1 } });
    expect(told(vaultLock, { ...change, objectives: { ...objectives, retentionDays: 1 } })[0]).toMatch(
      /^pass .*for 1 day, .*asks for 1 only, fewer than the 35 that are usual/,
    );
  });

  test("a mirror outside the accounts is not its to judge", () => {
    const { assets: _, accounts: __, ...rest } = config;
    const own: Config = { ...rest, assets: { vault: [arns.vault] }, mirrors: ["/mnt/disk"] };
    expect(told(vaultLock, { config: own })).toEqual([
      expect.stringContaining(
        "not-applicable mirrors: Every mirror that the configuration names stands outside",
      ),
      expect.stringContaining(`pass ${arns.vault}`),
    ]);
  });
});

describe("vault-lock fails", () => {
  test.each<[string, Parameters<typeof withVault>[0], string]>([
    ["no lock", { objectLock: null }, "has no Object Lock"],
    ["no lock, and nothing else known", { objectLock: null, versioning: undefined }, "has no Object Lock"],
    ["no default retention", { objectLock: { mode: null, days: null } }, "without a default retention"],
    ["governance mode", { objectLock: { mode: "GOVERNANCE", days: 400 } }, "governance mode"],
    ["a mode of another name", { objectLock: { mode: "compliance", days: 400 } }, "governance mode"],
    [
      "a day too short",
      { objectLock: { mode: "COMPLIANCE", days: 399 } },
      "lasts 399 days, while the office wants 400",
    ],
    ["no number of days", { objectLock: { mode: "COMPLIANCE", days: null } }, "lasts no known time"],
    ["not a number", { objectLock: { mode: "COMPLIANCE", days: Number.NaN } }, "while the office wants 400"],
    ["versions suspended", { versioning: "suspended" }, "versions are not kept"],
    ["versions never kept", { versioning: "never", objectLock: undefined }, "versions are not kept"],
  ])("%s", (_, change, said) => {
    const [own, other] = told(vaultLock, withVault(change));
    expect(own).toMatch(/^fail arn:aws:s3:::rollward-vault/);
    expect(own).toContain(said);
    expect(other).toMatch(/^pass /);
  });

  test("by the office’s own objective", () => {
    expect(statuses(vaultLock, { objectives: { ...objectives, retentionDays: 401 } })).toEqual([
      "fail",
      "fail",
    ]);
  });
});

describe("vault-lock does not know", () => {
  test.each<[string, Parameters<typeof told>[1], string]>([
    [
      "a lock that was not read",
      withVault({ objectLock: undefined }),
      "the snapshot does not say whether what is written there is locked",
    ],
    [
      "versions that were not read",
      withVault({ versioning: undefined }),
      "does not say whether versions are kept",
    ],
    [
      "buckets that were not read",
      { snapshot: changed(ids.vault, { buckets: undefined }) },
      "not among what was read",
    ],
    [
      "a bucket that is not there",
      { snapshot: changed(ids.vault, { buckets: [] }) },
      "not among what was read",
    ],
    [
      "an account that is not there",
      { snapshot: { ...sound, accounts: sound.accounts.filter(({ id }) => id !== ids.vault) } },
      `account ${ids.vault} is not in the snapshot`,
    ],
    [
      "what was refused, with the reason",
      {
        snapshot: unread(withVault({ objectLock: undefined }).snapshot, {
          what: "s3:GetBucketObjectLockConfiguration",
          why: "refused \u001b[2J{x}",
          account: ids.vault,
          facts: "buckets",
          resource: arns.vault,
        }),
      },
      "refused \\u{1b}[2J",
    ],
  ])("%s", (_, change, said) => {
    expect(told(vaultLock, change).filter((line) => line.startsWith("unknown"))).toEqual([
      expect.stringContaining(said),
    ]);
  });

  test("which buckets they are, when nothing names them", () => {
    expect(told(vaultLock, { config: undefined })).toEqual([
      expect.stringContaining("unknown vault: Which bucket holds the vault is not known"),
      expect.stringContaining("unknown mirrors: Which bucket holds the mirrors is not known"),
    ]);
  });
});

test("vault-lock is not applicable without accounts", () => {
  expect(statuses(vaultLock, { snapshot: noMirrors })).toEqual(["not-applicable"]);
});
