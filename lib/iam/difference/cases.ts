import type { Need, Option, Way } from "../who/ways.ts";
import { saysOf } from "./bodies.ts";
import type { Sides } from "./scenarios.ts";

/** More combinations of layers that could refuse are not tried. */
const mostSelections = 64;

/** Cases whose allowed requests, all together, are those that `after` allows and `before` does not. */
export function casesOf({ before, after }: Sides): readonly Sides["after"][] | undefined {
  const selections = selectionsOf(before.ways);
  if (selections === undefined) return undefined;
  const silent = selections.map((options) => ({ ...after, denies: [...after.denies, ...options] }));
  if (before.ways.length === 0) return silent;
  // A deny that both have keeps a request from both.
  const kept = new Set(after.denies.map(signOf));
  const denies = before.denies.filter((deny) => !kept.has(signOf(deny)));
  if (denies.length === 0) return silent;
  return [...silent, { ...after, ways: after.ways.map(({ needs }) => ({ needs: [...needs, denies] })) }];
}

function signOf({ statement, taint = "" }: Option): string {
  return `${taint}${statement === undefined ? "" : saysOf(statement)}`;
}

/** For each choice of one need of each way: the options none of which may speak. */
function selectionsOf(ways: readonly Way[]): readonly (readonly Option[])[] | undefined {
  let chosen: readonly (readonly Need[])[] = [[]];
  for (const { needs } of ways) {
    const open = needs.filter((need) => !need.some(isEverything));
    const next = chosen.flatMap((before) =>
      open.some((need) => before.includes(need)) ? [before] : open.map((need) => [...before, need]),
    );
    if (next.length > mostSelections) return undefined;
    chosen = next;
  }
  return chosen.map((needs) => needs.flat());
}

function isEverything({ statement, taint }: Option): boolean {
  if (taint !== undefined || statement === undefined || statement.conditions.length > 0) return false;
  const { resources } = statement;
  return (
    resources === undefined || (!resources.negated && resources.patterns.some(({ text }) => text === "*"))
  );
}
