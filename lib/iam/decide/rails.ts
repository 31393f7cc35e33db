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
  const rails = organization.serviceControl.filter(({ targets }) => targets.has(requester.account));
  return [...Map.groupBy(rails, ({ level }) => level).values()].map(policiesOf);
}

/**
 * The RCPs over a resource, or over any where its account is not known. Only their denies count: `RCPFullAWSAccess`,
 * which allows all, is always there and cannot be detached (Organizations User Guide, "Resource control policies").
 */
export function resourceControl(
  { organization }: Landscape,
  { requester, service, action, owner }: Pick<Request, "requester" | "service" | "action" | "owner">,
): readonly Policy[] {
  if (organization === undefined || !resourceControlled.has(service) || isServiceLinked(requester)) return [];
  if (action === "kms:retiregrant" || organization.managementAccount === owner) return [];
  const rails = organization.resourceControl;
  if (rails === undefined)
    return [unread("rcp", "the organisation's resource control policies were not read")];
  return policiesOf(isUnknown(owner) ? rails : rails.filter(({ targets }) => targets.has(owner)));
}

function policiesOf(rails: readonly Guardrail[]): readonly Policy[] {
  return rails.map(({ policy }) => policy);
}

function isServiceLinked(requester: Requester): boolean {
  return requester.kind === "role" && requester.arn.includes(":role/aws-service-role/");
}

function unread(kind: "scp" | "rcp", problem: string): Policy {
  return { ref: kind, kind, statements: [], problem };
}
