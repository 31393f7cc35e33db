import type { StatementRef } from "../access.ts";
import { holds } from "../conditions/holds.ts";
import { variablesOf } from "../conditions/context.ts";
import type { Policy, ResourceElement, Statement } from "../landscape.ts";
import { any, isUnknown, not, unknown, type Truth } from "../truth.ts";
import { matchesReading, readTemplate, type Lookup } from "../variables.ts";
import { meansAction } from "./actions.ts";
import type { Request } from "./request.ts";
import { applies } from "./requester.ts";

/** Does a statement speak of this request? What could not be read of it is unknown, unless another part rules it out. */
export function speaksOf(statement: Statement, request: Request): Truth {
  return meansAction(statement.actions, request.action, request.service) && restSpeaksOf(statement, request);
}

/** The same of a statement whose actions mean that of the request. */
export function restSpeaksOf(
  { principals, resources, conditions, problem }: Statement,
  request: Request,
): Truth {
  let speaks: Truth = principals === undefined || applies(principals, request.requester);
  if (speaks === false) return false;
  const matched = resources === undefined || matchesResource(resources, request);
  if (matched === false) return false;
  if (speaks === true) speaks = matched;
  for (const condition of conditions) {
    const held = holds(condition, request.context);
    if (held === false) return false;
    if (speaks === true) speaks = held;
  }
  return speaks === true && problem !== undefined ? unknown(problem) : speaks;
}

/** As `Decision.by` names it. */
export function refOf(policy: Policy, { sid, index, effect }: Statement): StatementRef {
  return { policy: policy.ref, statement: sid ?? index, effect };
}

function matchesResource({ negated, patterns }: ResourceElement, { resource, context }: Request): Truth {
  let lookup: Lookup | undefined;
  const found = any(patterns, (pattern) => {
    if (pattern.fixed !== undefined) return matchesReading(pattern.fixed, resource);
    lookup ??= variablesOf(context);
    const reading = readTemplate(pattern, lookup);
    if (reading === undefined) return false;
    return isUnknown(reading) ? reading : matchesReading(reading, resource);
  });
  return negated ? not(found) : found;
}
