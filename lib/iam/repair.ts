import type { Engine } from "./compile.ts";
import { compileAccess } from "./compile.ts";
import type { IamInput } from "./input.ts";
import { documentsOf } from "./repair/documents.ts";
import { noDraft, type Draft } from "./repair/draft.ts";
import { editsOf } from "./repair/edits.ts";
import { editedInput } from "./repair/edited.ts";
import { beforeOf, type Ground } from "./repair/ground.ts";
import { keeperOf, type Keeper } from "./repair/keeping.ts";
import { lossesOf } from "./repair/losses.ts";
import type { Asked, Lost, Repair, RepairRequest, Unsolved, Violation } from "./repair/request.ts";
import { searchRepair, type Searched } from "./repair/search.ts";
import { settle, type Settled } from "./repair/stage.ts";
import { trimmed } from "./repair/trimming.ts";

/**
 * Proposes the smallest edits of policies that make violations impossible while all that is to be kept stays possible
 * (docs/formats/repair.md). Everything that it says is proved over the edited accounts, compiled afresh; what cannot be
 * proved is `unsolved`. Pure: it applies nothing. Never throws for what stands in policies.
 *
 * @param engine the input, compiled
 * @param done   told of each violation that has been looked at
 */
export function repairAccess(
  input: IamInput,
  engine: Engine,
  request: RepairRequest,
  done: () => void = () => {},
): Repair {
  const ground: Ground = { engine, documents: documentsOf(input), request, before: beforeOf(engine) };
  const keeper = keeperOf(ground);
  const violations = request.remove.map((violation) => sorted(ground, violation));
  const unsolved: Unsolved[] = violations.flatMap(({ unknown }) => unknown);
  let settled: Settled = { draft: noDraft, landscape: engine.landscape };
  let smallest = true;
  for (const { possible } of violations) {
    done();
    const [first] = possible;
    if (first === undefined) continue;
    const { principal } = first;
    const questions = possible.map(({ question }) => question);
    const violation = { principal, questions };
    const found: Searched = keeper.contradicts(violation)
      ? { reason: "keeps", givenUp: false }
      : searchRepair(ground, keeper, settled, violation);
    settled = settle(ground, settled, found.draft ?? settled.draft);
    smallest &&= !found.givenUp;
    const { reason, why } = found;
    if (reason !== undefined)
      unsolved.push(...possible.map((one) => ({ ...one, reason, ...(why !== undefined && { why }) })));
  }
  const lost = violations.flatMap(({ possible }) => possible);
  const open = new Set(unsolved.map(keyOf));
  const gone = lost.filter((one) => !open.has(keyOf(one)));
  const { draft, givenUp } = trimmed(ground, keeper, settled.draft, gone);
  const found = { lost, unsolved, smallest: smallest && !givenUp };
  const repair = proved(input, ground, keeper, { ...found, draft });
  // What was tried away is proved again; should that ever fail, it stays.
  return repair.edits.length > 0 || draft === settled.draft
    ? repair
    : proved(input, ground, keeper, { ...found, draft: settled.draft });
}

function keyOf({ principal, question }: Asked): string {
  return JSON.stringify([principal, question]);
}

/** Which questions of a violation are possible, and of which nobody knows. */
function sorted(
  { before }: Ground,
  { principal, questions }: Violation,
): { readonly possible: readonly Lost[]; readonly unknown: readonly Unsolved[] } {
  const possible: Lost[] = [];
  const unknown: Unsolved[] = [];
  for (const question of questions) {
    const proof = before.can(principal, question);
    if (proof.verdict === "yes") possible.push({ principal, question, before: proof.witness });
    else if (proof.verdict === "unknown")
      unknown.push({ principal, question, reason: "unknown", why: proof.why });
  }
  return { possible, unknown };
}

interface Found {
  readonly draft: Draft;
  readonly lost: readonly Lost[];
  readonly unsolved: readonly Unsolved[];
  readonly smallest: boolean;
}

/** Puts every promise once more, to the edited accounts as they would be read again. */
function proved(input: IamInput, ground: Ground, keeper: Keeper, found: Found): Repair {
  const { draft, lost, unsolved, smallest } = found;
  const edits = editsOf(ground.documents, draft);
  const none = { edits: [], removed: [], kept: [], neverWas: [], alsoTakes: [], takesMore: false, smallest };
  if (edits.length === 0) return { ...none, unsolved };
  const after = compileAccess(editedInput(input, edits), ground.engine.index);
  const isGone = ({ principal, question }: Lost | Unsolved) =>
    after.can(principal, question).verdict === "no";
  const { kept, neverWas } = keeper.touched(draft);
  const open = new Set(unsolved.map(keyOf));
  const promised = lost.filter((one) => !open.has(keyOf(one)));
  const broken = promised.filter((one) => !isGone(one));
  if (broken.length > 0 || !keeper.holds(draft, after)) {
    const why = "the edits do not hold over the accounts compiled afresh";
    return {
      ...none,
      unsolved: [...unsolved, ...promised.map((one) => ({ ...one, reason: "unknown" as const, why }))],
    };
  }
  const losses = lossesOf(ground, after, draft.taken);
  return {
    edits,
    removed: promised,
    kept,
    neverWas,
    alsoTakes: losses.lost,
    takesMore: losses.more,
    // One edit may have settled what another question had left open.
    unsolved: unsolved.filter((one) => !isGone(one)),
    smallest,
  };
}
