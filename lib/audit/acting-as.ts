import { capabilities } from "../contract/capabilities.ts";
import { capabilityIds, type Asset, type CapabilityId } from "../contract/contract.ts";
import { namedPrincipal } from "../iam/arn.ts";
import type { Route } from "../iam/escalation.ts";
import { functionRoles } from "./assets.ts";
import type { CheckInput } from "./check.ts";
import { officeAccountUnread } from "./outside-accounts.ts";
import { rememberedAnswers } from "./remember.ts";
import { whoCan } from "./who-can.ts";
import { whoReachesByAction, type Reached } from "./who-reaches.ts";

const answersOf = rememberedAnswers<ReadonlyMap<string, Reached>>();

/**
 * Everybody who can do a capability to an asset, or may be able to, after escalation, allowed or not, by principal.
 * Whoever comes to act as a function’s role runs code as the function, also by a way that is no action on it.
 */
export function whoReaches(
  input: CheckInput,
  asset: Asset,
  capability: CapabilityId,
): ReadonlyMap<string, Reached> {
  const found = whoReachesByAction(input, asset, capability);
  if (capability !== "run-code") return found;
  const answers = answersOf(input, asset);
  const known = answers.get(capability);
  if (known !== undefined) return known;
  const all = new Map(found);
  for (const role of rolesOf(asset, input))
    for (const principal of suspects(input, role)) {
      if (principal === role || all.get(principal)?.verdict === "yes") continue;
      const proof = actingAs(input, principal, role);
      if (proof !== undefined) all.set(principal, proof);
    }
  answers.set(capability, all);
  return all;
}

/** The roles of functions, and those that belong to the asset themselves since they hold a task. */
function rolesOf(asset: Asset, input: CheckInput): readonly string[] {
  const own = asset.resources.filter((one) => namedPrincipal(one)?.kind === "role" && !/[*?]/.test(one));
  return [...new Set([...functionRoles(asset, input), ...own])].sort();
}

const enough = 3;

/**
 * Whoever acts as a role can whatever it can: so nobody needs to be looked at but those who can, after escalation, what
 * is known of the role. Of a role that can nothing to any asset, everybody.
 */
function suspects(input: CheckInput, role: string): readonly string[] {
  const rights = rightsOf(input, role);
  const sets = rights.map(([asset, capability]) => whoReachesByAction(input, asset, capability));
  const [smallest] = sets.toSorted((a, b) => a.size - b.size);
  return smallest === undefined ? input.access.principals : [...smallest.keys()];
}

function rightsOf(input: CheckInput, role: string): readonly (readonly [Asset, CapabilityId])[] {
  const found: (readonly [Asset, CapabilityId])[] = [];
  for (const asset of input.contract.assets) {
    for (const id of capabilityIds) {
      if (asset.key === "code" || capabilities[id].actions[asset.key] === undefined) continue;
      const can = whoCan(input, asset, id).find(({ principal }) => principal === role);
      if (can?.proof.verdict === "yes") found.push([asset, id]);
      if (found.length === enough) return found;
    }
  }
  return found;
}

/** By the nearest way; what shows it is the last request of the last step. */
function actingAs(input: CheckInput, principal: string, role: string): Reached | undefined {
  const routes = input.reach.routes(principal, role);
  const sure = routes.filter(({ unknown }) => unknown === undefined);
  const [nearest] = (sure.length > 0 ? sure : routes).toSorted((a, b) => a.steps.length - b.steps.length);
  return nearest === undefined ? undefined : proofOf(input, nearest);
}

function proofOf(input: CheckInput, { from, steps, assumes, unknown }: Route): Reached {
  const account = officeAccountUnread(input, from);
  const last = steps.at(-1);
  const witness = last?.witnesses.at(-1);
  if (account !== undefined || unknown !== undefined || last === undefined || witness === undefined) {
    const left =
      account === undefined ? undefined : `account ${account}, which is the office’s, was not read`;
    const why = left ?? unknown ?? "no request shows the last step";
    return { verdict: "unknown", why, route: steps };
  }
  return {
    verdict: "yes",
    witness,
    route: steps,
    as: last.principal,
    ...(assumes !== undefined && { assumes }),
  };
}
