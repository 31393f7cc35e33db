import { isAccountId, parseArn } from "./arn.ts";
import type { IamAccount, IamInput, Organization, OrganizationPolicy, ResourcePolicy } from "./input.ts";
import { identitiesOf, managedOf } from "./landscape-identities.ts";
import type { GovernedResource, Guardrail, Landscape, OrganizationRules, Policy } from "./landscape.ts";
import { parsePolicy, problemsOf } from "./parse.ts";

/** Parses every policy once and follows every reference. Never throws. */
export function landscapeOf(input: IamInput): Landscape {
  const managed = new Map(
    input.accounts.map((account) => [account.id, managedOf(account.authorizationDetails)]),
  );
  const identities = input.accounts.flatMap((account) => identitiesOf(account, managed.get(account.id)!));
  const resources = governed(input.accounts);
  const organization = input.organization && rulesOf(input.organization);
  const policies: readonly Policy[] = [
    ...identities.flatMap(({ policies, boundary, trust }) => [
      ...policies,
      ...present(boundary),
      ...present(trust),
    ]),
    ...[...managed.values()].flatMap((byArn) => [...byArn.values()]),
    ...[...resources.values()].map(({ policy }) => policy),
    ...[...(organization?.serviceControl ?? []), ...(organization?.resourceControl ?? [])].map(
      ({ policy }) => policy,
    ),
  ];
  return {
    accounts: new Set(input.accounts.map(({ id }) => id)),
    identities: new Map(identities.map((identity) => [identity.arn, identity])),
    resources,
    managed,
    ...(organization !== undefined && { organization }),
    notUnderstood: [...new Set(policies)].flatMap((policy) =>
      problemsOf(policy).map((why) => ({ policy: policy.ref, why })),
    ),
  };
}

function governed(accounts: readonly IamAccount[]): ReadonlyMap<string, GovernedResource> {
  const found = new Map<string, GovernedResource>();
  const texts = new Map<string, string>();
  for (const { id, resourcePolicies } of accounts) {
    for (const entry of resourcePolicies) {
      const text = JSON.stringify(entry.policy);
      const twice = texts.has(entry.resource) && texts.get(entry.resource) !== text;
      texts.set(entry.resource, text);
      found.set(entry.resource, governedResource(entry, id, twice));
    }
  }
  return found;
}

function governedResource(entry: ResourcePolicy, standsIn: string, twice: boolean): GovernedResource {
  const own = parseArn(entry.resource)?.account ?? "";
  const policy = parsePolicy(entry.policy, entry.resource, "resource");
  return {
    arn: entry.resource,
    account: entry.account ?? (isAccountId(own) ? own : standsIn),
    policy: twice
      ? { ...policy, statements: [], problem: `${entry.resource} has two different policies in the snapshot` }
      : policy,
  };
}

function rulesOf(organization: Organization): OrganizationRules {
  const { id, managementAccount, serviceControlPolicies, resourceControlPolicies } = organization;
  return {
    ...(id !== undefined && { id }),
    ...(managementAccount !== undefined && { managementAccount }),
    ...(serviceControlPolicies && {
      serviceControl: serviceControlPolicies.map((each) => guardrail(each, "scp")),
    }),
    ...(resourceControlPolicies && {
      resourceControl: resourceControlPolicies.map((each) => guardrail(each, "rcp")),
    }),
  };
}

function guardrail({ name, policy, targets, level }: OrganizationPolicy, kind: "scp" | "rcp"): Guardrail {
  return {
    policy: parsePolicy(policy, `${kind}/${name}`, kind),
    targets: new Set(targets),
    level: level ?? "",
  };
}

function present<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}
