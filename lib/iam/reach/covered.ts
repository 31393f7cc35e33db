import type { Condition, Statement } from "../landscape.ts";
import type { Guise } from "./guises.ts";
import { isWhole, type Layers } from "./layers.ts";
import type { PolicyViews, View } from "./views.ts";

/** Allowed everything by its own policies, and denied nothing by them; what is asked of it is yes for any need. */
export function isSovereign({ identity, boundary }: Layers): boolean {
  if (boundary !== undefined || identity.problems.length > 0 || denies(identity).length > 0) return false;
  return identity.views.some(isAll);
}

export function isAll(view: View): boolean {
  const { negated, patterns } = view.statement.actions;
  return isWhole(view) && !negated && patterns.includes("*");
}

export function isAllow({ statement }: View): boolean {
  return statement.effect === "Allow";
}

export function allows({ views }: PolicyViews): readonly View[] {
  return views.filter(isAllow);
}

export function denies({ views }: PolicyViews): readonly View[] {
  return views.filter((view) => !isAllow(view));
}

export function within(views: readonly View[], others: readonly View[]): boolean {
  const known = new Set(others.filter(({ own }) => !own).map(({ id }) => id));
  return views.every(({ id, own }) => !own && known.has(id));
}

/** Each action with each resource is in some statement, with no condition that is not asked of the other as well. */
export function isCovered(guise: Guise, own: Layers, other: Guise, view: View): boolean {
  const layers = [own.identity, ...(own.boundary ? [own.boundary] : [])];
  const { statement, resources } = view;
  if (statement.problem !== undefined || resources === undefined) return false;
  return layers.every(({ views }) => {
    const allowing = allows({ views, problems: [] }).filter(
      (each) =>
        each.statement.problem === undefined &&
        (!each.own || (guise.principal === other.principal && each.id === view.id)) &&
        asksNoMore(each.conditions, view.conditions),
    );
    if (allowing.some(isAll) || allowing.some(({ id, own }) => id === view.id && !own)) return true;
    return actionsOf(statement).every((action) =>
      (resources.negated ? ["*"] : resources.of.map(({ text }) => text)).every((resource) =>
        allowing.some((each) => speaksOfAll(each.statement, action) && standsOnAll(each, resource)),
      ),
    );
  });
}

/** A negated element may mean anything. */
function actionsOf({ actions }: Statement): readonly string[] {
  return actions.negated ? ["*"] : actions.patterns;
}

function speaksOfAll({ actions }: Statement, asked: string): boolean {
  return !actions.negated && actions.patterns.some((pattern) => takesIn(pattern, asked));
}

function standsOnAll({ resources }: View, asked: string): boolean {
  return (
    resources?.negated === false &&
    resources.of.some(({ text, glob }) => glob !== undefined && takesIn(text, asked))
  );
}

/** Whatever the second pattern matches, the first does: proved where the first has wildcards only as its last character. */
function takesIn(pattern: string, other: string): boolean {
  if (pattern === other || pattern === "*") return true;
  const wild = pattern.search(/[*?]/);
  return wild === pattern.length - 1 && pattern.endsWith("*") && other.startsWith(pattern.slice(0, -1));
}

function asksNoMore(own: readonly Condition[], theirs: readonly Condition[]): boolean {
  if (own.length === 0) return true;
  const asked = new Set(theirs.map(textOf));
  return own.every((condition) => condition.problem === undefined && asked.has(textOf(condition)));
}

function textOf({ operator, ifExists, quantifier, key, values }: Condition): string {
  return JSON.stringify([
    operator,
    ifExists,
    quantifier,
    key,
    values.map(({ text, fixed }) => [text, fixed !== undefined]),
  ]);
}
