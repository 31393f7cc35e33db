import type { Args } from "../base/words.ts";
import { capabilities } from "../contract/capabilities.ts";
import type { Asset, CapabilityId } from "../contract/contract.ts";
import { argsOf } from "./asset-words.ts";
import { byText } from "./backups.ts";
import { guardrailsUnread } from "./capability-telling.ts";
import type { CheckInput } from "./check.ts";
import { fixes } from "./capability-verdict-words.ts";
import { escalatedFixes, escalatedWords } from "./escalation-verdict-words.ts";
import { escalators, type Escalator } from "./escalated.ts";
import type { Verdict } from "./finding.ts";
import { gatheredWords } from "./gathered-words.ts";
import { gathered } from "./gathered.ts";
import { policyFix } from "./policy-fix.ts";
import { rightsWriters } from "./rights-writers.ts";
import { routeArgs, routeOf, stepsInShort, type Proved } from "./route.ts";

/** What each principal can do to an asset beyond the contract after escalation, and not before; by principal, sorted. */
export function escalatorsOf(
  input: CheckInput,
  asset: Asset,
  ids: readonly CapabilityId[],
): ReadonlyMap<string, readonly Escalator[]> {
  const all = ids
    .filter((id) => capabilities[id].actions[asset.key] !== undefined)
    .flatMap((id) => [...escalators(input, asset, id).values()]);
  const grouped = Map.groupBy(all, ({ principal }) => principal);
  return new Map([...grouped].sort(([a], [b]) => byText(a, b)));
}

/**
 * Verdicts for those who can make themselves able to do more to an asset than the contract allows: one each. Whom the
 * check of rules names for writing rights are told of together, in one: that is the cause, and it is named there.
 *
 * @param judged whom a verdict before escalation names: one verdict a principal
 */
export function escalationVerdicts(
  input: CheckInput,
  asset: Asset,
  ids: readonly CapabilityId[],
  judged: ReadonlySet<string>,
): readonly Verdict[] {
  const found = [...escalatorsOf(input, asset, ids)].filter(([principal]) => !judged.has(principal));
  const writers = asset.key === "identity" ? new Set<string>() : rightsWriters(input);
  const [own, rooted] = [false, true].map((wanted) =>
    found.filter(([principal]) => writers.has(principal) === wanted),
  );
  const together = gathered(
    rooted!.map(([principal, all]) => ({ principal, proof: gravest(all).proof })),
    asset.id,
  );
  const deeds = rooted!.flatMap(([, all]) => all.map(({ capability }) => capability));
  return [
    ...own!.map(([, all]) => tellOf(input, asset, all)),
    ...together.map((one) => ({
      ...one,
      words: one.status === "fail" ? escalatedWords.writers : escalatedWords.writersUndecided,
      args: { ...argsOf(asset, deeds), ...one.args },
      fix: { words: gatheredWords.mend },
    })),
  ];
}

function gravest(all: readonly Escalator[]): Escalator {
  return all.find(({ proof }) => proof.verdict === "yes") ?? all[0]!;
}

function tellOf(input: CheckInput, asset: Asset, all: readonly Escalator[]): Verdict {
  const proved = all.filter(({ proof }) => proof.verdict === "yes");
  const { principal, proof, kind } = gravest(all);
  const subject = `${asset.id} ${principal}`;
  const args = {
    ...argsOf(
      asset,
      (proved.length > 0 ? proved : all).map(({ capability }) => capability),
    ),
    principal,
  };
  if (proof.verdict === "unknown")
    return {
      status: "unknown",
      subject,
      words: escalatedWords.undecided,
      args: { ...args, why: proof.why },
      evidence: { why: proof.why, ...stepsInShort(proof.route ?? []) },
      fix: { words: fixes.clear },
    };
  return {
    status: "fail",
    subject,
    words: escalatedWords[kind],
    args: { ...args, ...routeArgs(principal, proof) },
    ...routeOf(proof),
    evidence: {
      capabilities: proved.map(({ capability }) => capability),
      as: proof.as,
      ...stepsInShort(proof.route),
      ...guardrailsUnread(input),
    },
    fix: fixOf(input, principal, proof),
  };
}

/** The first step is the one to take away: a diff of a statement that allows it. */
export function fixOf(
  { snapshot, contract }: Pick<CheckInput, "snapshot" | "contract">,
  principal: string,
  { route }: Proved,
): NonNullable<Verdict["fix"]> {
  const [first] = route;
  const via = first?.via ?? [];
  const args: Args = { principal, via: via.join(", "), target: first?.target ?? "" };
  for (const { by, action } of first?.witnesses ?? []) {
    const fix = policyFix(snapshot, contract, { principal, actions: [action], by });
    if (fix !== undefined)
      return {
        words: escalatedFixes.narrow,
        args: { ...args, via: action, policy: fix.policy, statement: String(fix.statement) },
        diff: fix.diff,
      };
  }
  return { words: escalatedFixes.step, args };
}
