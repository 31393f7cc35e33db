import { resourceControlled } from "../decide/rcp-services.ts";
import type { Request } from "../decide/request.ts";
import type { Requester } from "../decide/requester.ts";
import type { Guardrail, Landscape, Policy } from "../landscape.ts";
import { isUnknown } from "../truth.ts";
import type { AskedAction } from "./action-sets.ts";

/** As `serviceControlOf` of decide/guardrails.ts: the policies of each level; one that was not read allows nothing surely. */
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

/** As `resourceControlOf` there: the policies over the resources of an account. */
export function resourceControl(
  { organization }: Landscape,
  requester: Requester,
  { service, folded }: AskedAction,
  owner: Request["owner"],
): readonly Policy[] {
  if (organization === undefined || !resourceControlled.has(service) || isServiceLinked(requester)) return [];
  if (folded === "kms:retiregrant" || organization.managementAccount === owner) return [];
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
