import type { StatementRef } from "../access.ts";
import { holds } from "../conditions/holds.ts";
import { variablesOf } from "../conditions/context.ts";
import type { ActionElement, Policy, ResourceElement, Statement } from "../landscape.ts";
import { all, and, any, isUnknown, not, unknown, type Truth } from "../truth.ts";
import { readTemplate } from "../variables.ts";
import { matchesGlob, matchesPattern } from "../wildcard.ts";
import type { Request } from "./request.ts";
import { applies } from "./requester.ts";

/** Does a statement speak of this request? What could not be read of it is unknown, unless another part rules it out. */
export function speaksOf(statement: Statement, request: Request): Truth {
  if (!matchesAction(statement.actions, request.action)) return false;
  return and(
    statement.principals === undefined || applies(statement.principals, request.requester),
    statement.resources === undefined || matchesResource(statement.resources, request),
    all(statement.conditions, (condition) => holds(condition, request.context)),
    statement.problem === undefined || unknown(statement.problem),
  );
}

/** As `Decision.by` names it. */
export function refOf(policy: Policy, { sid, index, effect }: Statement): StatementRef {
  return { policy: policy.ref, statement: sid ?? index, effect };
}

function matchesAction({ negated, patterns }: ActionElement, action: string): boolean {
  return negated !== patterns.some((pattern) => matchesText(pattern, action));
}

// Nearly every pattern is a name or a name with one run at its end.
function matchesText(pattern: string, text: string): boolean {
  const wild = pattern.search(/[*?]/);
  if (wild < 0) return pattern === text;
  if (wild === pattern.length - 1 && pattern.endsWith("*")) return text.startsWith(pattern.slice(0, -1));
  return matchesPattern(pattern, text);
}

function matchesResource({ negated, patterns }: ResourceElement, { resource, context }: Request): Truth {
  const lookup = variablesOf(context);
  const found = any(patterns, (pattern) => {
    const reading = readTemplate(pattern, lookup);
    if (reading === undefined) return false;
    return isUnknown(reading) ? reading : matchesGlob(reading.glob, resource);
  });
  return negated ? not(found) : found;
}
