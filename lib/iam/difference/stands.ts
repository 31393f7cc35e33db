import { resourceControl, serviceControl } from "../decide/rails.ts";
import { ownerOf } from "../decide/request.ts";
import { policyOf } from "../decide/resource-layer.ts";
import { sessionsNamed, type Requester } from "../decide/requester.ts";
import type { Policy } from "../landscape.ts";
import type { AskedAction } from "../who/action-sets.ts";
import type { Zone } from "../who/zones.ts";
import type { Pair, Party } from "./pair.ts";

/** The policies of the identity, its boundary, and the rails over it and over any resource. */
export function ownPolicies({ engine: { landscape }, requester }: Party): readonly Policy[] {
  if (requester === undefined) return [];
  const identity = "identity" in requester ? requester.identity : undefined;
  return [
    ...(identity?.policies ?? []),
    ...(identity?.boundary === undefined ? [] : [identity.boundary]),
    ...serviceControl(landscape, requester).flat(),
    ...[...landscape.accounts].flatMap((owner) =>
      resourceControl(landscape, { requester, service: "s3", action: "s3:getobject", owner }),
    ),
  ];
}

/** The policies that stand on a resource. */
export function standing({ engine: { landscape } }: Party, resource: string): readonly Policy[] {
  const trust = landscape.identities.get(resource)?.trust;
  const own = [...landscape.resources.values()].filter(
    ({ arn }) => resource === arn || resource.startsWith(`${arn}/`),
  );
  return [...(trust === undefined ? [] : [trust]), ...own.map(({ policy }) => policy)];
}

/** The policy that stands over a zone, where it was read. */
export function standingPolicy({ engine: { landscape }, requester }: Party, action: AskedAction, zone: Zone) {
  if (requester === undefined) return undefined;
  const owner = ownerOf(landscape, requester, zone.sample);
  const { service, folded } = action;
  const { policy } = policyOf(landscape, { resource: zone.sample, service, action: folded, owner });
  return typeof policy === "object" ? policy : undefined;
}

/** A role means some session of it: any other, and each that either policy of the resource speaks of. */
export function sessionsOf(
  { before, after }: Pair,
  policies: readonly (Policy | undefined)[],
): readonly (string | undefined)[] {
  const requester: Requester | undefined = after.requester ?? before.requester;
  if (requester?.kind !== "role" || requester.session !== undefined) return [undefined];
  return [undefined, ...new Set(policies.flatMap((policy) => sessionsNamed(policy, requester)))];
}
