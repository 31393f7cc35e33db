import type { Guardrail, Landscape, Policy } from "../landscape.ts";
import { isUnknown } from "../truth.ts";
import { resourceControlled } from "./rcp-services.ts";
import type { Request } from "./request.ts";
import type { Requester } from "./requester.ts";

/**
 * The SCPs over a requester, level by level: an allow is needed at each. The management account and service-linked
 * roles are exempt (Organizations User Guide, "Service control policies"). An account that no SCP targets is taken to
 * stand outside the organisation: inside, each has at least one. Policies that were not read are one with a problem.
 */
export function serviceControl(
  { organization }: Landscape,
  requester: Requester,
): readonly (readonly Policy[])[] {
  if (organization === undefined || requester.kind === "anonymous" || isServiceLinked(requester)) return [];
  if (organization.managementAccount === requester.account) return [];
  if (organization.serviceControl === undefined) {
    return [[unread("scp", "the organisation's service control policies were not read")]];
  }
  return remembered(levels, organization.serviceControl, requester.account, (rails, account) => {
    const own = rails.filter(({ targets }) => targets.has(account));
    return [...Map.groupBy(own, ({ level }) => level).values()].map(policiesOf);
  });
}

/**
 * The RCPs over a resource, or over any where its account is not known. Only their denies count: `RCPFullAWSAccess`,
 * which allows all, is always there and cannot be detached. They reach neither the management account's resources, nor
 * service-linked roles, nor keys that AWS manages, nor RetireGrant (Organizations User Guide, "Resource control policies").
 */
export function resourceControl(
  { organization, resources }: Landscape,
  asked: Pick<Request, "requester" | "service" | "action" | "owner"> & Partial<Pick<Request, "resource">>,
): readonly Policy[] {
  const { requester, service, action, owner, resource } = asked;
  if (organization === undefined || !resourceControlled.has(service) || isServiceLinked(requester)) return [];
  if (action === "kms:retiregrant" || organization.managementAccount === owner) return [];
  if (resource !== undefined && resources.get(resource)?.managedByAws === true) return [];
  const rails = organization.resourceControl;
  if (rails === undefined)
    return [unread("rcp", "the organisation's resource control policies were not read")];
  if (isUnknown(owner)) return policiesOf(rails);
  return remembered(overOwner, rails, owner, () =>
    policiesOf(rails.filter(({ targets }) => targets.has(owner))),
  );
}

type ByAccount<T> = WeakMap<readonly Guardrail[], Map<string, T>>;

const levels: ByAccount<readonly (readonly Policy[])[]> = new WeakMap();
const overOwner: ByAccount<readonly Policy[]> = new WeakMap();

/** What one account’s rails are, found once; accounts are as many as a policy or request can name, so only so many are kept. */
function remembered<T>(
  known: ByAccount<T>,
  rails: readonly Guardrail[],
  account: string,
  find: (rails: readonly Guardrail[], account: string) => T,
): T {
  const byAccount = known.get(rails) ?? new Map<string, T>();
  known.set(rails, byAccount);
  const before = byAccount.get(account);
  if (before !== undefined) return before;
  const found = find(rails, account);
  if (byAccount.size < mostAccounts) byAccount.set(account, found);
  return found;
}

const mostAccounts = 10_000;

function policiesOf(rails: readonly Guardrail[]): readonly Policy[] {
  return rails.map(({ policy }) => policy);
}

function isServiceLinked(requester: Requester): boolean {
  return requester.kind === "role" && requester.arn.includes(":role/aws-service-role/");
}

function unread(kind: "scp" | "rcp", problem: string): Policy {
  return { ref: kind, kind, statements: [], problem };
}
