import { matchesPattern } from "../actions/wildcard.ts";
import type { TaskId } from "../contract/config.ts";
import { tasksOf } from "../contract/matrix.ts";
import { functionTasks } from "../contract/names.ts";
import type { Contract } from "../contract/contract.ts";

/** True when the contract names this principal, by its ARN, as a holder of some task. */
export function isHolder({ holders }: Contract, arn: string): boolean {
  return Object.values(holders).some((patterns) => patterns.some((pattern) => matchesPattern(pattern, arn)));
}

const remembered = new WeakMap<Contract, Map<string, readonly TaskId[]>>();

/** The tasks that a principal holds. Asked of everybody for every capability, so the answer is kept with the contract. */
export function tasksHeld(contract: Contract, principal: string): readonly TaskId[] {
  const known = remembered.get(contract) ?? new Map<string, readonly TaskId[]>();
  remembered.set(contract, known);
  const before = known.get(principal);
  if (before !== undefined) return before;
  const found = tasksOf(contract, principal);
  known.set(principal, found);
  return found;
}

/** True when the stacks make this role for one of their functions: it holds a task that the office gave to nobody else. */
export function isFunctionRole({ config, holders }: Contract, arn: string): boolean {
  return functionTasks.some(
    (task) =>
      config?.tasks?.[task] === undefined &&
      holders[task]?.some((pattern) => matchesPattern(pattern, arn)) === true,
  );
}

/** Ids of every account that is the office's: read, named in the configuration, or home of an asset. */
export function ownAccounts(
  accounts: readonly { readonly id: string }[],
  contract: Contract,
): ReadonlySet<string> {
  const { register, vault, mirror, audit } = contract.config?.accounts ?? {};
  return new Set([
    ...accounts.map(({ id }) => id),
    ...[register, vault, mirror, audit].filter((id) => id !== undefined),
    ...contract.assets.flatMap((asset) => asset.accounts),
  ]);
}
