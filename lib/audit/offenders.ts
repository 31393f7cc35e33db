import { capabilities } from "../contract/capabilities.ts";
import type { Asset, CapabilityId } from "../contract/contract.ts";
import { rightOf } from "../contract/matrix.ts";
import type { Proof } from "../iam/access.ts";
import { parseArn } from "../iam/arn.ts";
import { reachOf } from "./assets.ts";
import { questionsOf, type AssetQuestion } from "./asset-questions.ts";
import { byText } from "./backups.ts";
import type { CheckInput } from "./check.ts";
import { onlyOwnCredentials } from "./self-service.ts";
import { strangersTo } from "./strangers.ts";

/** Somebody who can, or may be able to, do something to an asset. */
export interface Reacher {
  readonly principal: string;
  /** Never `no`. */
  readonly proof: Exclude<Proof, { readonly verdict: "no" }>;
}

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
    for (const [principal, proof] of whoCan(input, asset, id)) keep(all, principal, proof);
  return all;
}

/** Whoever can do a capability to an asset beyond what the contract allows, before escalation; sorted by principal. */
export function offenders(input: CheckInput, asset: Asset, capability: CapabilityId): readonly Offender[] {
  const actions = capabilities[capability].actions[asset.key] ?? [];
  const found = [...whoCan(input, asset, capability)].sort(([a], [b]) => byText(a, b));
  return found.flatMap(([principal, proof]): readonly Offender[] => {
    const { freely, withMfa } = rightOf(input.contract, principal, capability, asset.key);
    if (freely.size + withMfa.size === 0) {
      if (onlyOwnCredentials(input, asset, principal, actions, proof)) return [];
      return [{ principal, proof, capability, kind: "stranger", actions }];
    }
    const excess = actions.filter((action) => !freely.has(action) && !withMfa.has(action));
    const more = can(input, asset, principal, excess);
    if (more !== undefined) return [{ principal, proof: more, capability, kind: "excess", actions: excess }];
    const guarded = [...withMfa].filter((action) => !freely.has(action));
    const bare = can(input, asset, principal, guarded);
    return bare === undefined || needsMfa(bare)
      ? []
      : [{ principal, proof: bare, capability, kind: "mfa", actions: guarded }];
  });
}

const remembered = new WeakMap<CheckInput, Map<string, ReadonlyMap<string, Reacher["proof"]>>>();

/** Several checks ask the same of one snapshot; the answer is a function of the input, so it is kept with it. */
function whoCan(
  input: CheckInput,
  asset: Asset,
  capability: CapabilityId,
): ReadonlyMap<string, Reacher["proof"]> {
  const answers = remembered.get(input) ?? new Map<string, ReadonlyMap<string, Reacher["proof"]>>();
  remembered.set(input, answers);
  const key = `${asset.id} ${capability}`;
  const known = answers.get(key);
  if (known !== undefined) return known;
  const found = ask(input, asset, capability);
  answers.set(key, found);
  return found;
}

function ask(
  input: CheckInput,
  asset: Asset,
  capability: CapabilityId,
): ReadonlyMap<string, Reacher["proof"]> {
  const found = new Map<string, Reacher["proof"]>();
  const strangers = strangersTo(asset, input);
  for (const question of questionsOf(
    capabilities[capability].actions[asset.key] ?? [],
    reachOf(asset, input),
  )) {
    for (const { principal, proof } of input.access.who(question)) {
      if (proof.verdict !== "no" && concerns(question, asset, principal))
        keep(found, principal, asManager(question, proof));
    }
    for (const principal of strangers) {
      const proof = input.access.can(principal, question);
      if (proof.verdict !== "no" && concerns(question, asset, principal))
        keep(found, principal, asManager(question, proof));
    }
  }
  return found;
}

/** What one principal can do of these actions to an asset; `undefined`: provably nothing. */
function can(
  input: CheckInput,
  asset: Asset,
  principal: string,
  actions: readonly string[],
): Reacher["proof"] | undefined {
  const found = new Map<string, Reacher["proof"]>();
  for (const question of questionsOf(actions, reachOf(asset, input))) {
    const proof = input.access.can(principal, question);
    if (proof.verdict !== "no" && concerns(question, asset, principal))
      keep(found, principal, asManager(question, proof));
  }
  return found.get(principal);
}

/** An action that knows no resources acts on the asker’s own account. */
function concerns({ ownAccountOnly }: AssetQuestion, { accounts }: Asset, principal: string): boolean {
  return !ownAccountOnly || accounts.includes(parseArn(principal)?.account ?? "");
}

/** What only an organisation’s management account can do is not proved while nobody knows which account that is. */
function asManager({ resources }: AssetQuestion, proof: Reacher["proof"]): Reacher["proof"] {
  if (!resources.some((resource) => resource.includes("::*:account/"))) return proof;
  return { verdict: "unknown", why: "which account manages the organisation was not read" };
}

function keep(found: Map<string, Reacher["proof"]>, principal: string, proof: Reacher["proof"]): void {
  if (found.get(principal)?.verdict !== "yes") found.set(principal, proof);
}

/** A witness names what a request needs: without the key, the request is allowed without a second factor. */
function needsMfa(proof: Reacher["proof"]): boolean {
  if (proof.verdict !== "yes") return false;
  const mfa = Object.entries(proof.witness.context ?? {}).find(
    ([key]) => key.toLowerCase() === "aws:multifactorauthpresent",
  )?.[1];
  return mfa === true || mfa === "true";
}
