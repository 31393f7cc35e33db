import { ownerOf } from "../decide/request.ts";
import { policyOf } from "../decide/resource-layer.ts";
import type { Requester } from "../decide/requester.ts";
import type { Work } from "../globs.ts";
import type { Landscape } from "../landscape.ts";
import type { ActionSets, AskedAction } from "../who/action-sets.ts";
import { knownKeys, type KnownKeys } from "../who/known-keys.ts";
import { search } from "../who/search.ts";
import { contextFrom } from "../who/spelling.ts";
import { caseOf, type Case, type Option } from "../who/ways.ts";
import type { Zone } from "../who/zones.ts";
import { casesOf } from "./cases.ts";
import { checkedBy, isGone, type GainProof } from "./checked.ts";
import { absences, truthValues } from "./given.ts";
import type { Pair, Party } from "./pair.ts";
import { scenariosOf, type Sides } from "./scenarios.ts";
import { discordOf, settled, type Discord } from "./settle.ts";

export interface Effort {
  readonly sets: ActionSets;
  readonly work: Work;
  /** Steps of the search for one question. */
  readonly steps: number;
}

/**
 * Is there any request of one action on a resource of one zone that `after` allows and `before` does not? Whatever
 * would let `before` allow a request is avoided by the search as denies are (docs/formats/iam-engine.md): for each way
 * in which `before` allows, one of its layers must be silent; or else a deny of `before` must speak.
 */
export function gainIn(
  pair: Pair,
  session: string | undefined,
  action: AskedAction,
  zone: Zone,
  effort: Effort,
): GainProof {
  const after = within(pair.after, session);
  const before = within(pair.before, session);
  if (after.requester === undefined) return { kind: "none" };
  const ground = (party: Party) => ({
    landscape: party.engine.landscape,
    sets: effort.sets,
    work: effort.work,
  });
  const laid = caseOf(ground(after), after.requester, action, zone);
  const own = { ...laid, ways: rightful(laid, after.engine.landscape, effort.sets) };
  if (own.ways.length === 0) return { kind: "none" };
  const nothing = before.requester === undefined || isGone(before.engine.landscape, action, zone.sample);
  const other =
    nothing || before.requester === undefined
      ? { ways: [], denies: [] }
      : caseOf(ground(before), before.requester, action, zone);
  const known = {
    after: keysKnown(after.engine.landscape, after.requester, action, zone),
    before:
      before.requester === undefined
        ? undefined
        : keysKnown(before.engine.landscape, before.requester, action, zone),
  };
  const discord = known.before && discordOf(known.before, known.after);
  const scenarios = scenariosOf({
    after: own,
    before: discord === undefined ? other : settledCase(other, known.before!, discord),
  });
  if (scenarios === undefined) return { kind: "unclear", why: "too much that neither snapshot could read" };
  const given = [
    ...(discord === undefined ? [] : absences(own, known, discord)),
    ...truthValues([own, other], known.after),
  ];
  const doubts: string[] = [];
  const budget = { steps: effort.steps };
  for (const sides of scenarios) {
    const cases = casesOf(sides);
    if (cases === undefined) doubts.push("there are more combinations of layers than are searched");
    for (const each of cases ?? []) {
      const { candidates, doubt } = search(after.engine.landscape, each, budget, given);
      if (doubt !== undefined) doubts.push(doubt);
      for (const { resource, assigned } of candidates) {
        const context = contextFrom(assigned, action);
        const asked = { action: action.name, resource, ...(context !== undefined && { context }) };
        const checked = checkedBy(pair, after.requester, asked, nothing);
        if (checked.kind === "found") return checked;
        if (checked.kind === "unclear") doubts.push(checked.why);
      }
    }
  }
  const [why] = doubts;
  return why === undefined ? { kind: "none" } : { kind: "unclear", why };
}

/**
 * Ways that hang on a resource’s policy that was not read, and on no right of one’s own, are left out: as everywhere,
 * what was not looked at is taken to say nothing.
 */
function rightful({ requester, action, zone, owner, ways }: Case, landscape: Landscape, sets: ActionSets) {
  const { service, folded } = action;
  const { policy, required } = policyOf(landscape, { resource: zone.sample, service, action: folded, owner });
  if (typeof policy !== "string" || !("identity" in requester) || owner !== requester.account) return ways;
  const own = ways.filter(
    ({ needs }) => !needs.some(([one, ...others]) => one?.taint === policy && others.length === 0),
  );
  if (!required) return own;
  const may = sets.mayAllowOne(requester.identity?.policies ?? [], action);
  return may ? ways.slice(0, 1) : [];
}

function within(party: Party, session: string | undefined): Party {
  const { requester } = party;
  return session === undefined || requester?.kind !== "role"
    ? party
    : { ...party, requester: { ...requester, session } };
}

function keysKnown(
  landscape: Landscape,
  requester: Requester,
  { service }: AskedAction,
  zone: Zone,
): KnownKeys {
  return knownKeys(landscape, { requester, service, owner: ownerOf(landscape, requester, zone.sample) });
}

function settledCase({ ways, denies }: Sides["before"], known: KnownKeys, discord: Discord): Sides["before"] {
  const all = (options: readonly Option[]): readonly Option[] =>
    options.flatMap((option) => settled(option, known, discord) ?? []);
  return {
    ways: ways
      .map(({ needs }) => ({ needs: needs.map(all) }))
      .filter(({ needs }) => needs.every((need) => need.length > 0)),
    denies: all(denies),
  };
}
