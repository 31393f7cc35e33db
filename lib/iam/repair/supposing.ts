import type { ActionIndex } from "../../actions/action-index.ts";
import type { AccessQuestion } from "../access.ts";
import { deciderOf } from "../decide.ts";
import type { Identity, Landscape } from "../landscape.ts";
import { suppose } from "../suppose.ts";
import { whoOf } from "../who.ts";
import { suppositionOf, type Documents, type Draft } from "./draft.ts";
import type { Answers } from "./stage.ts";

/**
 * The accounts as a draft would have them. Only whoever has a policy of the draft is read again: an edit of one policy
 * costs as much as that policy has holders, however large the accounts are.
 */
export function landscapeWith(landscape: Landscape, documents: Documents, draft: Draft): Landscape {
  const refs = [...draft.documents.keys(), ...draft.detached.keys()];
  const standing = refs.flatMap((ref) => documents.get(ref) ?? []);
  const arns = [...standing.flatMap(({ holders, on }) => [...holders, on ?? ""]), ...draft.added.keys()];
  const few = new Map(arns.flatMap((arn) => identityAt(landscape, arn)));
  const others = standing.some(({ kind }) => kind !== "inline" && kind !== "managed" && kind !== "trust");
  const part = {
    ...landscape,
    identities: few,
    // Managed policies by themselves are read for those of sessions only, and nobody asks for one here.
    managed: new Map(),
    ...(!others && { resources: new Map() }),
  };
  const next = suppose(part, suppositionOf(draft, documents, part));
  return {
    ...landscape,
    identities: new Map([...landscape.identities, ...next.identities]),
    ...(others && { resources: next.resources }),
  };
}

function identityAt({ identities }: Landscape, arn: string): readonly (readonly [string, Identity])[] {
  const identity = identities.get(arn);
  return identity === undefined ? [] : [[arn, identity]];
}

/** The same accounts with nobody in them but a few. */
export function onlyWith(landscape: Landscape, cast: ReadonlySet<string>): Landscape {
  return { ...landscape, identities: new Map([...cast].flatMap((arn) => identityAt(landscape, arn))) };
}

/** What can be asked of accounts; fastest of all the questions that are named. */
export function answersOf(
  landscape: Landscape,
  index: ActionIndex,
  questions: readonly AccessQuestion[],
): Answers {
  const own = new Set(questions);
  // Of so few nobody stands for another: to find who is like whom would cost more than it spares.
  const all = once(() => whoOf(landscape, index, false));
  const about = once(() => whoOf(onServices(landscape, questions), index, false));
  return {
    can: (principal, question) => (own.has(question) ? about() : all()).can(principal, question),
    decide: deciderOf(landscape, index),
  };
}

/** Only resources of the services that are asked about: no other’s policy lets anybody do anything to them. */
function onServices(landscape: Landscape, questions: readonly AccessQuestion[]): Landscape {
  const services = new Set(questions.flatMap(({ resources }) => resources.map(serviceOf)));
  if ([...services].some((service) => !/^[a-z0-9-]+$/.test(service))) return landscape;
  const resources = new Map([...landscape.resources].filter(([arn]) => services.has(serviceOf(arn))));
  return { ...landscape, resources };
}

function serviceOf(arn: string): string {
  return arn.split(":", 3)[2] ?? "*";
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
