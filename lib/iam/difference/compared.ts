import { byToken } from "../decide/token-actions.ts";
import type { ActionSet, ActionSets, AskedAction } from "../who/action-sets.ts";
import { isEmpty } from "./bodies.ts";

/** The published actions that names and patterns mean, all without either; and what of them principals ask for. */
export interface Compared {
  readonly all: readonly AskedAction[];
  /** Without those that take an identity provider’s token. */
  readonly byPrincipals: readonly AskedAction[];
}

export function comparedActions(sets: ActionSets, patterns: readonly string[] = ["*"]): Compared {
  const all = sets.asked(patterns).filter(({ fact }) => fact !== undefined);
  return { all, byPrincipals: all.filter(({ folded }) => !byToken.has(folded)) };
}

/** Actions of one service that are of the same types of resources. */
export function grouped(
  actions: readonly AskedAction[],
  set: ActionSet,
): readonly (readonly [types: readonly string[], actions: readonly AskedAction[]])[] {
  if (isEmpty(set)) return [];
  const groups = new Map<string, AskedAction[]>();
  for (const action of actions) {
    const { id, resources } = action.fact!;
    if ((set[id >>> 5]! & (1 << (id & 31))) === 0) continue;
    const key = `${action.service}\n${resources.join("\n")}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [action]);
    else group.push(action);
  }
  return [...groups.values()].map((own) => [own[0]!.fact!.resources, own]);
}

/** A resource of a type as AWS has them, in the requester’s account. */
export function likely(type: string | undefined, account: string): string {
  if (type === undefined) return "*";
  const fill = ["arn", "aws", "x", "us-east-1", account];
  return type
    .split(":")
    .map((part, at) => (part === "*" && at < fill.length ? fill[at]! : part.replaceAll("*", "x")))
    .join(":");
}

// As who/classes.ts: actions that the evaluation treats by their name.
const odd: ReadonlySet<string> = new Set(["kms:retiregrant", "sts:assumerole", "sts:getcalleridentity"]);

export function isOdd({ folded, service }: AskedAction): boolean {
  return odd.has(folded) || (service === "kms" && folded.endsWith("alias"));
}
