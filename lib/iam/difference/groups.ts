import type { ActionIndex } from "../../actions/action-index.ts";
import type { RightsChange } from "../difference.ts";
import type { ActionGain } from "./gains.ts";

/** Changes of single actions, put together where they are of one service and over the same resources. */
export function groupsOf(
  principal: string,
  gains: readonly ActionGain[],
  index: ActionIndex,
  assumed: boolean,
): readonly RightsChange[] {
  const groups = Map.groupBy(gains, ({ action, resources }) =>
    JSON.stringify([serviceOf(action), resources.toSorted()]),
  );
  return [...groups.values()].map((group): RightsChange => {
    const best = easiest(group);
    const { by, ...witness } = best.witness;
    return {
      principal,
      actions: named(group.map(({ action }) => action).toSorted(), index),
      resources: best.resources,
      witness,
      by,
      ...(assumed && { assumes: best.witness.principal }),
    };
  });
}

function serviceOf(action: string): string {
  return action.split(":", 1)[0]!;
}

/** The one whose request needs least: the best to show. The list must not be empty. */
export function easiest(gains: readonly ActionGain[]): ActionGain {
  const [best] = gains.toSorted((a, b) => weightOf(a) - weightOf(b)) as [ActionGain];
  return best;
}

function weightOf({ witness }: ActionGain): number {
  return Object.keys(witness.context ?? {}).length * 100_000 + witness.resource.length;
}

function named(actions: readonly string[], index: ActionIndex): readonly string[] {
  const service = serviceOf(actions[0]!);
  return actions.length > 1 && actions.length === index.ofService(service).length
    ? [`${service}:*`]
    : actions;
}
