import { matchesPattern } from "../actions/wildcard.ts";
import type { Asset } from "../contract/contract.ts";
import { tasksOf } from "../contract/matrix.ts";
import type { Proof, Witness } from "../iam/access.ts";
import { namedPrincipal } from "../iam/arn.ts";
import { parsePolicy } from "../iam/parse.ts";
import { reachOf } from "./assets.ts";
import type { CheckInput } from "./check.ts";
import { accountIn } from "./facts.ts";
import type { Verdict } from "./finding.ts";
import { ownAccounts } from "./holders.ts";

/** Who would make the witness’s request: the one that the proof assumes of an account, else the principal itself. */
export function actingIn(principal: string, proof: Proof): string {
  return proof.verdict === "yes" ? (proof.witness.assumes ?? principal) : principal;
}

/** A witness as a finding bears it. */
export function witnessOf(principal: string, witness: Witness): NonNullable<Verdict["witness"]> {
  return { ...witness, principal: witness.assumes ?? principal };
}

/** The account of an outsider, if it is one of the office’s that the snapshot left out. */
export function officeAccountUnread(
  { snapshot, contract }: Pick<CheckInput, "snapshot" | "contract">,
  principal: string,
): string | undefined {
  const account = accountIn(principal);
  if (account === undefined || snapshot.accounts.some(({ id }) => id === account)) return undefined;
  return ownAccounts(snapshot.accounts, contract).has(account) ? account : undefined;
}

const mostNames = 100;

/**
 * The others of an account that was not read whom a proof of it leaves unasked. A proof speaks of one: where that one
 * holds a task of the contract, the users and roles beside it that the asset’s policies ask for may still be none.
 */
export function othersOf(
  principal: string,
  proof: Proof,
  asset: Asset,
  input: CheckInput,
): readonly string[] {
  const acting = actingIn(principal, proof);
  if (acting === principal || tasksOf(input.contract, acting).length === 0) return [];
  const account = accountIn(principal);
  const reach = reachOf(asset, input);
  const asked = input.snapshot.accounts
    .flatMap(({ resourcePolicies }) => resourcePolicies)
    .filter(({ resource }) => reach.some((pattern) => matchesPattern(pattern, resource)))
    .flatMap(({ resource, policy }) => parsePolicy(policy, resource, "resource").statements)
    .flatMap(({ conditions }) => conditions)
    .filter(({ key }) => key === "aws:principalarn")
    .flatMap(({ values }) => values.map(({ text }) => text.replaceAll(/[*?]/g, "x")))
    .filter((text) => {
      const named = namedPrincipal(text);
      return (named?.kind === "role" || named?.kind === "user") && named.account === account;
    });
  return [...new Set(asked)].filter((one) => one !== acting).slice(0, mostNames);
}
