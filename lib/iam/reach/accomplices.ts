import type { Verdicts } from "./asking.ts";
import type { Ground } from "./candidates.ts";
import type { Table } from "./hops.ts";
import { addPlace, hasPlace, noPlaces } from "./places.ts";

const assuming = { actions: ["sts:AssumeRole"] };
const accomplices = new WeakMap<Ground, Map<string, Verdicts>>();

/**
 * Whether somebody else can assume the roles of an account once they let anybody in: a stranger, whom nothing of these
 * accounts limits but RCPs. Where these keep strangers out it is not known whether somebody within would do it.
 */
export function accompliceIn({ asking, ground, guises }: Table, account: string): Verdicts {
  const byAccount = accomplices.get(ground) ?? new Map<string, Verdicts>();
  accomplices.set(ground, byAccount);
  const before = byAccount.get(account);
  if (before !== undefined) return before;
  const universe = ground.open(account);
  const stranger = guises.plain("*");
  const found = asking.verdicts(stranger, assuming, universe, stranger.trusting);
  const parts = found.parts.filter(({ proof }) => proof.verdict === "yes");
  const [left, unsure] = [noPlaces(universe.entries.length), noPlaces(ground.facts.identities.length)];
  for (const [at, { place }] of universe.entries.entries()) {
    if (hasPlace(found.sure, place)) continue;
    addPlace(left, at);
    addPlace(unsure, place);
  }
  const why = "whether somebody within these accounts would assume it for another is not known";
  const doubtful = { entries: left, proof: { verdict: "unknown", why } } as const;
  const made: Verdicts = { ...found, unsure, parts: [...parts, doubtful] };
  byAccount.set(account, made);
  return made;
}
