import type { StatementRef } from "../access.ts";
import { conditionNarrowings } from "./conditions.ts";
import { denials, type Offence } from "./denying.ts";
import type { StandingPolicy } from "./documents.ts";
import { draftDocument, type Draft, type Taken } from "./draft.ts";
import { statementsOf } from "./elements.ts";
import { isAllToGo, type Ground } from "./ground.ts";
import { actionNarrowings } from "./narrow-actions.ts";
import { principalNarrowings } from "./narrow-principals.ts";
import { onlyKept, resourceNarrowings } from "./narrow-resources.ts";
import type { Json } from "./request.ts";
import { areaOf, type Narrowing, type Target } from "./target.ts";

/**
 * 0: the statement that allows is narrowed. 1: a deny, a policy taken off, or a statement dropped that allows more than
 * what is to go.
 */
export type Tier = 0 | 1;

export interface Candidate {
  readonly tier: Tier;
  /** A statement or a policy goes of which not all has to. */
  readonly wholesale: boolean;
  /** The statement that no longer allows the witness to anybody: whoever else loses it by one such edit does by all. */
  readonly without?: string;
  readonly draft: Draft;
  /** What this edit takes, beyond the draft that it was made of. */
  readonly taken: Taken;
}

/** Every edit that could take away a witness, each on its own; whether it does, and what else it takes, is not judged here. */
export function candidatesFor(ground: Ground, draft: Draft, offence: Offence): readonly Candidate[] {
  const allowing = offence.witness.by.filter(({ effect }) => effect === "Allow");
  return [
    ...allowing.flatMap((ref) => narrowings(ground, draft, offence, ref)),
    ...allowing.flatMap((ref) => detachings(ground, draft, offence, ref)),
    ...denials(ground, draft, offence).map((next) => candidate(1, false, next)),
  ];
}

function candidate(tier: Tier, wholesale: boolean, draft: Draft, without?: string): Candidate {
  return { tier, wholesale, ...(without !== undefined && { without }), draft, taken: draft.taken.at(-1)! };
}

function narrowings(ground: Ground, draft: Draft, offence: Offence, ref: StatementRef): readonly Candidate[] {
  const standing = ground.documents.get(ref.policy);
  const document = draftDocument(draft, ground.documents, ref.policy);
  if (standing === undefined || document === undefined || !standing.editable) return [];
  const identities = standing.kind === "inline" || standing.kind === "managed";
  const statements = statementsOf(document.json);
  return statements.flatMap((statement, at) => {
    if (!isMeant(statement, at, ref)) return [];
    const target: Target = {
      ...offence,
      statement,
      ...(!identities && standing.on !== undefined && { on: standing.on }),
      kept: identities
        ? ground.request.keep.filter(({ principal }) => standing.holders.includes(principal))
        : ground.request.keep,
      index: ground.engine.index,
    };
    const narrowed = ways(target).flatMap((narrowing) => replaced(draft, standing, document, at, narrowing));
    const dropped: Narrowing = { statements: [], takes: () => [areaOf(target)] };
    const area = areaOf(target);
    // Of a role and of a key there is nothing within.
    const { on } = target;
    const alone = on !== undefined && /^arn:[^:]*:(iam|kms):/.test(on);
    const own = alone ? { ...area, resources: [on] } : area;
    const wholesale = !isAllToGo(ground, offence.principal, own, statement);
    const without = identities ? `${standing.ref} ${at}` : undefined;
    return [
      ...narrowed.map((next) => candidate(0, false, next, without)),
      ...replaced(draft, standing, document, at, dropped).map((next) =>
        candidate(wholesale ? 1 : 0, wholesale, next, without),
      ),
    ];
  });
}

function isMeant(statement: Json, at: number, { statement: named }: StatementRef): boolean {
  return (
    statement["Effect"] === "Allow" && (typeof named === "number" ? at === named : statement["Sid"] === named)
  );
}

function ways(target: Target): readonly Narrowing[] {
  return [
    ...actionNarrowings(target),
    ...resourceNarrowings(target),
    ...principalNarrowings(target),
    ...conditionNarrowings(target),
    ...onlyKept(target),
  ];
}

function replaced(
  draft: Draft,
  standing: StandingPolicy,
  { json, origins }: { readonly json: Json; readonly origins: readonly (number | undefined)[] },
  at: number,
  { statements, takes }: Narrowing,
): readonly Draft[] {
  const left = statementsOf(json).toSpliced(at, 1, ...statements);
  const stand = origins.toSpliced(
    at,
    1,
    ...statements.map((_, index) => (index === 0 ? origins[at] : undefined)),
  );
  const next =
    left.length > 0 ? { json: withStatements(json, left), origins: stand } : withoutAny(standing, json);
  if (next === undefined) return [];
  const identities = standing.kind === "inline" || standing.kind === "managed";
  const taken: Taken = {
    ...(identities ? { from: standing.holders } : standing.on !== undefined && { on: standing.on }),
    questions: takes,
  };
  return [
    {
      ...draft,
      documents: new Map([...draft.documents, [standing.ref, next]]),
      taken: [...draft.taken, taken],
    },
  ];
}

function withStatements(json: Json, statements: readonly Json[]): Json {
  const alone = statements.length === 1 && !Array.isArray(json["Statement"]);
  return { ...json, Statement: alone ? statements[0] : statements };
}

/** AWS stores no policy without a statement: it goes, except where there must be one. */
function withoutAny({ kind, ref }: StandingPolicy, json: Json) {
  if (kind === "trust") {
    const closed = [{ Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" }];
    return { json: { ...json, Statement: closed }, origins: [undefined] };
  }
  // Every key has a policy; one that is deleted is replaced by one that lets the whole account in.
  if (ref.split(":")[2] === "kms") return undefined;
  return { json: null, origins: [] };
}

/** A managed policy taken off who has it: the principal itself, or a group of it. */
function detachings(
  ground: Ground,
  draft: Draft,
  { principal }: Offence,
  { policy }: StatementRef,
): readonly Candidate[] {
  const standing = ground.documents.get(policy);
  if (standing?.kind !== "managed") return [];
  const allowing = statementsOf(standing.json).filter((statement) => statement["Effect"] === "Allow");
  const areas = allowing.map((statement) => areaOf({ statement }));
  const wholesale = allowing.some((statement, at) => !isAllToGo(ground, principal, areas[at]!, statement));
  const off = draft.detached.get(policy) ?? [];
  return [...standing.attachedTo]
    .filter(([holder, principals]) => principals.includes(principal) && !off.includes(holder))
    .map(([holder, principals]) => ({
      ...draft,
      detached: new Map([...draft.detached, [policy, [...off, holder].sort()]]),
      taken: [...draft.taken, { from: principals, questions: () => areas }],
    }))
    .map((next) => candidate(1, wholesale, next));
}
