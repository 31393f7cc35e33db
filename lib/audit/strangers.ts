import { matchesPattern } from "../actions/wildcard.ts";
import type { Asset } from "../contract/contract.ts";
import { parsePolicy } from "../iam/parse.ts";
import type { CheckInput } from "./check.ts";
import { reachOf } from "./assets.ts";

/**
 * Whom the policies of an asset let in beside users and roles that are known: everybody (`*`), and whole accounts that
 * were not read, as their root’s ARN. Whether a statement does let them in is for the engine to say. Sorted.
 */
export function strangersTo(asset: Asset, input: CheckInput): readonly string[] {
  const read = new Set(input.snapshot.accounts.map(({ id }) => id));
  const reach = reachOf(asset, input);
  const strangers = new Set<string>();
  for (const { resourcePolicies } of input.snapshot.accounts) {
    for (const { resource, policy } of resourcePolicies) {
      if (!reach.some((pattern) => matchesPattern(pattern, resource))) continue;
      for (const { effect, principals } of parsePolicy(policy, resource, "resource").statements) {
        if (effect !== "Allow" || principals === undefined) continue;
        // “Everybody but …” is everybody.
        if (principals.negated) strangers.add("*");
        for (const one of principals.of) {
          if (one.kind === "everyone") strangers.add("*");
          else if (one.kind === "account" && !read.has(one.account))
            strangers.add(`arn:aws:iam::${one.account}:root`);
        }
      }
    }
  }
  return [...strangers].sort();
}
