import type { Route } from "../iam/escalation.ts";
import type { CheckInput } from "./check.ts";
import { officeAccountUnread } from "./outside-accounts.ts";
import type { Reached } from "./who-reaches.ts";

/**
 * Everybody who comes to act as one of these roles, or may, by whatever way there is, by principal: the nearest. What
 * shows it is the last request of the last step. Whoever can ask for the role’s session by itself needs no step, and is
 * left out.
 */
export function actingAs(
  input: CheckInput,
  principals: readonly string[],
  roles: ReadonlySet<string>,
): ReadonlyMap<string, Reached> {
  const found = new Map<string, Reached>();
  if (roles.size === 0) return found;
  for (const principal of principals) {
    const routes = input.reach.routes(principal).filter(({ from, to }) => to !== from && roles.has(to));
    const sure = routes.filter(({ unknown }) => unknown === undefined);
    const [nearest] = (sure.length > 0 ? sure : routes).toSorted((a, b) => a.steps.length - b.steps.length);
    const proof = nearest === undefined ? undefined : proofOf(input, nearest);
    if (proof !== undefined) found.set(principal, proof);
  }
  return found;
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
