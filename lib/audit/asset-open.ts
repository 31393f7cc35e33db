import { matchesPattern } from "../actions/wildcard.ts";
import type { Asset, CapabilityId } from "../contract/contract.ts";
import { assetGaps, reachOf } from "./assets.ts";
import { assetLabel } from "./asset-words.ts";
import { fixes, verdictWords } from "./capability-verdict-words.ts";
import type { CheckInput } from "./check.ts";
import type { Verdict } from "./finding.ts";
import { reachGaps } from "./reach-gaps.ts";

/** `unknown` for all that was not read or understood, and without which nobody can say who has these capabilities on an asset. */
export function openOf(input: CheckInput, asset: Asset, ids: readonly CapabilityId[]): readonly Verdict[] {
  return [...assetGaps(asset, input), ...reachGaps(asset, input, ids), ...unclear(input, asset)];
}

/** `unknown` for a policy on the asset that could not be understood: it may let in somebody who is not known. */
function unclear(input: CheckInput, asset: Asset): readonly Verdict[] {
  if (asset.key === "identity") return [];
  const reach = reachOf(asset, input);
  return input.access.notUnderstood
    .filter(({ policy }) => reach.some((pattern) => matchesPattern(pattern, policy)))
    .map(({ policy, why }) => ({
      status: "unknown",
      subject: asset.id,
      words: verdictWords.unclear,
      args: { asset: assetLabel(asset), policy, why },
      evidence: { policy, why },
      fix: { words: fixes.clear },
    }));
}
