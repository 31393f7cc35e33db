import type { PolicyDocument } from "./input.ts";
import { withGrantsOf } from "./landscape-grants.ts";
import type { GovernedResource, Guardrail, Identity, Landscape, Policy } from "./landscape.ts";
import { parsePolicy } from "./parse.ts";

/** What accounts would be if. Whatever it names that is not there changes nothing. */
export interface Supposition {
  /**
   * Policies that would read otherwise, by the name that `StatementRef.policy` gives them: a managed policy wherever it
   * is attached, an inline one, a resource’s, a role’s trust policy by the role’s ARN, `scp/…`, `rcp/…`. `null`: gone.
   */
  readonly policies?: ReadonlyMap<string, PolicyDocument | null>;
  /** One more policy of its own for each of these users and roles, by ARN. */
  readonly granted?: ReadonlyMap<string, PolicyDocument>;
  /** ARNs of users and roles whose permissions boundary would be gone. */
  readonly unbounded?: ReadonlySet<string>;
  /** Users and roles that would be quite others, by ARN; what stands above is supposed of these. */
  readonly identities?: ReadonlyMap<string, Identity>;
  /** Resources that would have another policy, or one at all, by ARN. */
  readonly resources?: ReadonlyMap<string, GovernedResource>;
}

/** Compiled accounts as they would be. What did not change is shared, not compiled again. */
export function suppose(landscape: Landscape, supposed: Supposition): Landscape {
  const { policies = new Map() } = supposed;
  const read = rewriter(policies);
  const here = {
    ...landscape,
    identities: identitiesIf(landscape.identities, supposed, read),
    resources: resourcesIf(landscape.resources, supposed, read),
  };
  return policies.size === 0 ? here : rewritten(here, read);
}

/** Only who is named is another, unless a policy that many may have reads otherwise. */
function identitiesIf(
  identities: Landscape["identities"],
  supposed: Supposition,
  read: Read,
): Landscape["identities"] {
  const { policies, granted, unbounded, identities: others } = supposed;
  const all = policies !== undefined && policies.size > 0;
  const few = [...(granted?.keys() ?? []), ...(unbounded ?? []), ...(others?.keys() ?? [])];
  if (!all && few.length === 0) return identities;
  const named = all ? identities.keys() : new Set(few);
  const found = new Map(identities);
  for (const arn of named) {
    const identity = identities.get(arn);
    if (identity !== undefined) found.set(arn, identityIf(others?.get(arn) ?? identity, supposed, read));
  }
  return found;
}

function resourcesIf(
  resources: Landscape["resources"],
  { policies, resources: others }: Supposition,
  read: Read,
): Landscape["resources"] {
  const all = policies !== undefined && policies.size > 0;
  if (!all && (others === undefined || others.size === 0)) return resources;
  const found = new Map(resources);
  for (const [arn, resource] of [...(all ? resources : []), ...(others ?? [])]) {
    const policy = withGrantsOf(resource.policy, read(resource.policy) ?? noPolicy(resource.policy));
    found.set(arn, policy === resource.policy ? resource : { ...resource, policy });
  }
  return found;
}

function rewritten(landscape: Landscape, read: Read): Landscape {
  const { organization } = landscape;
  return {
    ...landscape,
    managed: new Map(
      [...landscape.managed].map(([account, policies]) => [
        account,
        new Map([...policies].flatMap(([arn, policy]) => present(read(policy)).map((one) => [arn, one]))),
      ]),
    ),
    ...(organization !== undefined && {
      organization: {
        ...organization,
        ...(organization.serviceControl && { serviceControl: guardrails(organization.serviceControl, read) }),
        ...(organization.resourceControl && {
          resourceControl: guardrails(organization.resourceControl, read),
        }),
      },
    }),
  };
}

type Read = (policy: Policy) => Policy | undefined;

/** Each document is parsed once, so that who shares a policy goes on sharing it. */
function rewriter(policies: NonNullable<Supposition["policies"]>): Read {
  const parsed = new Map<string, Policy>();
  return (policy) => {
    const document = policies.get(policy.ref);
    if (document === undefined) return policy;
    if (document === null) return undefined;
    const known = parsed.get(policy.ref);
    if (known !== undefined) return known;
    const made = parsePolicy(document, policy.ref, policy.kind);
    parsed.set(policy.ref, made);
    return made;
  };
}

function identityIf(identity: Identity, supposed: Supposition, read: Read): Identity {
  const { arn, boundary, trust, ...rest } = identity;
  const granted = supposed.granted?.get(arn);
  const more = granted === undefined ? [] : [parsePolicy(granted, `${arn}/supposed`, "identity")];
  const policies = [...identity.policies.flatMap((policy) => present(read(policy))), ...more];
  // A boundary that is deleted, as a policy, denies all; one that is taken off its principal limits nothing.
  const limit = supposed.unbounded?.has(arn) ? undefined : boundary && (read(boundary) ?? noPolicy(boundary));
  const trusts = trust && (read(trust) ?? noPolicy(trust));
  const same =
    policies.length === identity.policies.length &&
    policies.every((each, at) => each === identity.policies[at]);
  // Whatever was found out about it before holds on.
  if (same && limit === boundary && trusts === trust) return identity;
  return {
    ...rest,
    arn,
    policies,
    ...(limit !== undefined && { boundary: limit }),
    ...(trusts !== undefined && { trust: trusts }),
  };
}

function guardrails(list: readonly Guardrail[], read: Read): readonly Guardrail[] {
  return list.flatMap((each) => present(read(each.policy)).map((policy) => ({ ...each, policy })));
}

function noPolicy({ ref, kind }: Policy): Policy {
  return { ref, kind, statements: [] };
}

function present<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}
