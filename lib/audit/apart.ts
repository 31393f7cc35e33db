import type { Asset, CapabilityId } from "../contract/contract.ts";
import { assetGaps, assetsOf } from "./assets.ts";
import { byText } from "./backups.ts";
import type { CheckInput } from "./check.ts";
import type { Verdict } from "./finding.ts";
import { actingIn } from "./outside-accounts.ts";
import { reachers } from "./offenders.ts";
import type { Reacher } from "./who-can.ts";
import { reachGaps } from "./reach-gaps.ts";

/** One thing that can be done, on any of several assets. */
export interface Deed {
  readonly assets: readonly Asset[];
  readonly capabilities: readonly CapabilityId[];
}

/** What one principal can do of a deed, with the asset that it can be done to. */
export interface Done {
  readonly asset: Asset;
  readonly proof: Reacher["proof"];
}

/** Somebody who can, or may be able to, do every one of several deeds: one entry a deed. */
export interface Both {
  readonly principal: string;
  readonly done: readonly Done[];
  /** Every proof is a witness, and all of one and the same: what is assumed of an account is assumed of one in it. */
  readonly proved: boolean;
}

/**
 * Whoever can do all of several deeds alone, before escalation, whether the contract allows each or not; sorted. An
 * invariant exempts nobody.
 */
export function whoCanAll(input: CheckInput, deeds: readonly Deed[]): readonly Both[] {
  const [first, ...others] = deeds.map((deed) => doersOf(input, deed));
  if (first === undefined) return [];
  return [...first.keys()]
    .filter((principal) => others.every((doers) => doers.has(principal)))
    .sort(byText)
    .map((principal) => {
      const done = [first, ...others].map((doers) => doers.get(principal)!);
      const proved = done.every(({ proof }) => proof.verdict === "yes");
      const acting = new Set(done.map(({ proof }) => actingIn(principal, proof)));
      return { principal, done, proved: proved && acting.size === 1 };
    });
}

function doersOf(input: CheckInput, { assets, capabilities }: Deed): ReadonlyMap<string, Done> {
  const doers = new Map<string, Done>();
  for (const asset of assets) {
    for (const [principal, proof] of reachers(input, asset, capabilities)) {
      if (doers.get(principal)?.proof.verdict !== "yes") doers.set(principal, { asset, proof });
    }
  }
  return doers;
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

/** `yes` when somebody’s own account, which was not read, is taken to allow it; for sentences. */
export function assumedIn(done: readonly Done[]): "yes" | "no" {
  const assumed = done.some(({ proof }) => proof.verdict === "yes" && proof.witness.assumes !== undefined);
  return assumed ? "yes" : "no";
}

/** A small account of what was done, for evidence. */
export function evidenceOf(done: readonly Done[]): Readonly<Record<string, unknown>> {
  return {
    can: done.map(({ asset, proof }) =>
      proof.verdict === "yes"
        ? {
            asset: asset.id,
            action: proof.witness.action,
            resource: proof.witness.resource,
            ...(proof.witness.assumes === undefined ? {} : { assumes: proof.witness.assumes }),
          }
        : { asset: asset.id, unknown: proof.why },
    ),
  };
}
