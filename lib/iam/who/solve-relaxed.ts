import { variablesOf } from "../conditions/context.ts";
import { operatorNamed } from "../conditions/operators.ts";
import { patternFrom } from "../globs.ts";
import { isUnknown, unknown, type Unknown } from "../truth.ts";
import { readTemplate, type Lookup, type Reading, type Template, type TemplatePart } from "../variables.ts";
import { anyRun, globOf, literalGlob, type Glob } from "../wildcard.ts";
import type { KnownKeys } from "./known-keys.ts";
import type { Demand } from "./solve-key.ts";
import type { TemplateReader } from "./solve-resource.ts";

/** What is supposed of the policy variables that a request fills, while their values are left open. */
export interface Supposed {
  readonly known: KnownKeys;
  /** Those that it has; the others it has not. */
  readonly present: ReadonlySet<string>;
  /** The only texts that some of these can be, as far as their own conditions tell. */
  readonly shapes: ReadonlyMap<string, readonly Glob[]>;
}

/**
 * Reads templates so widely, where they must match, and so narrowly, where they must not, that an end without a
 * resource is a proof whatever the variables are.
 */
export function relaxedReader(supposed: Supposed): TemplateReader {
  const lookup = lookupOf(supposed);
  return (template, mustMatch) => {
    const reading = readTemplate(template, lookup);
    if (reading === undefined) return [];
    if (!isUnknown(reading)) return [patternFrom(reading.glob)];
    return mustMatch ? globsOf(template, supposed).map(patternFrom) : [];
  };
}

/** The same for what conditions compare with: a demand that asks no more than this one; none, where that asks nothing. */
export function relaxedDemand(demand: Demand, supposed: Supposed): Demand | undefined {
  const { condition, wanted } = demand;
  if (condition.values.every(({ fixed }) => fixed !== undefined)) return demand;
  const lookup = lookupOf(supposed);
  const readings = condition.values.map((value) => ({ value, reading: readTemplate(value, lookup) }));
  const exact = readings.flatMap(({ value, reading }) =>
    reading === undefined || isUnknown(reading) ? [] : [fixedAs(value, reading)],
  );
  const open = readings.filter(({ reading }) => isUnknown(reading)).map(({ value }) => value);
  const mustMatch = wanted !== (operatorNamed(condition.operator)?.negated ?? false);
  if (open.length === 0 || !mustMatch) return { wanted, condition: { ...condition, values: exact } };
  const like = likeOperator(condition.operator);
  if (like === undefined) return undefined;
  const equal = condition.operator !== like;
  const values = [
    ...exact.map((value) =>
      equal ? fixedAs(value, { ...value.fixed!, glob: literalGlob(value.fixed!.plain) }) : value,
    ),
    ...open.flatMap((value) =>
      globsOf(value, supposed, equal).map((glob) => fixedAs(value, { glob, plain: "" })),
    ),
  ];
  return { wanted, condition: { ...condition, operator: like, values } };
}

/** The operator that compares with patterns as this one compares with texts; none for those that do otherwise. */
function likeOperator(operator: string): string | undefined {
  if (operator === "StringEquals" || operator === "StringLike") return "StringLike";
  return operator === "StringNotEquals" || operator === "StringNotLike" ? "StringNotLike" : undefined;
}

function fixedAs({ text, parts }: Template, fixed: Reading): Template {
  return { text, parts, fixed };
}

function lookupOf({ known, present, shapes }: Supposed): Lookup {
  const settled = variablesOf(known.context);
  return (key): string | undefined | Unknown => {
    const of = known.of(key);
    if (of.kind === "fixed" && of.entry?.kind !== "beginning") return settled(key);
    if (of.kind === "free" && !present.has(key)) return undefined;
    const [only, ...others] = shapes.get(key) ?? [];
    const sole = only !== undefined && others.length === 0 && only.every((token) => token >= 0);
    return sole ? String.fromCharCode(...only) : unknown(`\${${key}} is left open`);
  };
}

const mostReadings = 16;

/** Every text that may stand where a template does; wider where there are many. `plainly`: its wildcards are none. */
function globsOf({ parts }: Template, supposed: Supposed, plainly = false): readonly Glob[] {
  return parts.reduce<readonly Glob[]>(
    (found, part) => {
      const next = globsOfPart(part, supposed, plainly);
      const few = found.length * next.length <= mostReadings ? next : [[anyRun]];
      return found.flatMap((head) => few.map((tail) => [...head, ...tail]));
    },
    [[]],
  );
}

function globsOfPart(
  part: TemplatePart,
  { known, present, shapes }: Supposed,
  plainly: boolean,
): readonly Glob[] {
  if (part.kind === "pattern") return [plainly ? literalGlob(part.text) : globOf(part.text)];
  if (part.kind === "literal") return [literalGlob(part.text)];
  const of = known.of(part.key);
  const fallback = part.fallback === undefined ? [] : [literalGlob(part.fallback)];
  if (of.kind === "free") return present.has(part.key) ? (shapes.get(part.key) ?? [[anyRun]]) : fallback;
  const { entry } = of;
  if (entry === undefined) return fallback;
  if (entry.kind === "beginning") return [[...literalGlob(entry.text), anyRun]];
  const only = entry.kind === "values" && entry.values.length === 1 ? entry.values[0] : undefined;
  return [only === undefined ? [anyRun] : literalGlob(only)];
}
