import type { Proof } from "./access.ts";
import { compileAccess, type Engine } from "./compile.ts";
import type { IamInput } from "./input.ts";
import { documentsOf } from "./repair/documents.ts";
import { noDraft, suppositionOf, type Documents, type Draft } from "./repair/draft.ts";
import { editedInput } from "./repair/edited.ts";
import { editsOf } from "./repair/edits.ts";
import { beforeOf, type Before, type Ground } from "./repair/ground.ts";
import { keeperOf } from "./repair/keeping.ts";
import type { Asked, Lost, Repair, Unsolved } from "./repair/request.ts";
import { denied, detached, narrowed, type Surplus } from "./repair/unused-draft.ts";
import { namesWhatStays } from "./repair/unused-statement.ts";
import { entriesBeside, serviceOf, unneededOf } from "./repair/unneeded.ts";
import { matchesPattern } from "./wildcard.ts";

/** Rights that one user or role did not use. */
export interface UnusedRights {
  readonly principal: string;
  /** Patterns of actions: `sqs:*` of a service, `s3:DeleteBucket` of a single action. */
  readonly actions: readonly string[];
  /** Services that it does use: `s3`. Something of each stays possible, proved. */
  readonly used: readonly string[];
}

export interface UnusedRequest {
  readonly unused: readonly UnusedRights[];
  /** What must stay possible. A service of which somebody must keep something is left to them whole. */
  readonly keep: readonly Asked[];
}

/**
 * Proposes edits of policies that take away rights which nobody used (docs/formats/repair.md). No search: what is unused
 * is cut out of the policies of which nobody who has them uses it, whole policies are taken off, and what others use or
 * nobody may edit is denied to the principal alone. All of it is proved over the edited accounts, compiled afresh. Pure.
 *
 * @param engine the input, compiled
 */
export function repairUnused(input: IamInput, engine: Engine, request: UnusedRequest): Repair {
  const before = beforeOf(engine);
  const unused = request.unused.map((one) => unlessKept(one, request.keep));
  const documents = documentsOf(input);
  const sorted = unused.map((one) => sortedOf(before, one, engine.index));
  const of = new Map<string, Surplus>(
    unused.map(({ principal, actions }, at) => [
      principal,
      {
        unused: unneededOf(actions),
        possible: unneededOf(sorted[at]!.possible.map(({ pattern }) => pattern)),
      },
    ]),
  );
  const surpluses = { of, documents, engine };
  let draft = detached(surpluses, narrowed(surpluses, noDraft));
  const unsolved: Unsolved[] = sorted.flatMap((one) => one.unknown);
  const touched = touchedBy(draft);
  const now = beforeOf(engine.supposing(suppositionOf(draft, documents, engine.landscape)));
  for (const { principal, possible } of sorted) {
    // Whom no edit touches can do what it could.
    const left = touched.has(principal)
      ? leftOf(now, principal, possible)
      : possible.map((one) => ({ ...one, proof: { verdict: "yes" as const, witness: one.before } }));
    const [own, foreign] = parted(left, documents, principal);
    const next =
      own.length === 0
        ? draft
        : denied(
            surpluses,
            draft,
            principal,
            own.map(({ pattern }) => pattern),
          );
    // A deny takes what policies of resources let in as well, but nobody asked for one.
    unsolved.push(
      ...[...foreign, ...(next === undefined ? own : [])].map((one) => ({
        ...one,
        reason: "fixed" as const,
      })),
    );
    draft = next ?? draft;
  }
  const possible = sorted.flatMap((one) => one.possible);
  const ground: Ground = { engine, documents, request: { remove: [], keep: request.keep }, before };
  return proved(input, ground, { draft, possible, unsolved, uses: usesOf(unused, engine.index) });
}

function touchedBy({ taken }: Draft): ReadonlySet<string> {
  return new Set(taken.flatMap(({ from = [] }) => from));
}

/** As an audit does: a right that is needed once a year stays with its whole service. */
function unlessKept(one: UnusedRights, keep: readonly Asked[]): UnusedRights {
  const services = keep
    .filter(({ principal }) => principal === one.principal || principal === "*")
    .flatMap(actionsOf)
    .map(serviceOf);
  const isKept = (action: string) =>
    services.some((service) => matchesPattern(service, serviceOf(action), true));
  return { ...one, actions: one.actions.filter((action) => !isKept(action)) };
}

/** The services in use, less the single actions of them that go: of some of them nothing else may be possible. */
function usesOf(unused: readonly UnusedRights[], index: Engine["index"]): readonly Asked[] {
  return unused.flatMap(({ principal, actions, used }) => {
    const goes = unneededOf(actions);
    return used.flatMap((service) => {
      const stays = entriesBeside(`${service}:*`, goes, index);
      return stays.length === 0 ? [] : [{ principal, question: anywhere(stays) }];
    });
  });
}

