import type { AccessQuestion, Witness } from "../access.ts";
import { namedPrincipal } from "../arn.ts";
import { denyCondition } from "./conditions.ts";
import { isKeptByAws } from "./documents.ts";
import { draftDocument, type Draft } from "./draft.ts";
import { elementsOf, listed, relisted, statementsOf, withElement } from "./elements.ts";
import type { Ground } from "./ground.ts";
import type { Json } from "./request.ts";
import { actionsMeet, asEntry } from "./target.ts";

/** What an edit beside the allowing statement is for. */
export interface Offence {
  readonly principal: string;
  readonly question: AccessQuestion;
  readonly witness: Witness;
}

/** A draft with a statement that denies what is asked: in the principal’s own policy, or, of an outsider, in ours. */
export function denials(ground: Ground, draft: Draft, offence: Offence): readonly Draft[] {
  const { principal, question, witness } = offence;
  const statements = denyStatements(ground, offence);
  if (ground.engine.landscape.identities.has(principal)) {
    if (isKeptByAws(principal)) return [];
    return statements.flatMap((statement) => [
      withOwnDeny(ground, draft, principal, statement, question),
      ...sharedDenies(ground, draft, offence, statement),
    ]);
  }
  const standing = witness.by.flatMap(({ policy, effect }) => {
    const document = ground.documents.get(policy);
    return effect === "Allow" && document?.on !== undefined && document.kind !== "inline" && document.editable
      ? [document]
      : [];
  });
  return standing.flatMap(({ ref, kind, on }) =>
    statements.flatMap((statement) => {
      const { Effect, Action, ...limits } = statement;
      const { Resource: _, NotResource: __, ...unlimited } = limits;
      if (kind === "trust" && Object.hasOwn(limits, "NotResource")) return [];
      const Principal = principal === "*" ? "*" : { AWS: principal };
      const own = { Effect, Principal, Action, ...(kind === "trust" ? unlimited : limits) };
      const next = appended(ground, draft, ref, own);
      // A deny that names an account speaks of everybody in it.
      const one = principal !== "*" && namedPrincipal(principal)?.kind !== "root";
      const takes = {
        ...(one && { from: [principal] }),
        ...(on !== undefined && { on }),
        questions: () => [question],
      };
      return next === undefined ? [] : [{ ...next, taken: [...draft.taken, takes] }];
    }),
  );
}

/** The deny as it is asked, and one that leaves out what the principal must keep of these actions. */
function denyStatements({ engine, request }: Ground, { principal, question }: Offence): readonly Json[] {
  const kept = request.keep.filter(
    (asked) =>
      asked.principal === principal && actionsMeet(engine.index, asked.question.actions, question.actions),
  );
  const condition = denyCondition(question, kept);
  const statement = (element: string, resources: readonly string[]): Json => ({
    Effect: "Deny",
    Action: relisted("", question.actions),
    [element]: relisted("", resources.map(asEntry)),
    ...(condition !== undefined && { Condition: condition }),
  });
  const spared = [
    ...(question.except ?? []),
    ...kept.flatMap(({ question: { resources } }) => resources).sort(),
  ];
  return [
    ...(question.except === undefined || question.except.length === 0
      ? [statement("Resource", question.resources)]
      : []),
    ...(spared.length > 0 && !spared.includes("*") ? [statement("NotResource", spared)] : []),
  ];
}

function withOwnDeny(
  ground: Ground,
  draft: Draft,
  principal: string,
  statement: Json,
  question: AccessQuestion,
): Draft {
  const taken = [...draft.taken, { from: [principal], questions: () => [deniedBy(statement, question)] }];
  const own = [...ground.documents.values()].find(({ kind, on }) => kind === "inline" && on === principal);
  const next = own && appended(ground, draft, own.ref, statement);
  if (next !== undefined) return { ...next, taken };
  const before = draft.added.get(principal) ?? [];
  return { ...draft, added: new Map([...draft.added, [principal, [...before, statement]]]), taken };
}

/** The deny in the very policy that allows, where several have that: once for all of them. */
function sharedDenies(
  ground: Ground,
  draft: Draft,
  { witness, question }: Offence,
  statement: Json,
): readonly Draft[] {
  const refs = new Set(witness.by.flatMap(({ policy, effect }) => (effect === "Allow" ? [policy] : [])));
  return [...refs].flatMap((ref) => {
    const standing = ground.documents.get(ref);
    const identities = standing?.kind === "inline" || standing?.kind === "managed";
    if (!identities || !standing.editable || standing.holders.length < 2) return [];
    const next = appended(ground, draft, ref, statement);
    const takes = { from: standing.holders, questions: () => [deniedBy(statement, question)] };
    return next === undefined ? [] : [{ ...next, taken: [...draft.taken, takes] }];
  });
}

function deniedBy(statement: Json, question: AccessQuestion): AccessQuestion {
  return Object.hasOwn(statement, "NotResource")
    ? { ...question, resources: ["*"], except: listed(statement["NotResource"]) }
    : question;
}

/**
 * A statement more at the end of a policy, or its actions in a deny of the policy that is the same but for these;
 * `undefined` where that policy is gone.
 */
function appended({ documents }: Ground, draft: Draft, ref: string, statement: Json): Draft | undefined {
  const document = draftDocument(draft, documents, ref);
  if (document === undefined) return undefined;
  const statements = statementsOf(document.json);
  const like = statements.findIndex((one) => isLike(one, statement));
  if (like >= 0) {
    const own = statements[like]!;
    const actions = relisted(own["Action"], [...listed(own["Action"]), ...listed(statement["Action"])]);
    const Statement = statements.with(like, withElement(own, "Action", actions));
    const next = { json: { ...document.json, Statement }, origins: document.origins };
    return { ...draft, documents: new Map([...draft.documents, [ref, next]]) };
  }
  const json = { ...document.json, Statement: [...statementsOf(document.json), statement] };
  const origins = [...document.origins, undefined];
  return { ...draft, documents: new Map([...draft.documents, [ref, { json, origins }]]) };
}

/** Do two denies differ in nothing but their actions? */
function isLike(one: Json, other: Json): boolean {
  const rest = ({ Action, ...limits }: Json) =>
    Action === undefined ? undefined : [...elementsOf(limits)].sort().join("\n");
  return one["Effect"] === "Deny" && rest(one) !== undefined && rest(one) === rest(other);
}
