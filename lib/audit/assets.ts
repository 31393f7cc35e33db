import { matchesPattern } from "../actions/wildcard.ts";
import { meet, patternOf } from "../iam/globs.ts";
import type { Args, Words } from "../base/words.ts";
import { assetWords } from "../contract/capability-words.ts";
import type { AssetKey } from "../contract/config.ts";
import type { Asset, Contract } from "../contract/contract.ts";
import type { CheckInput } from "./check.ts";
import { keyNamed } from "./facts.ts";
import type { Verdict } from "./finding.ts";
import { taggedElsewhere, tagGaps } from "./tag-gaps.ts";
import { factUnread, unreadFor } from "./unread.ts";

type Places = Pick<CheckInput, "snapshot" | "contract">;

/** Without these there is no register, no backup or no record of what happens: an audit must know where they are. */
const needed: readonly AssetKey[] = ["roll", "vault", "mirrors", "dataKey", "signingKey", "trail", "code"];

/** The assets of these kinds, and verdicts in place of those that the contract does not find. */
export function assetsOf(
  places: Places,
  keys: readonly AssetKey[],
): { readonly assets: readonly Asset[]; readonly gaps: readonly Verdict[] } {
  const { contract } = places;
  const assets = contract.assets.filter(({ key }) => keys.includes(key));
  const missing = keys.filter((key) => assets.every((asset) => asset.key !== key));
  const outside = contract.outsideMirrors.length > 0;
  const unknown = missing.filter((key) => needed.includes(key) && !(key === "mirrors" && outside));
  // What only a tag names may stand in a list that was not read.
  const untold = keys.filter((key) => !unknown.includes(key)).flatMap((key) => tagGaps(places, key));
  const absent = missing.filter(
    (key) => !unknown.includes(key) && untold.every(({ subject }) => subject !== key),
  );
  return {
    assets,
    gaps: [
      ...unknown.map(assetUnknown),
      ...untold,
      ...keys.flatMap((key) => taggedElsewhere(places, key)),
      ...(absent.length === 0 ? [] : [assetsAbsent(absent)]),
    ],
  };
}

/**
 * Every resource through which an asset can be reached: its own, and what it hangs on. Whoever takes away the key of a
 * table or bucket takes away what it holds; whoever acts as a function’s role acts as the function.
 */
export function reachOf(asset: Asset, places: Places): readonly string[] {
  const more: string[] = [];
  if (["roll", "vault", "mirrors", "checkins"].includes(asset.key))
    more.push(...encryptionKeys(asset, places));
  if (asset.key === "roll") more.push(...keysOf(places.contract));
  const regions = regionsOf(places);
  const inEach = (arn: (region: string, id: string) => string) =>
    asset.accounts.flatMap((id) => regions.map((region) => arn(region, id)));
  if (asset.resources.some((resource) => resource.startsWith("arn:aws:s3:::")))
    more.push(...inEach((region, id) => `arn:aws:s3:${region}:${id}:access-grants/*`));
  if (asset.key === "code") {
    for (const kind of ["event-source-mapping", "code-signing-config"])
      more.push(...inEach((region, id) => `arn:aws:lambda:${region}:${id}:${kind}:*`));
    more.push(...functionRoles(asset, places));
  }
  const own =
    asset.key === "account" ? asset.resources.flatMap((one) => asMember(one, places)) : asset.resources;
  return [...new Set([...own, ...more])].sort();
}

/**
 * An account as a member of its organisation stands under the management account’s id, and only from there can it be
 * closed or its root’s address be changed (Organizations API Reference, CloseAccount; Account Management Reference,
 * StartPrimaryEmailUpdate). Templates make no organisation. Where it is not known who manages, `*` stays.
 */
function asMember(resource: string, { snapshot }: Places): readonly string[] {
  if (!resource.includes("::*:")) return [resource];
  const management = snapshot.organization?.managementAccount;
  if (management !== undefined) return [resource.replace("::*:", `::${management}:`)];
  return snapshot.source === "template" ? [] : [resource];
}

/**
 * The regions that anything was seen in or is allowed in. Written out: `*` in place of a region would run on over the
 * colons behind it.
 */
function regionsOf({ snapshot, contract }: Places): readonly string[] {
  const seen = snapshot.accounts.flatMap(({ buckets, tables, functions }) =>
    [...(buckets ?? []), ...(tables ?? []), ...(functions ?? [])].flatMap(({ region }) => region ?? []),
  );
  return [...new Set([...(contract.config?.regions ?? []), ...seen])];
}

