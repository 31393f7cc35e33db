import { whoReaches } from "./acting-as.ts";
import { capabilities } from "../contract/capabilities.ts";
import type { Asset, CapabilityId } from "../contract/contract.ts";
import { assetGaps, assetsOf } from "./assets.ts";
import { byText } from "./backups.ts";
import type { CheckInput } from "./check.ts";
import type { Verdict } from "./finding.ts";
import { actingIn } from "./outside-accounts.ts";
import { reachers } from "./offenders.ts";
import { reachGaps } from "./reach-gaps.ts";
import { onlyOwnCredentials } from "./self-service.ts";
import type { Reacher } from "./who-can.ts";
import { isPlain, type Reached } from "./who-reaches.ts";

/** One thing that can be done, on any of several assets. */
export interface Deed {
  readonly assets: readonly Asset[];
  readonly capabilities: readonly CapabilityId[];
}

/** What one principal can do of a deed, with what it can be done to. */
export interface Done {
  /** The asset’s id. */
  readonly asset: string;
  /** Which deed, where its asset does not tell. */
  readonly deed?: string;
  /** With an empty route: before escalation. */
  readonly proof: Reached;
}

/** Somebody who can, or may be able to, do every one of several deeds: one entry a deed. */
export interface Both {
  readonly principal: string;
  readonly done: readonly Done[];
  /** Every proof is a witness, and all of one and the same: what is assumed of an account is assumed of one in it. */
  readonly proved: boolean;
  /** Some of it only after escalation, as far as is proved. */
  readonly escalated: boolean;
}

/** Who can do one deed, by principal. */
export type Doers = ReadonlyMap<string, Done>;

/**
 * Whoever can do all of several deeds alone, whether the contract allows each or not, by its own rights and those of
 * everybody that it can become, over all accounts; sorted. An invariant exempts nobody.
 */
export function whoCanAll(input: CheckInput, deeds: readonly Deed[]): readonly Both[] {
  return inAll(deeds.map((deed) => doersOf(input, deed)));
}

/** Whoever is among the doers of every deed; sorted. */
export function inAll([first, ...others]: readonly Doers[]): readonly Both[] {
  if (first === undefined) return [];
  return [...first.keys()]
    .filter((principal) => others.every((doers) => doers.has(principal)))
    .sort(byText)
    .map((principal) =>
      bothOf(
        principal,
        [first, ...others].map((doers) => doers.get(principal)!),
      ),
    );
}

/** What somebody can do of several deeds. */
export function bothOf(principal: string, done: readonly Done[]): Both {
  const proved = done.every(({ proof }) => proof.verdict === "yes");
  const acting = new Set(done.map(({ proof }) => startOf(principal, proof)));
  const escalated = done.some(({ proof }) => proof.verdict === "yes" && !isPlain(proof));
  return { principal, done, proved: proved && acting.size === 1, escalated };
}

/** Who begins: of an account that was not read, the one that the proof assumes. */
function startOf(principal: string, proof: Reached): string {
  if (proof.verdict !== "yes" || isPlain(proof)) return actingIn(principal, proof);
  return proof.route[0]?.witnesses[0]?.assumes ?? principal;
}

function doersOf(input: CheckInput, { assets, capabilities: ids }: Deed): Doers {
  const doers = new Map<string, Done>();
  const add = (principal: string, asset: string, proof: Reached): void => {
    if (doers.get(principal)?.proof.verdict !== "yes") doers.set(principal, { asset, proof });
  };
  for (const asset of assets)
    for (const [principal, proof] of reachers(input, asset, ids)) {
      if (isExcused(input, asset, principal, proof)) continue;
      add(principal, asset.id, proof.verdict === "yes" ? { ...proof, route: [], as: principal } : proof);
    }
  for (const asset of assets)
    for (const capability of ids)
      for (const [principal, proof] of whoReaches(input, asset, capability))
        if (!isPlain(proof)) add(principal, asset.id, proof);
  return doers;
}

/** Whoever changes no more than its own password and keys changes nobody’s rights. */
function isExcused(input: CheckInput, asset: Asset, principal: string, proof: Reacher["proof"]): boolean {
  const actions = capabilities["change-rules"].actions[asset.key] ?? [];
  return asset.key === "identity" && onlyOwnCredentials(input, asset, principal, actions, proof);
}

/** Verdicts in place of what is not known of the assets of several deeds: not found, or not read whole. */
export function deedGaps(
  input: CheckInput,
  deeds: readonly Deed[],
  keys: readonly Asset["key"][],
): readonly Verdict[] {
  // An account’s own gaps are those of the assets in it.
  const named = deeds.flatMap((deed) => deed.assets).filter(({ key }) => keys.includes(key));
  const assets = new Map(named.map((asset) => [asset.id, asset] as const));
  const { gaps } = assetsOf(input, keys);
  return [
    ...gaps.filter(({ status }) => status === "unknown"),
    ...[...assets.values()].flatMap((asset) => {
      const about = deeds.filter((deed) => deed.assets.includes(asset)).flatMap((deed) => deed.capabilities);
      return [...assetGaps(asset, input), ...reachGaps(asset, input, [...new Set(about)])];
    }),
  ];
}
