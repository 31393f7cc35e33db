import type { Truth } from "../truth.ts";
import type { Reading, Template } from "../variables.ts";

/** One comparison of a value of the request with a value of the policy, before negation and quantifiers. */
export interface Operator {
  /** `…Not…`: holds when no value of the policy matches. */
  readonly negated: boolean;
  /** Why a value of a policy makes no sense to this operator, in English; `undefined` when it does. */
  readonly check: (value: Template) => string | undefined;
  readonly matches: (value: string, policy: Reading) => Truth;
  /** The same for a value of which only the beginning is known; absent: then nothing is known of it. */
  readonly matchesBeginning?: (beginning: string, policy: Reading) => Truth;
}

/** The check of an operator whose values cannot hold variables. */
export function plainCheck(what: string, parse: (text: string) => unknown): Operator["check"] {
  return ({ text }) => (parse(text) === undefined ? `“${text.slice(0, 60)}” is no ${what}` : undefined);
}
