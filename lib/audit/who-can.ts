import { capabilities } from "../contract/capabilities.ts";
import type { Asset, CapabilityId } from "../contract/contract.ts";
import type { AccessQuestion, Proof } from "../iam/access.ts";
import { parseArn } from "../iam/arn.ts";
import { reachOf } from "./assets.ts";
import { questionsOf, type AssetQuestion } from "./asset-questions.ts";
import type { CheckInput } from "./check.ts";
import { actingIn, officeAccountUnread, othersOf } from "./outside-accounts.ts";
import { rememberedAnswers } from "./remember.ts";
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

const answersOf = rememberedAnswers<readonly Reacher[]>();

/** Several checks ask the same of one snapshot; the answer is a function of the input, so it is kept with it. */
export function whoCan(input: CheckInput, asset: Asset, capability: CapabilityId): readonly Reacher[] {
  const answers = answersOf(input, asset);
  const known = answers.get(capability);
  if (known !== undefined) return known;
  const found = ask(input, asset, capability);
  answers.set(capability, found);
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

/** What one principal can do of these actions to an asset, within `limits`; `undefined`: provably nothing. */
export function canDo(
  input: CheckInput,
  asset: Asset,
  principal: string,
  actions: readonly string[],
  limits: Pick<AccessQuestion, "except" | "given"> = {},
): Reacher["proof"] | undefined {
  const found = new Map<string, Reacher>();
  for (const asked of questionsOf(actions, reachOf(asset, input))) {
    const question = { ...asked, ...limits };
    const proof = input.access.can(principal, question);
    if (proof.verdict !== "no" && concerns(question, asset, principal))
      keep(found, { principal, acting: principal, proof: asKnown(input, question, principal, proof) });
  }
  return [...found.values()][0]?.proof;
}

/** An action that knows no resources acts on the asker’s own account. */
export function concerns({ ownAccountOnly }: AssetQuestion, { accounts }: Asset, principal: string): boolean {
  return !ownAccountOnly || accounts.includes(parseArn(principal)?.account ?? "");
}

/**
 * What only an organisation’s management account can do is not proved while nobody knows which account that is; nor is
 * what rests on an account of the office that was left out of the snapshot.
 */
export function asKnown<P extends Reacher["proof"]>(
  input: CheckInput,
  { resources }: AssetQuestion,
  acting: string,
  proof: P,
): P | Undecided {
  if (resources.some((resource) => resource.includes("::*:account/")))
    return { verdict: "unknown", why: "which account manages the organisation was not read" };
  const left = proof.verdict === "yes" ? officeAccountUnread(input, acting) : undefined;
  return left === undefined
    ? proof
    : { verdict: "unknown", why: `account ${left}, which is the office’s, was not read` };
}

type Undecided = Extract<Proof, { readonly verdict: "unknown" }>;

function keep(found: Map<string, Reacher>, reacher: Reacher): void {
  const key = `${reacher.principal} ${reacher.acting}`;
  if (found.get(key)?.proof.verdict !== "yes") found.set(key, reacher);
}
