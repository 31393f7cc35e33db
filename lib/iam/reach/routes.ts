import type { Witness } from "../access.ts";
import { namedPrincipal } from "../arn.ts";
import type { Engine } from "../compile.ts";
import type { Assumption, Route, RouteStep } from "../escalation.ts";
import { assumption } from "./candidates.ts";
import type { Guise } from "./guises.ts";
import type { Answer } from "./hops.ts";
import { pathTo, type Stop } from "./journey.ts";
import { reachWords as words } from "./reach-words.ts";
import type { Terrain } from "./terrain.ts";
import { matchesPattern } from "../wildcard.ts";

/** What leads to a stop, step by step. */
export function stepsTo(stop: Stop): readonly RouteStep[] {
  return pathTo(stop).map((each) => stepOf(actorOf(each), partsOf(each)));
}

export function assumptionsOf(stop: Stop): readonly Assumption[] {
  const all = [
    ...pathTo(stop).flatMap((each) => partsOf(each).assumes),
    ...outsideOf(stop).map((principal) => assumption(words.outside, { principal })),
  ];
  return [...new Map(all.map((each) => [each.en, each])).values()];
}

/** Those outside whose own accounts are taken to allow a step. */
function outsideOf(stop: Stop): readonly string[] {
  const answers = pathTo(stop).flatMap((each) => partsOf(each).answers);
  const all = answers.flatMap(({ proof }) => (proof.verdict === "yes" ? (proof.witness.assumes ?? []) : []));
  return [...new Set(all)];
}

/** Why it is not certain that a stop can be come to; absent: it is. */
export function doubtOf(stop: Stop): string | undefined {
  if (stop.sure) return undefined;
  const why = pathTo(stop).flatMap((each) => partsOf(each).unknown ?? []);
  return why[0] ?? "a step was neither proved nor refuted";
}

/**
 * Each principal that gives some right that the start lacks, by the first stop that does.
 *
 * @param to only this principal
 */
export function routesFrom(
  { covering }: Terrain,
  stops: readonly Stop[],
  to: string | undefined,
): readonly Route[] {
  const [start] = stops;
  if (start === undefined) return [];
  const found = new Map<string, Stop>();
  for (const stop of stops.slice(1)) {
    const { principal } = stop.guise;
    if (to !== undefined && principal !== to) continue;
    if (!found.has(principal) && !covering.covers(start.guise, stop.guise, true)) found.set(principal, stop);
  }
  return [...found.values()].map((stop) => routeTo(start.guise.principal, stop));
}

function routeTo(from: string, stop: Stop): Route {
  const assumes = assumptionsOf(stop);
  const outside = outsideOf(stop);
  const unknown = doubtOf(stop);
  return {
    from,
    to: stop.guise.principal,
    steps: stepsTo(stop),
    ...(assumes.length > 0 && { assumes }),
    ...(outside.length > 0 && { outside }),
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
  { proof, resource, given, rewritten, asker }: Answer,
): RouteStep["witnesses"][number] | undefined {
  if (proof.verdict !== "yes") return undefined;
  const principal = asker ?? guise.principal;
  const engine = rewritten ? guise.trusting : guise.engine;
  const { witness } = proof;
  // The resource may be a pattern of ARNs: then any one of them.
  const meant = resource === undefined || matchesPattern(resource, witness.resource);
  const on = meant ? witness.resource : resource;
  if (witness.assumes !== undefined && meant) return { ...witness, principal: askerOf(principal, witness) };
  const request = { ...requestOf(witness), resource: on };
  if (witness.assumes === undefined && (on === "*" || !/[*?]/.test(on))) {
    const { decision, by } = engine.decide({ principal, ...request });
    if (decision === "allowed") return { ...request, by, principal };
  }
  return ownWitness(engine, principal, request, given);
}

/** Where the answer is another’s: what of the request hangs on who asks, or on what, is solved again. */
function ownWitness(
  engine: Engine,
  principal: string,
  { action, resource }: Omit<Witness, "by">,
  given: Answer["given"],
): RouteStep["witnesses"][number] | undefined {
  const proof = engine.can(principal, {
    actions: [action],
    resources: [resource],
    ...(given && { given }),
  });
  return proof.verdict === "yes"
    ? { ...proof.witness, principal: askerOf(principal, proof.witness) }
    : undefined;
}

/** An account makes no request: somebody of it does, whom the proof took for an example. */
function askerOf(principal: string, { assumes }: Witness): string {
  return namedPrincipal(principal)?.kind === "root" ? (assumes ?? principal) : principal;
}

function requestOf({ action, resource, context }: Witness): Omit<Witness, "by"> {
  return { action, resource, ...(context !== undefined && { context }) };
}
