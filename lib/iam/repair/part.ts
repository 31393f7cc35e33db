import type { Draft } from "./draft.ts";
import type { Ground } from "./ground.ts";
import type { Lost } from "./request.ts";
import type { Answers } from "./stage.ts";
import { answersOf, landscapeWith, onlyWith } from "./supposing.ts";
import { namesOf } from "./target.ts";

/**
 * What can be asked about whose losses are promised, under a draft: only their own policies of it are read, and those of
 * resources and roles. Others are not there at all, unless it is about acting as a role.
 */
export function answersUnder(
  { engine, documents }: Ground,
  draft: Draft,
  promised: readonly Pick<Lost, "principal" | "question">[],
): Answers {
  const { landscape, index } = engine;
  const names = namesOf(
    index,
    promised.flatMap(({ question }) => question.actions),
  );
  const all = names === undefined || [...names].some((name) => name.startsWith("sts:"));
  const cast = new Set(all ? landscape.identities.keys() : promised.map(({ principal }) => principal));
  const isTheirs = (ref: string): boolean => {
    const standing = documents.get(ref);
    const own = standing?.kind === "inline" || standing?.kind === "managed";
    return !own || standing.holders.some((one) => cast.has(one));
  };
  const own = {
    ...draft,
    documents: new Map([...draft.documents].filter(([ref]) => isTheirs(ref))),
    detached: new Map([...draft.detached].filter(([ref]) => isTheirs(ref))),
    added: new Map([...draft.added].filter(([arn]) => cast.has(arn))),
  };
  const next = landscapeWith(onlyWith(landscape, cast), documents, own);
  const questions = promised.map(({ question }) => question);
  return answersOf(next, index, questions);
}
