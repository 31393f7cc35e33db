import {
  findText,
  onlyText,
  patternFrom,
  type Clause,
  type Found,
  type Pattern,
  type Work,
} from "../globs.ts";
import { segmentOne, segmentRun } from "../globs-automaton.ts";
import type { ResourceElement } from "../landscape.ts";
import { isUnknown } from "../truth.ts";
import { readTemplate, type Lookup, type Template } from "../variables.ts";
import { globOf, literalGlob, matchesGlob, matchesPattern, type Glob } from "../wildcard.ts";
import type { Constraints } from "./constraints.ts";
import { typePattern } from "./question.ts";
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

/** A resource of the zone that the elements of `constraints` speak of as they must; shaped like `types` if one is. */
export function solveResource(
  zone: Zone,
  { elements }: Pick<Constraints, "elements">,
  read: TemplateReader,
  work: Work,
  types: readonly string[] = [],
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
  const shapes = shapesOf(types);
  const likely = shapes[0] === undefined ? undefined : shapedLike(shapes[0]);
  if (likely !== undefined) return likely;
  const plainly = findText({ all, none, work });
  if (plainly.kind !== "found") return plainly;
  const shaped = shapes
    .slice(1)
    .map(shapedLike)
    .find((found) => found !== undefined);
  return shaped ?? (runsOver(plainly.text, types) ? withinSegments() : plainly);

  /** Of a type that the action knows, by segments; or of none at all. */
  function withinSegments(): Found {
    const typed = findText({ all: [...all, strictly(types)], none, work });
    return typed.kind === "none"
      ? findText({ all, none: [...none, ...types.map(typePattern)], work })
      : typed;
  }

  function shapedLike(shape: Clause): Found | undefined {
    const found = findText({ all: [...all, shape], none, limit: 4000, work });
    return found.kind === "found" ? found : undefined;
  }
}

function patternsOf({ negated, patterns }: ResourceElement, wanted: boolean, read: TemplateReader): Clause {
  const mustMatch = wanted !== negated;
  return patterns.flatMap((template) => read(template, mustMatch));
}

const shapes = new Map<string, readonly Clause[]>();

/**
 * ARNs that look like what AWS has: a partition, a region, and something wherever a name stands. No wildcard before
 * the resource runs over a colon.
 */
function shapesOf(types: readonly string[]): readonly Clause[] {
  if (types.length === 0) return [];
  const key = types.join("\n");
  const known = shapes.get(key);
  if (known !== undefined) return known;
  const something = [segmentOne, segmentRun];
  const shaped = (region: Glob): Clause =>
    types.map((type) =>
      bySegments(type, (at, part) => {
        if (at === 1) return literalGlob("aws");
        if (at === 3) return region;
        return at === 4 ? something : globOf(part.replaceAll("*", "?*"));
      }),
    );
  const made = [shaped(literalGlob("us-east-1")), shaped(something)];
  if (shapes.size > 500) shapes.clear();
  shapes.set(key, made);
  return made;
}

/** The pattern of a type; `wild` fills a part that has a wildcard, the resource all at once. */
function bySegments(type: string, wild: (at: number, part: string) => Glob): Pattern {
  const parts = type.split(":");
  const all = [...parts.slice(0, 5), parts.slice(5).join(":")];
  const globs = all.map((part, at) => (part.includes("*") ? wild(at, part) : literalGlob(part)));
  return patternFrom(globs.flatMap((glob, at) => (at === 0 ? glob : [...literalGlob(":"), ...glob])));
}

function strictly(types: readonly string[]): Clause {
  return types.map((type) => bySegments(type, (at, part) => (at < 5 ? [segmentRun] : globOf(part))));
}

/** Of the action’s types only if a region or an account had colons: no resource of AWS is called so. */
function runsOver(text: string, types: readonly string[]): boolean {
  const parts = text.split(":");
  const segments = [...parts.slice(0, 5), parts.slice(5).join(":")];
  const isOf = (type: string): boolean => {
    const own = type.split(":");
    return [...own.slice(0, 5), own.slice(5).join(":")].every((part, at) =>
      matchesPattern(part, segments[at] ?? ""),
    );
  };
  return types.some((type) => matchesPattern(type, text)) && !types.some(isOf);
}
