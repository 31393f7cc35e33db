import { namedPrincipal, parseArn } from "../arn.ts";
import type { Landscape, Policy, PrincipalPattern, Statement } from "../landscape.ts";
import { namesOf } from "../who/question.ts";
import type { Requester } from "../decide/requester.ts";
import { meets, unite, type Speech, type Spoken } from "./spoken.ts";
import { looksAtWho } from "./views.ts";

/** Whom a policy on a resource lets in or keeps out, as far as its text tells. */
export interface Naming {
  /** Names that its allows give, accounts among them. */
  readonly allowed: ReadonlySet<string>;
  /** Every single principal that any statement names. */
  readonly singled: ReadonlySet<string>;
  /** Its statements look at who asks otherwise: what it says to one it may not say to another. */
  readonly looks: boolean;
}

const everyone = "everyone";

function isSingle(name: string): boolean {
  return name !== everyone && !name.startsWith("account ");
}

export function namingOf({ statements, problem }: Policy): Naming {
  const allowed = new Set<string>(problem === undefined ? [] : [everyone]);
  const singled = new Set<string>();
  let looks = problem !== undefined;
  for (const statement of statements) {
    const { effect, principals } = statement;
    looks ||= principals?.negated === true || looksAtWho(statement);
    if (principals?.negated && effect === "Allow") allowed.add(everyone);
    for (const pattern of principals?.of ?? []) {
      const name = nameOf(pattern);
      if (effect === "Allow") allowed.add(name);
      if (isSingle(name)) singled.add(name);
      looks ||= pattern.kind === "unclear" || pattern.kind === "canonicalUser";
    }
  }
  return { allowed, singled, looks };
}

/** As the names of who/question.ts. */
function nameOf(pattern: PrincipalPattern): string {
  if (pattern.kind === "account") return `account ${pattern.account}`;
  if (pattern.kind === "id") return `id ${pattern.id}`;
  if (pattern.kind === "service" || pattern.kind === "federated") return "nobody";
  if (pattern.kind !== "arn") return everyone;
  const named = namedPrincipal(pattern.arn);
  return named?.kind === "session" ? `sessions ${named.account} ${named.role}` : `arn ${pattern.arn}`;
}

/** What policies of resources grant without any policy of one’s own, and whom they single out. */
export interface Standing {
  /** The table’s actions that some policy of a resource allows a requester directly. */
  allowedTo(requester: Requester): Spoken;
  /** And those that some allows to an account, for its own policies to hand on. */
  toAccount(account: string): Spoken;
  /**
   * Whether some policy of a resource of this service, other than trust policies, singles the requester out or looks at
   * who asks otherwise. `*`: of any service.
   */
  regards(requester: Requester, service: string): boolean;
  /** Whether any policy of a resource or trust policy has an allow, or a deny, that singles the requester out. */
  singledBy(effect: Statement["effect"], requester: Requester): boolean;
  /** Whether one that stands in another account than the requester’s does so by an allow. */
  singledAbroad(requester: Requester): boolean;
  /** Statements of such policies that look at who asks otherwise than by naming. */
  readonly lookers: readonly Statement[];
}

export function standingOf(landscape: Landscape, speech: Speech): Standing {
  const granted = new Map<string, Spoken>();
  const singled = new Map<string, Set<string>>();
  const looking = new Set<string>();
  const byEffect = { Allow: new Set<string>(), Deny: new Set<string>() };
  const abroad = new Set<string>();
  const lookers: Statement[] = [];
  const trusts = [...landscape.identities.values()].flatMap(({ arn, account, trust }) =>
    trust === undefined ? [] : [{ arn, account, policy: trust, isTrust: true }],
  );
  const others = [...landscape.resources.values()].map((resource) => ({ ...resource, isTrust: false }));
  for (const { arn, account, policy, isTrust } of [...trusts, ...others]) {
    const naming = namingOf(policy);
    const spoken = speech.allowedBy([policy]);
    if (meets(spoken, spoken)) {
      for (const name of naming.allowed) {
        const set = granted.get(name) ?? speech.none();
        unite(set, spoken);
        granted.set(name, set);
      }
    }
    for (const statement of policy.statements) {
      for (const pattern of statement.principals?.of ?? []) {
        const name = nameOf(pattern);
        byEffect[statement.effect].add(name);
        const far =
          pattern.kind !== "arn" || account === undefined || parseArn(pattern.arn)?.account !== account;
        if (statement.effect === "Allow" && far) abroad.add(name);
      }
      if (statement.principals?.negated || looksAtWho(statement)) lookers.push(statement);
    }
    if (isTrust) continue;
    const service = arn.split(":")[2] ?? "";
    const names = singled.get(service) ?? new Set();
    for (const name of naming.singled) names.add(name);
    singled.set(service, names);
    if (naming.looks) looking.add(service);
  }
  return {
    lookers,
    singledBy: (effect, requester) =>
      namesOf(requester).some((name) => isSingle(name) && byEffect[effect].has(name)),
    singledAbroad: (requester) => namesOf(requester).some((name) => isSingle(name) && abroad.has(name)),
    allowedTo: (requester) => {
      const set = speech.none();
      for (const name of namesOf(requester)) {
        const own = name.startsWith("account ") ? undefined : granted.get(name);
        if (own !== undefined) unite(set, own);
      }
      return set;
    },
    toAccount: (account) => granted.get(`account ${account}`) ?? speech.none(),
    regards: (requester, service) => {
      const any = service === "*" ? [...singled.keys()] : [service];
      const names = namesOf(requester).filter(isSingle);
      return any.some((each) => looking.has(each) || names.some((name) => singled.get(each)?.has(name)));
    },
  };
}
