import { matchesPattern } from "../actions/wildcard.ts";
import { parseArn } from "./arn.ts";
import { capabilities } from "./capabilities.ts";
import { taskIds, type AssetKey, type TaskId } from "./config.ts";
import type { CapabilityId, Contract, Grant, GrantTarget, Task } from "./contract.ts";
import { isWithin, targetArns, type Asked } from "./grant-reach.ts";
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
 * is more than its task needs. One that an office named itself runs other code, so it has the whole capability. With a
 * `request`, such as an engine’s witness, a grant counts only if the request is on what it is on, and made as it says.
 */
export function rightOf(
  contract: Contract,
  principal: string,
  capability: CapabilityId,
  asset: AssetKey,
  request?: Asked,
): Right {
  const freely = new Set<string>();
  const withMfa = new Set<string>();
  const actions = capabilities[capability].actions[asset] ?? [];
  for (const task of tasksOf(contract, principal)) {
    const allowance = tasks[task].may.find((one) => one.capability === capability && one.asset === asset);
    if (allowance === undefined) continue;
    const exact = exactGrants(contract, tasks[task]);
    const needed = exact
      ?.filter((grant) => targetAsset[grant.on] === asset && isWithin(grant, request, contract))
      .map(({ action }) => action);
    for (const action of actions) {
      if (needed !== undefined && !needed.includes(action)) continue;
      (allowance.when === "mfa" ? withMfa : freely).add(action);
    }
  }
  return { freely, withMfa };
}

/** How far an exact grant of an action reaches. */
export interface Bound {
  readonly action: string;
  /** ARNs and patterns of all that the action is granted on; an engine’s question may leave them out. */
  readonly on: readonly string[];
  /** Every grant of it is for calls by services: a request that names none is more than the task needs. */
  readonly throughOnly: boolean;
}

/**
 * The actions that a principal has of a capability on an asset only by exact grants, with all that they are granted on.
 * None where another of its tasks has the whole capability, or where the configuration does not say where things are.
 */
export function boundsOf(
  contract: Contract,
  principal: string,
  capability: CapabilityId,
  asset: AssetKey,
): readonly Bound[] {
  const held = tasksOf(contract, principal).filter((task) =>
    tasks[task].may.some((one) => one.capability === capability && one.asset === asset),
  );
  const lists = held.map((task) => exactGrants(contract, tasks[task]));
  if (contract.config?.accounts === undefined || lists.includes(undefined)) return [];
  const own = lists.flatMap((list) => list ?? []).filter(({ on }) => targetAsset[on] === asset);
  const actions = (capabilities[capability].actions[asset] ?? []).filter((action) =>
    own.some((grant) => grant.action === action),
  );
  return actions.map((action) => {
    const grants = own.filter((grant) => grant.action === action);
    return {
      action,
      on: [...new Set(grants.flatMap(({ on }) => targetArns(on, contract) ?? []))],
      throughOnly: grants.every(({ through }) => through !== undefined && through !== "lambda"),
    };
  });
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
