import type { Witness } from "../access.ts";
import type { Engine } from "../compile.ts";
import type { Assumption, Route, RouteStep } from "../escalation.ts";
import { assumption } from "./candidates.ts";
import type { Guise } from "./guises.ts";
import type { Answer } from "./hops.ts";
import { pathTo, type Stop } from "./journey.ts";
import { reachWords as words } from "./reach-words.ts";
import type { Terrain } from "./terrain.ts";

/** What leads to a stop, step by step. */
export function stepsTo(stop: Stop): readonly RouteStep[] {
  return pathTo(stop).map((each) => stepOf(actorOf(each), partsOf(each)));
}

export function assumptionsOf(stop: Stop): readonly Assumption[] {
  const all = pathTo(stop).flatMap((each) => {
    const { assumes, answers } = partsOf(each);
    const outsiders = answers.flatMap(({ proof }) =>
      proof.verdict === "yes" && proof.witness.assumes !== undefined ? [proof.witness.assumes] : [],
    );
    return [...assumes, ...outsiders.map((principal) => assumption(words.outside, { principal }))];
  });
  return [...new Map(all.map((each) => [each.en, each])).values()];
}

/** Why it is not certain that a stop can be come to; absent: it is. */
export function doubtOf(stop: Stop): string | undefined {
  if (stop.sure) return undefined;
  const why = pathTo(stop).flatMap((each) => partsOf(each).unknown ?? []);
  return why[0] ?? "a step was neither proved nor refuted";
}

/** Each principal that gives some right that the start lacks, by the first stop that does. */
export function routesFrom({ covering }: Terrain, stops: readonly Stop[]): readonly Route[] {
  const [start] = stops;
  if (start === undefined) return [];
  const found = new Map<string, Stop>();
  for (const stop of stops.slice(1)) {
    const { principal } = stop.guise;
    if (!found.has(principal) && !covering.covers(start.guise, stop.guise, true)) found.set(principal, stop);
  }
  return [...found.values()].map((stop) => routeTo(start.guise.principal, stop));
}

function routeTo(from: string, stop: Stop): Route {
  const assumes = assumptionsOf(stop);
  const unknown = doubtOf(stop);
  return {
    from,
    to: stop.guise.principal,
    steps: stepsTo(stop),
    ...(assumes.length > 0 && { assumes }),
    ...(unknown !== undefined && { unknown }),
  };
}

/** Who takes the step that ends at a stop. */
function actorOf({ by, from }: Stop): Stop {
  return by ?? from!;
}

export interface Parts {
  readonly kind: string;
  readonly target: string;
  readonly answers: readonly Answer[];
  readonly assumes: readonly Assumption[];
  readonly unknown?: string;
}

function partsOf({ step, guise }: Stop): Parts {
  const target = guise.principal;
  if (step === undefined) return { kind: "", target, answers: [], assumes: [] };
  if ("gain" in step) {
    const { row, answers, assumes, unknown } = step.gain;
    return { kind: row.id, target, answers, assumes, ...(unknown !== undefined && { unknown }) };
  }
  const { hop, place, sure } = step;
  const answers = hop.answers(place);
  const assumes = hop.assumes(place);
  return { kind: hop.row.id, target, answers, assumes, ...(!sure && { unknown: hop.why(place) }) };
}

/** Requests are worked out when somebody looks at them: of many routes nobody does. */
export function stepOf({ guise }: Stop, { kind, target, answers }: Parts): RouteStep {
  const found = answers.flatMap(({ proof }) => (proof.verdict === "yes" ? [proof.witness.action] : []));
  const asked = answers.flatMap((answer) => (answer.proof.verdict === "yes" ? [] : [answer.actions[0]!]));
  let witnesses: RouteStep["witnesses"] | undefined;
  return {
    kind,
    principal: guise.principal,
    via: [...new Set([...found, ...asked])],
    target,
    get witnesses() {
      witnesses ??= answers.flatMap((answer) => witnessFor(guise, answer) ?? []);
      return witnesses;
    },
  };
}

/** The request of a proof as this very principal makes it on this very resource, put to `decide` again. */
function witnessFor(
  guise: Guise,
  { proof, resource, rewritten }: Answer,
): RouteStep["witnesses"][number] | undefined {
  if (proof.verdict !== "yes") return undefined;
  const { principal } = guise;
  const engine = rewritten ? guise.trusting : guise.engine;
  const { witness } = proof;
  if (witness.assumes !== undefined) return { ...witness, principal };
  const request = { ...requestOf(witness), resource: resource ?? witness.resource };
  const { decision, by } = engine.decide({ principal, ...request });
  if (decision === "allowed") return { ...request, by, principal };
  return ownWitness(engine, principal, request);
}

/** Where the answer is another’s: what of the request hangs on who asks is solved again. */
function ownWitness(engine: Engine, principal: string, { action, resource }: Omit<Witness, "by">) {
  const proof = engine.can(principal, { actions: [action], resources: [resource] });
  return proof.verdict === "yes" ? { ...proof.witness, principal } : undefined;
}

function requestOf({ action, resource, context }: Witness): Omit<Witness, "by"> {
  return { action, resource, ...(context !== undefined && { context }) };
}
