import type { Context } from "../conditions/context.ts";
import { variablesOf } from "../conditions/context.ts";
import { holds } from "../conditions/holds.ts";
import type { Condition, ResourceElement, Statement } from "../landscape.ts";
import { isUnknown } from "../truth.ts";
import { parseTemplate, readTemplate, type Template } from "../variables.ts";
import type { KnownKeys } from "../who/known-keys.ts";
import type { Option } from "../who/ways.ts";

/** Keys that one snapshot derives and the other derives otherwise, or leaves to the request. */
export interface Discord {
  has(key: string): boolean;
}

/** Which keys the two sides of a comparison do not know alike. */
export function discordOf(before: KnownKeys, after: KnownKeys): Discord {
  const seen = new Map<string, boolean>();
  return {
    has: (key) => {
      const known = seen.get(key);
      if (known !== undefined) return known;
      const differs = JSON.stringify(before.of(key)) !== JSON.stringify(after.of(key));
      seen.set(key, differs);
      return differs;
    },
  };
}

/**
 * A statement of one snapshot as it stands for requests that are put to both, which leave out every key on which the
 * snapshots differ: conditions on these come out as their own snapshot has them, and variables are filled in.
 * `undefined`: it cannot speak.
 */
export function settled(option: Option, own: KnownKeys, discord: Discord): Option | undefined {
  const { statement } = option;
  if (statement === undefined || !mentions(statement, discord)) return option;
  const context: Context = {
    get: (key) => {
      const of = own.of(key);
      return of.kind === "fixed" ? of.entry : undefined;
    },
  };
  const fill = (template: Template): readonly Template[] => filled(template, context, discord);
  const conditions: Condition[] = [];
  let taint = option.taint;
  for (const condition of statement.conditions) {
    const values = condition.values.flatMap(fill);
    if (!discord.has(condition.key)) {
      conditions.push({ ...condition, values });
      continue;
    }
    const open = values.some(({ parts }) => parts.some(({ kind }) => kind === "variable"));
    const truth = open
      ? { unknown: `${condition.key} is known to one snapshot only, and is compared with a policy variable` }
      : holds({ ...condition, values }, context);
    if (truth === false) return undefined;
    if (isUnknown(truth)) taint ??= truth.unknown;
  }
  const resources: ResourceElement | undefined = statement.resources && {
    ...statement.resources,
    patterns: statement.resources.patterns.flatMap(fill),
  };
  return {
    statement: { ...statement, conditions, ...(resources && { resources }) },
    ...(taint !== undefined && { taint }),
  };
}

/** The keys that a statement asks about, as conditions or variables. */
export function keysOf({ conditions, resources }: Statement): readonly string[] {
  const templates = [...(resources?.patterns ?? []), ...conditions.flatMap(({ values }) => values)];
  return [
    ...conditions.map(({ key }) => key),
    ...templates.flatMap(({ parts }) =>
      parts.flatMap((part) => (part.kind === "variable" ? [part.key] : [])),
    ),
  ];
}

function mentions(statement: Statement, discord: Discord): boolean {
  return keysOf(statement).some((key) => discord.has(key));
}

/** No template where a variable has no value: it matches nothing. */
function filled(template: Template, context: Context, discord: Discord): readonly Template[] {
  if (template.problem !== undefined || template.fixed !== undefined) return [template];
  const lookup = variablesOf(context);
  const parts: Template["parts"][number][] = [];
  for (const part of template.parts) {
    if (part.kind !== "variable" || !discord.has(part.key)) {
      parts.push(part);
      continue;
    }
    const value = lookup(part.key) ?? part.fallback;
    if (value === undefined) return [];
    if (typeof value !== "string") return [{ ...template, problem: value.unknown }];
    parts.push({ kind: "literal", text: value });
  }
  return [templateOf(parts, template.text)];
}

function templateOf(parts: Template["parts"], text: string): Template {
  if (parts.some(({ kind }) => kind === "variable")) return { text, parts };
  // Written out once more, so that the one place that reads templates makes the glob.
  const written = parts
    .map((part) => {
      if (part.kind !== "literal") return part.kind === "pattern" ? part.text : "";
      return part.text.replaceAll(/[*?$]/g, "${$&}");
    })
    .join("");
  const { fixed } = parseTemplate(written, true);
  const reading = fixed ?? readTemplate({ text, parts }, () => undefined);
  return reading === undefined || isUnknown(reading) ? { text, parts } : { text, parts, fixed: reading };
}
