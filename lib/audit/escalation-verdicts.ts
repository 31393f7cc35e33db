import type { Args } from "../base/words.ts";
import { capabilities } from "../contract/capabilities.ts";
import type { Asset, CapabilityId } from "../contract/contract.ts";
import { argsOf } from "./asset-words.ts";
import { byText } from "./backups.ts";
import { causesOf, tellTogether } from "./causes.ts";
import { guardrailsUnread } from "./capability-telling.ts";
import type { CheckInput } from "./check.ts";
import { fixes } from "./capability-verdict-words.ts";
import { escalatedFixes, escalatedWords } from "./escalation-verdict-words.ts";
import { escalators, type Escalator } from "./escalated.ts";
import type { Verdict } from "./finding.ts";
import { policyFix } from "./policy-fix.ts";
import { rightsWriters } from "./rights-writers.ts";
import { routeArgs, routeOf, stepsInShort, type Proved } from "./route.ts";
import type { Reached } from "./who-reaches.ts";

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
 * Verdicts for those who can make themselves able to do more to an asset than the contract allows: one each, or one for
 * all who share a cause that is named elsewhere.
 *
 * @param judged whom a verdict before escalation names: one verdict a principal
 */
export function escalationVerdicts(
  input: CheckInput,
  asset: Asset,
  ids: readonly CapabilityId[],
  judged: ReadonlySet<string>,
): readonly Verdict[] {
  const found = [...escalatorsOf(input, asset, ids)]
    .filter(([principal]) => !judged.has(principal))
    .map(([principal, all]) => ({ principal, all }));
  const { alone, writers, through } = causesOf(found, ({ all }) => sharedOf(all), {
    // Of the users and roles themselves that check names each.
    writers: asset.key === "identity" ? new Set() : rightsWriters(input),
    named: new Set([...judged, ...found.map(({ principal }) => principal)]),
  });
  const together = (some: readonly (typeof found)[number][], by?: string) =>
    tellTogether(
      some.map(({ principal, all }) => ({ principal, proof: certainOf(all)[0]!.proof })),
      by,
      {
        asset: asset.id,
        args: argsOf(
          asset,
          some.flatMap(({ all }) => certainOf(all).map(({ capability }) => capability)),
        ),
      },
    );
  return [
    ...alone.map(({ all }) => tellOf(input, asset, all)),
    ...(writers.length === 0 ? [] : together(writers)),
    ...[...through].flatMap(([by, some]) => together(some, by)),
  ];
}

/** Proofs that may share a cause with others; none of a task’s holder, of whom it is told in what it goes beyond. */
function sharedOf(all: readonly Escalator[]): readonly Reached[] {
  const certain = certainOf(all);
  return certain.some(({ kind }) => kind !== "stranger") ? [] : certain.map(({ proof }) => proof);
}

/** What is proved of somebody; where nothing is, what is open. */
function certainOf(all: readonly Escalator[]): readonly Escalator[] {
  const proved = all.filter(({ proof }) => proof.verdict === "yes");
  return proved.length > 0 ? proved : all;
}

function tellOf(input: CheckInput, asset: Asset, all: readonly Escalator[]): Verdict {
  const certain = certainOf(all);
  const { principal, proof, kind } = certain[0]!;
  const subject = `${asset.id} ${principal}`;
  const args = {
    ...argsOf(
      asset,
      certain.map(({ capability }) => capability),
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
      capabilities: certain.map(({ capability }) => capability),
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
