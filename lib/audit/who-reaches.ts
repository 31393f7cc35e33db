import { capabilities } from "../contract/capabilities.ts";
import type { Asset, CapabilityId } from "../contract/contract.ts";
import type { ReachedProof } from "../iam/escalation.ts";
import { reachOf } from "./assets.ts";
import { questionsOf, type AssetQuestion } from "./asset-questions.ts";
import type { Ask } from "./beyond-right.ts";
import type { CheckInput } from "./check.ts";
import { rememberedAnswers } from "./remember.ts";
import { asKnown, concerns } from "./who-can.ts";

/** What somebody can by itself or as anybody it can become; never `no`. */
export type Reached = Exclude<ReachedProof, { readonly verdict: "no" }>;

const answersOf = rememberedAnswers<ReadonlyMap<string, Reached>>();

/**
 * Everybody who can make a request of a capability on an asset, or may be able to, after escalation, allowed or not, by
 * principal. Asked once for everybody.
 */
export function whoReachesByAction(
  input: CheckInput,
  asset: Asset,
  capability: CapabilityId,
): ReadonlyMap<string, Reached> {
  const answers = answersOf(input, asset);
  const known = answers.get(capability);
  if (known !== undefined) return known;
  const found = reachersOf(input, asset, capabilities[capability].actions[asset.key] ?? []);
  answers.set(capability, found);
  return found;
}

/** Everybody who can do one of these actions to an asset after escalation, or may be able to. */
export function reachersOf(
  input: CheckInput,
  asset: Asset,
  actions: readonly string[],
): ReadonlyMap<string, Reached> {
  const found = new Map<string, Reached>();
  for (const question of questionsOf(actions, reachOf(asset, input))) {
    for (const { principal, proof } of input.reach.who(question)) {
      const reached = counted(input, asset, question, principal, proof);
      if (reached !== undefined) keepNearest(found, principal, reached);
    }
  }
  return found;
}

/** What somebody can do of these actions to an asset, by itself or as anybody it can become; `undefined`: provably nothing. */
export function canReach(input: CheckInput, asset: Asset, principal: string): Ask<Reached> {
  return (actions, limits = {}) =>
    firstReached(
      input,
      asset,
      principal,
      questionsOf(actions, reachOf(asset, input)).map((question) => ({ ...question, ...limits })),
    );
}

function firstReached(
  input: CheckInput,
  asset: Asset,
  principal: string,
  questions: readonly AssetQuestion[],
): Reached | undefined {
  let open: Reached | undefined;
  for (const known of eachReached(input, asset, principal, questions)) {
    if (known.verdict === "yes") return known;
    open ??= known;
  }
  return open;
}

/** The answers to questions about one principal, but for `no`, one after the other as they are taken. */
export function* eachReached(
  input: CheckInput,
  asset: Asset,
  principal: string,
  questions: readonly AssetQuestion[],
): Generator<Reached> {
  for (const question of questions) {
    const known = counted(input, asset, question, principal, input.reach.can(principal, question));
    if (known !== undefined) yield known;
  }
}

/** By itself, without any step: what was judged before escalation. */
export function isPlain(proof: ReachedProof): boolean {
  return proof.verdict === "yes" && proof.route.length === 0;
}

/** A proof counts before a doubt, and of proofs the one of fewest steps. */
export function keepNearest(found: Map<string, Reached>, principal: string, proof: Reached): void {
  const before = found.get(principal);
  if (before === undefined || stepsOf(proof) < stepsOf(before)) found.set(principal, proof);
}

function stepsOf(proof: Reached): number {
  return proof.verdict === "yes" ? proof.route.length : Number.POSITIVE_INFINITY;
}

/**
 * A proof as far as it speaks of this asset: whoever acts in the end must be of its account where that counts. What
 * rests on an account of the office that was left out of the snapshot, at either end, is not proved.
 */
function counted(
  input: CheckInput,
  asset: Asset,
  question: AssetQuestion,
  principal: string,
  proof: ReachedProof,
): Reached | undefined {
  if (proof.verdict === "no") return undefined;
  const acting = proof.verdict === "yes" ? proof.as : (proof.route?.at(-1)?.target ?? principal);
  if (!concerns(question, asset, acting)) return undefined;
  // Who would act by itself of an account that was not read was judged before escalation.
  if (isPlain(proof)) return proof;
  const known = asKnown(input, question, acting, proof);
  return known.verdict === "yes" && acting !== principal ? asKnown(input, question, principal, known) : known;
}
