import { patternFrom, type Pattern } from "../globs.ts";
import type { ResourceElement } from "../landscape.ts";
import type { Template } from "../variables.ts";
import { anyRun, globOf, literalGlob, type Glob } from "../wildcard.ts";

const known = new WeakMap<ResourceElement, { readonly patterns: readonly Pattern[] | undefined }>();

/** What an element’s resources match at most, whatever its variables are; `undefined`: it may be anything. */
export function widestOf(resources: ResourceElement | undefined): readonly Pattern[] | undefined {
  if (resources === undefined || resources.negated) return undefined;
  const before = known.get(resources);
  if (before !== undefined) return before.patterns;
  const patterns = patternsOf(resources);
  known.set(resources, { patterns });
  return patterns;
}

function patternsOf(resources: ResourceElement): readonly Pattern[] | undefined {
  const patterns: Pattern[] = [];
  for (const template of resources.patterns) {
    const own = template.text === "*" ? undefined : widely(template);
    if (own === undefined) return undefined;
    patterns.push(own);
  }
  return patterns;
}

const wide = new WeakMap<Template, Pattern>();

/** A template as a pattern in which every variable may be anything; `undefined` for one that could not be read. */
function widely(template: Template): Pattern | undefined {
  const { fixed, parts, problem } = template;
  if (fixed !== undefined) return patternFrom(fixed.glob);
  if (problem !== undefined) return undefined;
  const known = wide.get(template);
  if (known !== undefined) return known;
  const made = patternFrom(
    parts.flatMap((part): Glob => {
      if (part.kind === "pattern") return globOf(part.text);
      return part.kind === "literal" ? literalGlob(part.text) : [anyRun];
    }),
  );
  wide.set(template, made);
  return made;
}
