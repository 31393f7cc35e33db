import { parseArn } from "../arn.ts";
import type { GovernedResource, Landscape, Policy } from "../landscape.ts";
import { standOf } from "./stands.ts";

type Resources = Landscape["resources"];

/**
 * Services of which it is known that a policy stands over nothing but what `stands.ts` says: whatever else begins like
 * a resource of theirs is another one.
 */
const settled: ReadonlySet<string> = new Set(
  "backup codeartifact dynamodb ecr es events execute-api kms logs mediastore s3 secretsmanager sqs".split(
    " ",
  ),
);

/** May a policy on this ARN stand over what begins with it and `/` or `:`? */
export function mayStandOver(arn: string): boolean {
  const service = parseArn(arn)?.service;
  return service !== undefined && !settled.has(service);
}

/**
 * The policy over a resource, where it has one. A policy on what the resource is a part of, by its ARN, counts as
 * well: where AWS does not say that it does or does not, each statement of it that speaks of the request is a doubt.
 */
export function standingOver(resources: Resources, resource: string): GovernedResource | undefined {
  const stand = standOf(resource);
  const own = resources.get(stand);
  const above = aboveOf(resources, resource).filter(({ arn }) => arn !== stand);
  const [nearest] = above;
  return nearest === undefined ? own : together(own, nearest, above);
}

interface Open {
  readonly services: ReadonlySet<string>;
  /** No ARN on which such a policy stands is longer. */
  readonly longest: number;
}

const known = new WeakMap<Resources, Open>();

function openOf(resources: Resources): Open {
  const before = known.get(resources);
  if (before !== undefined) return before;
  const arns = [...resources.keys()].filter(mayStandOver);
  const services = new Set(arns.map((arn) => parseArn(arn)!.service));
  const found = { services, longest: arns.reduce((most, arn) => Math.max(most, arn.length), 0) };
  known.set(resources, found);
  return found;
}

/** What has a policy and what the resource is a part of, the nearest first. */
export function aboveOf(resources: Resources, resource: string): readonly GovernedResource[] {
  const { services, longest } = openOf(resources);
  if (services.size === 0) return none;
  const arn = parseArn(resource);
  if (arn === undefined || !services.has(arn.service)) return none;
  const found: GovernedResource[] = [];
  const head = resource.length - arn.resource.length;
  for (let at = Math.min(longest, resource.length - 1); at > head; at--) {
    if (resource[at] !== "/" && resource[at] !== ":") continue;
    const entry = resources.get(resource.slice(0, at));
    if (entry !== undefined) found.push(entry);
  }
  return found;
}

const none: readonly GovernedResource[] = [];

const joined = new WeakMap<GovernedResource, WeakMap<GovernedResource, GovernedResource>>();

/** The same each time for the same ones: what stands above the nearest is settled by it. */
function together(
  own: GovernedResource | undefined,
  nearest: GovernedResource,
  above: readonly GovernedResource[],
): GovernedResource {
  const base = own ?? nearest;
  const byNearest = joined.get(base) ?? new WeakMap<GovernedResource, GovernedResource>();
  joined.set(base, byNearest);
  const before = byNearest.get(nearest);
  if (before !== undefined) return before;
  const doubts = above.map(({ policy }) => doubtful(policy));
  const policy: Policy = own?.policy ?? { ...doubts[0]!, statements: [] };
  const problem = policy.problem ?? doubts.find((each) => each.problem !== undefined)?.problem;
  const statements = [...policy.statements, ...doubts.flatMap((each) => each.statements)];
  const made = {
    ...base,
    policy: { ...policy, statements, ...(problem !== undefined && { problem }) },
  };
  byNearest.set(nearest, made);
  return made;
}

function doubtful(policy: Policy): Policy {
  const problem = `whether the policy of ${policy.ref} stands over what is a part of it is not known`;
  return { ...policy, statements: policy.statements.map((each) => ({ problem, ...each })) };
}
