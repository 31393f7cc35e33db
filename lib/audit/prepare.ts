import { loadActions } from "../actions/load.ts";
import type { Config } from "../contract/config.ts";
import type { Contract } from "../contract/contract.ts";
import { resolveContract, type SeenResource } from "../contract/resolve.ts";
import type { Access } from "../iam/access.ts";
import { compileAccess } from "../iam/compile.ts";
import type { IamInput } from "../iam/input.ts";
import type { Account, Snapshot } from "../snapshot/model.ts";

export interface Prepared {
  readonly contract: Contract;
  readonly access: Access;
  /** Version of AWS's action data; `null` when no account was there to be judged by it. */
  readonly actionData: string | null;
}

/**
 * What the checks of accounts need besides facts: the office's contract, and the engine over the snapshot's policies,
 * compiled once. The action data are loaded only when there is an account.
 */
export function prepare(snapshot: Snapshot, config: Config | undefined): Prepared {
  const contract = resolveContract(config, snapshot.accounts.flatMap(seenIn));
  if (snapshot.accounts.length === 0) return { contract, access: nobody, actionData: null };
  const actions = loadActions();
  return { contract, access: compileAccess(withOwners(snapshot), actions), actionData: actions.version };
}

/**
 * What the engine is asked about, with the owner of every bucket that was seen: the ARN of a bucket names no account,
 * and one without a policy stands nowhere else in the engine's input.
 */
export function withOwners({ accounts, organization, unread = [] }: Snapshot): IamInput {
  const notRead = new Set(
    unread.flatMap(({ facts, resource }) => (facts === "resource-policies" ? resource : [])),
  );
  const owned = accounts.map((account) => {
    const stated = new Set(account.resourcePolicies.map(({ resource }) => resource));
    const bare = (account.buckets ?? []).filter(({ arn }) => !stated.has(arn) && !notRead.has(arn));
    const policy = { Version: "2012-10-17", Statement: [] };
    const empty = bare.map(({ arn }) => ({ resource: arn, policy, account: account.id }));
    return { ...account, resourcePolicies: [...account.resourcePolicies, ...empty] };
  });
  return { accounts: owned, ...(organization === undefined ? {} : { organization }) };
}

/** Every resource of an account that may be an asset, with what may name it. */
function seenIn(account: Account): readonly SeenResource[] {
  const { id, buckets = [], tables = [], keys = [], functions = [], trails = [] } = account;
  const aliases = new Map(keys.map((key) => [key.arn, key.aliases]));
  return [...buckets, ...tables, ...keys, ...functions, ...trails].map(({ arn, tags }) => {
    const own = aliases.get(arn);
    return {
      arn,
      account: id,
      ...(tags === undefined ? {} : { tags }),
      ...(own === undefined ? {} : { aliases: own }),
    };
  });
}

/** The engine over no account at all. */
const nobody: Access = {
  principals: [],
  decide: () => ({ decision: "unknown", by: [], why: "no account was read" }),
  can: () => ({ verdict: "unknown", why: "no account was read" }),
  who: () => [],
  notUnderstood: [],
};
