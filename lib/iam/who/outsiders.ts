import { namedPrincipal } from "../arn.ts";
import type { Landscape, Policy, PrincipalPattern } from "../landscape.ts";

/**
 * Who is not in the snapshot and named by a resource’s policy or a trust policy: accounts by their root, users, roles
 * and sessions of other accounts, `*`, and whoever is named so that nobody can say who that is (`nameless.ts`).
 * Services and identity providers are left out.
 */
export function outsidersOf(landscape: Landscape): readonly string[] {
  const found = new Set<string>();
  for (const { arn, policy } of landscape.resources.values())
    for (const each of named(landscape, arn, policy)) found.add(each);
  for (const { arn, trust } of landscape.identities.values()) {
    if (trust !== undefined) for (const each of named(landscape, arn, trust)) found.add(each);
  }
  return [...found].sort();
}

function named(landscape: Landscape, on: string, { statements, problem }: Policy): readonly string[] {
  if (problem !== undefined) return ["*"];
  const partition = on.split(":")[1] ?? "aws";
  return statements.flatMap(({ effect, principals }) => {
    if (effect !== "Allow" || principals === undefined) return [];
    if (principals.negated) return ["*"];
    return principals.of.flatMap((pattern) => outsider(landscape, pattern, partition));
  });
}

function outsider(
  { accounts, identities }: Landscape,
  pattern: PrincipalPattern,
  partition: string,
): readonly string[] {
  switch (pattern.kind) {
    case "everyone":
    case "unclear":
      return ["*"];
    case "account":
      return accounts.has(pattern.account) ? [] : [`arn:${partition}:iam::${pattern.account}:root`];
    case "arn": {
      const named = namedPrincipal(pattern.arn);
      const ours = named !== undefined && named.kind !== "federatedUser" && accounts.has(named.account);
      return ours ? [] : [pattern.arn];
    }
    case "id":
      return [...identities.values()].some(({ id }) => id === pattern.id) ? [] : [pattern.id];
    case "canonicalUser":
      return [`canonical:${pattern.id}`];
    case "service":
    case "federated":
      return [];
  }
}
