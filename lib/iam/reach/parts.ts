import { isAccountId, parseArn } from "../arn.ts";
import { patternOf } from "../globs.ts";
import { mayMeet } from "../globs-quick.ts";
import { matchesGlob } from "../wildcard.ts";
import type { Abroad } from "./abroad.ts";
import type { Guise } from "./guises.ts";
import type { Layers, Relevant } from "./layers.ts";
import { addPlace, inBoth, isEmpty, noPlaces, placesIn, without, type Places } from "./places.ts";
import { keysAbout } from "./request-facts.ts";
import type { Universe } from "./universe.ts";
import type { View } from "./views.ts";

export interface Parting {
  readonly layers: Layers;
  readonly universe: Universe;
  readonly relevant: Relevant;
  /** Its own policies may allow something of what is asked. */
  readonly byOwn: boolean;
  readonly abroad: Abroad;
  /** No right of its own is needed. */
  readonly open: boolean;
}

/** Entries that the statements about a guise do not tell apart, without those that nothing can allow. */
export function partsOf(guise: Guise, parting: Parting): readonly Places[] {
  const { universe, relevant } = parting;
  const { views } = relevant;
  let parts = sortsFor(guise, parting);
  const cut = (by: Places) => {
    parts = parts.flatMap(({ entries, direct }) => {
      const sides = [inBoth(entries, by), without(entries, by)];
      return sides.filter((each) => !isEmpty(each)).map((each) => ({ entries: each, direct }));
    });
  };
  const patterns = views.flatMap(({ resources }) => resources?.of ?? []);
  // What a variable of the request stands for may be any of them.
  if (patterns.some(({ glob }) => glob === undefined)) {
    return parts.flatMap(({ entries }) => placesIn(entries).map((at) => only(at, entries)));
  }
  for (const pattern of patterns) if (pattern.text !== "*") cut(universe.matching(pattern));
  for (const key of keysAbout(views)) for (const set of universe.byKey(key).values()) cut(set);
  const own = universe.entries.findIndex(({ resource }) => resource === guise.principal);
  if (own >= 0) cut(only(own, noPlaces(universe.entries.length)));
  return parts
    .filter(({ entries, direct }) => {
      if (direct) return true;
      const [first, ...vague] = [placesIn(entries)[0]!, ...placesIn(inBoth(entries, universe.vague))];
      const { resource } = universe.entries[first]!;
      return relevant.allows.some(
        (view) =>
          speaksOf(view, resource) || vague.some((at) => maySpeakOf(view, universe.entries[at]!.resource)),
      );
    })
    .map(({ entries }) => entries);
}

interface Part {
  readonly entries: Places;
  /** Not only its own policies may allow it. */
  readonly direct: boolean;
}

function sortsFor({ identity }: Guise, { layers, universe, byOwn, abroad, open }: Parting): readonly Part[] {
  // What an outsider’s own policies say is not known.
  const unread = identity === undefined || layers.identity.problems.length > 0;
  return universe.sorts.flatMap(({ entries, naming, required, sample }) => {
    // Of one sort all are in the account that their ARNs name; where these name none they may be in several.
    const placed = isAccountId(parseArn(sample.resource)?.account ?? "");
    if (!required && !open && placed && abroad(layers, sample.resource)) return [];
    const named = layers.names.filter((name) => naming?.allowed.has(name));
    const directly = named.some((name) => !name.startsWith("account "));
    const possible = required ? directly || (named.length > 0 && byOwn) : byOwn || directly;
    return possible ? [{ entries, direct: directly || open || unread }] : [];
  });
}

/** Whether a statement may speak of a resource that is no pattern. */
function speaksOf({ resources }: View, resource: string): boolean {
  if (resources === undefined || resources.negated) return true;
  return resources.of.some(({ glob }) => glob === undefined || matchesGlob(glob, resource));
}

/** The same of a resource or a pattern of many, by what both begin and end with. */
export function maySpeakOf({ resources }: View, resource: string): boolean {
  if (resources === undefined || resources.negated) return true;
  const asked = patternOf(resource);
  return resources.of.some(({ text, glob }) => glob === undefined || mayMeet(patternOf(text), asked));
}

function only(at: number, like: Places): Places {
  const set = new Uint32Array(like.length);
  addPlace(set, at);
  return set;
}
