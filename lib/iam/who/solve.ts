import { variablesOf, type Context } from "../conditions/context.ts";
import type { Template } from "../variables.ts";
import type { Constraints } from "./constraints.ts";
import type { KnownKeys } from "./known-keys.ts";
import { bindVariables, freeVariables, plain, solveContext, type Assigned } from "./solve-context.ts";
import { exactly, loosely, solveResource, unreadable, type TemplateReader } from "./solve-resource.ts";
import type { Case } from "./ways.ts";

/** A resource and the keys of a request that meets all constraints. */
export interface Candidate {
  readonly resource: string;
  readonly assigned: Assigned;
}

export type Solution =
  | { readonly kind: "found"; readonly candidate: Candidate }
  /** Proved: there is no such request. */
  | { readonly kind: "none" }
  | { readonly kind: "unclear"; readonly why: string };

const tooMany = "the patterns of the resource are too many to compare";

/** Solves resource and context; they hang together only by policy variables, which are tried in a few ways. */
export function solve({ zone, action, work }: Case, constraints: Constraints, known: KnownKeys): Solution {
  const types = action.fact?.resources ?? [];
  const templates = templatesOf(constraints);
  const variables = freeVariables(templates, known);
  const given = (start: Assigned): Solution => {
    const read = exactly(variablesOf(withKeys(known.context, start)));
    const found = solveResource(zone, constraints, read, work, types);
    if (found.kind === "too-many") return { kind: "unclear", why: tooMany };
    if (found.kind === "none") return found;
    const context = solveContext(constraints.demands, known, work, start);
    if (context.kind !== "found") return context;
    // It was read as absent where it stands as a variable.
    const late = variables.find((key) => context.assigned.has(key) && !start.has(key));
    if (late !== undefined) return { kind: "unclear", why: `\${${late}} is needed twice` };
    return { kind: "found", candidate: { resource: found.text, assigned: context.assigned } };
  };
  const lookup = variablesOf(known.context);
  const doubts = templates.flatMap((template) => unreadable(template, lookup) ?? []);
  const absent = given(new Map());
  // What must not match may match after all where it cannot be read: then a request that says more is worth more.
  const firm = !constraints.elements.some(
    ({ element, wanted }) =>
      wanted === element.negated && element.patterns.some((each) => unreadable(each, lookup) !== undefined),
  );
  if (absent.kind === "found" && (firm || variables.length === 0)) return absent;
  if (variables.length === 0 && doubts.length === 0) return absent;
  const bound = bindVariables(variables, constraints.demands, known, work);
  const tries = [...(bound.kind === "found" ? [bound.assigned] : []), ...captured(variables)];
  for (const start of tries) {
    const present = given(start);
    if (present.kind === "found") return present;
  }
  if (absent.kind === "found") return absent;
  if (provedNone()) return { kind: "none" };
  const [key] = variables;
  const [doubt = ""] = doubts;
  return {
    kind: "unclear",
    why: key === undefined ? doubt : `no value was found for the policy variable \${${key}}`,
  };

  /** The piece of a resource that stands where a variable does. */
  function captured(keys: readonly string[]): readonly Assigned[] {
    const wide = solveResource(zone, constraints, loose(), work, types);
    if (wide.kind !== "found" || keys.length !== 1) return [];
    const [key] = keys as [string];
    const values = templates.flatMap((template) => piecesOf(wide.text, template, key));
    return values.flatMap((value) => {
      const more = [{ condition: plain("StringEquals", key, value), wanted: true }];
      const start = bindVariables([key], [...constraints.demands, ...more], known, work);
      return start.kind === "found" ? [start.assigned] : [];
    });
  }

  /** Whatever the variables are, the resource cannot be, or the demands without variables contradict each other. */
  function provedNone(): boolean {
    if (solveResource(zone, constraints, loose(), work).kind === "none") return true;
    const independent = constraints.demands.filter(
      ({ condition }) => freeVariables(condition.values, known).length === 0,
    );
    return solveContext(independent, known, work).kind === "none";
  }

  function loose(): TemplateReader {
    return loosely(known);
  }
}

/** The keys of a request that are known beforehand, and those that were chosen. */
export function withKeys(known: Context, assigned: Assigned): Context {
  return {
    get: (key) => {
      const values = assigned.get(key);
      return values === undefined ? known.get(key) : { kind: "values", values };
    },
  };
}

function templatesOf({ elements, demands }: Constraints): readonly Template[] {
  return [
    ...elements.flatMap(({ element }) => element.patterns),
    ...demands.flatMap(({ condition }) => condition.values),
  ];
}

const longestPieces = 300;

/** What a text may have where a template’s only variable stands: between the fixed text on both of its sides. */
function piecesOf(text: string, { parts }: Template, key: string): readonly string[] {
  const at = parts.findIndex((part) => part.kind === "variable" && part.key === key);
  const [before, after] = [parts[at - 1], parts[at + 1]];
  if (at < 0 || text.length > longestPieces) return [];
  const left = before?.kind === "pattern" ? before.text.slice(lastWildcard(before.text) + 1) : "";
  const right = after?.kind === "pattern" ? after.text.split(/[*?]/, 1)[0]! : "";
  const from = text.indexOf(left) + left.length;
  const to = right === "" ? text.length : text.indexOf(right, from + 1);
  return to > from && text.includes(left) ? [text.slice(from, to)] : [];
}

function lastWildcard(text: string): number {
  return Math.max(text.lastIndexOf("*"), text.lastIndexOf("?"));
}
