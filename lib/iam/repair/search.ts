import type { Proof, Witness } from "../access.ts";
import { candidatesFor, type Candidate, type Tier } from "./candidates.ts";
import { denials, type Offence } from "./denying.ts";
import { beyond, elementsOfDraft, keyOf, statementsPutIn, type Draft } from "./draft.ts";
import { statementsOf } from "./elements.ts";
import type { Ground } from "./ground.ts";
import type { Keeper } from "./keeping.ts";
import { losesWitness, lossesOf } from "./losses.ts";
import type { Unsolved, Violation } from "./request.ts";
import { stageOf, type Answers, type Settled, type Stage } from "./stage.ts";

/** Drafts that one violation may be asked about: fewer where policies are long. */
const mostDrafts = 150;
const fewestDrafts = 6;
const mostStatements = 10_000;

export interface Searched {
  /** The draft that repairs it; absent: none was found. */
  readonly draft?: Draft;
  readonly reason?: Unsolved["reason"];
  readonly why?: string;
  /** The search was given up before all smaller drafts had been looked at. */
  readonly givenUp: boolean;
}

interface Node {
  readonly draft: Draft;
  /** Does somebody else lose something that is no violation? `undefined`: that is asked once its turn has come. */
  readonly others: boolean | undefined;
  readonly asks?: () => boolean;
  readonly tier: Tier;
  readonly elements: number;
  readonly wholesale: boolean;
  readonly added: number;
  /** New policies. */
  readonly fresh: number;
  readonly key: string;
}

/**
 * The smallest draft beyond the settled one in which none of the questions is possible. Drafts are looked at in order:
 * those that take nothing from others first, then by how far from the allowing statement they go, then by their elements.
 * Each that does not yet repair shows another witness, and leads on to every edit that could take that one away.
 */
export function searchRepair(
  ground: Ground,
  keeper: Keeper,
  settled: Settled,
  violation: Violation,
): Searched {
  const { principal, questions } = violation;
  const { draft: start } = settled;
  const stage = stageOf(ground, settled, violation);
  const seen = new Set<string>();
  const open: Node[] = [
    { draft: start, others: false, tier: 0, elements: 0, wholesale: false, added: 0, fresh: 0, key: "" },
  ];
  let [keeps, why, left] = [false, undefined as string | undefined, mostDrafts];
  let candidates = 0;

  while (open.length > 0) {
    if (left-- <= 0) {
      // Whatever else might be smaller: a deny for each witness in turn ends soon.
      const draft = denyingAll(ground, keeper, stage, start, violation);
      return draft === undefined ? { reason: "bound", givenUp: true } : { draft, givenUp: true };
    }
    const node = open.shift()!;
    if (seen.has(node.key)) continue;
    if (node.others === undefined) {
      const others = node.asks?.() ?? false;
      merge(open, [{ ...node, others }]);
      // It is the same draft: only where it stands is better known.
      left++;
      continue;
    }
    seen.add(node.key);
    const engine = stage.engineOf(node.draft);
    if (node.draft !== start && !keeper.holds(beyond(node.draft, start), engine)) {
      keeps = true;
      continue;
    }
    const found = firstPossible(engine, principal, questions);
    if (found === undefined) return { draft: node.draft, givenUp: false };
    if ("unknown" in found) {
      why = found.unknown;
      continue;
    }
    if (node.draft === start) left = Math.min(left, draftsFor(ground, found.witness));
    const losing = new Map<string, boolean>();
    const next = candidatesFor(ground, node.draft, found)
      .map((candidate) => nodeOf(ground, stage, node, candidate, found, losing))
      .filter(({ key }) => !seen.has(key))
      .sort(byRank);
    candidates += next.length;
    merge(open, next);
  }
  const reason = keeps ? "keeps" : why === undefined || candidates === 0 ? "fixed" : "unknown";
  return { reason, ...(why !== undefined && { why }), givenUp: false };
}

