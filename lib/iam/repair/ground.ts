import type { AccessQuestion, Proof, Witness } from "../access.ts";
import type { Engine } from "../compile.ts";
import { membersOf } from "../document.ts";
import { matchesPattern } from "../wildcard.ts";
import type { Documents } from "./draft.ts";
import { listed } from "./elements.ts";
import type { Asked, Json, RepairRequest } from "./request.ts";
import { actionsMeet, anyMatches, coversAll, namesOf } from "./target.ts";

/** What a repair hangs on. */
export interface Ground {
  /** The accounts as they are. */
  readonly engine: Engine;
  readonly documents: Documents;
  readonly request: RepairRequest;
  /** Proofs over the accounts as they are, remembered. */
  readonly before: Before;
}

export interface Before {
  can(principal: string, question: AccessQuestion): Proof;
  /** Everybody who can or may. */
  who(question: AccessQuestion): readonly string[];
}

const mostOfOne = 40;

/**
 * Proofs over the accounts as they are. An engine has only so much work for each principal over all its questions: after
 * some of them a fresh one goes on. How many there are is bounded by whoever asks.
 */
export function beforeOf(engine: Engine): Before {
  const proofs = new Map<string, Proof>();
  const lists = new Map<string, readonly string[]>();
  const asked = new Map<string, number>();
  const engines: Engine[] = [];
  const fresh = (principal: string): Engine => {
    const times = asked.get(principal) ?? 0;
    asked.set(principal, times + 1);
    // The first serves everybody’s first questions, the next the next of whoever has more: none is made twice.
    return (engines[Math.floor(times / mostOfOne)] ??= engine.supposing({}));
  };
  return {
    can: (principal, question) => {
      const key = JSON.stringify([principal, question]);
      const known = proofs.get(key) ?? fresh(principal).can(principal, question);
      proofs.set(key, known);
      return known;
    },
    who: (question) => {
      const key = JSON.stringify(question);
      const known =
        lists.get(key) ??
        fresh("")
          .who(question)
          .map(({ principal }) => principal);
      lists.set(key, known);
      return known;
    },
  };
}

type Request = Pick<Witness, "action" | "resource" | "context">;

/** Is a request one of those that must not be possible? */
export function isViolation({ remove }: RepairRequest, principal: string, request: Request): boolean {
  return violationsBy(remove, principal).some((question) => asksFor(question, request));
}

const byPrincipal = new WeakMap<RepairRequest["remove"], ReadonlyMap<string, readonly AccessQuestion[]>>();

/** All that must not be possible for one principal. */
function violationsBy(remove: RepairRequest["remove"], principal: string): readonly AccessQuestion[] {
  const known = byPrincipal.get(remove);
  if (known !== undefined) return known.get(principal) ?? [];
  const made = new Map<string, AccessQuestion[]>();
  for (const { principal: who, questions } of remove) made.set(who, [...(made.get(who) ?? []), ...questions]);
  byPrincipal.set(remove, made);
  return made.get(principal) ?? [];
}

/** Must everything that a statement may allow within an area go for that principal anyway? */
export function isAllToGo(
  { engine, request }: Ground,
  principal: string,
  { actions, resources }: AccessQuestion,
  statement: Json,
): boolean {
  const names = namesOf(engine.index, actions);
  if (names === undefined) return false;
  const questions = violationsBy(request.remove, principal).filter(
    ({ given = {}, except = [] }) =>
      except.length === 0 &&
      Object.entries(given).every(([key, value]) => demands(statement["Condition"], key, value)),
  );
  return [...names].every((name) => {
    const meant = questions.filter((one) => namesOf(engine.index, one.actions)?.has(name) ?? false);
    const on = meant.flatMap((one) => one.resources);
    return resources.every((resource) => on.some((one) => coversAll(one, resource)));
  });
}

/** Does a condition let only requests in that have just this value of the key? */
function demands(condition: unknown, key: string, value: string | null): boolean {
  return ["Bool", "StringEquals"].some((operator) =>
    [...(membersOf(membersOf(condition)?.get(operator)) ?? [])].some(
      ([name, values]) =>
        name.toLowerCase() === key.toLowerCase() && value !== null && listed(values).join() === value,
    ),
  );
}

function asksFor({ actions, resources, except = [], given = {} }: AccessQuestion, request: Request): boolean {
  const context = new Map(
    Object.entries(request.context ?? {}).map(([key, value]) => [key.toLowerCase(), value]),
  );
  return (
    anyMatches(actions, request.action) &&
    resources.some((pattern) => matchesPattern(pattern, request.resource)) &&
    !except.some((pattern) => matchesPattern(pattern, request.resource)) &&
    Object.entries(given).every(([key, value]) => {
      const own = context.get(key.toLowerCase());
      return value === null ? own === undefined : [own].flat().map(String).includes(value);
    })
  );
}

/**
 * A question parted by what must not be possible for its principal: the actions of each part are asked about without the
 * resources that are to go. `undefined` where there are too many actions to be parted.
 */
export function partsBesideViolations(
  { engine, request }: Ground,
  { principal, question }: Asked,
): readonly AccessQuestion[] | undefined {
  const questions = violationsBy(request.remove, principal).filter(
    ({ given, except = [] }) => given === undefined && except.length === 0,
  );
  if (questions.length === 0) return [question];
  const names = namesOf(engine.index, question.actions);
  if (names === undefined) return undefined;
  const violating = questions.map(({ actions }) => namesOf(engine.index, actions));
  const meant = (name: string) => violating.flatMap((known, at) => ((known?.has(name) ?? true) ? [at] : []));
  const parts = Map.groupBy(names, (name) => meant(name).join());
  return [...parts].map(([places, actions]) => {
    const without = places === "" ? [] : places.split(",").flatMap((at) => questions[Number(at)]!.resources);
    return { ...question, actions, except: [...new Set([...(question.except ?? []), ...without])] };
  });
}

/**
 * A question without what must not be possible for its principal: what overlaps in actions is asked on other resources.
 * Where a violation is one only with certain keys, or only on some resources, it stays in the question.
 */
export function besideViolations(
  { engine, request }: Ground,
  { principal, question }: Asked,
): AccessQuestion {
  const overlapping = violationsBy(request.remove, principal).filter(
    ({ given, except = [], actions }) =>
      given === undefined && except.length === 0 && actionsMeet(engine.index, actions, question.actions),
  );
  if (overlapping.length === 0) return question;
  const without = overlapping.flatMap(({ resources }) => resources);
  return { ...question, except: [...new Set([...(question.except ?? []), ...without])] };
}
