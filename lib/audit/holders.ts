import { matchesPattern } from "../actions/wildcard.ts";
import { functionTasks } from "../contract/names.ts";
import type { Contract } from "../contract/contract.ts";

/** True when the contract names this principal, by its ARN, as a holder of some task. */
export function isHolder({ holders }: Contract, arn: string): boolean {
  return Object.values(holders).some((patterns) => patterns.some((pattern) => matchesPattern(pattern, arn)));
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
