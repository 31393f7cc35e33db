import { capabilityWords } from "./capability-words.ts";
import { assetKeys, type AssetKey } from "./config.ts";
import { capabilityIds, type Capability, type CapabilityId, type Harm } from "./contract.ts";
import { curations } from "./curation/all.ts";

const harm: Readonly<Record<CapabilityId, Harm>> = {
  "read-voter": "confidentiality",
  "read-protected-voter": "confidentiality",
  "read-roll": "confidentiality",
  "alter-voter": "integrity",
  "destroy-roll": "availability",
  "read-sealed": "confidentiality",
  "write-sealed": "integrity",
  "destroy-sealed": "availability",
  "shorten-retention": "availability",
  decrypt: "confidentiality",
  "sign-manifest": "integrity",
  "silence-trail": "integrity",
  "change-rules": "integrity",
  "run-code": "integrity",
  "close-account": "availability",
};

/** Every capability, with its actions by asset, gathered from what was curated by service. */
export const capabilities: Readonly<Record<CapabilityId, Capability>> = Object.fromEntries(
  capabilityIds.map((id) => [
    id,
    { id, harm: harm[id], words: capabilityWords[id], actions: actionsOf(id) } satisfies Capability,
  ]),
) as Record<CapabilityId, Capability>;

/** The capabilities on an asset that an action amounts to; empty when it does the asset no harm. */
export function capabilitiesOf(action: string, asset: AssetKey): readonly CapabilityId[] {
  return capabilityIds.filter((id) => capabilities[id].actions[asset]?.includes(action) ?? false);
}

function actionsOf(id: CapabilityId): Capability["actions"] {
  const actions: Partial<Record<AssetKey, readonly string[]>> = {};
  for (const key of assetKeys) {
    const found = curations.flatMap(({ service, placed }) =>
      placed
        .filter((placement) => placement.as[key] === id)
        .flatMap((placement) => placement.actions.map((name) => `${service}:${name}`)),
    );
    if (found.length > 0) actions[key] = [...new Set(found)].sort();
  }
  return actions;
}
