import type { Args } from "../base/words.ts";
import { capabilities } from "../contract/capabilities.ts";
import { assetKeys, type AssetKey } from "../contract/config.ts";
import type { Asset, CapabilityId } from "../contract/contract.ts";
import { withoutAccounts } from "./accounts.ts";
import { openOf } from "./asset-open.ts";
import { argsOf } from "./asset-words.ts";
import { assetsOf } from "./assets.ts";
import { byText } from "./backups.ts";
import { fixes, verdictWords } from "./capability-verdict-words.ts";
import type { CheckInput } from "./check.ts";
import { cut } from "./cut.ts";
import type { Verdict } from "./finding.ts";
import { offenders, reachers, type Offender } from "./offenders.ts";
import { officeAccountUnread, witnessOf } from "./outside-accounts.ts";
import { otherPrincipals } from "./other-principals.ts";
import { policyFix } from "./policy-fix.ts";

/**
 * Does nobody but the contract’s holders have these capabilities, on any asset that knows them? One verdict for each
 * asset and each principal that can do more (`fail`, with the request that proves it) or may be able to (`unknown`);
 * one `pass` for an asset of which it is proved that nobody can; `unknown` for an asset that was not found or not read
 * whole. `only` narrows the assets.
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
  const told = [...found].sort(([a], [b]) => byText(a, b)).map(([, each]) => tellOf(input, asset, each));
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

/** What one principal can do beyond the contract: proved by a witness, else told as not decided. */
function tellOf(input: CheckInput, asset: Asset, all: readonly Offender[]): Verdict {
  const proved = all.filter(({ proof }) => proof.verdict === "yes");
  const [first] = proved.length > 0 ? proved : all;
  const { principal, acting, proof, kind } = first!;
  const subject = `${asset.id} ${principal}`;
  const args = {
    ...argsOf(
      asset,
      (proved.length > 0 ? proved : all).map(({ capability }) => capability),
    ),
    principal,
  };
  if (proof.verdict === "unknown") {
    const account = officeAccountUnread(input, acting);
    if (account !== undefined) return leftOut(subject, { ...args, account }, proof.why);
    return {
      status: "unknown",
      subject,
      words: verdictWords.undecided,
      args: { ...args, why: proof.why },
      evidence: { why: proof.why },
      fix: { words: fixes.clear },
    };
  }
  const { witness } = proof;
  const actions = proved.flatMap((one) => one.actions);
  const fix = policyFix(input.snapshot, input.contract, { principal, actions, by: witness.by });
  return {
    status: "fail",
    subject,
    words: verdictWords[kind],
    args: {
      ...args,
      action: witness.action,
      resource: witness.resource,
      assumed: witness.assumes === undefined ? "no" : "yes",
    },
    witness: witnessOf(principal, witness),
    evidence: { capabilities: proved.map(({ capability }) => capability), ...guardrailsUnread(input) },
    fix: {
      words:
        fix === undefined ? fixes[kind === "mfa" ? "mfa" : "take"] : fixes[kind === "mfa" ? "mfa" : "narrow"],
      args: { principal, policy: fix?.policy ?? "", statement: String(fix?.statement ?? "") },
      // A second factor is asked for by a condition; the diff would take the right away instead.
      ...(fix === undefined || kind === "mfa" ? {} : { diff: fix.diff }),
    },
  };
}

/** `unknown`: an account of the office was left out of the snapshot, and whom it lets act is not known. */
function leftOut(subject: string, args: Args, why: string): Verdict {
  return {
    status: "unknown",
    subject,
    words: verdictWords.leftOut,
    args,
    evidence: { account: args["account"], why },
    fix: { words: fixes.read, args },
  };
}

/** A guardrail that was not read may forbid what a witness shows; the finding stands, and says so. */
function guardrailsUnread({ snapshot }: CheckInput): Readonly<Record<string, unknown>> {
  const unread = (snapshot.unread ?? []).find(({ facts }) => facts === "organization");
  return unread === undefined ? {} : { guardrailsUnread: unread.what };
}
