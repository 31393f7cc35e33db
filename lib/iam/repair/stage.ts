import type { Access } from "../access.ts";
import type { Landscape } from "../landscape.ts";
import { beyond, type Draft } from "./draft.ts";
import type { Ground } from "./ground.ts";
import type { Violation } from "./request.ts";
import { answersOf, landscapeWith, onlyWith } from "./supposing.ts";
import { namesOf } from "./target.ts";

/** What can be asked of the accounts as a draft would have them. */
export type Answers = Pick<Access, "can" | "decide">;

/** Edits that earlier violations needed, and the accounts with them. */
export interface Settled {
  readonly draft: Draft;
  readonly landscape: Landscape;
}

/** The accounts with a further draft settled. */
export function settle({ documents }: Ground, { draft, landscape }: Settled, next: Draft): Settled {
  if (next === draft) return { draft, landscape };
  return { draft: next, landscape: landscapeWith(landscape, documents, beyond(next, draft)) };
}

/** Where one violation is repaired: on top of the edits that are settled already. */
export interface Stage {
  readonly settled: Draft;
  /** The accounts as a draft, made of the settled one, would have them. */
  engineOf(draft: Draft): Answers;
}

/**
 * The stage for one violation. Most edits are of policies that few have: for these only the principal and whoever shares
 * a policy with it are asked about, so that an engine over them is made in no time, however many others there are.
 */
export function stageOf(ground: Ground, upTo: Settled, violation: Violation): Stage {
  const { engine, documents } = ground;
  const made = new WeakMap<Draft, Answers>();
  const cast = castOf(ground, violation);
  const { draft: settled, landscape } = upTo;
  const few = cast === undefined ? landscape : onlyWith(landscape, cast);
  return {
    settled,
    engineOf: (draft) => {
      const known = made.get(draft);
      if (known !== undefined) return known;
      const own = beyond(draft, settled);
      const base = own.taken.some(({ from }) => from === undefined) ? landscape : few;
      const next = landscapeWith(base, documents, own);
      const answers = answersOf(next, engine.index, violation.questions);
      made.set(draft, answers);
      return answers;
    },
  };
}

/** The principal and all who share a policy with it; `undefined`: everybody matters, since roles are what is asked about. */
function castOf(
  { engine, documents }: Ground,
  { principal, questions }: Violation,
): ReadonlySet<string> | undefined {
  if (!engine.landscape.identities.has(principal)) return undefined;
  const names = namesOf(
    engine.index,
    questions.flatMap(({ actions }) => actions),
  );
  if (names === undefined || [...names].some((name) => name.startsWith("sts:"))) return undefined;
  const identity = engine.landscape.identities.get(principal);
  const policies = [...(identity?.policies ?? []), ...(identity?.boundary ? [identity.boundary] : [])];
  return new Set([principal, ...policies.flatMap(({ ref }) => documents.get(ref)?.holders ?? [])]);
}
