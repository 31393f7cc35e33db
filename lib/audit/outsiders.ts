import type { Condition, Statement } from "../iam/landscape.ts";
import { accountIn } from "./facts.ts";

/** Whom the Allow statements of a trust policy let in, as far as it names those of other accounts. */
export interface Trusted {
  /** ARNs of principals of accounts that are not the office's; `*` for everybody. Sorted, each once. */
  readonly outsiders: readonly string[];
  /** Principals that were not understood. */
  readonly unclear: readonly string[];
}

/** Reads the Allow statements of one trust policy; conditions that hold a statement to own accounts are minded. */
export function trustedBy(statements: readonly Statement[], own: ReadonlySet<string>): Trusted {
  const outsiders = new Set<string>();
  const unclear = new Set<string>();
  for (const { effect, principals, conditions } of statements) {
    if (effect !== "Allow" || principals === undefined) continue;
    const held = conditions.some((condition) => holdsToOwn(condition, own));
    for (const one of principals.of) {
      if (one.kind === "unclear") unclear.add(one.text);
      else if (held || principals.negated) continue;
      else if (one.kind === "everyone") outsiders.add("*");
      else if (one.kind === "account" && !own.has(one.account))
        outsiders.add(`arn:aws:iam::${one.account}:root`);
      else if (one.kind === "arn" && !own.has(accountIn(one.arn) ?? "")) outsiders.add(one.arn);
    }
  }
  return { outsiders: [...outsiders].sort(), unclear: [...unclear].sort() };
}

const exact = new Set(["StringEquals", "StringEqualsIgnoreCase", "StringLike", "ArnEquals", "ArnLike"]);

/** True when a condition lets only principals of own accounts pass: no wildcard in the account, none that may be absent. */
function holdsToOwn(
  { operator, ifExists, quantifier, key, values, problem }: Condition,
  own: ReadonlySet<string>,
): boolean {
  if (!exact.has(operator) || ifExists || quantifier !== undefined || problem !== undefined) return false;
  if (values.length === 0) return false;
  if (key === "aws:principalaccount") return values.every(({ text }) => own.has(text));
  return key === "aws:principalarn" && values.every(({ text }) => own.has(accountIn(text) ?? ""));
}
