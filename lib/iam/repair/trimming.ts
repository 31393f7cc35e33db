import type { StandingPolicy } from "./documents.ts";
import { documentElements, noDraft, type Draft, type DraftDocument } from "./draft.ts";
import type { Ground } from "./ground.ts";
import type { Keeper } from "./keeping.ts";
import { lessOf } from "./less.ts";
import { answersUnder } from "./part.ts";
import type { Lost } from "./request.ts";
import { meets } from "./target.ts";

/** Smaller drafts that are tried, all policies together. */
const mostTried = 600;

export interface Trimmed {
  readonly draft: Draft;
  /** Not every smaller draft was looked at. */
  readonly givenUp: boolean;
}

/**
 * A draft without what it need not have: each edit, each statement of it and each element is tried away, and stays away
 * where all that was to go is still gone and all that is kept still possible. What one violation needed, another’s edit
 * may have made needless.
 *
 * @param promised what the draft has made impossible
 */
export function trimmed(ground: Ground, keeper: Keeper, draft: Draft, promised: readonly Lost[]): Trimmed {
  let left = mostTried;
  let now = draft;
  const holds = (next: Draft, about: Part): boolean => {
    left--;
    const own = promised.filter((one) => isAbout(about, one));
    const after = answersUnder(ground, next, own);
    if (!own.every(({ principal, question }) => after.can(principal, question).verdict === "no"))
      return false;
    return !about.narrows || keeper.holds(partOf(next, about), after);
  };
  const attempt = (next: Draft, about: Part): boolean => {
    const accepted = left > 0 && holds(next, about);
    if (accepted) now = next;
    return accepted;
  };

  for (const [ref, holders] of draft.detached)
    for (const holder of holders) {
      const others = (now.detached.get(ref) ?? []).filter((one) => one !== holder);
      const from = ground.documents.get(ref)?.attachedTo.get(holder) ?? [];
      attempt({ ...now, detached: withEntry(now.detached, ref, others) }, { ref, from, narrows: false });
    }
  for (const ref of draft.documents.keys()) {
    const standing = ground.documents.get(ref);
    if (standing === undefined) continue;
    const about = aboutOf(standing);
    const others = new Map([...now.documents].filter(([name]) => name !== ref));
    if (attempt({ ...now, documents: others }, about)) continue;
    trimDocument(standing, about);
  }
  for (const [arn, statements] of draft.added) {
    const about: Part = { ref: arn, from: [arn], narrows: false };
    let own = statements;
    for (const statement of statements) {
      const fewer = own.filter((one) => one !== statement);
      if (attempt({ ...now, added: withEntry(now.added, arn, fewer) }, about)) own = fewer;
    }
  }
  return { draft: now, givenUp: left <= 0 };

  /** Until no smaller text of the policy does. */
  function trimDocument(standing: StandingPolicy, about: Part): void {
    while (left > 0 && smallerOf(standing, about)) left--;
  }

  function smallerOf(standing: StandingPolicy, about: Part): boolean {
    const document = now.documents.get(standing.ref)!;
    const size = documentElements(standing, document);
    return lessOf(standing, document).some(({ document: less, takes }) => {
      if (documentElements(standing, less) >= size) return false;
      // Of what several have, nobody asks here who else would lose by it.
      if (takes && (about.on !== undefined || (about.from?.length ?? 0) > 1)) return false;
      const taken = takes && { ...(about.from && { from: about.from }), questions: () => [takes] };
      const next = {
        ...now,
        documents: new Map([...now.documents, [standing.ref, less]]),
        taken: taken ? [...now.taken, taken] : now.taken,
      };
      return attempt(next, { ...about, narrows: takes !== undefined });
    });
  }
}

/** Whom a policy’s edit is about. */
interface Part {
  readonly ref: string;
  readonly from?: readonly string[];
  readonly on?: string;
  /** Somebody may lose by it. */
  readonly narrows: boolean;
}

function aboutOf({ ref, kind, on, holders }: StandingPolicy): Part {
  const identities = kind === "inline" || kind === "managed";
  return { ref, narrows: false, ...(identities || on === undefined ? { from: holders } : { on }) };
}

function isAbout({ from, on }: Part, { principal, question }: Lost): boolean {
  if (from !== undefined) return from.includes(principal);
  return on === undefined || question.resources.some((one) => meets(one, on) || meets(one, `${on}/*`));
}

function partOf(draft: Draft, { ref, from, on }: Part): Draft {
  const document: DraftDocument | undefined = draft.documents.get(ref);
  return {
    ...noDraft,
    documents: new Map(document === undefined ? [] : [[ref, document]]),
    taken: [{ ...(from && { from }), ...(on !== undefined && { on }), questions: () => [] }],
  };
}

function withEntry<T>(
  map: ReadonlyMap<string, readonly T[]>,
  key: string,
  list: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const others = [...map].filter(([name]) => name !== key);
  return new Map(list.length === 0 ? others : [...others, [key, list]]);
}
