import { parseArn } from "../arn.ts";
import { aboveOf, mayStandOver, standingOver } from "../decide/standing.ts";
import { beneath, standOf } from "../decide/stands.ts";
import { mayMeet } from "../globs-quick.ts";
import { literalPattern, meet, patternFrom, type Clause, type Pattern } from "../globs.ts";
import type { Landscape, Policy } from "../landscape.ts";
import { anyRun, literalGlob } from "../wildcard.ts";
import { segmentOne, segmentRun } from "../globs-classes.ts";
import type { Zone } from "./zones.ts";
import { foundIn } from "./zones-found.ts";

/** A part of all resources over which one policy stands: a bucket with its objects, a table with its indexes. */
interface Governed {
  readonly sample: string;
  readonly policy: Policy;
  readonly under: Clause;
  /** What of these another policy stands over. */
  readonly but: Clause;
}

/** A zone of what stands under one policy, and all that does, asked about or not. */
export interface GovernedZone {
  readonly zone: Zone;
  readonly under: Clause;
}

/** The asked resources that have a policy of their own, a zone for each. */
export function governedZones(landscape: Landscape, service: string, asked: Clause): readonly GovernedZone[] {
  return governedNear(governedBy(landscape, service), asked).flatMap(({ sample, policy, under, but }) => {
    const near = asked.filter((pattern) => under.some((each) => mayMeet(pattern, each)));
    if (near.length === 0) return [];
    if (under.length > 1) return foundIn([near, under], but, { policy }).map((zone) => ({ zone, under }));
    // What stands alone under its policy is in the question, or not.
    return near.some((pattern) => meet(pattern, under[0]!))
      ? [{ zone: { all: [under], none: [], sample, policy }, under }]
      : [];
  });
}

const byService = new WeakMap<readonly Governed[], ReadonlyMap<string | undefined, readonly Governed[]>>();

/** Those of the services that are asked about, which most questions name: an account has many resources. */
function governedNear(all: readonly Governed[], asked: Clause): readonly Governed[] {
  const services = [...new Set(asked.map(serviceIn))];
  const [only] = services;
  if (services.length !== 1 || only === undefined) return all;
  const known =
    byService.get(all) ??
    Map.groupBy(all, ({ under }) => (isOfOne(under) ? serviceIn(under[0]!) : undefined));
  byService.set(all, known);
  const [named = [], others = []] = [known.get(only), known.get(undefined)];
  return others.length === 0 ? named : [...named, ...others];
}

function isOfOne(under: Clause): boolean {
  return new Set(under.map(serviceIn)).size === 1;
}

/** The service that a pattern of ARNs spells out. */
function serviceIn({ tokens, fold }: Pattern): string | undefined {
  if (fold) return undefined;
  let colons = 0;
  let service = "";
  for (const token of tokens) {
    if (token === colon && ++colons === 3) return service;
    if (token === colon) continue;
    const within = token >= 0 || token === segmentRun || token === segmentOne;
    if (!within || (colons === 2 && token < 0)) return undefined;
    if (colons === 2) service += String.fromCharCode(token);
  }
  return undefined;
}

const colon = ":".charCodeAt(0);

/** The policy over one resource. */
export function governing(landscape: Landscape, service: string, resource: string): Policy | undefined {
  return service === "sts" && parseArn(resource)?.resource.startsWith("role/")
    ? landscape.identities.get(resource)?.trust
    : standingOver(landscape.resources, resource)?.policy;
}

const byResource = new WeakMap<Landscape["resources"], readonly Governed[]>();
const byRole = new WeakMap<Landscape["identities"], readonly Governed[]>();

function governedBy({ resources, identities }: Landscape, service: string): readonly Governed[] {
  const own = byResource.get(resources) ?? allGoverned(resources);
  byResource.set(resources, own);
  if (service !== "sts") return own;
  const roles =
    byRole.get(identities) ??
    [...identities.values()].flatMap(({ arn, trust }) =>
      trust === undefined ? [] : [{ sample: arn, policy: trust, under: [literalPattern(arn)], but: [] }],
    );
  byRole.set(identities, roles);
  return [...roles, ...own];
}

/** As `standingOver` of decide/standing.ts finds them: what has a policy, and what is a part of it by its ARN. */
function allGoverned(resources: Landscape["resources"]): readonly Governed[] {
  const parts = new Map<string, Pattern[]>();
  const arns = [...resources.keys()].filter((arn) => standOf(arn) === arn);
  // What is a part of a part has a policy of its own over it.
  for (const arn of arns.filter(mayStandOver)) {
    const found = [...standsUnder(arn), ...partsOf(arn)];
    for (const above of aboveOf(resources, arn)) {
      const known = parts.get(above.arn);
      if (known === undefined) parts.set(above.arn, [...found]);
      else known.push(...found);
    }
  }
  return arns.flatMap((arn) => {
    const under = standsUnder(arn);
    const itself = { sample: arn, policy: policyOver(resources, arn), under, but: [] };
    if (!mayStandOver(arn)) return [itself];
    const but = [...under, ...(parts.get(arn) ?? [])];
    const policy = policyOver(resources, `${arn}/`);
    return [itself, { sample: arn, policy, under: partsOf(arn), but }];
  });
}

function policyOver(resources: Landscape["resources"], arn: string): Policy {
  return standingOver(resources, arn)!.policy;
}

function standsUnder(arn: string): Clause {
  return [literalPattern(arn), ...beneath(arn).map(patternFrom)];
}

function partsOf(arn: string): Clause {
  return ["/", ":"].map((separator) => patternFrom([...literalGlob(arn + separator), anyRun]));
}
