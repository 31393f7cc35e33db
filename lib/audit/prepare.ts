import { loadActions } from "../actions/load.ts";
import type { Config } from "../contract/config.ts";
import type { Contract } from "../contract/contract.ts";
import { resolveContract, type SeenResource } from "../contract/resolve.ts";
import type { Access } from "../iam/access.ts";
import { compileAccess } from "../iam/compile.ts";
import type { Reach } from "../iam/escalation.ts";
import type { IamInput } from "../iam/input.ts";
import { escalationPaths } from "../iam/reach/paths.ts";
import { reachOf } from "../iam/reach.ts";
import type { Account, Snapshot } from "../snapshot/model.ts";
import { lazyReach, noEscalation } from "./lazy-reach.ts";

export interface Prepared {
  readonly contract: Contract;
  readonly access: Access;
  readonly reach: Reach;
  /** Version of AWS's action data; `null` when no account was there to be judged by it. */
  readonly actionData: string | null;
}

/**
 * What the checks of accounts need besides facts: the office's contract, and the engine over the snapshot's policies,
 * compiled once. The action data are loaded only when there is an account.
 */
export function prepare(snapshot: Snapshot, config: Config | undefined): Prepared {
  const contract = resolveContract(config, snapshot.accounts.flatMap(seenIn));
  if (snapshot.accounts.length === 0)
    return { contract, access: nobody, reach: noEscalation(nobody), actionData: null };
  const actions = loadActions();
  // A snapshot is the engine's input as it stands, so that every command answers alike.
  const input: IamInput = snapshot;
  const access = compileAccess(input, actions);
  const reach = lazyReach(() => reachOf(access, input, escalationPaths));
  return { contract, access, reach, actionData: actions.version };
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
