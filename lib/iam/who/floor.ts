import { holds } from "../conditions/holds.ts";
import type { Condition } from "../landscape.ts";
import type { KnownKeys } from "./known-keys.ts";
import type { Case, Option } from "./ways.ts";

/**
 * How many condition keys every request of a case must have at least: once a request with no more has been found,
 * there is no better one to look for. Counted by statements whose conditions cannot come out as they must while their
 * keys are absent, and that have no key in common.
 */
export function floorOf({ ways, denies }: Case, known: KnownKeys): number {
  const dodged = denies.flatMap((deny) => keysToDodge(deny, known) ?? []);
  const floors = ways.map(({ needs }) => {
    const allowed = needs.flatMap((need) => {
      const each = need.map((option) => keysToAllow(option, known));
      return each.some((keys) => keys.size === 0) ? [] : [new Set(each.flatMap((keys) => [...keys]))];
    });
    return disjoint([...dodged, ...allowed]);
  });
  return floors.length === 0 ? 0 : Math.min(...floors);
}

/** Keys of which a request must have one for a deny of every resource not to speak of it; none: it can do without. */
function keysToDodge({ statement, taint }: Option, known: KnownKeys): ReadonlySet<string> | undefined {
  if (statement === undefined || taint !== undefined) return undefined;
  const { resources, conditions } = statement;
  const everywhere =
    resources === undefined || (!resources.negated && resources.patterns.some(({ text }) => text === "*"));
  if (!everywhere) return undefined;
  const keys = new Set<string>();
  for (const condition of conditions) {
    if (isFree(condition, known)) {
      if (absent(condition) !== true) return undefined;
      keys.add(condition.key);
    } else if (!isSettled(condition, known) || holds(condition, known.context) !== true) return undefined;
  }
  return keys.size === 0 ? undefined : keys;
}

/** Keys that a request must have for an allow to speak of it. */
function keysToAllow({ statement }: Option, known: KnownKeys): ReadonlySet<string> {
  const needed = (statement?.conditions ?? []).filter(
    (condition) => isFree(condition, known) && absent(condition) === false,
  );
  return new Set(needed.map(({ key }) => key));
}

function absent(condition: Condition) {
  return holds(condition, { get: () => undefined });
}

function isFree({ key }: Condition, known: KnownKeys): boolean {
  return known.of(key).kind === "free";
}

function isSettled({ key, values }: Condition, known: KnownKeys): boolean {
  return known.of(key).kind === "fixed" && values.every(({ fixed }) => fixed !== undefined);
}

/** Of so many sets no two have a key in common. */
function disjoint(sets: readonly ReadonlySet<string>[]): number {
  const taken = new Set<string>();
  let count = 0;
  for (const set of sets.toSorted((a, b) => a.size - b.size)) {
    if ([...set].some((key) => taken.has(key))) continue;
    for (const key of set) taken.add(key);
    count++;
  }
  return count;
}
