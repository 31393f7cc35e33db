import { namedPrincipal, type NamedPrincipal } from "../../iam/arn.ts";
import type { Engine } from "../../iam/compile.ts";
import { outsidersOf } from "../../iam/who/outsiders.ts";

/**
 * True of somebody of an account that is not in the snapshot, whom no policy there names, nor its account: a name that
 * may be mistyped, and of whom nothing is known.
 */
export function isStrange({ landscape }: Engine, principal: string): boolean {
  const asked = namedPrincipal(principal);
  if (asked === undefined || landscape.accounts.has(asked.account)) return false;
  return !outsidersOf(landscape).some((outsider) => {
    const named = namedPrincipal(outsider);
    if (named?.account !== asked.account) return false;
    const isAccount = named.kind === "root" || asked.kind === "root";
    const role = roleIn(asked);
    return isAccount || outsider === principal || (role !== undefined && role === roleIn(named));
  });
}

/**
 * Why nobody can say of somebody of an account that is not in the snapshot that none of this is possible: no policy
 * names it, or resources are meant that may be of that account. `undefined`: there is no such reason.
 */
export function elsewhereWhy(
  engine: Engine,
  principal: string,
  resources: readonly string[],
): string | undefined {
  const { accounts } = engine.landscape;
  const account = namedPrincipal(principal)?.account;
  if (account === undefined || accounts.has(account)) return undefined;
  if (isStrange(engine, principal))
    return `the snapshot does not have the account of ${principal}, and no policy there names it`;
  const ours = resources.every((resource) => {
    const [, , service, , owner = ""] = resource.split(":");
    return owner === "" ? service === "s3" : accounts.has(owner);
  });
  return ours ? undefined : `what ${principal} can do in its own account is not in the snapshot`;
}

/** Of a role, or of a session of it. */
function roleIn(named: NamedPrincipal): string | undefined {
  if (named.kind === "role") return named.name;
  return named.kind === "session" ? named.role : undefined;
}
