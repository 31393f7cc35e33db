import {
  findText,
  onlyText,
  patternFrom,
  type Clause,
  type Found,
  type Pattern,
  type Work,
} from "../globs.ts";
import type { ResourceElement } from "../landscape.ts";
import { isUnknown } from "../truth.ts";
import { readTemplate, type Lookup, type Template } from "../variables.ts";
import { matchesGlob } from "../wildcard.ts";
import type { Constraints } from "./constraints.ts";
import { likelyIn } from "./shape.ts";
import type { Zone } from "./zones.ts";

/** A template as patterns: read exactly, or so widely or narrowly that the outcome is a proof whatever its variables are. */
export type TemplateReader = (template: Template, mustMatch: boolean) => Clause;

/**
 * With the values that `lookup` gives. What is not known of a key makes it match nothing, so that an end without a
 * resource proves nothing where {@link unreadable} names a reason.
 */
export function exactly(lookup: Lookup): TemplateReader {
  return (template) => {
    const reading = readTemplate(template, lookup);
    return reading === undefined || isUnknown(reading) ? [] : [patternFrom(reading.glob)];
  };
}

/** Why a template cannot be read with these values; `undefined` when it can, or surely matches nothing. */
export function unreadable(template: Template, lookup: Lookup): string | undefined {
  const reading = readTemplate(template, lookup);
  return isUnknown(reading) ? reading.unknown : undefined;
}

/** What a resource is searched by. */
export interface Sought {
  readonly zone: Zone;
  /** What requests for the action can be about, each of which meets the zone; absent: anything. */
  readonly shape?: Clause;
  readonly read: TemplateReader;
  readonly work: Work;
  /** Where it is best, of what can be anywhere. */
  readonly region: string;
}

/** A resource of the zone and the shape that the elements of `constraints` speak of as they must. */
export function solveResource(
  { zone, shape, read, work, region }: Sought,
  { elements }: Pick<Constraints, "elements">,
): Found {
  const all: Clause[] = [...zone.all];
  const none: Pattern[] = [...zone.none];
  for (const { element, wanted } of elements) {
    const patterns = patternsOf(element, wanted, read);
    if (wanted !== element.negated) all.push(patterns);
    else none.push(...patterns);
  }
  const only = zone.all.length === 1 && zone.all[0]!.length === 1 ? onlyText(zone.all[0]![0]!) : undefined;
  if (only !== undefined) {
    const matched = (patterns: Clause): boolean => patterns.some(({ tokens }) => matchesGlob(tokens, only));
    return all.slice(1).every(matched) && !matched(none) ? { kind: "found", text: only } : { kind: "none" };
  }
  if (shape === undefined) return findText({ all, none, work });
  const likely = likelyAt(shape, region);
  if (likely !== undefined) return likely;
  const found = findText({ all: [...all, shape], none, work });
  return (found.kind === "found" ? likelyAt(shape) : undefined) ?? found;

  function likelyAt(of: Clause, at?: string): Found | undefined {
    const text = findText({ all: [...all, likelyIn(of, at)], none, limit: 4000, work });
    return text.kind === "found" ? text : undefined;
  }
}

function patternsOf({ negated, patterns }: ResourceElement, wanted: boolean, read: TemplateReader): Clause {
  const mustMatch = wanted !== negated;
  return patterns.flatMap((template) => read(template, mustMatch));
}
