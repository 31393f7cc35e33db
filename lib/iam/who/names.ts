import { namedPrincipal } from "../arn.ts";
import type { Requester } from "../decide/requester.ts";
import type { Identity, Policy, PrincipalPattern } from "../landscape.ts";
import type { Speaking } from "./speaking.ts";
import type { Zone } from "./zones.ts";

/** Zones whose policy allows, by whom it names: keys of {@link namesOf}. */
export function namingOf(zones: readonly Zone[], speaking: Speaking): ReadonlyMap<string, readonly Zone[]> {
  const naming = new Map<string, Zone[]>();
  for (const zone of zones) {
    const names = new Set<string>();
    if (zone.policy?.problem !== undefined) names.add("everyone");
    if (zone.unreadOf !== undefined) names.add(`within ${zone.unreadOf}`);
    for (const { principals, grant } of zone.policy === undefined ? [] : speaking.of(zone.policy).allows) {
      // AWS supports no allow with NotPrincipal: whom it lets in is not known.
      if (principals?.negated) names.add("everyone");
      for (const pattern of principals?.of ?? []) names.add(nameOf(pattern, grant !== undefined));
    }
    for (const name of names) {
      const of = naming.get(name);
      if (of === undefined) naming.set(name, [zone]);
      else of.push(zone);
    }
  }
  return naming;
}

/** Names to which a key is granted in a zone. */
export function grantedBy({ policy }: Zone, speaking: Speaking): readonly string[] {
  const allows = policy === undefined ? [] : speaking.of(policy).allows;
  return allows.flatMap(({ principals, grant }) =>
    grant === undefined ? [] : (principals?.of ?? []).map((pattern) => nameOf(pattern, true)),
  );
}

/** A name to which rights are given to be handed on by policies of one’s own. */
export function isHanded(name: string): boolean {
  return name.startsWith("account ");
}

/**
 * What a pattern of `Principal` can mean: an account, which hands on what it is given to whom its own policies name
 * (`account`), or everybody in one (`within`), an ARN, an id, a role’s sessions, a service, or everybody.
 */
export function nameOf(pattern: PrincipalPattern, granted: boolean): string {
  if (pattern.kind === "account") return `${granted ? "within" : "account"} ${pattern.account}`;
  if (pattern.kind === "id") return `id ${pattern.id}`;
  if (pattern.kind === "service") return `service ${pattern.service}`;
  if (pattern.kind === "federated") return `provider ${pattern.provider}`;
  if (pattern.kind !== "arn") return "everyone";
  const named = namedPrincipal(pattern.arn);
  return named?.kind === "session" ? `sessions ${named.account} ${named.role}` : `arn ${pattern.arn}`;
}

const singled = new WeakMap<Policy, readonly string[]>();

/** Whom a policy tells from others of its account, by whatever statement: keys of {@link namesOf}. */
export function singledBy(policy: Policy): readonly string[] {
  const known = singled.get(policy);
  if (known !== undefined) return known;
  const patterns = policy.statements.flatMap(({ principals }) => principals?.of ?? []);
  const found = patterns
    .filter(({ kind }) => kind === "arn" || kind === "id")
    .map((each) => nameOf(each, false));
  singled.set(policy, found);
  return found;
}

const names = new WeakMap<Identity, readonly string[]>();

/** Under which names a requester is found. */
export function namesOf(requester: Requester): readonly string[] {
  if (requester.kind === "anonymous") {
    const { service, provider } = requester;
    return ["everyone", `service ${service}`, `provider ${provider}`];
  }
  const { arn, account } = requester;
  const whole = ["everyone", `account ${account}`, `within ${account}`];
  if (requester.kind === "root") return [...whole, `arn ${arn}`];
  const { identity } = requester;
  const known = identity && names.get(identity);
  if (known !== undefined) return known;
  const found = [
    ...whole,
    `arn ${arn}`,
    `id ${identity?.id}`,
    `sessions ${account} ${arn.slice(arn.lastIndexOf("/") + 1)}`,
  ];
  if (identity !== undefined) names.set(identity, found);
  return found;
}
