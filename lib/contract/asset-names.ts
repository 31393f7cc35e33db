import { matchesPattern } from "../actions/wildcard.ts";
import { coverOf } from "./arn.ts";
import type { AssetKey, Config } from "./config.ts";
import type { Asset } from "./contract.ts";
import {
  accountOfTask,
  bucketNames,
  fixedNames,
  functionName,
  functionTasks,
  headTableArn,
  rollTableArn,
} from "./names.ts";
import type { SeenResource } from "./resolve.ts";

type Place = Pick<Asset, "resources" | "accounts">;

/** The assets that have a name in the stacks. */
export const stackAssets: readonly AssetKey[] = [
  "roll",
  "vault",
  "mirrors",
  "dataKey",
  "signingKey",
  "trail",
  "head",
  "code",
];

/**
 * The assets where the stacks put them, by their fixed names, when the configuration has accounts. Without regions
 * any region is meant. A key has an id that nobody can know beforehand, so keys are found by alias among what was
 * `seen` in the account that they belong to.
 */
export function namedAssets(
  { accounts, regions }: Pick<Config, "accounts" | "regions">,
  seen: readonly SeenResource[],
): Readonly<Partial<Record<AssetKey, Place>>> {
  if (accounts === undefined) return {};
  const home = { accounts, region: regions?.[0] ?? "*", mirrorRegion: regions?.at(-1) ?? "*" };
  const buckets = bucketNames(home);
  // Where no region is given, what was seen tells it: a wildcard would run on over the colons behind it.
  const located = (arn: string): readonly string[] => {
    const found = seen
      .filter((one) => arn.includes(":*:") && matchesPattern(arn, one.arn))
      .map((one) => one.arn);
    return (found.length === 0 ? [arn] : found).flatMap(coverOf);
  };
  const bucket = (name: string) => coverOf(`arn:aws:s3:::${name}`);
  const key = (alias: string, account: string): Place => ({
    resources: seen
      .filter((one) => one.account === account && one.aliases?.includes(alias))
      .map(({ arn }) => arn),
    accounts: [account],
  });
  const functions = functionTasks.flatMap((task) => {
    const region = accountOfTask[task] === "mirror" ? home.mirrorRegion : home.region;
    return located(
      `arn:aws:lambda:${region}:${accounts[accountOfTask[task]]}:function:${functionName(task)}`,
    );
  });
  const trail = `arn:aws:cloudtrail:${home.region}:${accounts.audit}:trail/${fixedNames.trail}`;
  return {
    roll: {
      resources: [...located(rollTableArn(home)), ...bucket(buckets.exports)],
      accounts: [accounts.register],
    },
    vault: { resources: bucket(buckets.vault), accounts: [accounts.vault] },
    mirrors: { resources: bucket(buckets.mirror), accounts: [accounts.mirror] },
    dataKey: key(fixedNames.dataKeyAlias, accounts.register),
    signingKey: key(fixedNames.signingKeyAlias, accounts.vault),
    trail: { resources: [...located(trail), ...bucket(buckets.trail)], accounts: [accounts.audit] },
    head: { resources: located(headTableArn(home)), accounts: [accounts.audit] },
    code: {
      resources: functions,
      accounts: [...new Set(functionTasks.map((task) => accounts[accountOfTask[task]]))],
    },
  };
}

/** IAM itself in one account: its users, roles, groups, policies, providers. */
export function identityArns(account: string): readonly string[] {
  return [`arn:aws:iam::${account}:*`];
}

/** The account as such, for itself and for its organisation (Service Authorization Reference: Account, Organizations). */
export function accountArns(account: string): readonly string[] {
  return [
    `arn:aws:account::${account}:account`,
    `arn:aws:account::*:account/*/${account}`,
    `arn:aws:organizations::*:account/*/${account}`,
  ];
}
