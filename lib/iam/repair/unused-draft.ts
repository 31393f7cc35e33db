import type { Engine } from "../compile.ts";
import { isKeptByAws, type StandingPolicy } from "./documents.ts";
import { draftDocument, type Documents, type Draft } from "./draft.ts";
import { relisted, statementsOf } from "./elements.ts";
import type { Json } from "./request.ts";
import { isWhollyUnneeded, patternsOf, statementWithout, type Cut } from "./unused-statement.ts";
import { isEmpty, serviceOf, servicesOf, unneededByAll, unneededOf, type Unneeded } from "./unneeded.ts";

/** Of everybody whose use was observed. */
export interface Surplus {
  /** All that was not used, possible or not. */
  readonly unused: Unneeded;
  /** What of it is possible: only that is to go. */
  readonly possible: Unneeded;
}

interface Surpluses {
  readonly of: ReadonlyMap<string, Surplus>;
  readonly documents: Documents;
  readonly engine: Engine;
}

const none: Unneeded = unneededOf([]);

/** Every policy that may be edited without what nobody who has it uses. */
export function narrowed(surpluses: Surpluses, start: Draft): Draft {
  const { documents, engine } = surpluses;
  let draft = start;
  for (const standing of documents.values()) {
    const { ref, kind, holders, editable, json } = standing;
    if (!editable || (kind !== "inline" && kind !== "managed") || holders.length === 0) continue;
    if (!holders.some((holder) => surpluses.of.has(holder))) continue;
    // A boundary allows nothing by itself, and without one its principal could do more.
    if (holders.some((holder) => engine.landscape.identities.get(holder)?.boundary?.ref === ref)) continue;
    const cut = cutFor(surpluses, holders);
    if (isEmpty(cut.goes)) continue;
    const next = documentWithout(json, cut);
    if (next === undefined) continue;
    draft = {
      ...draft,
      documents: new Map([...draft.documents, [ref, next]]),
      taken: [...draft.taken, { from: holders, questions: () => [] }],
    };
  }
  return draft;
}

function cutFor({ of, engine: { index } }: Surpluses, holders: readonly string[]): Cut {
  const all = holders.map((holder) => of.get(holder));
  const unnamed = unneededByAll(all.map((one) => one?.unused ?? none));
  const possible = all.map((one) => one?.possible ?? none);
  const isPossible = (pattern: string, list: keyof Unneeded) =>
    possible.some((one) => one[list].has(pattern));
  const goes = {
    services: new Set([...unnamed.services].filter((service) => isPossible(service, "services"))),
    actions: new Set(
      [...unnamed.actions].filter(
        (action) => isPossible(action, "actions") || isPossible(serviceOf(action), "services"),
      ),
    ),
  };
  return { goes, unnamed, index };
}

/** `undefined`: it stays as it is. */
function documentWithout(json: Json, cut: Cut) {
  const before = statementsOf(json);
  const after = before.map((statement) =>
    statement["Effect"] === "Allow" ? statementWithout(statement, cut) : statement,
  );
  if (after.every((statement, at) => statement === before[at])) return undefined;
  const origins = after.flatMap((statement, at) => (statement === undefined ? [] : [at]));
  const left = after.filter((statement) => statement !== undefined);
  if (left.length === 0) return { json: null, origins: [] };
  const Statement = left.length === 1 && !Array.isArray(json["Statement"]) ? left[0] : left;
  return { json: { ...json, Statement }, origins };
}

/** Managed policies of which nobody who gets them at one place uses anything, taken off there. */
export function detached(surpluses: Surpluses, start: Draft): Draft {
  let draft = start;
  for (const standing of surpluses.documents.values()) {
    if (standing.kind !== "managed" || draft.documents.get(standing.ref)?.json === null) continue;
    const off = [...standing.attachedTo].filter(([, principals]) => isIdle(surpluses, standing, principals));
    if (off.length === 0) continue;
    // It goes as it stands: what others who have it do without is another edit.
    const documents = new Map(draft.documents);
    if (off.length === standing.attachedTo.size) documents.delete(standing.ref);
    draft = {
      ...draft,
      documents,
      detached: new Map([...draft.detached, [standing.ref, off.map(([holder]) => holder).sort()]]),
      taken: [...draft.taken, ...off.map(([, from]) => ({ from, questions: () => [] }))],
    };
  }
  return draft;
}

/** A policy that also denies is never taken off: somebody might be able to do more without it. */
function isIdle(
  { of, engine: { index } }: Surpluses,
  { json }: StandingPolicy,
  principals: readonly string[],
): boolean {
  const statements = statementsOf(json);
  const all = principals.map((principal) => of.get(principal));
  return (
    all.some((one) => one !== undefined && !isEmpty(one.possible)) &&
    statements.length > 0 &&
    statements.every(
      (statement) =>
        statement["Effect"] === "Allow" &&
        all.every((one) => one !== undefined && isWhollyUnneeded(statement, one.possible, index)),
    )
  );
}

/** What is left, denied to one principal; `undefined` where nobody but AWS can change its policies. */
export function denied(
  { of, documents, engine: { index } }: Surpluses,
  draft: Draft,
  principal: string,
  left: readonly string[],
): Draft | undefined {
  if (isKeptByAws(principal)) return undefined;
  const statements = denials(unneededOf(left), of.get(principal)?.unused ?? none, index);
  const taken = [...draft.taken, { from: [principal], questions: () => [] }];
  for (const { ref, kind, on } of documents.values()) {
    if (kind !== "inline" || on !== principal) continue;
    const own = draftDocument(draft, documents, ref);
    if (own === undefined) continue;
    const json = { ...own.json, Statement: [...statementsOf(own.json), ...statements] };
    const origins = [...own.origins, ...statements.map(() => undefined)];
    return { ...draft, documents: new Map([...draft.documents, [ref, { json, origins }]]), taken };
  }
  return { ...draft, added: new Map([...draft.added, [principal, statements]]), taken };
}

/** A deny of what is left; of most services: of all but those that stay, and one of the single actions. */
function denials(left: Unneeded, unused: Unneeded, index: Engine["index"]): readonly Json[] {
  const stays = servicesOf(index).filter((service) => !unused.services.has(service));
  const byName = patternsOf(left, index);
  const actions = patternsOf({ services: new Set(), actions: left.actions }, index);
  const deny = (element: "Action" | "NotAction", names: readonly string[]): Json => ({
    Effect: "Deny",
    [element]: relisted("", names),
    Resource: "*",
  });
  if (stays.length === 0 || stays.length + 2 >= left.services.size) return [deny("Action", byName)];
  return [
    deny(
      "NotAction",
      stays.map((service) => `${service}:*`),
    ),
    ...(actions.length === 0 ? [] : [deny("Action", actions)]),
  ];
}
