import { matchesPattern } from "../actions/wildcard.ts";
import { parseArn } from "./arn.ts";
import { capabilities } from "./capabilities.ts";
import { taskIds, type AssetKey, type TaskId } from "./config.ts";
import type { CapabilityId, Contract, Grant, GrantTarget, Task } from "./contract.ts";
import { tasks } from "./tasks.ts";

/** What a principal may do of one capability on one asset, by IAM actions. */
export interface Right {
  readonly freely: ReadonlySet<string>;
  /** With a second factor only. */
  readonly withMfa: ReadonlySet<string>;
}

/** True when a task that the principal holds may do this, at least in part, at least with a second factor. */
export function allows(
  contract: Contract,
  principal: string,
  capability: CapabilityId,
  asset: AssetKey,
): boolean {
  const { freely, withMfa } = rightOf(contract, principal, capability, asset);
  return freely.size + withMfa.size > 0;
}

/**
 * The actions of a capability that the contract allows a principal on an asset. A task of people is allowed the whole
 * capability. A function that the stacks make is allowed exactly the actions it was granted: the rest of the capability
 * is more than its task needs. One that an office named itself runs other code, so it has the whole capability.
 */
export function rightOf(
  contract: Contract,
  principal: string,
  capability: CapabilityId,
  asset: AssetKey,
): Right {
  const freely = new Set<string>();
  const withMfa = new Set<string>();
  const actions = capabilities[capability].actions[asset] ?? [];
  for (const task of tasksOf(contract, principal)) {
    const allowance = tasks[task].may.find((one) => one.capability === capability && one.asset === asset);
    if (allowance === undefined) continue;
    const exact = exactGrants(contract, tasks[task]);
    const needed = exact?.filter(({ on }) => targetAsset[on] === asset).map(({ action }) => action);
    for (const action of actions) {
      if (needed !== undefined && !needed.includes(action)) continue;
      (allowance.when === "mfa" ? withMfa : freely).add(action);
    }
  }
  return { freely, withMfa };
}

/** The tasks that a principal holds: a user, a role, a session of a role. */
export function tasksOf(contract: Contract, principal: string): readonly TaskId[] {
  const names = [principal, ...roleOfSession(principal)];
  return taskIds.filter((task) =>
    contract.holders[task]?.some((pattern) => names.some((name) => matchesPattern(pattern, name))),
  );
}

/** The asset that a grant is on; `undefined` for what is none. */
export const targetAsset: Readonly<Record<GrantTarget, AssetKey | undefined>> = {
  rollTable: "roll",
  countyIndex: "roll",
  exports: "roll",
  exportObjects: "roll",
  dataKey: "dataKey",
  vault: "vault",
  vaultObjects: "vault",
  mirror: "mirrors",
  mirrorObjects: "mirrors",
  signingKey: "signingKey",
  head: "head",
  logs: undefined,
};

function exactGrants(contract: Contract, { id, grants }: Task): readonly Grant[] | undefined {
  return contract.config?.tasks?.[id] === undefined ? grants : undefined;
}

/** A session’s ARN names its role without the role’s path (IAM User Guide, "IAM identifiers"). */
function roleOfSession(principal: string): readonly string[] {
  const arn = parseArn(principal);
  if (arn?.service !== "sts" || !arn.resource.startsWith("assumed-role/")) return [];
  const [, role] = arn.resource.split("/", 2);
  const partition = principal.split(":", 2)[1];
  return [`arn:${partition}:iam::${arn.account}:role/${role}`];
}
