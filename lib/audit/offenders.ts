import { capabilities } from "../contract/capabilities.ts";
import type { Asset, CapabilityId } from "../contract/contract.ts";
import { allows } from "../contract/matrix.ts";
import { byText } from "./backups.ts";
import { beyondRight } from "./beyond-right.ts";
import type { CheckInput } from "./check.ts";
import { officeAccountUnread } from "./outside-accounts.ts";
import { onlyOwnCredentials } from "./self-service.ts";
import { canDo, whoCan, type Reacher } from "./who-can.ts";

/** Somebody who can do more than the contract allows. */
export interface Offender extends Reacher {
  readonly capability: CapabilityId;
  /** `stranger`: no task allows it. `excess`: a task allows other actions of it. `mfa`: a task allows it with a second factor. */
  readonly kind: "stranger" | "excess" | "mfa";
  /** The actions that nothing allows. */
  readonly actions: readonly string[];
}

/**
 * Everybody who can do one of the capabilities to an asset, before escalation, allowed or not, by principal. Of several
 * proofs the first `yes` counts.
 */
export function reachers(
  input: CheckInput,
  asset: Asset,
  capabilityIds: readonly CapabilityId[],
): ReadonlyMap<string, Reacher["proof"]> {
  const all = new Map<string, Reacher["proof"]>();
  for (const id of capabilityIds)
    for (const { principal, proof } of whoCan(input, asset, id))
      if (all.get(principal)?.verdict !== "yes") all.set(principal, proof);
  return all;
}

/** Whoever can do a capability to an asset beyond what the contract allows, before escalation; sorted by principal. */
export function offenders(input: CheckInput, asset: Asset, capability: CapabilityId): readonly Offender[] {
  const actions = capabilities[capability].actions[asset.key] ?? [];
  const found = [...whoCan(input, asset, capability)].sort((a, b) => byText(a.principal, b.principal));
  return found.flatMap(({ principal, acting, proof }): readonly Offender[] => {
    const who = { principal, acting, capability };
    if (!allows(input.contract, acting, capability, asset.key)) {
      if (onlyOwnCredentials(input, asset, principal, actions, proof)) return [];
      return [{ ...who, proof, kind: "stranger", actions }];
    }
    const places = {
      contract: input.contract,
      officeUnread: officeAccountUnread(input, acting) !== undefined,
    };
    const beyond = beyondRight(places, acting, { asset, capability }, (some, limits) =>
      canDo(input, asset, acting, some, limits),
    );
    return beyond === undefined ? [] : [{ ...who, ...beyond }];
  });
}
