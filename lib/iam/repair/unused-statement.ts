import type { ActionIndex } from "../../actions/action-index.ts";
import { listed, relisted, statementsOf, withElement } from "./elements.ts";
import type { Json, PolicyEdit } from "./request.ts";
import { anyMatches } from "./target.ts";
import { entryWithout, serviceOf, servicesOf, type Unneeded } from "./unneeded.ts";

/** What of a policy’s statement is to go. */
export interface Cut {
  /** What goes, wherever it stands. */
  readonly goes: Unneeded;
  /** What need not be named where all that stays is named: also what is not possible anyway. */
  readonly unnamed: Unneeded;
  readonly index: ActionIndex;
}

/** The effect and the resource of a deny, beside its actions. */
const denyElements = 2;

/** A statement that allows, without what is not needed: itself where it has nothing of that, `undefined` where nothing is left. */
export function statementWithout(statement: Json, cut: Cut): Json | undefined {
  if (Object.hasOwn(statement, "NotAction")) return withoutExcepted(statement, cut);
  const entries = listed(statement["Action"]);
  if (entries.some(isAll)) return ofAll(statement, [], cut);
  const left = entries.flatMap((entry) => entryWithout(entry, cut.goes, cut.index));
  if (left.length === 0) return entries.length === 0 ? statement : undefined;
  return sameTexts(entries, left)
    ? statement
    : withElement(statement, "Action", relisted(statement["Action"], left));
}

/** Does a statement allow nothing but what is not needed? */
export function isWhollyUnneeded(statement: Json, unneeded: Unneeded, index: ActionIndex): boolean {
  const cut = { goes: unneeded, unnamed: unneeded, index };
  return statementWithout(statement, cut) === undefined;
}

function withoutExcepted(statement: Json, cut: Cut): Json | undefined {
  const before = listed(statement["NotAction"]);
  return ofAll(statement, before, cut);
}

/** All actions but some: more of them are excepted, or, where that is shorter, the services that stay are named. */
function ofAll(statement: Json, before: readonly string[], { goes, unnamed, index }: Cut): Json | undefined {
  const element = Object.hasOwn(statement, "NotAction") ? "NotAction" : "Action";
  const more = patternsOf(goes, index).filter((pattern) => !anyMatches(before, pattern));
  if (more.length === 0) return statement;
  const excepted = withElement(
    statement,
    element,
    relisted(statement[element], [...before, ...more]),
    "NotAction",
  );
  // What an exception of single actions leaves of a service cannot be told by naming the service.
  if (!before.every((entry) => /^[a-z0-9-]+:\*$/i.test(entry))) return excepted;
  const stays = servicesOf(index).filter(
    (service) => !unnamed.services.has(service) && !anyMatches(before, `${service}:*`),
  );
  if (stays.length === 0) return undefined;
  const named = stays.flatMap((service) => entryWithout(`${service}:*`, goes, index));
  // Single actions that a service named whole would still mean: a deny has to take them.
  const left = [...goes.actions].filter((action) => anyMatches(named, action)).length;
  if (named.length + (left > 0 ? left + denyElements : 0) >= more.length) return excepted;
  return withElement(statement, element, relisted(statement[element], named), "Action");
}

/** What goes as entries of a policy, sorted. */
export function patternsOf({ services, actions }: Unneeded, index: ActionIndex): readonly string[] {
  const whole = [...services].map((service) => `${service}:*`);
  const single = [...actions].filter((action) => !services.has(serviceOf(action)));
  return [...whole, ...single.map((action) => index.find(action)?.name ?? action)].sort();
}

/**
 * Do edits name the services that stay, where all were allowed or are to be denied? Then what AWS adds later, and what
 * it has not published, goes as well.
 */
export function namesWhatStays(edits: readonly PolicyEdit[]): boolean {
  const open = (json: Json | null, effect: string) =>
    (json === null ? [] : statementsOf(json)).filter(
      (one) =>
        one["Effect"] === effect &&
        (Object.hasOwn(one, "NotAction") || (effect === "Allow" && listed(one["Action"]).some(isAll))),
    ).length;
  return edits.some(
    ({ change, before, after }) =>
      open(after, "Deny") > open(before, "Deny") ||
      (change === "narrowed" && open(after, "Allow") < open(before, "Allow")),
  );
}

function isAll(entry: string): boolean {
  return /^\*+(:\*+)?$/.test(entry);
}

function sameTexts(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each, at) => each === other[at]);
}
