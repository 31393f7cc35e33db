import { capabilities } from "../contract/capabilities.ts";
import type { Asset, CapabilityId } from "../contract/contract.ts";
import { rightOf } from "../contract/matrix.ts";
import type { Proof } from "../iam/access.ts";
import { parseArn } from "../iam/arn.ts";
import { reachOf } from "./assets.ts";
import { questionsOf, type AssetQuestion } from "./asset-questions.ts";
import { byText } from "./backups.ts";
import type { CheckInput } from "./check.ts";
import { actingIn, officeAccountUnread, othersOf } from "./outside-accounts.ts";
import { onlyOwnCredentials } from "./self-service.ts";
import { strangersTo } from "./strangers.ts";

/** Somebody who can, or may be able to, do something to an asset. */
export interface Reacher {
  /** As policies name it: a user, a role, a whole account that was not read, `*`. */
  readonly principal: string;
  /** Who would act: of an account that was not read, the one that the proof assumes; else the principal. */
  readonly acting: string;
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
    for (const { principal, proof } of whoCan(input, asset, id))
      if (all.get(principal)?.verdict !== "yes") all.set(principal, proof);
  return all;
}

/** Whoever can do a capability to an asset beyond what the contract allows, before escalation; sorted by principal. */
export function offenders(input: CheckInput, asset: Asset, capability: CapabilityId): readonly Offender[] {
  const actions = capabilities[capability].actions[asset.key] ?? [];
  const found = [...whoCan(input, asset, capability)].sort((a, b) => byText(a.principal, b.principal));
  return found.flatMap(({ principal, acting, proof }): readonly Offender[] => {
    const { freely, withMfa } = rightOf(input.contract, acting, capability, asset.key);
    const who = { principal, acting, capability };
    if (freely.size + withMfa.size === 0) {
      if (onlyOwnCredentials(input, asset, principal, actions, proof)) return [];
      return [{ ...who, proof, kind: "stranger", actions }];
    }
    const excess = actions.filter((action) => !freely.has(action) && !withMfa.has(action));
    const more = can(input, asset, acting, excess);
    if (more !== undefined) return [{ ...who, proof: more, kind: "excess", actions: excess }];
    const guarded = [...withMfa].filter((action) => !freely.has(action));
    const bare = can(input, asset, acting, guarded);
    return bare === undefined || needsMfa(bare)
      ? []
      : [{ ...who, proof: bare, kind: "mfa", actions: guarded }];
  });
}

const remembered = new WeakMap<CheckInput, Map<string, readonly Reacher[]>>();

/** Several checks ask the same of one snapshot; the answer is a function of the input, so it is kept with it. */
function whoCan(input: CheckInput, asset: Asset, capability: CapabilityId): readonly Reacher[] {
  const answers = remembered.get(input) ?? new Map<string, readonly Reacher[]>();
  remembered.set(input, answers);
  const key = `${asset.id} ${capability}`;
  const known = answers.get(key);
  if (known !== undefined) return known;
  const found = ask(input, asset, capability);
  answers.set(key, found);
  return found;
}

function ask(input: CheckInput, asset: Asset, capability: CapabilityId): readonly Reacher[] {
  const found = new Map<string, Reacher>();
  const strangers = strangersTo(asset, input);
  for (const question of questionsOf(
    capabilities[capability].actions[asset.key] ?? [],
    reachOf(asset, input),
  )) {
    const add = (principal: string, proof: Proof): void => {
      if (proof.verdict === "no" || !concerns(question, asset, principal)) return;
      const acting = actingIn(principal, proof);
      keep(found, { principal, acting, proof: asKnown(input, question, acting, proof) });
    };
    for (const { principal, proof } of input.access.who(question)) add(principal, proof);
    for (const principal of strangers) {
      const proof = input.access.can(principal, question);
      add(principal, proof);
      for (const other of othersOf(principal, proof, asset, input))
        add(other, input.access.can(other, question));
    }
  }
  return [...found.values()];
}

/** What one principal can do of these actions to an asset; `undefined`: provably nothing. */
function can(
  input: CheckInput,
  asset: Asset,
  principal: string,
  actions: readonly string[],
): Reacher["proof"] | undefined {
  const found = new Map<string, Reacher>();
  for (const question of questionsOf(actions, reachOf(asset, input))) {
    const proof = input.access.can(principal, question);
    if (proof.verdict !== "no" && concerns(question, asset, principal))
      keep(found, { principal, acting: principal, proof: asKnown(input, question, principal, proof) });
  }
  return [...found.values()][0]?.proof;
}

/** An action that knows no resources acts on the asker’s own account. */
function concerns({ ownAccountOnly }: AssetQuestion, { accounts }: Asset, principal: string): boolean {
  return !ownAccountOnly || accounts.includes(parseArn(principal)?.account ?? "");
}

/**
 * What only an organisation’s management account can do is not proved while nobody knows which account that is; nor is
 * what rests on an account of the office that was left out of the snapshot.
 */
function asKnown(
  input: CheckInput,
  { resources }: AssetQuestion,
  acting: string,
  proof: Reacher["proof"],
): Reacher["proof"] {
  if (resources.some((resource) => resource.includes("::*:account/")))
    return { verdict: "unknown", why: "which account manages the organisation was not read" };
  const left = proof.verdict === "yes" ? officeAccountUnread(input, acting) : undefined;
  return left === undefined
    ? proof
    : { verdict: "unknown", why: `account ${left}, which is the office’s, was not read` };
}

function keep(found: Map<string, Reacher>, reacher: Reacher): void {
  const key = `${reacher.principal} ${reacher.acting}`;
  if (found.get(key)?.proof.verdict !== "yes") found.set(key, reacher);
}

/** A witness names what a request needs: without the key, the request is allowed without a second factor. */
function needsMfa(proof: Reacher["proof"]): boolean {
  if (proof.verdict !== "yes") return false;
  const mfa = Object.entries(proof.witness.context ?? {}).find(
    ([key]) => key.toLowerCase() === "aws:multifactorauthpresent",
  )?.[1];
  return mfa === true || mfa === "true";
}
