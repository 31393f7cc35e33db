import type { StatementRef } from "../access.ts";
import type { Policy, Statement } from "../landscape.ts";
import { or, unknown, type Truth } from "../truth.ts";
import type { Request } from "./request.ts";
import { refOf, speaksOf } from "./statement.ts";

/** What one side of a layer says: whether any statement does, and those that do for certain. */
export interface Voice {
  readonly says: Truth;
  readonly by: readonly StatementRef[];
}

/** What the policies of one layer say together of a request. */
export interface Layer {
  readonly allow: Voice;
  readonly deny: Voice;
}

export const silent: Voice = { says: false, by: [] };

/** A voice that nothing can be known of. */
export function unheard(why: string): Voice {
  return { says: unknown(why), by: [] };
}

/** Policies that add up: any may allow, any may deny. */
export function layerOf(policies: readonly Policy[], request: Request): Layer {
  return { allow: voiceOf(policies, request, "Allow"), deny: voiceOf(policies, request, "Deny") };
}

/** What the statements of one effect say, where `counts`. */
export function voiceOf(
  policies: readonly Policy[],
  request: Request,
  effect: Statement["effect"],
  counts: (statement: Statement) => Truth = () => true,
): Voice {
  const by: StatementRef[] = [];
  let says: Truth = false;
  for (const policy of policies) {
    if (policy.problem !== undefined) says = or(says, unknown(policy.problem));
    for (const statement of policy.statements) {
      if (statement.effect !== effect) continue;
      const counted = counts(statement);
      const truth = counted === false ? false : speaksOf(statement, request);
      if (truth === true && counted === true) by.push(refOf(policy, statement));
      says = or(says, truth === true ? counted : truth);
    }
  }
  return { says, by };
}
