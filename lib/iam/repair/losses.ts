import type { AccessQuestion, Witness } from "../access.ts";
import { matchesPattern } from "../wildcard.ts";
import type { Offence } from "./denying.ts";
import type { Taken } from "./draft.ts";
import { isViolation, partsBesideViolations, type Ground } from "./ground.ts";
import type { Lost, RepairRequest } from "./request.ts";
import type { Answers } from "./stage.ts";
import { meets, namesOf } from "./target.ts";

const mostAsked = 200;
const mostLost = 100;
const mostQuestions = 400;
const mostSingle = 1_500;

export interface Losses {
  readonly lost: readonly Lost[];
  /** There may be more: not everybody, or not every request, was asked about. */
  readonly more: boolean;
}

/** Does somebody else lose a request that is no violation of theirs: the witness itself, made by them? */
export function losesWitness(
  ground: Ground,
  after: Answers,
  { from = [] }: Taken,
  { principal, witness }: Offence,
): boolean {
  const { by: _, assumes, ...request } = witness;
  if (assumes !== undefined) return false;
  return from
    .slice(0, mostAsked)
    .some(
      (other) =>
        other !== principal &&
        !isViolation(ground.request, other, request) &&
        ground.engine.decide({ principal: other, ...request }).decision === "allowed" &&
        after.decide({ principal: other, ...request }).decision !== "allowed",
    );
}

/**
 * Who had what an edit takes, and has it no more: one request for each, which was allowed and is not, and is no
 * violation itself.
 *
 * @param first stop at the first that is found
 * @param but   somebody whose losses do not count
 */
export function lossesOf(
  ground: Ground,
  after: Answers,
  taken: readonly Taken[],
  { first = false, but }: { readonly first?: boolean; readonly but?: string } = {},
): Losses {
  const lost = new Map<string, Lost>();
  let more = false;
  let questionsPut = 0;
  for (const each of taken) {
    const questions = each.questions().map((question) => askable(ground, question, each));
    if (questions.some(({ whole }) => !whole)) more = true;
    const asked = questions
      .map(({ question }) => ({ ...question, actions: madeOn(ground, question) }))
      .filter(({ actions }) => actions.length > 0);
    const principals = (each.from ?? everybody(ground, asked)).filter((one) => one !== but);
    if (principals.length > mostAsked) more = true;
    for (const principal of principals.slice(0, mostAsked)) {
      for (const question of asked) {
        const parts = partsBesideViolations(ground, { principal, question });
        if (parts === undefined) more = true;
        for (const part of parts ?? []) {
          for (const one of first ? [part] : singly(ground, principal, part)) {
            if (++questionsPut > (first ? mostQuestions : mostSingle))
              return { lost: [...lost.values()], more: true };
            const found = lossOf(ground, after, principal, one);
            if (found === "maybe") more = true;
            if (found === undefined || found === "maybe") continue;
            if (first) return { lost: [found], more: true };
            const { action, resource } = found.before;
            lost.set(`${principal} ${action} ${resource}`, found);
            // Of what was asked together, one request says nothing of the others.
            more ||= one.actions.length > 1 || /[*?]/.test(one.actions[0]!);
            if (lost.size >= mostLost) return { lost: [...lost.values()], more: true };
          }
        }
      }
    }
  }
  return { lost: [...lost.values()], more };
}

/**
 * A question as one for each action and resource, so that each right that goes is told and not just the first of them:
 * all of it where nothing of it was possible anyway, or where there are too many.
 */
function singly(ground: Ground, principal: string, question: AccessQuestion): readonly AccessQuestion[] {
  if (ground.before.can(principal, question).verdict === "no") return [];
  const names = namesOf(ground.engine.index, question.actions);
  if (names === undefined || names.size * question.resources.length > mostLost * 2) return [question];
  return [...names].flatMap((name) =>
    question.resources
      .map((resource) => ({ ...question, actions: [name], resources: [resource] }))
      .filter((one) => madeOn(ground, one).length > 0),
  );
}

function lossOf(
  ground: Ground,
  after: Answers,
  principal: string,
  question: AccessQuestion,
): Lost | "maybe" | undefined {
  const proof = ground.before.can(principal, question);
  if (proof.verdict === "no") return undefined;
  if (proof.verdict === "unknown") return "maybe";
  const { by: _, assumes, ...request } = proof.witness;
  if (isViolation(ground.request, principal, request) || !isMade(ground, request)) return "maybe";
  const still =
    assumes === undefined
      ? after.decide({ principal, ...request }).decision === "allowed"
      : after.can(principal, question).verdict === "yes";
  return still ? "maybe" : { principal, question, before: proof.witness };
}

/** Would anybody make it: is the resource one that the action can be done to? */
function isMade({ engine }: Ground, { action, resource }: Pick<Witness, "action" | "resource">): boolean {
  const types = engine.index.find(action)?.resources ?? [];
  return types.length === 0 ? resource === "*" : types.some((type) => matchesPattern(type, resource));
}

/** The actions of a question that can be done to its resources at all: a policy’s text may well combine others. */
function madeOn({ engine }: Ground, { actions, resources }: AccessQuestion): readonly string[] {
  if (resources.includes("*")) return actions;
  const names = namesOf(engine.index, actions);
  if (names === undefined) return actions;
  return [...names].filter((name) =>
    engine.index
      .find(name)
      ?.resources.some((type) =>
        resources.some((resource) => ofOneService(type, resource) && meets(type, resource)),
      ),
  );
}

/** Compared by itself: a wildcard of one segment would run on over the colons behind it. */
function ofOneService(type: string, resource: string): boolean {
  const [one, other] = [type, resource].map((text) => text.split(":")[2] ?? "*");
  return one === other || /[*?]/.test(other!);
}

/**
 * A question that can be afforded: of a policy that stands on a resource, only what is on that; of all actions, those of
 * the services that the resources are of, else of those that the request is about.
 */
function askable(
  { request }: Ground,
  question: AccessQuestion,
  { on }: Taken,
): { readonly question: AccessQuestion; readonly whole: boolean } {
  const resources =
    on !== undefined && question.resources.includes("*") ? [on, `${on}/*`] : question.resources;
  if (!question.actions.some((action) => /^\*+$/.test(action)))
    return { question: { ...question, resources }, whole: true };
  const services = resources.map((resource) => resource.split(":")[2] ?? "*");
  if (services.every((service) => /^[a-z0-9-]+$/.test(service)))
    return { question: { ...question, resources, actions: ofServices(services) }, whole: true };
  return { question: { ...question, resources, actions: servicesAsked(request) }, whole: false };
}

const asked = new WeakMap<RepairRequest, readonly string[]>();

/** All actions of the services that a request is about. */
function servicesAsked(request: RepairRequest): readonly string[] {
  const known = asked.get(request);
  if (known !== undefined) return known;
  const questions = [
    ...request.remove.flatMap((one) => one.questions),
    ...request.keep.map((one) => one.question),
  ];
  const made = ofServices(questions.flatMap(({ actions }) => actions.map((action) => action.split(":")[0]!)));
  asked.set(request, made);
  return made;
}

function ofServices(services: readonly string[]): readonly string[] {
  return [...new Set(services)].sort().map((service) => `${service}:*`);
}

function everybody({ before }: Ground, questions: readonly AccessQuestion[]): readonly string[] {
  const found = questions.flatMap((question) => before.who(question));
  return [...new Set(found)].sort();
}
