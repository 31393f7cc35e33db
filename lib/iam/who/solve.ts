import { variablesOf, type Context } from "../conditions/context.ts";
import type { Template } from "../variables.ts";
import type { Constraints } from "./constraints.ts";
import type { KnownKeys } from "./known-keys.ts";
import { solveContext, type Assigned } from "./solve-context.ts";
import type { Demand } from "./solve-key.ts";
import { relaxedDemand, relaxedReader, type Supposed } from "./solve-relaxed.ts";
import { contradictory, equationsOf } from "./solve-equations.ts";
import { shapeIn } from "./shape-zones.ts";
import { exactly, solveResource, unreadable } from "./solve-resource.ts";
import { assignments, choicesOf, freeVariables, plain, shapesOf } from "./solve-variables.ts";
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
/** Of more variables than this not every choice is tried: then only what holds for any value of all of them is proved. */
const mostVariables = 4;
const stepsOfTry = 5;

/**
 * Solves resource and context. They hang together only by policy variables: for every choice of those that the request
 * has, either no value of them can do, which is proved with their values left open, or some are tried.
 */
export function solve({ zone, action, work }: Case, constraints: Constraints, known: KnownKeys): Solution {
  const { shape } = shapeIn(zone, action);
  if (shape?.length === 0) return { kind: "none" };
  const sought = { zone, work, ...(shape && { shape }) };
  const templates = templatesOf(constraints);
  const variables = freeVariables(templates, known);
  const lookup = variablesOf(known.context);
  const doubts = templates.flatMap((template) => unreadable(template, lookup) ?? []);
  const absent = given(new Map(), presence(new Set()));
  if (variables.length === 0 && doubts.length === 0) return absent;
  // What must not match may match after all where it cannot be read: then a request that says more is worth more.
  const firm = !constraints.elements.some(
    ({ element, wanted }) =>
      wanted === element.negated && element.patterns.some((each) => unreadable(each, lookup) !== undefined),
  );
  if (absent.kind === "found" && (firm || variables.length === 0)) return absent;
  if (contradictory(constraints)) return { kind: "none" };
  const equations = equationsOf(constraints.demands, variables, known);
  const shapes = shapesOf([...constraints.demands, ...equations]);
  let proved = true;
  for (const present of choices()) {
    if (spent()) return { kind: "unclear", why: tooMany };
    const supposed = { known, present, shapes };
    const wide = relaxed(supposed);
    if (wide.kind === "none") continue;
    proved = false;
    if (present.size === 0) continue;
    const resource = wide.kind === "found" ? wide.resource : undefined;
    for (const start of assignments(supposed, constraints, resource, work)) {
      if (spent()) return { kind: "unclear", why: tooMany };
      const found = given(start, presence(present));
      if (found.kind === "found") return found;
    }
  }
  if (absent.kind === "found") return absent;
  if (proved) return { kind: "none" };
  const [key] = variables;
  const [doubt = ""] = doubts;
  return {
    kind: "unclear",
    why: key === undefined ? doubt : `no value was found for the policy variable \${${key}}`,
  };

  /** Each choice and each value that is tried counts as some steps of comparing, whether its patterns take any or not. */
  function spent(): boolean {
    work.left -= stepsOfTry;
    return work.left <= 0;
  }

  /** A request with these values, and no others of the variables. */
  function given(start: Assigned, more: readonly Demand[]): Solution {
    const read = exactly(variablesOf(withKeys(known.context, start)));
    const context = solveContext([...constraints.demands, ...more], known, work, start);
    if (context.kind === "none") return context;
    const assigned = context.kind === "found" ? context.assigned : start;
    const found = solveResource({ ...sought, read, region: regionOf(assigned) }, constraints);
    if (found.kind === "none") return found;
    if (context.kind === "unclear") return context;
    if (found.kind === "too-many") return { kind: "unclear", why: tooMany };
    return { kind: "found", candidate: { resource: found.text, assigned } };
  }

  function choices(): readonly ReadonlySet<string>[] {
    return variables.length > mostVariables ? [new Set(variables)] : choicesOf(variables, known);
  }

  /** That the request has just these of the variables; nothing, where they are too many to tell apart. */
  function presence(present: ReadonlySet<string>): readonly Demand[] {
    return variables.flatMap((key) => {
      if (known.of(key).kind === "fixed") return [];
      if (present.has(key)) return variables.length > mostVariables ? [] : [plain("Null", key, "false")];
      return [plain("Null", key, "true")];
    });
  }

  /** Whatever the values of the variables are: `none` is a proof that nothing can be, the resource one that may be. */
  function relaxed(supposed: Supposed): { readonly kind: "none" | "unclear" } | Wide {
    const demands = constraints.demands.flatMap((demand) => relaxedDemand(demand, supposed) ?? []);
    const context = solveContext([...demands, ...equations, ...presence(supposed.present)], known, work);
    if (context.kind === "none") return context;
    const found = solveResource({ ...sought, read: relaxedReader(supposed), region: usual }, constraints);
    if (found.kind === "none") return found;
    return found.kind === "found" ? { kind: "found", resource: found.text } : { kind: "unclear" };
  }
}

const usual = "us-east-1";

/** Where a request is sent is mostly where its resource is. */
function regionOf(assigned: Assigned): string {
  const [asked = usual] = assigned.get("aws:requestedregion") ?? [];
  return /^[a-z0-9-]{1,40}$/.test(asked) ? asked : usual;
}

interface Wide {
  readonly kind: "found";
  readonly resource: string;
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
