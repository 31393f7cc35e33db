import { matchesPattern } from "../actions/wildcard.ts";
import type { Args, Words } from "../base/words.ts";
import { assetWords } from "../contract/capability-words.ts";
import type { AssetKey, Config } from "../contract/config.ts";
import { stackAssets } from "../contract/asset-names.ts";
import { assetTag } from "../contract/resolve.ts";
import type { Account, FactKind } from "../snapshot/model.ts";
import type { CheckInput } from "./check.ts";
import type { Verdict } from "./finding.ts";
import { factUnread } from "./unread.ts";

type Places = Pick<CheckInput, "snapshot" | "contract">;

const lists = ["buckets", "tables", "keys", "functions", "trails"] as const;
type List = (typeof lists)[number] & FactKind;

/** What an asset may be; those that no list of a snapshot holds can be named by the configuration alone. */
const kinds: Readonly<Partial<Record<AssetKey, readonly List[]>>> = {
  roll: ["tables", "buckets"],
  checkins: ["tables"],
  vault: ["buckets"],
  mirrors: ["buckets"],
  dataKey: ["keys"],
  protectedKey: ["keys"],
  signingKey: ["keys"],
  trail: ["trails", "buckets"],
  head: ["tables"],
  code: ["functions"],
};

/**
 * `unknown` for assets that only a tag names, where a list was not read in which a resource with that tag may stand:
 * one verdict for each asset and account.
 */
export function tagGaps({ snapshot, contract }: Places, key: AssetKey): readonly Verdict[] {
  if (!byTag(contract.config, key)) return [];
  return snapshot.accounts.flatMap((account) => {
    const missing = (kinds[key] ?? []).find((list) => account[list] === undefined);
    return missing === undefined
      ? []
      : [factUnread(snapshot, key, words.tagged, { account: account.id, facts: missing })];
  });
}

function byTag(config: Config | undefined, key: AssetKey): boolean {
  return (
    config?.assets?.[key] === undefined && (config?.accounts === undefined || !stackAssets.includes(key))
  );
}

/** `unknown` for each resource that is tagged as an asset while the configuration names others. */
export function taggedElsewhere({ snapshot, contract }: Places, key: AssetKey): readonly Verdict[] {
  const named = contract.assets.filter((asset) => asset.key === key).flatMap(({ resources }) => resources);
  if (named.length === 0) return [];
  const tagged = snapshot.accounts
    .flatMap(resourcesOf)
    .filter(({ tags }) => tags !== undefined && Object.hasOwn(tags, assetTag) && tags[assetTag] === key)
    .filter(({ arn }) => !named.some((pattern) => matchesPattern(pattern, arn)));
  return [...new Set(tagged.map(({ arn }) => arn))].sort().map((resource) => {
    const args: Args = { resource, key, asset: assetWords[key] };
    return {
      status: "unknown",
      subject: `${key} ${resource}`,
      words: words.elsewhere,
      args,
      evidence: { resource, tag: key },
      fix: { words: words.one, args },
    };
  });
}

function resourcesOf(account: Account) {
  return lists.flatMap((list) => [...(account[list] ?? [])]);
}

const words = {
  tagged: {
    en: "whether something there bears its tag",
    fr: "si quelque chose y porte son étiquette",
  },
  elsewhere: {
    en: "{resource} is tagged rollward:asset={key} ({asset}), but the configuration names others, so nothing was asked about it.",
    fr: "{resource} porte l’étiquette rollward:asset={key} ({asset}), mais la configuration nomme autre chose ; rien n’a donc été demandé à son sujet.",
  },
  one: {
    en: "Add it in rollward.config.json (under assets, {key}, with all the others of that kind), or take the tag rollward:asset off it.",
    fr: "Ajoutez cette ressource dans rollward.config.json (sous assets, {key}, avec toutes les autres du même genre), ou retirez-lui l’étiquette rollward:asset.",
  },
} satisfies Record<string, Words>;
