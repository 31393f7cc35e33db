import { holds } from "../conditions/holds.ts";
import type { Context } from "../conditions/context.ts";
import type { Condition, Statement } from "../landscape.ts";
import { isUnknown } from "../truth.ts";
import type { Template } from "../variables.ts";

/** What a statement asks about who asks: whether a condition holds for its ARN, or what a key of its own is. */
export type Look =
  | { readonly kind: "truth"; readonly condition: Condition }
  | { readonly kind: "entry"; readonly key: string };

const known = new WeakMap<Statement, readonly Look[]>();
const none: readonly Look[] = [];

/** Everything in which a statement may mean one thing for one requester, and another for another of the same account. */
export function looksOf(statement: Statement): readonly Look[] {
  const before = known.get(statement);
  if (before !== undefined) return before;
  const found = [
    ...statement.conditions.flatMap(looksIn),
    ...(statement.resources?.patterns ?? []).flatMap(keysIn).map(entryOf),
  ];
  const looks = found.length === 0 ? none : found;
  known.set(statement, looks);
  return looks;
}

export function looksIn(condition: Condition): readonly Look[] {
  const variables = condition.values.flatMap(keysIn);
  // An ARN is told from all others by each of its letters: what counts is whether the condition holds for it.
  if (condition.key === "aws:principalarn" && condition.values.every(({ fixed }) => fixed !== undefined))
    return [{ kind: "truth", condition }];
  return [...variables, ...(isOwn(condition.key) ? [condition.key] : [])].map(entryOf);
}

/** What a look sees, as text. A key without a value is one that a role’s session may have, and a user has not. */
export function seenBy(look: Look, context: Context, kind: "user" | "role"): string {
  if (look.kind === "entry") return JSON.stringify(context.get(look.key) ?? kind);
  const truth = holds(look.condition, context);
  return isUnknown(truth) ? JSON.stringify(truth) : truth ? "+" : "-";
}

function entryOf(key: string): Look {
  return { kind: "entry", key };
}

function keysIn({ parts, problem }: Template): readonly string[] {
  // What could not be read means the same to everybody.
  if (problem !== undefined) return [];
  return parts.flatMap((part) => (part.kind === "variable" && isOwn(part.key) ? [part.key] : []));
}

/** Keys that AWS derives from the user or role itself, not from its account alone. */
function isOwn(key: string): boolean {
  return key.startsWith("aws:principal") || key === "aws:userid" || key === "aws:username";
}
