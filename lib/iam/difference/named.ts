import type { AccessRequest, StatementRef } from "../access.ts";
import { nobodyNamed } from "../decide/nobody.ts";
import { byToken } from "../decide/token-actions.ts";
import type { Landscape, Policy, PrincipalPattern } from "../landscape.ts";
import type { ActionSet, AskedAction } from "../who/action-sets.ts";
import { isNameless } from "../who/nameless.ts";
import { namesIn } from "../who/outside.ts";
import type { BodyBook } from "./bodies.ts";
import type { Standing } from "./facts.ts";

/**
 * Somebody of no account whom a policy lets in: an AWS service, an identity provider, a canonical user, an id. Of
 * services and providers it is asked what they can do (`letting.ts`); of the others, of whom nobody can say who they
 * are, a policy that lets them in otherwise than before is told by what it says.
 */
export interface Naming {
  /** As the policy names it; `canonical:79a5…` for a canonical user. */
  readonly principal: string;
  /** ARN of what the policy stands on. */
  readonly resource: string;
  /** In AWS’s spelling, sorted. */
  readonly actions: readonly string[];
  /** A request that one side allows and the other does not; absent where only the policies’ texts were compared. */
  readonly witness?: AccessRequest;
  /** The statements that allow the witness. */
  readonly by?: readonly StatementRef[];
}

/** The allows of `after` to principals of whom nothing can be asked, that `before` has not. */
export function namingsOf(
  standings: readonly Standing[],
  actions: readonly AskedAction[],
  landscape: Landscape,
  book: BodyBook,
): readonly Naming[] {
  return standings.flatMap(({ arn, before, after }) => {
    if (after === undefined) return [];
    const found: Naming[] = [];
    for (const [principal, pattern] of patternsIn(after, landscape)) {
      const [was, is] = [before, after].map((policy) => book.of(only(policy, pattern), () => ""));
      const news: ActionSet[] = [...is!].map(([body, set]) => {
        const old = was!.get(body);
        return set.map((word, at) => word & ~(old?.[at] ?? 0));
      });
      const names = actions
        // Everybody is asked as “*”, but for what takes the token of some provider.
        .filter(({ folded }) => pattern.kind !== "everyone" || byToken.has(folded))
        .filter(({ fact }) => news.some((set) => (set[fact!.id >>> 5]! & (1 << (fact!.id & 31))) !== 0))
        .map(({ name }) => name);
      if (names.length > 0) found.push({ principal, resource: arn, actions: names.toSorted() });
    }
    return found;
  });
}
/** The allows of a policy to one principal, as if it were the only one that they name. */
function only(policy: Policy | undefined, pattern: PrincipalPattern): readonly Policy[] {
  if (policy === undefined) return [];
  const text = JSON.stringify(pattern);
  const statements = policy.statements
    .filter(
      ({ effect, principals }) =>
        effect === "Allow" && principals?.of.some((each) => JSON.stringify(each) === text),
    )
    .map((each) => ({ ...each, principals: { negated: false, of: [pattern] } }));
  return [{ ref: policy.ref, kind: policy.kind, statements }];
}

function patternsIn(
  { statements }: Policy,
  { identities }: Landscape,
): ReadonlyMap<string, PrincipalPattern> {
  const found = new Map<string, PrincipalPattern>();
  for (const pattern of statements.flatMap(({ effect, principals }) =>
    effect === "Allow" && principals?.negated === false ? principals.of : [],
  )) {
    const name = nameOf(pattern);
    const ours = pattern.kind === "id" && [...identities.values()].some(({ id }) => id === pattern.id);
    if (name !== undefined && !ours) found.set(name, pattern);
  }
  return found;
}

function nameOf(pattern: PrincipalPattern): string | undefined {
  const asked = namedAsNobody(pattern);
  if (asked !== undefined) return nobodyNamed(asked) === undefined ? asked : undefined;
  if (pattern.kind === "everyone") return "*";
  if (pattern.kind === "canonicalUser") return `canonical:${pattern.id}`;
  if (pattern.kind === "id") return pattern.id;
  return pattern.kind === "arn" && isNameless(pattern.arn) ? pattern.arn : undefined;
}

/** A service or identity provider, as policies name it. */
export function namedAsNobody(pattern: PrincipalPattern): string | undefined {
  if (pattern.kind === "service") return pattern.service;
  return pattern.kind === "federated" ? pattern.provider : undefined;
}

/** Users and roles of an account that was not read, by the names that conditions ask for, and one that none asks for. */
export function namesAsked(
  standings: readonly Standing[],
  account: string,
  partition: string,
): readonly string[] {
  const policies = standings.flatMap(({ before, after }) => [before, after]);
  const statements = policies.flatMap((policy) => policy?.statements ?? []);
  return namesIn(
    statements.flatMap(({ conditions }) => conditions),
    account,
    partition,
  );
}
