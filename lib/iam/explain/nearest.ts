import { refOf } from "../decide/statement.ts";
import type { Request } from "../decide/request.ts";
import type { Policy } from "../landscape.ts";
import { elementsOf, type ExplainedElement } from "./element.ts";
import type { Spelling } from "./spelling.ts";

/** The allow of a layer that came nearest to allowing, and all that it lacked. */
export interface Nearest {
  readonly policy: string;
  readonly statement: string | number;
  /** The elements that did not fit, or of which that is not known. */
  readonly lacked: readonly ExplainedElement[];
}

/** The allow with the fewest elements that do not fit: sooner one that has the action, then one of the same service. */
export function nearestOf(
  policies: readonly Policy[],
  request: Request,
  spelling: Spelling,
): Nearest | undefined {
  let best: (Nearest & { readonly distance: number }) | undefined;
  for (const policy of policies) {
    for (const statement of policy.statements) {
      if (statement.effect !== "Allow") continue;
      const lacked = elementsOf(statement, request, spelling).filter(({ fits }) => fits !== true);
      const distance = distanceOf(lacked, request);
      if (best !== undefined && best.distance <= distance) continue;
      const ref = refOf(policy, statement);
      best = { policy: ref.policy, statement: ref.statement, lacked, distance };
    }
  }
  if (best === undefined) return undefined;
  const { distance: _, ...nearest } = best;
  return nearest;
}

function distanceOf(lacked: readonly ExplainedElement[], { service }: Request): number {
  const action = lacked.find(({ element }) => element === "Action" || element === "NotAction");
  if (action === undefined) return lacked.length * 10;
  const related =
    action.element === "NotAction" || action.asks.some((text) => text.startsWith(`${service}:`));
  return lacked.length * 10 + (related ? 1 : 2);
}
