import type { Condition, ResourceElement, Statement } from "../landscape.ts";
import type { Demand } from "./solve-key.ts";
import type { Option } from "./ways.ts";

/** What a request must be like, gathered on the way through the search. Never changed: each step makes its own. */
export interface Constraints {
  /** Elements that must speak of the resource (`true`), or must not. */
  readonly elements: readonly { readonly element: ResourceElement; readonly wanted: boolean }[];
  readonly demands: readonly Demand[];
  /** The allows that were chosen. */
  readonly allows: readonly Statement[];
  /** Denies that the search looks away from, since it is not certain that they speak. */
  readonly ignored: ReadonlySet<Option>;
  /** Why it is not certain that such a request is allowed. */
  readonly taint?: string;
}

export const unconstrained: Constraints = { elements: [], demands: [], allows: [], ignored: new Set() };

/**
 * What every request must be like that no deny without conditions speaks of; `undefined` when such a deny speaks of
 * every resource. A condition that always holds is none.
 */
export function undenied(
  denies: readonly Option[],
  always: (condition: Condition) => boolean,
): Constraints | undefined {
  const plain = denies.filter(
    ({ statement, taint }) => taint === undefined && statement?.conditions.every(always),
  );
  if (plain.some(({ statement }) => speaksOfEverything(statement))) return undefined;
  const elements = plain.map(({ statement }) => ({ element: statement!.resources!, wanted: false }));
  return { ...unconstrained, elements };
}

function speaksOfEverything(statement: Statement | undefined): boolean {
  const { resources } = statement ?? {};
  return (
    resources === undefined || (!resources.negated && resources.patterns.some(({ text }) => text === "*"))
  );
}

/** The request must be one that this statement speaks of. */
export function allowedBy(before: Constraints, { statement, taint }: Option): Constraints {
  const why = before.taint ?? taint;
  const asked = statement === undefined || speaksOfEverything(statement) ? undefined : statement.resources;
  const elements = asked === undefined ? [] : [{ element: asked, wanted: true }];
  const demands = understood(statement).map((condition) => ({ condition, wanted: true }));
  return {
    ...before,
    elements: [...before.elements, ...elements],
    demands: [...before.demands, ...demands],
    allows: statement === undefined ? before.allows : [...before.allows, statement],
    ...(why !== undefined && { taint: why }),
  };
}

/**
 * Every way not to be spoken of by a deny: another resource, or one of its conditions false. Where it is not certain
 * that it speaks, looking away is one more, which proves nothing.
 */
export function dodges(
  before: Constraints,
  deny: Option,
  notSure: string | undefined,
): readonly Constraints[] {
  const { statement, taint } = deny;
  const found: Constraints[] = [];
  const { resources } = statement ?? {};
  // Asked once already: the same resource would be found again.
  const avoided = before.elements.some(({ element, wanted }) => element === resources && !wanted);
  if (resources !== undefined && !avoided) {
    found.push({ ...before, elements: [...before.elements, { element: resources, wanted: false }] });
  }
  for (const condition of understood(statement)) {
    found.push({ ...before, demands: [...before.demands, { condition, wanted: false }] });
  }
  const why = taint ?? notSure;
  if (why !== undefined) {
    found.push({ ...before, ignored: new Set([...before.ignored, deny]), taint: before.taint ?? why });
  }
  return found;
}

function understood(statement: Statement | undefined): readonly Condition[] {
  return (statement?.conditions ?? []).filter(({ problem }) => problem === undefined);
}
