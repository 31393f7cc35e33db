import type { ActionIndex } from "../../actions/action-index.ts";
import type { AccessQuestion, Witness } from "../access.ts";
import { covers, meet, patternOf, type Pattern } from "../globs.ts";
import { matchesPattern } from "../wildcard.ts";
import { listed } from "./elements.ts";
import type { Asked, Json } from "./request.ts";

/** A statement that allows what it must not. */
export interface Target {
  readonly statement: Json;
  /** ARN of the resource or role that its policy stands on; absent: the policy is an identity’s. */
  readonly on?: string;
  readonly principal: string;
  readonly question: AccessQuestion;
  readonly witness: Witness;
  /** What must stay possible and may hang on this statement. */
  readonly kept: readonly Asked[];
  readonly index: ActionIndex;
}

/** What the statement would become: none, one or several; and what that takes. */
export interface Narrowing {
  readonly statements: readonly Json[];
  readonly takes: () => readonly AccessQuestion[];
}

const mostNames = 3_000;

/** All that a statement speaks of, as a question; variables stand for anything. */
export function areaOf({ statement, on }: Pick<Target, "statement" | "on">): AccessQuestion {
  const actions = Object.hasOwn(statement, "Action") ? listed(statement["Action"]) : ["*"];
  const own = on === undefined ? ["*"] : [on, `${on}/*`];
  const resources = Object.hasOwn(statement, "Resource") ? listed(statement["Resource"]).map(asPattern) : own;
  return { actions, resources };
}

const kept = new WeakMap<readonly string[], ReadonlySet<string> | "too-many">();

/** What patterns of actions mean, as AWS spells it; `undefined` beyond what is worth writing out. Kept for each list. */
export function namesOf(index: ActionIndex, patterns: readonly string[]): ReadonlySet<string> | undefined {
  const known = kept.get(patterns) ?? spelt(index, patterns) ?? "too-many";
  kept.set(patterns, known);
  return known === "too-many" ? undefined : known;
}

function spelt(index: ActionIndex, patterns: readonly string[]): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const pattern of patterns) {
    if (/^\*+$/.test(pattern)) return undefined;
    const exact = /[*?]/.test(pattern) ? index.matching(pattern) : [index.find(pattern)];
    for (const fact of exact) if (fact !== undefined) names.add(fact.name);
    if (names.size > mostNames) return undefined;
  }
  return names;
}

/** Do two lists of action patterns mean a common action? */
export function actionsMeet(index: ActionIndex, one: readonly string[], other: readonly string[]): boolean {
  const [names, others] = [namesOf(index, one), namesOf(index, other)];
  if (names === undefined || others === undefined) return true;
  return [...names].some((name) => others.has(name));
}

/** What is kept, one action and one resource each, as far as the statement may be what allows it. */
export function keptPairs({ statement, on, kept }: Target): readonly (readonly [string, string])[] {
  const area = areaOf({ statement, ...(on !== undefined && { on }) });
  const excluded = Object.hasOwn(statement, "NotAction") ? listed(statement["NotAction"]) : [];
  return kept.flatMap(({ question }) =>
    question.actions
      .filter((action) => anyMatches(area.actions, action) && !anyMatches(excluded, action))
      .flatMap((action) =>
        question.resources
          .filter((resource) => area.resources.some((own) => meets(own, resource)))
          .map((resource) => [action, resource] as const),
      ),
  );
}

export function anyMatches(patterns: readonly string[], action: string): boolean {
  return patterns.some((pattern) => matchesPattern(pattern, action, true));
}

/** A resource as a policy writes it, with `*` for each variable. */
export function asPattern(text: string): string {
  return text.replaceAll(/\$\{[^}]*\}/g, "*");
}

/** A pattern of a question in a policy of 2012: there `${` would begin a variable. */
export function asEntry(pattern: string): string {
  return pattern.replaceAll("${", "${$}{");
}

const patterns = new Map<string, Pattern>();
const mostPatterns = 5_000;

function compiled(text: string): Pattern {
  const known = patterns.get(text);
  if (known !== undefined) return known;
  if (patterns.size >= mostPatterns) patterns.clear();
  const made = patternOf(text);
  patterns.set(text, made);
  return made;
}

/** Steps that one comparison may take: beyond it two patterns are taken to meet, and none to cover another. */
const steps = 20_000;

export function meets(one: string, other: string): boolean {
  return meet(compiled(one), compiled(other), { left: steps });
}

export function coversAll(outer: string, inner: string): boolean {
  return covers(compiled(outer), compiled(inner));
}
