import type { AccessRequest, Decision, Proof, Witness } from "../access.ts";
import { sessionsNamed, type Requester } from "../decide/requester.ts";
import type { AskedAction } from "./action-sets.ts";
import { Classes } from "./classes.ts";
import { isHanded, namesOf } from "./names.ts";
import type { Group, Question } from "./question.ts";
import { search, stepsOfQuestion, type Budget, type Passing } from "./search.ts";
import type { Candidate } from "./solve.ts";
import { contextFrom } from "./spelling.ts";
import { caseOf, type Case, type OwnGround } from "./ways.ts";
import { reaches, type Zone } from "./zones.ts";

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
  const plain = question.wide && question.given.length === 0 ? needsNothing(question, decide) : undefined;
  if (plain !== undefined) return { verdict: "yes", witness: plain };
  const witnesses: Witness[] = [];
  const reasons = new Map<Witness, Passing["when"]>();
  const doubts: string[] = [];
  const budget: Budget = { steps: stepsOfQuestion };
  let further = 0;
  for (const asked of casesOf(ground, requester, question, named)) {
    if (asked.ways.length === 0) continue;
    const { candidates, doubt } = search(ground.landscape, asked, budget, question.given);
    if (doubt !== undefined) doubts.push(doubt);
    const requests = candidates.map((candidate) => ({
      candidate,
      request: requestOf(asked.action, candidate),
    }));
    for (const { candidate, request } of requests.toSorted(
      (a, b) => weightOf(a.request) - weightOf(b.request),
    )) {
      const { decision, by, why } = decide(request);
      if (decision === "allowed") {
        const witness = { ...request, by };
        witnesses.push(witness);
        reasons.set(witness, candidate.when);
        budget.fewer = Math.min(budget.fewer ?? Infinity, keysOf(request));
        break;
      }
      doubts.push(
        why ?? `the search and the evaluation differ over ${request.action} on ${request.resource}`,
      );
    }
    if (witnesses.some(({ context }) => context === undefined)) break;
    if (witnesses.length > 0 && further++ >= mostFurther) break;
  }
  const [best = needsNothing(question, decide)] = witnesses.toSorted((a, b) => weightOf(a) - weightOf(b));
  if (best !== undefined) {
    const when = reasons.get(best)?.() ?? [];
    return { verdict: "yes", witness: when.length === 0 ? best : { ...best, when } };
  }
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

/** Every part of the question that this requester may be allowed. */
function* casesOf(
  ground: OwnGround,
  requester: Requester,
  { groups }: Question,
  named: boolean,
): Generator<Case> {
  const classes = new Classes(ground.sets, ground.landscape, requester);
  for (const group of groups) {
    for (const zone of zonesFor(ground, requester, group, named)) {
      for (const action of classes.of(group, zone)) {
        for (const each of sessionsOf(requester, zone)) yield caseOf(ground, each, action, zone);
      }
    }
  }
}

/**
 * Zones whose policy names the requester, or its account, which hands on what its own policies say; and those that
 * an allow of these reaches.
 */
function zonesFor(
  { work }: OwnGround,
  requester: Requester,
  { speaking, naming, unnamed }: Group,
  named: boolean,
): readonly Zone[] {
  const names = namesOf(requester);
  const policies = policiesOf(requester);
  const zonesBy = (of: readonly string[]) => of.flatMap((name) => naming.get(name) ?? []);
  if (policies === undefined) {
    const others = named || requester.kind === "anonymous" ? [] : unnamed;
    return [...new Set([...zonesBy(names), ...others])];
  }
  const direct = new Set(zonesBy(names.filter((name) => !isHanded(name))));
  const spoken = policies.map((policy) => speaking.of(policy));
  const unread = spoken.some(({ problem }) => problem !== undefined);
  const allows = spoken.flatMap((each) => each.allows);
  if (!unread && allows.length === 0) return [...direct];
  const handed = [...zonesBy(names.filter(isHanded)), ...(named ? [] : unnamed)];
  return [...new Set([...direct, ...handed])].filter(
    (zone) => unread || direct.has(zone) || allows.some((statement) => reaches(statement, zone, work)),
  );
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

function weightOf(request: Pick<Witness, "context" | "resource">): number {
  return keysOf(request) * 100_000 + request.resource.length;
}

function keysOf({ context }: Pick<Witness, "context">): number {
  return Object.keys(context ?? {}).length;
}
