import type { Work } from "../globs.ts";
import type { Condition } from "../landscape.ts";
import { parseTemplate, type Template } from "../variables.ts";
import { literalGlob, type Glob } from "../wildcard.ts";
import type { Constraints } from "./constraints.ts";
import type { KnownKeys } from "./known-keys.ts";
import type { Assigned } from "./solve-context.ts";
import { solveKey, type Demand } from "./solve-key.ts";
import { relaxedDemand, type Supposed } from "./solve-relaxed.ts";

/** Keys that stand as variables in templates and that the request fills, or whose beginning it ends. */
export function freeVariables(templates: Iterable<Template>, known: KnownKeys): readonly string[] {
  const keys = new Set<string>();
  for (const { parts } of templates) {
    for (const part of parts) {
      if (part.kind !== "variable") continue;
      const of = known.of(part.key);
      if (of.kind === "free" || of.entry?.kind === "beginning") keys.add(part.key);
    }
  }
  return [...keys];
}

/** Every choice of variables that the request has, the fewest first, with those that it always has. */
export function choicesOf(variables: readonly string[], known: KnownKeys): readonly ReadonlySet<string>[] {
  const always = variables.filter((key) => known.of(key).kind === "fixed");
  const chosen = variables.filter((key) => known.of(key).kind === "free");
  const all = chosen.reduce<readonly (readonly string[])[]>(
    (found, key) => [...found, ...found.map((each) => [...each, key])],
    [always],
  );
  return all.toSorted((a, b) => a.length - b.length).map((keys) => new Set(keys));
}

const mostShapes = 6;

/** The only texts that keys can be, where a condition on one of them lists them. */
export function shapesOf(demands: readonly Demand[]): Supposed["shapes"] {
  const shapes = new Map<string, readonly Glob[]>();
  for (const { condition, wanted } of demands) {
    const { key, operator, values, ifExists, quantifier } = condition;
    if (!wanted || ifExists || quantifier !== undefined || values.length > mostShapes || shapes.has(key))
      continue;
    if (operator !== "StringEquals" && operator !== "StringLike") continue;
    if (values.some(({ fixed }) => fixed === undefined)) continue;
    shapes.set(
      key,
      values.map(({ fixed }) => (operator === "StringLike" ? fixed!.glob : literalGlob(fixed!.plain))),
    );
  }
  return shapes;
}

const mostValues = 8;
const mostTries = 32;

/**
 * Values to try for the variables that a request has: what their own conditions allow, what conditions compare them
 * with, and the pieces of `resource` that stand in their place.
 */
export function assignments(
  supposed: Supposed,
  { demands, elements }: Constraints,
  resource: string | undefined,
  work: Work,
): readonly Assigned[] {
  const { known, present } = supposed;
  const relaxed = demands.flatMap((demand) => relaxedDemand(demand, supposed) ?? []);
  const templates = [
    ...elements.flatMap(({ element }) => element.patterns),
    ...demands.flatMap(({ condition }) => condition.values),
  ];
  const lists = [...present].map((key): readonly (readonly [string, string])[] => {
    const own = [plain("Null", key, "false"), ...relaxed.filter(({ condition }) => condition.key === key)];
    const solved = solveKey(key, own, known.context, work);
    const values = [
      ...(solved.kind === "found" ? (solved.values ?? []) : []),
      ...(resource === undefined ? [] : templates.flatMap((template) => piecesOf(resource, template, key))),
      ...demands.flatMap((demand) => compared(demand, key, supposed, relaxed, work)),
    ];
    return [...new Set(values)].slice(0, mostValues).map((value) => [key, value] as const);
  });
  const all = lists.reduce<readonly (readonly (readonly [string, string])[])[]>(
    (found, list) => found.flatMap((each) => list.map((entry) => [...each, entry])).slice(0, mostTries),
    [[]],
  );
  return all.map((entries) => new Map(entries.map(([key, value]) => [key, [value]])));
}

/** Texts that conditions compare a key with: its own, and the other side’s where it stands as a value itself. */
function compared(
  { condition }: Demand,
  key: string,
  { known }: Supposed,
  relaxed: readonly Demand[],
  work: Work,
): readonly string[] {
  if (condition.key === key) return textsOf(condition);
  if (!condition.values.some((value) => isAlone(value, key))) return [];
  const of = known.of(condition.key);
  const entry = of.kind === "fixed" ? of.entry : undefined;
  if (entry?.kind === "values") return entry.values;
  const own = relaxed.filter((demand) => demand.condition.key === condition.key);
  const solved = solveKey(
    condition.key,
    [plain("Null", condition.key, "false"), ...own],
    known.context,
    work,
  );
  return [
    ...(solved.kind === "found" ? (solved.values ?? []) : []),
    ...own.flatMap((demand) => textsOf(demand.condition)),
  ];
}

function textsOf({ values }: Condition): readonly string[] {
  return values.flatMap(({ fixed }) => (fixed === undefined ? [] : [fixed.plain]));
}

/** `${key}` and nothing else. */
export function isAlone({ parts }: Template, key: string): boolean {
  const [only, ...others] = parts;
  return only?.kind === "variable" && only.key === key && others.length === 0;
}

export function plain(operator: string, key: string, text: string): Demand {
  const condition: Condition = { operator, ifExists: false, key, values: [parseTemplate(text, false)] };
  return { condition, wanted: true };
}

const longestPieces = 300;

/** What a text may have where a template’s variable stands: between the fixed text on both of its sides. */
function piecesOf(text: string, { parts }: Template, key: string): readonly string[] {
  const at = parts.findIndex((part) => part.kind === "variable" && part.key === key);
  const [before, after] = [parts[at - 1], parts[at + 1]];
  if (at < 0 || text.length > longestPieces) return [];
  const left = before?.kind === "pattern" ? before.text.slice(lastWildcard(before.text) + 1) : "";
  const right = after?.kind === "pattern" ? after.text.split(/[*?]/, 1)[0]! : "";
  const from = text.indexOf(left) + left.length;
  if (!text.includes(left)) return [];
  const ends = right === "" ? [text.length] : [text.indexOf(right, from), text.lastIndexOf(right)];
  // Where a run follows, the variable may be no more than the beginning of what is left.
  const begins = right === "" && after !== undefined ? [from, from + 1] : [];
  return [...ends, ...begins]
    .filter((to) => to >= from && to <= text.length)
    .map((to) => text.slice(from, to));
}

function lastWildcard(text: string): number {
  return Math.max(text.lastIndexOf("*"), text.lastIndexOf("?"));
}
