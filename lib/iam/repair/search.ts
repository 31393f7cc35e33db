import type { Proof, Witness } from "../access.ts";
import { candidatesFor, type Candidate, type Tier } from "./candidates.ts";
import type { Offence } from "./denying.ts";
import { beyond, elementsOfDraft, keyOf, statementsPutIn, type Draft, type Taken } from "./draft.ts";
import { statementsOf } from "./elements.ts";
import type { Ground } from "./ground.ts";
import type { Keeper } from "./keeping.ts";
import { losesWitness, lossesOf } from "./losses.ts";
import type { Unsolved, Violation } from "./request.ts";
import { stageOf, type Answers, type Settled, type Stage } from "./stage.ts";

/** Drafts that one violation may be asked about: fewer where policies are long; and denies tried once these are used up. */
const mostDrafts = 150;
const fewestDrafts = 6;
const mostStatements = 10_000;
const mostFurther = 6;

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
  /** Somebody else loses something that is no violation. */
  readonly others: boolean;
  readonly tier: Tier;
  readonly elements: number;
  readonly added: number;
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
  let open: Node[] = [{ draft: start, others: false, tier: 0, elements: 0, added: 0, key: "" }];
  let [keeps, why, left] = [false, undefined as string | undefined, mostDrafts];
  let candidates = 0;
  let givenUp = false;

  while (open.length > 0) {
    if (left-- <= 0) {
      if (givenUp) return { reason: "bound", givenUp };
      // Whatever else might be smaller: what stands beside the allowing statements may do at once.
      open = open.filter(({ tier }) => tier > 0);
      [givenUp, left] = [true, mostFurther];
      continue;
    }
    const node = open.shift()!;
    if (seen.has(node.key)) continue;
    seen.add(node.key);
    const engine = stage.engineOf(node.draft);
    if (node.draft !== start && !keeper.holds(beyond(node.draft, start), engine)) {
      keeps = true;
      continue;
    }
    const found = firstPossible(engine, principal, questions);
    if (found === undefined) return { draft: node.draft, givenUp };
    if ("unknown" in found) {
      why = found.unknown;
      continue;
    }
    if (givenUp) continue;
    if (node.draft === start) left = Math.min(left, draftsFor(ground, found.witness));
    const next = candidatesFor(ground, node.draft, found)
      .map((candidate) => nodeOf(ground, stage, node, candidate, found))
      .filter(({ key }) => !seen.has(key))
      .sort(byRank);
    candidates += next.length;
    merge(open, next);
  }
  if (givenUp) return { reason: "bound", givenUp };
  const reason = keeps ? "keeps" : why === undefined || candidates === 0 ? "fixed" : "unknown";
  return { reason, ...(why !== undefined && { why }), givenUp: false };
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
  { draft, tier, taken }: Candidate,
  offence: Offence,
): Node {
  const others = parent.others || takesFromOthers(ground, stage, draft, taken, offence);
  const own = beyond(draft, stage.settled);
  return {
    draft,
    others,
    tier: tier > parent.tier ? tier : parent.tier,
    elements: elementsOfDraft(own, ground.documents),
    added: statementsPutIn(own),
    key: keyOf(own),
  };
}

function takesFromOthers(
  ground: Ground,
  stage: Stage,
  draft: Draft,
  taken: Taken,
  offence: Offence,
): boolean {
  const { principal } = offence;
  if (taken.from?.every((one) => one === principal) === true) return false;
  const after = stage.engineOf(draft);
  // Whoever has the same policy most often loses just the same request: that is soon seen.
  if (losesWitness(ground, after, taken, offence)) return true;
  return lossesOf(ground, after, [taken], { first: true, but: principal }).lost.length > 0;
}

function byRank(a: Node, b: Node): number {
  return (
    Number(a.others) - Number(b.others) ||
    a.tier - b.tier ||
    a.elements - b.elements ||
    a.added - b.added ||
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
