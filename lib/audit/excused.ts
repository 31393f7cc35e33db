import { capabilities } from "../contract/capabilities.ts";
import type { Asset, CapabilityId } from "../contract/contract.ts";
import { allows } from "../contract/matrix.ts";
import { ownCredentials } from "../contract/own-credentials.ts";
import type { CheckInput } from "./check.ts";
import { offenders } from "./offenders.ts";
import { rememberedAnswers } from "./remember.ts";
import { whoCan } from "./who-can.ts";
import { isPlain, reachersOf, type Reached } from "./who-reaches.ts";

/** What users who are excused for changing their own credentials might come to change beside them. */
interface Beyond {
  /** By everything else than credentials. */
  readonly others: ReadonlyMap<string, Reached>;
  /** Those who can change somebody else’s credentials, and nothing else of it. */
  readonly keepers: ReadonlyMap<string, Reached>;
}

const answersOf = rememberedAnswers<Beyond>();

/**
 * What a user who before escalation can change no more than its own credentials can change after it. Asked for everybody
 * at once: a question that leaves out one’s own would be another for each user.
 */
export function beyondExcuse(
  input: CheckInput,
  asset: Asset,
  capability: CapabilityId,
  principal: string,
): Reached | undefined {
  const { others, keepers } = beyondOf(input, asset, capability);
  const own = others.get(principal);
  if (own?.verdict === "yes" && !isPlain(own)) return own;
  const found = keepers.size === 0 ? [] : asKeepers(input, principal, keepers);
  const [nearest] = found.filter(({ verdict }) => verdict === "yes");
  return nearest ?? own ?? found[0];
}

function beyondOf(input: CheckInput, asset: Asset, capability: CapabilityId): Beyond {
  const answers = answersOf(input, asset);
  const known = answers.get(capability);
  if (known !== undefined) return known;
  const actions = capabilities[capability].actions[asset.key] ?? [];
  const others = reachersOf(
    input,
    asset,
    actions.filter((action) => !ownCredentials.has(action)),
  );
  const named = new Set(offenders(input, asset, capability).map((one) => one.principal));
  const keepers = whoCan(input, asset, capability).flatMap(({ principal, proof }) => {
    const isKeeper = named.has(principal) || allows(input.contract, principal, capability, asset.key);
    if (!isKeeper || others.get(principal)?.verdict === "yes") return [];
    const reached = proof.verdict === "yes" ? { ...proof, route: [], as: principal } : proof;
    return [[principal, reached] as const];
  });
  const made = { others, keepers: new Map(keepers) };
  answers.set(capability, made);
  return made;
}

/** What somebody can as each of these whom it can become, the nearest first. */
function asKeepers(
  input: CheckInput,
  principal: string,
  keepers: ReadonlyMap<string, Reached>,
): readonly Reached[] {
  const routes = input.reach.routes(principal).toSorted((a, b) => a.steps.length - b.steps.length);
  return routes.flatMap(({ to, steps, assumes, unknown }): readonly Reached[] => {
    const proof = to === principal ? undefined : keepers.get(to);
    if (proof === undefined) return [];
    if (proof.verdict !== "yes") return [{ ...proof, route: steps }];
    if (unknown !== undefined) return [{ verdict: "unknown", why: unknown, route: steps }];
    return [{ ...proof, route: steps, as: to, ...(assumes !== undefined && { assumes }) }];
  });
}
