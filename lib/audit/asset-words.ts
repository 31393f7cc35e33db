import type { Args, Lang, Words } from "../base/words.ts";
import { assetWords, capabilityWords } from "../contract/capability-words.ts";
import type { Asset, CapabilityId } from "../contract/contract.ts";

/** Words for an asset and what can be done to it. */
export function argsOf(asset: Asset, ids: readonly CapabilityId[]): Args & { readonly asset: Words } {
  const deeds = (lang: Lang) => [...new Set(ids)].map((id) => capabilityWords[id][lang]).join(", ");
  return { asset: assetLabel(asset), id: asset.id, deeds: { en: deeds("en"), fr: deeds("fr") } };
}

/** What an asset is called at the head of a sentence: of several mirrors it is said which. */
export function assetLabel({ key, id }: Asset): Words {
  const label = (text: string) => `${text[0]!.toUpperCase()}${text.slice(1)}${id === key ? "" : ` ${id}`}`;
  return { en: label(assetWords[key].en), fr: label(assetWords[key].fr) };
}
