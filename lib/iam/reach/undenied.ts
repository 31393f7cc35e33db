import type { AccessQuestion } from "../access.ts";
import type { Engine } from "../compile.ts";
import { standOf } from "../decide/request.ts";
import { meet, patternOf } from "../globs.ts";
import type { GovernedResource, Landscape } from "../landscape.ts";
import { matchesPattern } from "../wildcard.ts";
import { placed } from "./candidates.ts";
import type { Guise } from "./guises.ts";
import { askedIn, type Table } from "./hops.ts";
import type { Layers } from "./layers.ts";
import type { Opened } from "./opened.ts";
import type { EscalationPath } from "./path.ts";

/** So many resources that deny something are tried, one by one. */
const mostTried = 20;

/**
 * What somebody can once it has taken away the policy of a resource that denied it. All that the policy allowed goes as
 * well, but where statements are taken off one by one. `undefined`: nothing.
 */
export function undeniedFor(
  { asking }: Table,
  guise: Guise,
  question: AccessQuestion,
  row: EscalationPath,
  asked: string,
): Opened | undefined {
  const { principal, engine } = guise;
  const [need] = row.needs;
  const found = deniersOf(engine.landscape, row, asked, placeOf(asking.layers.of(guise), principal));
  // Mostly not even without any of these denies.
  if (need === undefined || found.length === 0) return undefined;
  if (withoutAny(engine).can(principal, question).verdict === "no") return undefined;
  let doubt: Opened | undefined;
  for (const resource of found.slice(0, mostTried)) {
    const { arn } = resource;
    const able = asking.ask(guise, need, [arn]);
    if (able.verdict === "no") continue;
    const answers = [{ proof: able, ...askedIn(need) }];
    const after = engine.supposing({ resources: new Map([[arn, withoutDenies(resource, row)]]) });
    const proof = after.can(principal, { ...question, resources: within(question.resources, arn) });
    if (proof.verdict === "no") continue;
    const way = { row, resource: arn, answers, proof: able.verdict === "yes" ? proof : able };
    if (way.proof.verdict === "yes") return way;
    doubt ??= way;
  }
  if (found.length <= mostTried) return doubt;
  const why = `more resources of ${asked} deny something than are tried one by one`;
  return doubt ?? { row, resource: standOf(asked), answers: [], proof: { verdict: "unknown", why } };
}

/** Whether somebody may take away any such policy at all. */
export function mayUndeny({ asking }: Table, guise: Guise, row: EscalationPath, asked: string): boolean {
  const place = placeOf(asking.layers.of(guise), guise.principal);
  const found = deniersOf(guise.engine.landscape, row, asked, place);
  if (found.length > mostTried) return true;
  return found.some(({ arn }) => asking.ask(guise, row.needs[0]!, [arn]).verdict !== "no");
}

interface Place {
  readonly account: string;
  readonly partition: string;
}

function placeOf(layers: Layers | undefined, principal: string): Place {
  return { account: layers?.account ?? "", partition: principal.split(":")[1] ?? "aws" };
}

const deniers = new WeakMap<Governed, Map<string, readonly GovernedResource[]>>();

/** Those that a row can take the policy from, for somebody at this place, as far as they are asked about. */
function deniersOf(
  { resources }: Landscape,
  { id, needs: [need] }: EscalationPath,
  asked: string,
  { account, partition }: Place,
): readonly GovernedResource[] {
  if (need === undefined || typeof need.on === "string" || !("pattern" in need.on)) return [];
  const known = deniers.get(resources) ?? new Map<string, readonly GovernedResource[]>();
  deniers.set(resources, known);
  const key = JSON.stringify([id, asked, account, partition]);
  const before = known.get(key);
  if (before !== undefined) return before;
  const pattern = placed(need.on.pattern, account, partition);
  const stand = patternOf(standOf(asked));
  const found = denying(resources).filter(
    ({ arn }) => matchesPattern(pattern, arn) && (asked === "*" || meet(stand, patternOf(arn))),
  );
  known.set(key, found);
  return found;
}

type Governed = ReadonlyMap<string, GovernedResource>;
const known = new WeakMap<Governed, readonly GovernedResource[]>();

/** Resources with a policy that denies something, or that is not understood. */
function denying(resources: Governed): readonly GovernedResource[] {
  const before = known.get(resources);
  if (before !== undefined) return before;
  const made = [...resources.values()].filter(
    ({ policy: { statements, problem } }) =>
      problem !== undefined || statements.some(({ effect }) => effect === "Deny"),
  );
  known.set(resources, made);
  return made;
}

const open = new WeakMap<Engine, Engine>();

/** The accounts if no policy of a resource denied anything, whatever it allows. */
function withoutAny(engine: Engine): Engine {
  const before = open.get(engine);
  if (before !== undefined) return before;
  const changed = denying(engine.landscape.resources).map((each) => [each.arn, allowing(each)] as const);
  const made = engine.supposing({ resources: new Map(changed) });
  open.set(engine, made);
  return made;
}

function allowing(resource: GovernedResource): GovernedResource {
  const { problem: _, ...policy } = resource.policy;
  return {
    ...resource,
    policy: { ...policy, statements: policy.statements.filter(({ effect }) => effect === "Allow") },
  };
}

function withoutDenies(resource: GovernedResource, { needs }: EscalationPath): GovernedResource {
  const left = allowing(resource);
  const single = needs[0]!.actions.every((action) => action.endsWith(":RemovePermission"));
  return single ? left : { ...left, policy: { ...left.policy, statements: [] } };
}

/** The asked resources that stand under one. */
export function within(resources: readonly string[], opened: string): readonly string[] {
  return resources.filter((asked) => {
    const own = standOf(asked);
    return own === "*" || meet(patternOf(own), patternOf(opened));
  });
}
