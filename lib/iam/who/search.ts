import type { WitnessCondition } from "../access.ts";
import { contextOf } from "../decide/context.ts";
import type { Request } from "../decide/request.ts";
import { speaksOf } from "../decide/statement.ts";
import { holds } from "../conditions/holds.ts";
import type { Condition, Landscape } from "../landscape.ts";
import { isUnknown, unknown, type Truth, type Unknown } from "../truth.ts";
import { allowedBy, dodges, undenied, type Constraints } from "./constraints.ts";
import { floorOf } from "./floor.ts";
import { alwaysThere, bornTags, knownKeys, type KnownKeys } from "./known-keys.ts";
import { merged } from "./merge.ts";
import { solve, type Candidate } from "./solve.ts";
import type { Demand } from "./solve-key.ts";
import { freeVariables } from "./solve-variables.ts";
import { ownOrganisationDoubt, strangerDemands } from "./stranger.ts";
import type { Case, Deny, Need, Option, Way } from "./ways.ts";
import { whenOf } from "./when.ts";

/** Steps left, over all that is asked of one principal at once. */
export interface Budget {
  steps: number;
  /** Only requests with fewer condition keys than this are of any use; absent: any is. */
  fewer?: number;
}

export const stepsOfQuestion = 3000;
/** A witness with a key less is worth some more looking. */
const mostCandidates = 6;

/** A request that the search holds for allowed. */
export interface Passing extends Candidate {
  /** Why it is, as far as the request has to do with it. */
  readonly when: () => readonly WitnessCondition[];
}

export interface Searched {
  /** Requests that the search holds for allowed, each to be put to `decide`. */
  readonly candidates: readonly Passing[];
  /** Why nothing is proved although there may be no candidate; absent: there is provably no other request. */
  readonly doubt?: string;
}

/**
 * Looks for allowed requests: chooses one allow of each layer, solves for a request, and where a deny speaks of that
 * request, branches over every way not to be spoken of. Every allowed request is reached by some branch, so that an
 * end without candidate and without doubt is a proof.
 */
export function search(
  landscape: Landscape,
  asked: Case,
  budget: Budget,
  given: readonly Demand[] = [],
): Searched {
  const known = knownKeys(landscape, {
    requester: asked.requester,
    service: asked.action.service,
    owner: asked.owner,
  });
  const settled = (truth: boolean) => (condition: Condition) =>
    freeVariables([...condition.values], known).length === 0 &&
    known.of(condition.key).kind === "fixed" &&
    holds(condition, known.context) === truth;
  const denies = asked.denies.filter(({ statement }) => !statement?.conditions.some(settled(false)));
  const always = settled(true);
  const floor = once(() => floorOf({ ...asked, denies }, known));
  if (budget.fewer !== undefined && floor() >= budget.fewer) return { candidates: [] };
  const options = [...denies, ...asked.ways.flatMap(({ needs }) => needs.flat())];
  const conditions = options.flatMap(({ statement }) => statement?.conditions ?? []);
  const there = alwaysThere(conditions);
  const own = { candidates: [], doubts: [] };
  const run: Run = { landscape, asked, denies, known, budget, always, floor, there, ...own };
  const start = undenied(denies, always);
  if (start === undefined) return { candidates: [] };
  if (asked.zone.unclear) run.doubts.push("the resources that are asked about are too many to compare");
  const born = bornTags(conditions, asked.requester);
  const demands = [...given, ...strangerDemands(landscape, asked.requester), ...born];
  for (const { needs } of asked.ways) {
    const way = { needs: needs.map(merged).toSorted((a, b) => a.length - b.length) };
    choose(run, way, 0, { ...start, demands });
  }
  const [doubt] = run.doubts;
  return { candidates: run.candidates, ...(doubt !== undefined && { doubt }) };
}

interface Run {
  readonly landscape: Landscape;
  readonly asked: Case;
  readonly denies: readonly Deny[];
  readonly known: KnownKeys;
  readonly budget: Budget;
  readonly always: (condition: Condition) => boolean;
  /** No request has fewer condition keys. */
  readonly floor: () => number;
  /** Of each key that every request has and a statement asks about: that it is there. */
  readonly there: readonly Demand[];
  readonly candidates: Passing[];
  readonly doubts: string[];
}

/** Chooses an allow for the needs of a way from `at` on; the most certain first. */
function choose(run: Run, way: Way, at: number, constraints: Constraints): void {
  const need = way.needs[at];
  if (need === undefined) return avoid(run, constraints);
  for (const option of simplestFirst(need)) {
    if (enough(run)) return;
    const next = allowedBy(constraints, option);
    // What ends in a doubt is not worth the way once there is one.
    if (next.taint !== undefined && run.doubts.length > 0) continue;
    if (at + 1 < way.needs.length && asksMore(constraints, next) && contradicts(run, next)) continue;
    choose(run, way, at + 1, next);
  }
}

