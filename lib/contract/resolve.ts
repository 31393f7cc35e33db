import { accountArns, identityArns, namedAssets } from "./asset-names.ts";
import { coreOf, coverOf, parseArn } from "./arn.ts";
import { assetKeys, taskIds, type AssetKey, type Config, type TaskId } from "./config.ts";
import type { Asset, Contract } from "./contract.ts";
import { mirrorPlaces } from "./mirror-places.ts";
import { accountOfTask, functionName, functionTasks, roleArn, type FunctionTask } from "./names.ts";

/** A resource that was seen, with what may name it as an asset. */
export interface SeenResource {
  readonly arn: string;
  readonly account: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly aliases?: readonly string[];
}

/** The tag that names a resource as an asset; its value is an asset's key, such as `vault`. */
export const assetTag = "rollward:asset";

/** The contract of an office: assets by configuration, else by the stacks' names, else by the tag `rollward:asset`. */
export function resolveContract(config: Config | undefined, seen: readonly SeenResource[]): Contract {
  const found = assetKeys.flatMap((key) => assetsOf(key, config, seen));
  const { inside, outside } = mirrorPlaces(config?.mirrors ?? [], found, seen);
  const assets = numbered([...found, ...inside]);
  return {
    config,
    assets: [...assets, ...ofAccounts(config, assets)],
    holders: holdersOf(config, assets),
    outsideMirrors: outside,
  };
}

/** The places of one asset, before several of them are numbered. */
function assetsOf(
  key: AssetKey,
  config: Config | undefined,
  seen: readonly SeenResource[],
): readonly Asset[] {
  if (key === "account" || key === "identity") return [];
  const arns = config?.assets?.[key];
  if (arns !== undefined) return placed(key, arns, seen);
  const named = config === undefined ? undefined : namedAssets(config, seen)[key];
  if (named !== undefined && named.resources.length > 0) return [{ key, id: key, ...named }];
  const tagged = seen.filter(
    ({ tags }) => tags !== undefined && Object.hasOwn(tags, assetTag) && tags[assetTag] === key,
  );
  return placed(
    key,
    tagged.map(({ arn }) => arn),
    seen,
  );
}

/** ARNs as one asset; those of mirrors as one each, for each is a copy of its own. */
function placed(key: AssetKey, arns: readonly string[], seen: readonly SeenResource[]): readonly Asset[] {
  const cores = [...new Set(arns.map(coreOf))].sort();
  const groups = key === "mirrors" ? cores.map((core) => [core]) : cores.length === 0 ? [] : [cores];
  return groups.map((group) => {
    const kept = arns.filter((arn) => group.includes(coreOf(arn)));
    return {
      key,
      id: key,
      resources: [...new Set(kept.flatMap((arn) => [arn, ...coverOf(coreOf(arn))]))].sort(),
      accounts: [...new Set(group.flatMap((core) => accountsOf(core, seen)))].sort(),
    };
  });
}

function accountsOf(arn: string, seen: readonly SeenResource[]): readonly string[] {
  const own = parseArn(arn)?.account ?? "";
  if (/^\d{12}$/.test(own)) return [own];
  return seen.filter((one) => one.arn === arn).map(({ account }) => account);
}

function numbered(assets: readonly Asset[]): readonly Asset[] {
  let count = 0;
  return assets.map((asset) => (asset.key === "mirrors" ? { ...asset, id: `mirrors/${++count}` } : asset));
}

/** IAM itself, and the account as such, of every account that holds an asset. */
function ofAccounts(config: Config | undefined, assets: readonly Asset[]): readonly Asset[] {
  const own: readonly string[] =
    config?.accounts === undefined ? [] : Object.values<string>({ ...config.accounts });
  const ids = new Set([...own, ...assets.flatMap(({ accounts }) => accounts)]);
  return (["identity", "account"] as const).flatMap((key) => {
    const arns = config?.assets?.[key];
    const all = arns === undefined ? ids : new Set(arns.map((arn) => parseArn(arn)?.account ?? ""));
    return [...all].sort().map((id) => ({
      key,
      id: `${key}/${id}`,
      resources: key === "identity" ? identityArns(id) : accountArns(id),
      accounts: [id],
    }));
  });
}

/** Who holds each task: as configured, else the roles that the stacks make. */
function holdersOf(config: Config | undefined, assets: readonly Asset[]): Contract["holders"] {
  const holders: Partial<Record<TaskId, readonly string[]>> = {};
  for (const task of taskIds) {
    const patterns = config?.tasks?.[task] ?? fixedRoles(task, config, assets);
    if (patterns !== undefined) holders[task] = patterns;
  }
  return holders;
}

const assetAtHome = { register: "roll", vault: "vault", mirror: "mirrors", audit: "trail" } as const;

function fixedRoles(
  task: TaskId,
  config: Config | undefined,
  assets: readonly Asset[],
): readonly string[] | undefined {
  const known: readonly TaskId[] = functionTasks;
  if (!known.includes(task)) return undefined;
  const own = task as FunctionTask;
  if (config?.accounts !== undefined) return [roleArn(own, { accounts: config.accounts })];
  const home = assetAtHome[accountOfTask[own]];
  const accounts = new Set(assets.filter(({ key }) => key === home).flatMap((asset) => asset.accounts));
  return [...accounts].sort().map((id) => `arn:aws:iam::${id}:role/${functionName(own)}`);
}
