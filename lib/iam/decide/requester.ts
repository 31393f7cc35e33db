import { namedPrincipal } from "../arn.ts";
import type { Identity, Landscape, Policy, PrincipalElement, PrincipalPattern } from "../landscape.ts";
import { any, isUnknown, unknown, type Truth, type Unknown } from "../truth.ts";

/** Who makes a request. */
export type Requester =
  /** Nobody of an account: `*`, or an AWS service or the holder of a provider's token where the request names it. */
  | { readonly kind: "anonymous"; readonly service?: string; readonly provider?: string }
  | { readonly kind: "root"; readonly arn: string; readonly account: string }
  | {
      readonly kind: "user" | "role";
      /** Of the user, or of the role that the session is of. */
      readonly arn: string;
      readonly account: string;
      /** Absent for an account that was not read. */
      readonly identity?: Identity;
      /** Of roles: the session's name; absent: some name that no policy speaks of. */
      readonly session?: string;
    };

/** Finds who an ARN names. */
export function requesterOf(landscape: Landscape, principal: string): Requester | Unknown {
  if (principal === "*") return { kind: "anonymous" };
  const named = namedPrincipal(principal);
  if (named === undefined) return unknown(`${principal} is no principal's ARN`);
  const { account } = named;
  if (named.kind === "root") return { kind: "root", arn: principal, account };
  if (named.kind === "federatedUser")
    return unknown(`what stands behind the federated user ${principal} is not known`);
  const partition = principal.split(":")[1]!;
  // A session's ARN leaves out its role's path: where the role was not read, it is taken to have none.
  const pathless =
    named.kind === "session" ? `arn:${partition}:iam::${account}:role/${named.role}` : principal;
  const found =
    landscape.identities.get(pathless) ??
    (named.kind === "session" ? roleNamed(landscape, account, named.role) : undefined);
  if (found === undefined && landscape.accounts.has(account))
    return unknown(`${principal} is not in the snapshot`);
  if (named.kind === "user")
    return { kind: "user", arn: principal, account, ...(found && { identity: found }) };
  if (named.kind === "role")
    return { kind: "role", arn: principal, account, ...(found && { identity: found }) };
  const role = {
    kind: "role",
    arn: found?.arn ?? pathless,
    account,
    ...(found && { identity: found }),
  } as const;
  return { ...role, session: named.session };
}

const rolesByName = new WeakMap<Landscape["identities"], ReadonlyMap<string, Identity>>();

/** The first role of that name: within an account names are unique, whatever their paths. */
function roleNamed({ identities }: Landscape, account: string, name: string): Identity | undefined {
  let byName = rolesByName.get(identities);
  if (byName === undefined) {
    const roles = [...identities.values()].filter(({ kind }) => kind === "role");
    byName = new Map(roles.toReversed().map((role) => [`${role.account}/${role.name}`, role]));
    rolesByName.set(identities, byName);
  }
  return byName.get(`${account}/${name}`);
}

/** Names of sessions of a role that a policy speaks of, each once. */
export function sessionsNamed(
  policy: Policy | undefined,
  { arn, account }: { readonly arn: string; readonly account: string },
): readonly string[] {
  if (policy === undefined) return [];
  let byRole = sessionsByRole.get(policy);
  if (byRole === undefined) {
    byRole = sessionsIn(policy);
    sessionsByRole.set(policy, byRole);
  }
  return [...(byRole.get(`${account}/${arn.slice(arn.lastIndexOf("/") + 1)}`) ?? [])];
}

const sessionsByRole = new WeakMap<Policy, ReadonlyMap<string, ReadonlySet<string>>>();

function sessionsIn({ statements }: Policy): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const pattern of statements.flatMap(({ principals }) => principals?.of ?? [])) {
    const named = pattern.kind === "arn" ? namedPrincipal(pattern.arn) : undefined;
    if (named?.kind !== "session") continue;
    const key = `${named.account}/${named.role}`;
    found.set(key, (found.get(key) ?? new Set()).add(named.session));
  }
  return found;
}

/** The session's own ARN, where its name is known. */
export function sessionArn(requester: Requester): string | undefined {
  if (requester.kind !== "role" || requester.session === undefined) return undefined;
  const name = requester.arn.slice(requester.arn.lastIndexOf("/") + 1);
  return `arn:${requester.arn.split(":")[1]!}:sts::${requester.account}:assumed-role/${name}/${requester.session}`;
}

/** Does a pattern of `Principal` mean this requester? */
export function means(pattern: PrincipalPattern, requester: Requester): Truth {
  switch (pattern.kind) {
    case "everyone":
      return true;
    case "account":
      return requester.kind !== "anonymous" && pattern.account === requester.account;
    case "arn":
      return (
        (requester.kind === "user" || requester.kind === "role") &&
        (pattern.arn === requester.arn || pattern.arn === sessionArn(requester))
      );
    case "id":
      // AWS shows the id of a principal that is gone: a new one of the same name has another.
      return "identity" in requester && pattern.id === requester.identity?.id;
    case "service":
      return requester.kind === "anonymous" && requester.service === pattern.service;
    case "federated":
      return requester.kind === "anonymous" && requester.provider === pattern.provider;
    case "canonicalUser":
      return (
        requester.kind !== "anonymous" &&
        unknown(`whose account the canonical user ${pattern.id} is, is not known`)
      );
    case "unclear":
      return unknown(`the principal “${pattern.text}” is not understood`);
  }
}

/**
 * Does a statement's `Principal` or `NotPrincipal` mean this requester? AWS may look at the account first, then at the
 * role, then at the session: who is to be spared by a `NotPrincipal` must be listed with the account, and a role with
 * its session too. Who has a boundary is never spared (IAM User Guide, "AWS JSON policy elements: NotPrincipal").
 */
export function applies(element: PrincipalElement, requester: Requester): Truth {
  const listed = (of: readonly PrincipalPattern[]): Truth => any(of, (pattern) => means(pattern, requester));
  if (!element.negated) return listed(element.of);
  if ("identity" in requester && requester.identity?.boundary !== undefined) return true;
  const everything = listed(element.of.filter(({ kind }) => kind === "everyone" || kind === "unclear"));
  if (everything !== false) return isUnknown(everything) ? everything : false;
  const account = listed(element.of.filter(({ kind }) => kind === "account"));
  if (requester.kind === "root" && account === true) return false;
  const own = listed(element.of.filter(({ kind }) => kind !== "account"));
  if (account === true && own === true && listsOwner(element, requester)) {
    return requester.kind === "role" && !listsSession(element, requester)
      ? unknown("a NotPrincipal lists the account and the role, but not the session")
      : false;
  }
  if (account === false && own === false) return true;
  return unknown(
    "a NotPrincipal lists the account but not the principal, or the principal but not the account",
  );
}

function listsSession({ of }: PrincipalElement, requester: Requester): boolean {
  const session = sessionArn(requester);
  return of.some((pattern) => pattern.kind === "arn" && pattern.arn === session);
}

/** The user or role itself, not only one session of it. */
function listsOwner({ of }: PrincipalElement, requester: Requester): boolean {
  const owner = requester.kind === "role" ? { ...requester, session: "" } : requester;
  return of.some((pattern) => pattern.kind !== "account" && means(pattern, owner) === true);
}
