import type { AssetKey } from "../config.ts";
import type { CapabilityId } from "../contract.ts";

/**
 * Where every action of one service was put by hand. The rule behind it: an action stands under each capability that it
 * amounts to, by asset; one that only lists names or reads settings (AWS's levels List and Read) may stand under
 * `reviewed`; any other that harms no asset stands under `harmless` with the reason. An action that stands nowhere
 * fails a test, so that what AWS adds is looked at before the contract speaks of it.
 */
export interface Curation {
  /** Prefix of the service, such as `dynamodb`. */
  readonly service: string;
  readonly placed: readonly Placement[];
  readonly harmless: readonly Harmless[];
  /** Read or List, and no capability's: they show names and settings, never what an asset holds. */
  readonly reviewed: readonly string[];
}

export interface Placement {
  readonly actions: readonly string[];
  /** What they amount to, by asset. */
  readonly as: Readonly<Partial<Record<AssetKey, CapabilityId>>>;
}

export interface Harmless {
  readonly actions: readonly string[];
  readonly why: string;
}

/** Names of actions, set as a paragraph. */
export function names(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
