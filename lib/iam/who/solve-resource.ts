import {
  findText,
  onlyText,
  patternFrom,
  patternOf,
  type Clause,
  type Found,
  type Pattern,
} from "../globs.ts";
import type { ResourceElement } from "../landscape.ts";
import { isUnknown } from "../truth.ts";
import { readTemplate, type Lookup, type Template } from "../variables.ts";
import { anyRun, globOf, literalGlob, matchesGlob } from "../wildcard.ts";
import type { Constraints } from "./constraints.ts";
import type { Zone } from "./zones.ts";

/** A template as a pattern: read exactly, or so widely or narrowly that the outcome is a proof whatever its variables are. */
export type TemplateReader = (template: Template, mustMatch: boolean) => Pattern | undefined;

/** With the values that `lookup` gives; what is not known of a key makes it match nothing. */
export function exactly(lookup: Lookup): TemplateReader {
  return (template) => {
    const reading = readTemplate(template, lookup);
    return reading === undefined || isUnknown(reading) ? undefined : patternFrom(reading.glob);
  };
}

/** Every free variable may be anything: what must match does so more easily, what must not is not there. */
export function loosely(lookup: Lookup): TemplateReader {
  return (template, mustMatch) => {
    const free = template.parts.some((part) => part.kind === "variable" && lookup(part.key) === undefined);
    if (!free) return exactly(lookup)(template, mustMatch);
    if (!mustMatch) return undefined;
    const glob = template.parts.flatMap((part) => {
      if (part.kind === "pattern") return globOf(part.text);
      const value = part.kind === "literal" ? part.text : lookup(part.key);
      return typeof value === "string" ? literalGlob(value) : [anyRun];
    });
    return patternFrom(glob);
  };
}

/** A resource of the zone that the elements of `constraints` speak of as they must; shaped like `types` if one is. */
export function solveResource(
  zone: Zone,
  { elements }: Pick<Constraints, "elements">,
  read: TemplateReader,
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
  const plainly = findText({ all, none });
  if (plainly.kind !== "found") return plainly;
  return (
    shapes
      .slice(1)
      .map(shapedLike)
      .find((found) => found !== undefined) ?? plainly
  );

  function shapedLike(shape: Clause): Found | undefined {
    const found = findText({ all: [...all, shape], none, limit: 4000 });
    return found.kind === "found" ? found : undefined;
  }
}

function patternsOf({ negated, patterns }: ResourceElement, wanted: boolean, read: TemplateReader): Clause {
  const mustMatch = wanted !== negated;
  return patterns.map((template) => read(template, mustMatch)).filter((pattern) => pattern !== undefined);
}

const shapes = new Map<string, readonly Clause[]>();

/** ARNs that look like what AWS has: a partition, a region, and something wherever a name stands. */
function shapesOf(types: readonly string[]): readonly Clause[] {
  if (types.length === 0) return [];
  const key = types.join("\n");
  const known = shapes.get(key);
  if (known !== undefined) return known;
  const shaped = (region: string): Clause =>
    types.map((type) => {
      const parts = type.split(":");
      const filled = parts.map((part, at) => {
        if (at === 1 && part === "*") return "aws";
        if (at === 3 && part === "*") return region;
        return at > 3 ? part.replaceAll("*", "?*") : part;
      });
      return patternOf(filled.join(":"));
    });
  const made = [shaped("us-east-1"), shaped("?*")];
  if (shapes.size > 500) shapes.clear();
  shapes.set(key, made);
  return made;
}