function asksMore(before: Constraints, next: Constraints): boolean {
  return next.elements.length > before.elements.length || next.demands.length > before.demands.length;
}

/** Prunes a choice as soon as its constraints have no solution. */
function contradicts(run: Run, constraints: Constraints): boolean {
  if (spent(run)) return true;
  return solve(run.asked, constraints, run.known).kind === "none";
}

function avoid(run: Run, constraints: Constraints): void {
  if (enough(run) || spent(run)) return;
  const solution = solve(run.asked, constraints, run.known);
  if (solution.kind === "none") return;
  if (solution.kind === "unclear") {
    run.doubts.push(constraints.taint ?? solution.why);
    return;
  }
  const { candidate } = solution;
  const request = requestOf(run, candidate);
  for (const deny of run.denies) {
    if (constraints.ignored.has(deny)) continue;
    const truth = deniedBy(deny, request);
    if (truth === false) continue;
    const avoided = constraints.elements.some(
      ({ element, wanted }) => element === deny.statement?.resources && !wanted,
    );
    if (avoided && truth === true) run.doubts.push("a resource that a deny spares was not found for certain");
    for (const next of dodges(constraints, deny, isUnknown(truth) ? truth.unknown : undefined)) {
      if (next.taint === undefined || run.doubts.length === 0) avoid(run, next);
    }
    return;
  }
  const doubt = constraints.taint ?? ownOrganisation(run, candidate);
  if (doubt !== undefined) run.doubts.push(doubt);
  else if (thereIsOne(run, constraints, candidate))
    run.candidates.push({ ...candidate, when: () => reasons(run, constraints, candidate) });
}

/**
 * Keys that every request has, and the candidate not, since it is as well without: is there a value of each with which
 * it is as well?
 */
function thereIsOne(run: Run, constraints: Constraints, { assigned }: Candidate): boolean {
  const missing = run.there.filter(({ condition }) => !assigned.has(condition.key));
  if (missing.length === 0) return true;
  const inner: Run = { ...run, floor: () => Infinity, candidates: [], doubts: [] };
  avoid(inner, { ...constraints, demands: [...constraints.demands, ...missing] });
  if (inner.candidates.length === 0) run.doubts.push(...inner.doubts.slice(0, 1));
  return inner.candidates.length > 0;
}

function reasons(
  run: Run,
  { demands, allows }: Constraints,
  candidate: Candidate,
): readonly WitnessCondition[] {
  const request = requestOf(run, candidate);
  if (isUnknown(request)) return [];
  const denies = run.denies.flatMap(({ statement }) => (statement === undefined ? [] : [statement]));
  const isFree = (key: string): boolean => {
    const of = run.known.of(key);
    return of.kind === "free" || of.entry?.kind === "beginning";
  };
  return whenOf({ request, action: run.asked.action, demands, allows, denies, always: run.always, isFree });
}

function deniedBy({ statement, taint }: Deny, request: Request | Unknown): Truth {
  if (statement === undefined) return unknown(taint ?? "");
  return isUnknown(request) ? request : speaksOf(statement, request);
}

function requestOf({ landscape, asked }: Run, { resource, assigned }: Candidate): Request | Unknown {
  const { requester, action, owner } = asked;
  const { service, folded } = action;
  const context = contextOf(landscape, { requester, service, owner }, Object.fromEntries(assigned));
  return isUnknown(context) ? context : { requester, action: folded, service, resource, owner, context };
}

function ownOrganisation({ landscape, asked }: Run, { assigned }: Candidate): string | undefined {
  return asked.requester.kind === "anonymous" ? ownOrganisationDoubt(landscape, assigned) : undefined;
}

function simplestFirst(need: Need): Need {
  const cost = ({ taint, statement }: Option) =>
    (taint === undefined ? 0 : 100) + (statement?.conditions.length ?? 0);
  return need.toSorted((a, b) => cost(a) - cost(b));
}

function enough({ candidates, floor }: Run): boolean {
  if (candidates.length === 0) return false;
  return candidates.length >= mostCandidates || candidates.some(({ assigned }) => assigned.size <= floor());
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function spent(run: Run): boolean {
  if (run.budget.steps > 0) {
    run.budget.steps--;
    return false;
  }
  run.doubts.push("there are more combinations of statements than are searched");
  return true;
}
