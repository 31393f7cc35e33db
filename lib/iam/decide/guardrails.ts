import type { Guardrail, Landscape } from "../landscape.ts";
import { isUnknown, unknown } from "../truth.ts";
import { layerOf, silent, unheard, voiceOf, type Layer, type Voice } from "./layer.ts";
import { resourceControlled } from "./rcp-services.ts";
import type { Request } from "./request.ts";

/**
 * What SCPs say, level by level: an allow is needed at each. The management account and service-linked roles are
 * exempt (Organizations User Guide, "Service control policies"). An account that no SCP targets is taken to stand
 * outside the organisation: inside, each has at least one.
 */
export function serviceControlOf(landscape: Landscape, request: Request): readonly Layer[] {
  const { requester } = request;
  const { organization } = landscape;
  if (organization === undefined || requester.kind === "anonymous" || isServiceLinked(request)) return [];
  if (organization.managementAccount === requester.account) return [];
  if (organization.serviceControl === undefined) {
    const voice = unheard("the organisation's service control policies were not read");
    return [{ allow: voice, deny: voice }];
  }
  const rails = organization.serviceControl.filter(({ targets }) => targets.has(requester.account));
  return [...byLevel(rails)].map((level) =>
    layerOf(
      level.map(({ policy }) => policy),
      request,
    ),
  );
}

/**
 * The denies of RCPs. They limit the resources of an account, whoever asks; `RCPFullAWSAccess`, which allows all, is
 * always there and cannot be detached (Organizations User Guide, "Resource control policies").
 */
export function resourceControlOf(landscape: Landscape, request: Request): Voice {
  const { organization } = landscape;
  const { service, action, owner } = request;
  if (organization === undefined || !resourceControlled.has(service) || isServiceLinked(request))
    return silent;
  if (action === "kms:retiregrant" || organization.managementAccount === owner) return silent;
  if (organization.resourceControl === undefined) {
    return unheard("the organisation's resource control policies were not read");
  }
  const rails = organization.resourceControl;
  const ofOwner = isUnknown(owner) ? rails : rails.filter(({ targets }) => targets.has(owner));
  const voice = voiceOf(
    ofOwner.map(({ policy }) => policy),
    request,
    "Deny",
  );
  if (!isUnknown(owner) || voice.says === false) return voice;
  return { says: unknown(owner.unknown), by: [] };
}

function isServiceLinked({ requester }: Request): boolean {
  return requester.kind === "role" && requester.arn.includes(":role/aws-service-role/");
}

function byLevel(rails: readonly Guardrail[]): Iterable<readonly Guardrail[]> {
  return Map.groupBy(rails, ({ level }) => level).values();
}
