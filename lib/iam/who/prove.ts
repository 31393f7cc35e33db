import type { AccessRequest, Decision, Proof, Witness } from "../access.ts";
import { sessionsNamed, type Requester } from "../decide/requester.ts";
import type { AskedAction } from "./action-sets.ts";
import { Classes } from "./classes.ts";
import { namesOf, type Group, type Question } from "./question.ts";
import { search, stepsOfQuestion, type Budget } from "./search.ts";
import type { Candidate } from "./solve.ts";
import { contextFrom } from "./spelling.ts";
import { caseOf, type Case, type OwnGround } from "./ways.ts";
import type { Zone } from "./zones.ts";

/** Puts one request of the requester to the concrete evaluation. */
export type Decide = (asked: Omit<AccessRequest, "principal">) => Decision;

/** So many more cases are searched for a witness that needs less. */
const mostFurther = 12;

/**
 * The proof for one requester: `yes` as soon as there is a witness that needs no condition key, else the smallest of
 * a few; `no` when every part of the question is searched through without a doubt.
 *
 * @param named only ask about resources whose policy names the requester
 */
export function prove(
  ground: OwnGround,
  requester: Requester,
  question: Question,
  decide: Decide,
  named = false,
): Proof {
  const witnesses: Witness[] = [];
  const doubts: string[] = [];
  const budget: Budget = { steps: stepsOfQuestion };
  let further = 0;
  for (const asked of casesOf(ground, requester, question, named, () => witnesses.length > 0)) {
    if (asked.ways.length === 0) continue;
    const { candidates, doubt } = search(ground.landscape, asked, budget, question.given);
    if (doubt !== undefined) doubts.push(doubt);
    for (const candidate of candidates) {
      const request = requestOf(asked.action, candidate);
      const { decision, by, why } = decide(request);
      if (decision === "allowed") witnesses.push({ ...request, by });
      else
        doubts.push(
          why ?? `the search and the evaluation differ over ${request.action} on ${request.resource}`,
        );
    }
    if (witnesses.some(({ context }) => context === undefined)) break;
    if (witnesses.length > 0 && further++ >= mostFurther) break;
  }
  const [best = needsNothing(question, decide)] = witnesses.toSorted((a, b) => weightOf(a) - weightOf(b));
  if (best !== undefined) return { verdict: "yes", witness: best };
  const [why] = doubts;
  return why === undefined ? { verdict: "no" } : { verdict: "unknown", why };
}

/** What anybody who can sign a request is allowed without any policy. */
function needsNothing({ actions }: Question, decide: Decide): Witness | undefined {
  const action = actions.find(({ folded }) => folded === "sts:getcalleridentity");
  if (action === undefined) return undefined;
  const { decision, by } = decide({ action: action.name, resource: "*" });
  return decision === "allowed" ? { action: action.name, resource: "*", by } : undefined;
}

/** Every part of the question that this requester may be allowed; actions on resources of other types only if need be. */
function* casesOf(
  ground: OwnGround,
  requester: Requester,
  { groups }: Question,
  named: boolean,
  found: () => boolean,
): Generator<Case> {
  const classes = new Classes(ground.sets, ground.landscape, requester);
  for (const own of [true, false]) {
    if (found()) return;
    for (const group of groups) {
      for (const zone of zonesFor(ground, requester, group, named)) {
        for (const action of classes.of(group, zone, own)) {
          for (const each of sessionsOf(requester, zone)) yield caseOf(ground, each, action, zone);
        }
      }
    }
  }
}

/** Where the identity’s policies allow nothing of it, only zones whose own policy names it. */
function zonesFor(
  { sets }: OwnGround,
  requester: Requester,
  group: Group,
  named: boolean,
): ReadonlySet<Zone> {
  const naming = namesOf(requester).flatMap((name) => group.naming.get(name) ?? []);
  const policies = policiesOf(requester);
  const byIdentity = policies === undefined || sets.mayAllow(policies, group.set, group.actions);
  const others = byIdentity && !named && requester.kind !== "anonymous" ? group.unnamed : [];
  return new Set([...naming, ...others]);
}

/** `undefined`: not known, or not asked. */
function policiesOf(requester: Requester) {
  return "identity" in requester ? requester.identity?.policies : undefined;
}

/** A role means some session of it: any other, and each that the resource’s policy speaks of. */
function sessionsOf(requester: Requester, zone: Zone): readonly Requester[] {
  if (requester.kind !== "role" || requester.session !== undefined) return [requester];
  const sessions = sessionsNamed(zone.policy, requester);
  return [requester, ...sessions.map((session) => ({ ...requester, session }))];
}

function requestOf(action: AskedAction, { resource, assigned }: Candidate): Omit<Witness, "by"> {
  const context = contextFrom(assigned, action);
  return { action: action.name, resource, ...(context !== undefined && { context }) };
}

function weightOf({ context, resource }: Witness): number {
  return Object.keys(context ?? {}).length * 100_000 + resource.length;
}
