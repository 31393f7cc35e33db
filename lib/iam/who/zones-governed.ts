import { parseArn } from "../arn.ts";
import { standOf } from "../decide/request.ts";
import { mayMeet } from "../globs-quick.ts";
import { literalPattern, meet, patternFrom, type Clause } from "../globs.ts";
import type { Landscape, Policy } from "../landscape.ts";
import { anyRun, literalGlob } from "../wildcard.ts";
import type { Zone } from "./zones.ts";
import { foundIn } from "./zones-found.ts";

/** A resource that has a policy, and what stands under it: a bucket with its objects, a table with its indexes. */
interface Governed {
  readonly arn: string;
  readonly policy: Policy;
  readonly under: Clause;
}

/** A zone of what stands under one policy, and all that does, asked about or not. */
export interface GovernedZone {
  readonly zone: Zone;
  readonly under: Clause;
}

/** The asked resources that have a policy of their own, a zone for each. */
export function governedZones(landscape: Landscape, service: string, asked: Clause): readonly GovernedZone[] {
  return governedBy(landscape, service).flatMap(({ arn, policy, under }) => {
    const near = asked.filter((pattern) => under.some((each) => mayMeet(pattern, each)));
    if (near.length === 0) return [];
    if (under.length > 1) return foundIn([near, under], [], { policy }).map((zone) => ({ zone, under }));
    // What stands alone under its policy is in the question, or not.
    return near.some((pattern) => meet(pattern, under[0]!))
      ? [{ zone: { all: [under], none: [], sample: arn, policy }, under }]
      : [];
  });
}

/** The policy over one resource. */
export function governing(landscape: Landscape, service: string, resource: string): Policy | undefined {
  return service === "sts" && parseArn(resource)?.resource.startsWith("role/")
    ? landscape.identities.get(resource)?.trust
    : landscape.resources.get(standOf(resource))?.policy;
}

const byResource = new WeakMap<Landscape["resources"], readonly Governed[]>();
const byRole = new WeakMap<Landscape["identities"], readonly Governed[]>();

function governedBy({ resources, identities }: Landscape, service: string): readonly Governed[] {
  const own =
    byResource.get(resources) ??
    [...resources.values()]
      .filter(({ arn }) => standOf(arn) === arn)
      .map(({ arn, policy }) => ({ arn, policy, under: standsUnder(arn) }));
  byResource.set(resources, own);
  if (service !== "sts") return own;
  const roles =
    byRole.get(identities) ??
    [...identities.values()].flatMap(({ arn, trust }) =>
      trust === undefined ? [] : [{ arn, policy: trust, under: standsUnder(arn) }],
    );
  byRole.set(identities, roles);
  return [...roles, ...own];
}

function standsUnder(arn: string): Clause {
  const service = parseArn(arn)?.service;
  const beneath = service === "s3" ? ["/"] : service === "dynamodb" ? ["/index/"] : [];
  return [
    literalPattern(arn),
    ...beneath.map((separator) => patternFrom([...literalGlob(arn + separator), anyRun])),
  ];
}
