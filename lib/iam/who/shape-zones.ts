import { meet, numberOf, patternFrom, type Clause, type Pattern } from "../globs.ts";
import { isClass } from "../globs-classes.ts";
import { anyRun } from "../wildcard.ts";
import type { AskedAction } from "./action-sets.ts";
import { shapesOf } from "./shape.ts";
import type { Zone } from "./zones.ts";

/** What requests for an action can be about, as far as it is in a zone. */
export interface ShapeIn {
  /** Absent: anything. None: no request for the action is about a resource of the zone. */
  readonly shape?: Clause;
  /** Two actions with the same one can be about the same resources of the zone. */
  readonly sign: string;
}

const known = new WeakMap<Zone, Map<Clause, ShapeIn>>();
const anything: ShapeIn = { sign: "" };

export function shapeIn(zone: Zone, action: AskedAction): ShapeIn {
  const shape = shapesOf(action);
  if (shape === undefined) return anything;
  // Actions of a service share few lists of types.
  const made = known.get(zone) ?? new Map<Clause, ShapeIn>();
  known.set(zone, made);
  const before = made.get(shape);
  if (before !== undefined) return before;
  const near = shape.filter((pattern) =>
    zone.all.every((clause) =>
      clause.some((asked) => meet(looselyOf(pattern), asked) && meet(pattern, asked)),
    ),
  );
  const found: ShapeIn = { shape: near, sign: near.map(numberOf).join() };
  made.set(shape, found);
  return found;
}

const loose = new WeakMap<Pattern, Pattern>();

/**
 * With `*` in place of every class, which is quicker to compare: what this has nothing in common with, the shape has
 * not. A `?` for each character of a class would be slow after a `*`.
 */
function looselyOf(shape: Pattern): Pattern {
  const before = loose.get(shape);
  if (before !== undefined) return before;
  const wide = shape.tokens.map((token) => (isClass(token) ? anyRun : token));
  const made = patternFrom(wide.filter((token, at) => token !== anyRun || wide[at - 1] !== anyRun));
  loose.set(shape, made);
  return made;
}
