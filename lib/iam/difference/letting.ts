import type { Engine } from "../compile.ts";
import { nobodyNamed } from "../decide/nobody.ts";
import type { Policy } from "../landscape.ts";
import type { Standing } from "./facts.ts";
import { gainsOf, type ActionDoubt, type ActionGain, type Ground } from "./gains.ts";
import { namedAsNobody, type Naming } from "./named.ts";
import { pairOf } from "./pair.ts";
import type { SuspectBook } from "./suspects.ts";

/** Whether a policy lets in a service or identity provider to more than before, and what could not be decided of it. */
export interface Letting {
  readonly named: readonly Naming[];
  readonly unknown: readonly (ActionDoubt & { readonly principal: string })[];
}

/**
 * What services and identity providers can do in `after` and could not in `before`, each asked as if it were a
 * principal, about what has a policy that names it. What a policy grants to everybody is not told of each of them.
 *
 * @param ground for services
 * @param all for providers: with the actions that take their tokens
 * @param principals only these; everybody without
 */
export function lettingOf(
  before: Engine,
  after: Engine,
  ground: Ground,
  all: Ground,
  suspects: SuspectBook,
  principals?: readonly string[],
): Letting {
  const named: Naming[] = [];
  const unknown: Letting["unknown"][number][] = [];
  for (const [principal, standings] of lettersIn(suspects.standings)) {
    if (principals !== undefined && !principals.includes(principal)) continue;
    const pair = pairOf(before, after, principal);
    if (pair === undefined) continue;
    const { requester } = pair.after;
    const own = requester?.kind === "anonymous" && requester.provider !== undefined ? all : ground;
    const near = suspects.of(pair).resources.filter(({ standing }) => standings.has(standing));
    for (const [{ arn }, resources] of Map.groupBy(near, ({ standing }) => standing)) {
      const { gained, doubtful } = gainsOf(own, pair, { own: suspects.none(), resources });
      if (gained.length > 0) named.push(namingOf(principal, arn, gained));
      unknown.push(...doubtful.map((each) => ({ ...each, principal })));
    }
  }
  return { named, unknown };
}

function namingOf(principal: string, resource: string, gained: readonly ActionGain[]): Naming {
  const [{ witness }] = gained.toSorted((a, b) => size(a) - size(b)) as [ActionGain];
  const { by, ...request } = witness;
  const actions = gained.map(({ action }) => action).toSorted();
  return { principal, resource, actions, witness: request, by };
}

function size({ witness }: ActionGain): number {
  return JSON.stringify([witness.context ?? {}, witness.resource]).length;
}

/** Does a policy of either side name this service or identity provider? */
export function isNamed(standings: readonly Standing[], principal: string): boolean {
  return standings.some((one) => [one.before, one.after].some((each) => namesIn(each).includes(principal)));
}

/** Services and providers that can be asked about, sorted, with all whose newer policy has an allow for them. */
function lettersIn(standings: readonly Standing[]): readonly (readonly [string, ReadonlySet<Standing>])[] {
  const found = new Map<string, Set<Standing>>();
  for (const standing of standings) {
    for (const name of namesIn(standing.after)) {
      const own = found.get(name) ?? new Set();
      found.set(name, own.add(standing));
    }
  }
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function namesIn(policy: Policy | undefined): readonly string[] {
  return (policy?.statements ?? [])
    .filter(({ effect, principals }) => effect === "Allow" && principals?.negated === false)
    .flatMap(({ principals }) => principals?.of ?? [])
    .flatMap((pattern) => namedAsNobody(pattern) ?? [])
    .filter((name) => nobodyNamed(name) !== undefined);
}