/** One deny after the other, the first that leaves what is kept, until nothing is possible; `undefined`: that does not do. */
function denyingAll(
  ground: Ground,
  keeper: Keeper,
  stage: Stage,
  start: Draft,
  { principal, questions }: Violation,
): Draft | undefined {
  let draft = start;
  for (let left = questions.length * 2; left > 0; left--) {
    const found = firstPossible(stage.engineOf(draft), principal, questions);
    if (found === undefined) return draft;
    if ("unknown" in found) return undefined;
    const next = denials(ground, draft, found).find(
      (one) =>
        one.taken.at(-1)?.from?.every((each) => each === principal) === true &&
        keeper.holds(beyond(one, start), stage.engineOf(one)),
    );
    if (next === undefined) return undefined;
    draft = next;
  }
  return firstPossible(stage.engineOf(draft), principal, questions) === undefined ? draft : undefined;
}

/** Each draft costs as much as its policies are long. */
function draftsFor({ documents }: Ground, { by }: Witness): number {
  const lengths = [...new Set(by.map(({ policy }) => policy))].map((ref) => {
    const json = documents.get(ref)?.json;
    return json === undefined ? 0 : statementsOf(json).length;
  });
  const statements = lengths.reduce((sum, each) => sum + each, 1);
  return Math.max(fewestDrafts, Math.floor(mostStatements / statements));
}

function nodeOf(
  ground: Ground,
  stage: Stage,
  parent: Node,
  candidate: Candidate,
  offence: Offence,
  losing: Map<string, boolean>,
): Node {
  const { draft, tier, wholesale, taken } = candidate;
  const alone = taken.from?.every((one) => one === offence.principal) === true;
  const others = parent.others === true || (alone ? false : undefined);
  const own = beyond(draft, stage.settled);
  return {
    draft,
    others,
    ...(others === undefined && { asks: () => takesFromOthers(ground, stage, candidate, offence, losing) }),
    tier: tier > parent.tier ? tier : parent.tier,
    elements: elementsOfDraft(own, ground.documents),
    wholesale: parent.wholesale || wholesale,
    added: statementsPutIn(own),
    fresh: own.added.size,
    key: keyOf(own),
  };
}

function takesFromOthers(
  ground: Ground,
  stage: Stage,
  { draft, taken, without }: Candidate,
  offence: Offence,
  losing: Map<string, boolean>,
): boolean {
  const { principal } = offence;
  const known = without === undefined ? undefined : losing.get(without);
  const after = known === true ? undefined : stage.engineOf(draft);
  if (after === undefined) return true;
  // Whoever has the same policy most often loses just the same request: that is soon seen.
  const loses = known ?? losesWitness(ground, after, taken, offence);
  if (without !== undefined) losing.set(without, loses);
  return loses || lossesOf(ground, after, [taken], { first: true, but: principal }).lost.length > 0;
}

function byRank(a: Node, b: Node): number {
  return (
    Number(a.others ?? false) - Number(b.others ?? false) ||
    a.tier - b.tier ||
    a.elements - b.elements ||
    Number(a.wholesale) - Number(b.wholesale) ||
    a.added - b.added ||
    a.fresh - b.fresh ||
    (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
  );
}

/** Two sorted lists as one. */
function merge(open: Node[], next: readonly Node[]): void {
  for (const node of next) {
    let [low, high] = [0, open.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (byRank(open[middle]!, node) <= 0) low = middle + 1;
      else high = middle;
    }
    open.splice(low, 0, node);
  }
}

/** A question that is possible, with its witness; else one that is unknown; `undefined`: all are proved impossible. */
function firstPossible(
  engine: Answers,
  principal: string,
  questions: Violation["questions"],
): Offence | { readonly unknown: string } | undefined {
  let unknown: string | undefined;
  for (const question of questions) {
    const proof: Proof = engine.can(principal, question);
    if (proof.verdict === "yes") return { principal, question, witness: proof.witness satisfies Witness };
    if (proof.verdict === "unknown") unknown ??= proof.why;
  }
  return unknown === undefined ? undefined : { unknown };
}
