import { capabilities } from "../contract/capabilities.ts";
import { assetKeys, type AssetKey } from "../contract/config.ts";
import type { Asset, CapabilityId } from "../contract/contract.ts";
import { withoutAccounts } from "./accounts.ts";
import { openOf } from "./asset-open.ts";
import { argsOf } from "./asset-words.ts";
import { assetsOf } from "./assets.ts";
import { byText } from "./backups.ts";
import { verdictWords } from "./capability-verdict-words.ts";
import { tellOf } from "./capability-telling.ts";
import type { CheckInput } from "./check.ts";
import { cut } from "./cut.ts";
import type { Verdict } from "./finding.ts";
import type { Escalator } from "./escalated.ts";
import { escalationVerdicts, escalatorsOf } from "./escalation-verdicts.ts";
import { offenders, reachers, type Offender } from "./offenders.ts";
import { otherPrincipals } from "./other-principals.ts";

/**
 * Does nobody but the contract’s holders have these capabilities, on any asset that knows them? One verdict for each
 * asset and each principal that can do more (`fail`, with the request that proves it, and the route to it where that takes
 * escalation) or may be able to (`unknown`); one `pass` for an asset of which it is proved that nobody can, before
 * escalation and after; `unknown` for an asset that was not found or not read whole. `only` narrows the assets.
 */
export function judgeCapabilities(
  input: CheckInput,
  ids: readonly CapabilityId[],
  only: readonly AssetKey[] = assetKeys,
): readonly Verdict[] {
  const none = withoutAccounts(input.snapshot);
  if (none !== undefined) return [none];
  const keys = only.filter((key) => ids.some((id) => capabilities[id].actions[key] !== undefined));
  const { assets, gaps } = assetsOf(input, keys);
  return [...assets.flatMap((asset) => judgeAsset(input, asset, ids)), ...gaps];
}

function judgeAsset(input: CheckInput, asset: Asset, ids: readonly CapabilityId[]): readonly Verdict[] {
  const own = ids.filter((id) => capabilities[id].actions[asset.key] !== undefined);
  const found = new Map<string, Offender[]>();
  for (const offender of own.flatMap((id) => offenders(input, asset, id))) {
    const before = found.get(offender.principal);
    if (before === undefined) found.set(offender.principal, [offender]);
    else before.push(offender);
  }
  const later = escalatorsOf(input, asset, own);
  // Of whom it is not decided before escalation, it may be proved after.
  for (const [principal, all] of found)
    if (isOpen(all) && isProved(later.get(principal))) found.delete(principal);
  const told = [
    ...[...found]
      .sort(([a], [b]) => byText(a, b))
      .map(([principal, each]) => tellOf(input, asset, each, later.get(principal))),
    ...escalationVerdicts(input, asset, own, new Set(found.keys())),
  ];
  const others = otherPrincipals(input, asset, own);
  const gaps = [...others.verdicts, ...openOf(input, asset, own)];
  if (told.length > 0 || gaps.length > 0) return [...told, ...gaps];
  const reached = [...reachers(input, asset, own)].sort(([a], [b]) => byText(a, b));
  const [holders, undecided] = (["yes", "unknown"] as const).map((verdict) =>
    reached.flatMap(([principal, proof]) => (proof.verdict === verdict ? [principal] : [])),
  );
  const asked = input.access.principals.length;
  const actions = new Set(own.flatMap((id) => capabilities[id].actions[asset.key] ?? []));
  return [
    {
      status: "pass",
      subject: asset.id,
      words: verdictWords.nobody,
      args: { ...argsOf(asset, own), asked, holders: holders!.length },
      evidence: {
        asked,
        capabilities: own,
        actions: actions.size,
        ...cut("resources", asset.resources),
        ...cut("holders", holders!),
        ...(others.services.length === 0 ? {} : cut("services", others.services)),
        ...(undecided!.length === 0 ? {} : cut("undecided", undecided!)),
      },
    },
  ];
}

function isOpen(all: readonly Offender[]): boolean {
  return all.every(({ proof }) => proof.verdict !== "yes");
}

function isProved(all: readonly Escalator[] | undefined): boolean {
  return all?.some(({ proof }) => proof.verdict === "yes") === true;
}
