import { matchesPattern } from "../actions/wildcard.ts";
import { capabilities } from "../contract/capabilities.ts";
import { taskIds, type TaskId } from "../contract/config.ts";
import { tasks } from "../contract/tasks.ts";
import type { Route } from "../snapshot/resources.ts";
import type { CheckInput } from "./check.ts";

/** An API in front of functions, with all of its routes. */
export interface Api {
  /** ARN. */
  readonly arn: string;
  readonly account: string;
  readonly routes: readonly Route[];
  /** Whether a function behind one of its routes touches the roll; `unknown` where that cannot be told. */
  readonly touches: "yes" | "no" | "unknown";
}

const touching = (["read-voter", "read-roll", "alter-voter", "destroy-roll"] as const).flatMap(
  (id) => capabilities[id].actions.roll ?? [],
);

/** Every API that was read, sorted by ARN. */
export function registerApis(input: CheckInput): readonly Api[] {
  const apis = new Map<string, { readonly account: string; readonly routes: Route[] }>();
  for (const { id, routes } of input.snapshot.accounts) {
    for (const route of routes ?? []) {
      const known = apis.get(route.api);
      if (known === undefined) apis.set(route.api, { account: id, routes: [route] });
      else known.routes.push(route);
    }
  }
  return [...apis]
    .map(([arn, { account, routes }]) => {
      const seen = new Set(routes.map(({ target }) => touchesRoll(target, input)));
      const touches = seen.has("yes") ? "yes" : seen.has("unknown") ? "unknown" : "no";
      return { arn, account, routes, touches } as const;
    })
    .sort((a, b) => (a.arn < b.arn ? -1 : 1));
}

/** Whether the function behind a route holds a task on the roll, or could do anything to it with its role's rights. */
export function touchesRoll(target: string | undefined, input: CheckInput): Api["touches"] {
  const { contract, access } = input;
  const role = roleBehind(target, input);
  const held = tasksBehind(target, input);
  if (role === undefined || held === undefined) return "unknown";
  if (held.some((id) => tasks[id].may.some(({ asset }) => asset === "roll"))) return "yes";
  const resources = contract.assets.filter(({ key }) => key === "roll").flatMap((asset) => asset.resources);
  if (resources.length === 0) return "unknown";
  const { verdict } = access.can(role, { actions: touching, resources });
  return verdict;
}

/** The tasks of the contract that the function behind a route holds by its role; `undefined`: the role was not read. */
export function tasksBehind(target: string | undefined, input: CheckInput): readonly TaskId[] | undefined {
  const role = roleBehind(target, input);
  if (role === undefined) return undefined;
  const { holders } = input.contract;
  return taskIds.filter((id) => (holders[id] ?? []).some((pattern) => matchesPattern(pattern, role)));
}

function roleBehind(target: string | undefined, { snapshot }: CheckInput): string | undefined {
  if (target === undefined) return undefined;
  const functions = snapshot.accounts.flatMap((account) => account.functions ?? []);
  return functions.find(({ arn }) => target === arn || target.startsWith(`${arn}:`))?.role;
}
