import type { IamInput, Organization, OrganizationPolicy } from "./input.ts";
import { identitiesOf, managedOf } from "./landscape-identities.ts";
import { governedIn } from "./landscape-resources.ts";
import type { Guardrail, Identity, Landscape, OrganizationRules, Policy } from "./landscape.ts";
import { missingPolicy, parsePolicy, problemsOf } from "./parse.ts";

/** Parses every policy once and follows every reference. A snapshot is an input as it stands. Never throws. */
export function landscapeOf(input: IamInput): Landscape {
  const managed = new Map(
    input.accounts.map((account) => [account.id, managedOf(account.authorizationDetails)]),
  );
  const identities = input.accounts.flatMap((account) => identitiesOf(account, managed.get(account.id)!));
  const resources = governedIn(input);
  const organization = input.organization && rulesOf(input.organization);
  const byArn = byArnOf(identities);
  const policies: readonly Policy[] = [
    ...[...byArn.values()].flatMap(({ policies, boundary, trust }) => [
      ...policies,
      ...present(boundary),
      ...present(trust),
    ]),
    ...[...managed.values()].flatMap((own) => [...own.values()]),
    ...[...resources.values()].map(({ policy }) => policy),
    ...[...(organization?.serviceControl ?? []), ...(organization?.resourceControl ?? [])].map(
      ({ policy }) => policy,
    ),
  ];
  return {
    accounts: new Set(input.accounts.map(({ id }) => id)),
    identities: byArn,
    resources,
    managed,
    ...(organization !== undefined && { organization }),
    notUnderstood: [...new Set(policies)].flatMap((policy) =>
      problemsOf(policy).map((why) => ({ policy: policy.ref, why })),
    ),
  };
}

/** Of an ARN that stands twice, in one account or in two, nobody can say which is meant: it may do anything. */
function byArnOf(identities: readonly Identity[]): ReadonlyMap<string, Identity> {
  const found = new Map<string, Identity>();
  for (const identity of identities) {
    const twice = missingPolicy(identity.arn, `${identity.arn} is twice in the snapshot`);
    found.set(
      identity.arn,
      found.has(identity.arn)
        ? { ...identity, policies: [twice], ...(identity.trust && { trust: { ...twice, kind: "trust" } }) }
        : identity,
    );
  }
  return found;
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