/**
 * `unknown` for each fact without which nobody can say that only the contract’s holders reach an asset: the users and
 * roles of its accounts, and the policies that stand on it. An organisation’s guardrails can only take rights away, so
 * a pass needs none of them.
 */
export function assetGaps(asset: Asset, { snapshot }: Places): readonly Verdict[] {
  const gaps = asset.accounts.flatMap((account) => {
    const read = snapshot.accounts.some(({ id }) => id === account);
    const identities = { account, facts: "identities" } as const;
    if (!read || unreadFor(snapshot, identities) !== undefined)
      return [factUnread(snapshot, asset.id, words.identities, identities)];
    return [];
  });
  const policies = (snapshot.unread ?? []).filter(
    ({ facts, account, resource }) =>
      facts === "resource-policies" &&
      (resource === undefined
        ? account === undefined || asset.accounts.includes(account)
        : asset.resources.some((pattern) => mayMeet(pattern, resource))),
  );
  return [
    ...gaps,
    ...policies.map(({ account, resource }) =>
      factUnread(snapshot, asset.id, words.policies, { account, resource, facts: "resource-policies" }),
    ),
  ];
}

/** False only when no resource fits both patterns: what was not read may be named by a pattern too. */
function mayMeet(one: string, other: string): boolean {
  return meet(patternOf(one), patternOf(other));
}

function keysOf(contract: Contract): readonly string[] {
  const keys = contract.assets.filter(({ key }) => key === "dataKey" || key === "protectedKey");
  return keys.flatMap(({ resources }) => resources);
}

function encryptionKeys({ resources }: Asset, { snapshot }: Places): readonly string[] {
  return snapshot.accounts.flatMap(({ id, buckets, tables }) =>
    [...(buckets ?? []), ...(tables ?? [])]
      .filter(({ arn }) => resources.some((pattern) => matchesPattern(pattern, arn)))
      .flatMap((fact) => keysInReach([fact], id, snapshot)),
  );
}

/** The keys, by ARN, that buckets and tables of an account are encrypted with, as far as their names can be followed. */
export function keysInReach(
  encrypted: readonly { readonly encryption?: { readonly key?: string } | null }[],
  account: string,
  snapshot: Places["snapshot"],
): readonly string[] {
  return encrypted
    .flatMap(({ encryption }) => encryption?.key ?? [])
    .flatMap(
      (name) => keyNamed(snapshot, name, account)?.fact.arn ?? (name.startsWith("arn:") ? [name] : []),
    );
}

/** The roles that functions of an asset run with. */
export function functionRoles(
  { resources }: Asset,
  { snapshot }: Pick<Places, "snapshot">,
): readonly string[] {
  return snapshot.accounts.flatMap(({ functions }) =>
    (functions ?? [])
      .filter(({ arn }) => resources.some((pattern) => matchesPattern(pattern, arn)))
      .flatMap(({ role }) => role ?? []),
  );
}

function assetUnknown(key: AssetKey): Verdict {
  const args: Args = { key, asset: assetWords[key] };
  return { status: "unknown", subject: key, words: words.unknown, args, fix: { words: words.name, args } };
}

function assetsAbsent(keys: readonly AssetKey[]): Verdict {
  const list = (lang: "en" | "fr") => keys.map((key) => assetWords[key][lang]).join(", ");
  return {
    status: "not-applicable",
    subject: "assets",
    words: words.absent,
    args: { assets: { en: list("en"), fr: list("fr") } },
    evidence: { absent: keys },
  };
}

const words = {
  identities: {
    en: "which users and roles there are",
    fr: "quels sont les utilisateurs et les rôles",
  },
  policies: {
    en: "which policies stand on it",
    fr: "quelles politiques y sont posées",
  },
  unknown: {
    en: "Which resource is {asset} is not known: neither the configuration nor a name, alias or tag of what was read says it.",
    fr: "On ne sait pas quelle ressource est {asset} : ni la configuration, ni un nom, un alias ou une étiquette de ce qui a été lu ne le dit.",
  },
  name: {
    en: "Name it in rollward.config.json (under assets, {key}), or give it the tag rollward:asset with the value {key}.",
    fr: "Nommez-la dans rollward.config.json (sous assets, {key}), ou donnez-lui l’étiquette rollward:asset avec la valeur {key}.",
  },
  absent: {
    en: "The contract of this office finds no such asset in these accounts, so nothing was asked of: {assets}.",
    fr: "Le contrat de ce bureau ne trouve rien de tel dans ces comptes ; rien n’a donc été demandé au sujet de : {assets}.",
  },
} satisfies Record<string, Words>;
