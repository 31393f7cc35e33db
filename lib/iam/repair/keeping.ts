import type { AccessQuestion, AccessRequest, Proof } from "../access.ts";
import { findText, patternOf } from "../globs.ts";
import type { Draft } from "./draft.ts";
import { listed, statementsOf } from "./elements.ts";
import { besideViolations, isViolation, type Ground } from "./ground.ts";
import type { Asked, Violation } from "./request.ts";
import type { Answers } from "./stage.ts";
import { asPattern, meets } from "./target.ts";

/** Something that must stay possible, and what was proved of it before any edit. */
interface Kept {
  readonly asked: Asked;
  /** The same without what must not be possible. */
  readonly question: AccessQuestion;
  readonly before: Proof;
  /** Requests of it that were allowed: all of them must stay so. */
  readonly probes: Map<string, AccessRequest | undefined>;
}

export interface Keeper {
  /** True when all of something that must stay possible is to go. */
  contradicts(violation: Violation): boolean;
  /** Does all stay possible that the edits of a draft may touch? */
  holds(draft: Draft, after: Answers): boolean;
  /** What the edits of a draft may touch: what was possible before, and what was not. */
  touched(draft: Draft): { readonly kept: readonly Asked[]; readonly neverWas: readonly Asked[] };
}

/** Holds edits against what must stay possible. Proofs over the accounts as they are are made once, when needed. */
export function keeperOf(ground: Ground): Keeper {
  const { request } = ground;
  const known = new Map<Asked, Kept>();
  const prepared = (asked: Asked): Kept => {
    const made = known.get(asked) ?? prepare(ground, asked);
    known.set(asked, made);
    return made;
  };
  const relevant = (draft: Draft): readonly Kept[] =>
    request.keep.filter((asked) => isTouched(draft, asked)).map(prepared);

  return {
    contradicts: (violation) =>
      request.keep.some((asked) => {
        if (asked.principal !== violation.principal) return false;
        const only = { ...ground, request: { ...request, remove: [violation] } };
        const question = besideViolations(only, asked);
        if (question === asked.question || ground.before.can(asked.principal, question).verdict !== "no")
          return false;
        return ground.before.can(asked.principal, asked.question).verdict === "yes";
      }),
    holds: (draft, after) =>
      relevant(draft).every(
        (kept) =>
          kept.before.verdict !== "yes" ||
          (probesOf(ground, draft, kept).every((probe) => after.decide(probe).decision === "allowed") &&
            staysPossible(kept, after)),
      ),
    touched: (draft) => {
      const all = relevant(draft);
      const those = (possible: boolean) =>
        all.filter(({ before }) => (before.verdict === "yes") === possible).map(({ asked }) => asked);
      return { kept: those(true), neverWas: those(false) };
    },
  };

  function staysPossible({ asked: { principal }, question, probes }: Kept, after: Answers): boolean {
    // A request of it that is still allowed is the proof.
    const allowed = [...probes.values()].some((probe) => probe !== undefined);
    return allowed || after.can(principal, question).verdict === "yes";
  }

  function prepare(from: Ground, asked: Asked): Kept {
    const { principal, question: whole } = asked;
    const own = (question: AccessQuestion): Kept => ({
      asked,
      question,
      before: from.before.can(principal, question),
      probes: new Map(),
    });
    const beside = own(besideViolations(from, asked));
    // Kept and to be removed, the same: that is a contradiction, and must not end in taking it away.
    return beside.before.verdict === "no" ? own(whole) : beside;
  }
}

function isTouched({ taken }: Draft, { principal, question }: Asked): boolean {
  return taken.some(({ from, on }) =>
    from === undefined
      ? on === undefined || question.resources.some((one) => meets(one, on) || meets(one, `${on}/*`))
      : from.includes(principal),
  );
}

const mostProbes = 60;
const states = 2_000;

/**
 * The witness, and for each resource pattern of the policies that are edited one resource on it and one beside it: an
 * edit must not take a part of what is kept and leave another.
 */
function probesOf(ground: Ground, draft: Draft, kept: Kept): readonly AccessRequest[] {
  const { asked, before, probes } = kept;
  if (before.verdict !== "yes") return [];
  const { by: _, assumes, ...witness } = before.witness;
  if (assumes !== undefined) return [];
  const add = (resource: string): void => {
    if (probes.has(resource) || probes.size >= mostProbes) return;
    const request = { principal: asked.principal, ...witness, resource };
    const counts =
      !isViolation(ground.request, asked.principal, request) &&
      ground.engine.decide(request).decision === "allowed";
    probes.set(resource, counts ? request : undefined);
  };
  add(witness.resource);
  for (const entry of entriesOf(ground, draft)) {
    const key = `pattern ${entry}`;
    if (probes.has(key) || probes.size >= mostProbes) continue;
    probes.set(key, undefined);
    for (const pattern of asked.question.resources) {
      const [own, other] = [patternOf(pattern), patternOf(entry)];
      for (const found of [
        findText({ all: [[own], [other]], none: [], limit: states }),
        findText({ all: [[own]], none: [other], limit: states }),
      ])
        if (found.kind === "found") add(found.text);
    }
  }
  return [...probes.values()].filter((probe) => probe !== undefined);
}

const mostEntries = 40;

/** Resource patterns of the policies that a draft edits, as they are and as they would be. */
function entriesOf({ documents }: Ground, draft: Draft): readonly string[] {
  const jsons = [...draft.documents].flatMap(([ref, { json }]) => [documents.get(ref)?.json, json]);
  const all = jsons
    .filter((json) => json !== undefined && json !== null)
    .flatMap(statementsOf)
    .flatMap((statement) => [...listed(statement["Resource"]), ...listed(statement["NotResource"])]);
  return [...new Set(all.map(asPattern))].slice(0, mostEntries);
}
