import type { Proof } from "../access.ts";
import { namedPrincipal } from "../arn.ts";
import type { PrincipalPattern } from "../landscape.ts";
import type { ActionSets } from "./action-sets.ts";
import type { Question } from "./question.ts";
import { reaches } from "./zones.ts";
import type { Work } from "../globs.ts";

/**
 * Of those that `outsidersOf` lists, whoever no ARN of a user or role names: `canonical:79a5…` for the canonical user of
 * an account, an origin access identity of CloudFront, `AROA…` or `AIDA…` for one that is gone or of another account, a
 * federated user.
 */
export function isNameless(outsider: string): boolean {
  const kind = namedPrincipal(outsider)?.kind;
  return outsider !== "*" && (kind === undefined || kind === "federatedUser");
}

/** `unknown` where a policy may let such a principal in to what is asked. */
export function proveNameless(sets: ActionSets, principal: string, question: Question, work: Work): Proof {
  const named = question.groups.some(({ zones, actions, set }) =>
    zones.some((zone) =>
      zone.policy?.statements.some(
        (statement) =>
          statement.effect === "Allow" &&
          statement.principals?.of.some((pattern) => textOf(pattern) === principal) &&
          sets.speaksOfAny(statement, set, actions) &&
          reaches(statement, zone, work),
      ),
    ),
  );
  if (!named) return { verdict: "no" };
  return { verdict: "unknown", why: `a policy lets in ${principal}, and nobody can say who that is` };
}

/** Under which name `outsidersOf` lists whom a pattern means; absent: under no one name. */
export function textOf(pattern: PrincipalPattern): string | undefined {
  if (pattern.kind === "canonicalUser") return `canonical:${pattern.id}`;
  if (pattern.kind === "id") return pattern.id;
  return pattern.kind === "arn" ? pattern.arn : undefined;
}
