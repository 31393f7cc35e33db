import type { ActionElement, Policy, Statement } from "../landscape.ts";
import { matcherOf, type Matcher } from "../matcher.ts";
import { globOf } from "../wildcard.ts";

/** What of an element could match the actions of one service, or of any. */
interface Patterns {
  readonly names: Set<string>;
  readonly others: Matcher[];
}

const prepared = new WeakMap<ActionElement, (action: string, service: string) => boolean>();

/**
 * Does `Action` or `NotAction` mean this action, in lower case? Prepared once an element: names are looked up, and
 * only patterns of the action’s own service are tried.
 */
export function meansAction(element: ActionElement, action: string, service: string): boolean {
  let means = prepared.get(element);
  if (means === undefined) {
    means = prepare(element);
    prepared.set(element, means);
  }
  return means(action, service);
}

const speaking = new WeakMap<Policy, Map<string, readonly Statement[]>>();

// Whoever asks may ask about any action, and about some that no service has.
const mostActions = 200;

/** The statements of a policy whose actions mean this one, in lower case. */
export function statementsOn(policy: Policy, action: string, service: string): readonly Statement[] {
  let byAction = speaking.get(policy);
  if (byAction === undefined) {
    byAction = new Map();
    speaking.set(policy, byAction);
  }
  const before = byAction.get(action);
  if (before !== undefined) return before;
  const found = policy.statements.filter(({ actions }) => meansAction(actions, action, service));
  if (byAction.size >= mostActions) byAction.clear();
  byAction.set(action, found.length === 0 ? none : found);
  return found;
}

const none: readonly Statement[] = [];

function prepare({ negated, patterns }: ActionElement): (action: string, service: string) => boolean {
  if (patterns.includes("*")) return () => !negated;
  const byService = new Map<string, Patterns>();
  const anyService: Matcher[] = [];
  for (const pattern of patterns) {
    const wild = pattern.search(/[*?]/);
    const colon = pattern.indexOf(":");
    // Before the first wildcard the service is spelled out.
    const service = colon < 0 || (wild >= 0 && wild < colon) ? undefined : pattern.slice(0, colon);
    if (service === undefined) {
      anyService.push(matcherOf(globOf(pattern)));
      continue;
    }
    const own = byService.get(service) ?? { names: new Set<string>(), others: [] };
    byService.set(service, own);
    if (wild < 0) own.names.add(pattern);
    else own.others.push(matcherOf(globOf(pattern)));
  }
  return (action, service) => {
    const own = byService.get(service);
    const found =
      (own !== undefined && (own.names.has(action) || own.others.some((matches) => matches(action)))) ||
      anyService.some((matches) => matches(action));
    return found !== negated;
  };
}