const actionsOf = ({ question }: Pick<Asked, "question">) => question.actions;

const plain = ({ principal, question, before }: Right): Lost => ({ principal, question, before });

/** Which of the rights are possible, one question each, and of which nobody knows. */
function sortedOf(
  before: Before,
  { principal, actions }: UnusedRights,
  index: Engine["index"],
): {
  readonly principal: string;
  readonly possible: readonly Right[];
  readonly unknown: readonly Unsolved[];
} {
  const possible: Right[] = [];
  const unknown: Unsolved[] = [];
  const asked = actions.flatMap((pattern) => {
    const names = entriesBeside(pattern, free, index);
    return names.length === 0 ? [] : [{ pattern, question: anywhere(names) }];
  });
  const all = anywhere(asked.flatMap(actionsOf));
  const none = asked.length === 0 || before.can(principal, all).verdict === "no";
  for (const { pattern, question } of none ? [] : asked) {
    const proof = before.can(principal, question);
    if (proof.verdict === "yes") possible.push({ pattern, principal, question, before: proof.witness });
    if (proof.verdict === "unknown") unknown.push({ principal, question, reason: "unknown", why: proof.why });
  }
  return { principal, possible, unknown };
}

/** "No permissions are required to perform this operation" (STS API Reference, GetCallerIdentity): nothing takes it away. */
const free = unneededOf(["sts:GetCallerIdentity"]);

/** A right, by the pattern that policies would have for it. */
interface Right extends Lost {
  readonly pattern: string;
}

function anywhere(actions: readonly string[]) {
  return { actions, resources: ["*"] };
}

interface Left extends Right {
  readonly proof: Proof;
}

/** What is still possible, or may be, once policies are narrowed. */
function leftOf(now: Before, principal: string, possible: readonly Right[]): readonly Left[] {
  if (possible.length === 0 || now.can(principal, anywhere(possible.flatMap(actionsOf))).verdict === "no")
    return [];
  return possible.flatMap((one) => {
    const proof = now.can(principal, one.question);
    return proof.verdict === "no" ? [] : [{ ...one, proof }];
  });
}

/** What the principal’s own policies allow, and what only those of resources do. */
function parted(
  left: readonly Left[],
  documents: Documents,
  principal: string,
): readonly [readonly Right[], readonly Right[]] {
  const isOwn = ({ proof }: Left) =>
    proof.verdict !== "yes" ||
    proof.witness.by.some(({ policy, effect }) => {
      const standing = documents.get(policy);
      const identities = standing?.kind === "inline" || standing?.kind === "managed";
      return effect === "Allow" && identities && standing.holders.includes(principal);
    });
  return [left.filter(isOwn), left.filter((one) => !isOwn(one))];
}

interface Found {
  readonly draft: Draft;
  readonly possible: readonly Right[];
  readonly unsolved: readonly Unsolved[];
  readonly uses: readonly Asked[];
}

/** Puts every promise to the edited accounts as they would be read again. */
function proved(input: IamInput, ground: Ground, { draft, possible, unsolved, uses }: Found): Repair {
  const { engine, documents, request, before } = ground;
  const edits = editsOf(documents, draft);
  const none = { kept: [], neverWas: [], alsoTakes: [], takesMore: false, smallest: true };
  if (edits.length === 0) return { ...none, edits: [], removed: [], unsolved };
  const afresh = compileAccess(editedInput(input, edits), engine.index);
  const after = beforeOf(afresh);
  const open = new Set(unsolved.map(keyOf));
  const removed = possible.filter((one) => !open.has(keyOf(one)));
  const touched = touchedBy(draft);
  const needed = request.keep.filter(({ principal }) => touched.has(principal));
  const isPossible = (answers: Before) => (asked: Asked) =>
    answers.can(asked.principal, asked.question).verdict === "yes";
  const inUse = uses.filter(({ principal }) => touched.has(principal)).filter(isPossible(before));
  const { kept, neverWas } = keeperOf({ ...ground, request: { ...request, keep: needed } }).touched(draft);
  const holds =
    [...Map.groupBy(removed, ({ principal }) => principal)].every(
      ([principal, all]) => leftOf(after, principal, all).length === 0,
    ) &&
    inUse.every(isPossible(after)) &&
    keeperOf({ ...ground, request: { ...request, keep: kept } }).holds(draft, afresh);
  if (holds)
    return {
      ...none,
      edits,
      removed,
      kept: [...kept, ...inUse],
      neverWas,
      takesMore: namesWhatStays(edits),
      unsolved,
    };
  const why = "the edits do not hold over the accounts compiled afresh";
  const broken = removed.map((one) => ({ ...plain(one), reason: "unknown" as const, why }));
  return { ...none, edits: [], removed: [], unsolved: [...unsolved, ...broken] };
}

function keyOf({ principal, question }: Asked): string {
  return JSON.stringify([principal, question.actions]);
}
