import type { AccessQuestion } from "../access.ts";
import type { Identity, Landscape } from "../landscape.ts";
import type { Supposition } from "../suppose.ts";
import type { StandingPolicy } from "./documents.ts";
import { elementsChanged, elementsOf, statementsOf } from "./elements.ts";
import type { Json } from "./request.ts";

/** A policy as it would read. */
export interface DraftDocument {
  /** `null`: it goes. */
  readonly json: Json | null;
  /** Where each statement stood before; `undefined` for one put in. */
  readonly origins: readonly (number | undefined)[];
}

/** What an edit takes, so that it can be asked who had it. */
export interface Taken {
  /** ARNs of those it is taken from; absent: of anybody, on `on` and what is in it. */
  readonly from?: readonly string[];
  readonly on?: string;
  readonly questions: () => readonly AccessQuestion[];
}

/** Edits that are thought of, on top of what stands. Never changed: each further edit makes another draft. */
export interface Draft {
  /** By the policy’s name. */
  readonly documents: ReadonlyMap<string, DraftDocument>;
  /** ARNs of users, roles and groups, by the managed policy that is taken off them. */
  readonly detached: ReadonlyMap<string, readonly string[]>;
  /** Statements of a new inline policy, by the ARN of who gets it. */
  readonly added: ReadonlyMap<string, readonly Json[]>;
  readonly taken: readonly Taken[];
}

export const noDraft: Draft = {
  documents: new Map(),
  detached: new Map(),
  added: new Map(),
  taken: [],
};

export type Documents = ReadonlyMap<string, StandingPolicy>;

export function policyOf(statements: readonly Json[]): Json {
  return { Version: "2012-10-17", Statement: statements };
}

/** A policy as a draft has it; `undefined` where it is gone or was never read. */
export function draftDocument(
  draft: Draft,
  documents: Documents,
  ref: string,
): { readonly json: Json; readonly origins: DraftDocument["origins"] } | undefined {
  const drafted = draft.documents.get(ref);
  if (drafted !== undefined) return drafted.json === null ? undefined : { ...drafted, json: drafted.json };
  const json = documents.get(ref)?.json;
  return json && { json, origins: statementsOf(json).map((_, at) => at) };
}

/** What a draft has beyond an earlier one that it was made of. */
export function beyond(draft: Draft, earlier: Draft): Draft {
  return {
    documents: new Map([...draft.documents].filter(([ref, one]) => earlier.documents.get(ref) !== one)),
    detached: new Map(
      [...draft.detached].flatMap(([ref, holders]): readonly [string, readonly string[]][] => {
        const before = earlier.detached.get(ref) ?? [];
        const more = holders.filter((holder) => !before.includes(holder));
        return more.length === 0 ? [] : [[ref, more]];
      }),
    ),
    added: new Map(
      [...draft.added].flatMap(([arn, statements]): readonly [string, readonly Json[]][] => {
        const more = statements.slice(earlier.added.get(arn)?.length ?? 0);
        return more.length === 0 ? [] : [[arn, more]];
      }),
    ),
    taken: draft.taken.slice(earlier.taken.length),
  };
}

/** The draft as the engine supposes it. */
export function suppositionOf(draft: Draft, documents: Documents, landscape: Landscape): Supposition {
  const others = new Map<string, Identity>();
  const known = (arn: string): Identity | undefined => others.get(arn) ?? landscape.identities.get(arn);
  for (const [ref, holders] of draft.detached) {
    for (const arn of holders.flatMap((holder) => documents.get(ref)?.attachedTo.get(holder) ?? [])) {
      const identity = known(arn);
      // One who has it by two ways has it twice: each way taken off is one of them.
      const at = identity?.policies.findIndex((policy) => policy.ref === ref) ?? -1;
      if (identity !== undefined && at >= 0)
        others.set(arn, { ...identity, policies: identity.policies.toSpliced(at, 1) });
    }
  }
  return {
    policies: new Map([...draft.documents].map(([ref, { json }]) => [ref, json])),
    granted: new Map([...draft.added].map(([arn, statements]) => [arn, policyOf(statements)])),
    identities: others,
  };
}

/** How many statement elements a draft takes out and puts in, all policies together. */
export function elementsOfDraft(draft: Draft, documents: Documents): number {
  const changed = [...draft.documents].map(([ref, document]) =>
    documentElements(documents.get(ref), document),
  );
  const detached = [...draft.detached].flatMap(([ref, holders]) =>
    holders.map(() => allElements(documents.get(ref)?.json ?? null)),
  );
  const added = [...draft.added.values()].map((statements) => allElements(policyOf(statements)));
  return [...changed, ...detached, ...added].reduce((sum, each) => sum + each, 0);
}

/** Statements that a draft puts in, where others of as many elements only take out. */
export function statementsPutIn({ documents, added }: Draft): number {
  const appended = [...documents.values()].flatMap(({ origins }) => origins.filter((at) => at === undefined));
  return appended.length + [...added.values()].flat().length;
}

/** The elements in which one policy of a draft differs from what stands. */
export function documentElements(
  before: StandingPolicy | undefined,
  { json, origins }: DraftDocument,
): number {
  const old = before === undefined ? [] : statementsOf(before.json);
  const fresh = json === null ? [] : statementsOf(json);
  const left = fresh.map((statement, at) => elementsChanged(old[origins[at] ?? -1], statement));
  const kept = new Set(json === null ? [] : origins);
  const gone = old.map((statement, at) => (kept.has(at) ? 0 : elementsOf(statement).length));
  return [...left, ...gone].reduce((sum, each) => sum + each, 0);
}

export function allElements(json: Json | null): number {
  return json === null
    ? 0
    : statementsOf(json).reduce((sum, statement) => sum + elementsOf(statement).length, 0);
}

/** The same text for drafts that come to the same, whatever the order of their edits. */
export function keyOf({ documents, detached, added }: Draft): string {
  const parts = [documents, detached, added].map((map) =>
    [...map]
      .map(([name, value]) => JSON.stringify([name, value]))
      .sort()
      .join("\n"),
  );
  return parts.join("\0");
}
