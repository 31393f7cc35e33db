import { whoReaches } from "./acting-as.ts";
import { capabilities } from "../contract/capabilities.ts";
import type { Asset, CapabilityId } from "../contract/contract.ts";
import { allows } from "../contract/matrix.ts";
import { namedPrincipal } from "../iam/arn.ts";
import { questionsOf } from "./asset-questions.ts";
import { reachOf } from "./assets.ts";
import { beyondRight, type Beyond } from "./beyond-right.ts";
import type { CheckInput } from "./check.ts";
import { beyondExcuse } from "./excused.ts";
import { tasksHeld } from "./holders.ts";
import { offenders } from "./offenders.ts";
import { officeAccountUnread } from "./outside-accounts.ts";
import { rememberedAnswers } from "./remember.ts";
import { canReach, eachReached, isPlain, type Reached } from "./who-reaches.ts";

/** Somebody who can do more than the contract allows once it acts as others, or gives itself rights. */
export interface Escalator extends Omit<Beyond<Reached>, "kind"> {
  readonly principal: string;
  readonly capability: CapabilityId;
  /** As an offender’s. */
  readonly kind: Beyond<Reached>["kind"] | "stranger";
}

const answersOf = rememberedAnswers<ReadonlyMap<string, Escalator>>();

/**
 * Whoever can do a capability to an asset beyond what the contract allows after escalation and, as far as is proved, not
 * before: those whom {@link offenders} has with a `yes` are left out. By principal.
 */
export function escalators(
  input: CheckInput,
  asset: Asset,
  capability: CapabilityId,
): ReadonlyMap<string, Escalator> {
  const answers = answersOf(input, asset);
  const known = answers.get(capability);
  if (known !== undefined) return known;
  const found = escalatorsIn(input, asset, capability);
  answers.set(capability, found);
  return found;
}

function escalatorsIn(
  input: CheckInput,
  asset: Asset,
  capability: CapabilityId,
): ReadonlyMap<string, Escalator> {
  const actions = capabilities[capability].actions[asset.key] ?? [];
  const proved = new Set(
    offenders(input, asset, capability).flatMap(({ principal, proof }) =>
      proof.verdict === "yes" ? [principal] : [],
    ),
  );
  const found = new Map<string, Escalator>();
  for (const [principal, proof] of whoReaches(input, asset, capability)) {
    if (proved.has(principal)) continue;
    // Who may do a part of it, or was excused before, is asked what goes beyond that.
    if (!isHolder(input, asset, capability, principal) && !isPlain(proof)) {
      found.set(principal, { principal, capability, kind: "stranger", actions, proof });
      continue;
    }
    const beyond = beyondOf(input, asset, capability, principal);
    if (beyond !== undefined && !isPlain(beyond.proof))
      found.set(principal, { principal, capability, ...beyond });
  }
  return found;
}

function isHolder(input: CheckInput, asset: Asset, capability: CapabilityId, principal: string): boolean {
  return (
    tasksHeld(input.contract, principal).length > 0 &&
    allows(input.contract, principal, capability, asset.key)
  );
}

function beyondOf(
  input: CheckInput,
  asset: Asset,
  capability: CapabilityId,
  principal: string,
): Omit<Escalator, "principal" | "capability"> | undefined {
  const actions = capabilities[capability].actions[asset.key] ?? [];
  if (isHolder(input, asset, capability, principal)) {
    const officeUnread = officeAccountUnread(input, principal) !== undefined;
    const places = { contract: input.contract, officeUnread };
    return beyondRight(places, principal, { asset, capability }, canReach(input, asset, principal));
  }
  const proof =
    asset.key === "identity" && namedPrincipal(principal)?.kind === "user"
      ? beyondExcuse(input, asset, capability, principal)
      : byStepsOf(input, asset, principal, actions);
  return proof === undefined ? undefined : { kind: "stranger", actions, proof };
}

/** What somebody can by steps, of whom what it can without any was judged before. */
function byStepsOf(
  input: CheckInput,
  asset: Asset,
  principal: string,
  actions: readonly string[],
): Reached | undefined {
  const questions = questionsOf(actions, reachOf(asset, input));
  const later = [...eachReached(input, asset, principal, questions)].filter((one) => !isPlain(one));
  return later.find(({ verdict }) => verdict === "yes") ?? later[0];
}
