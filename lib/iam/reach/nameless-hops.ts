import type { Landscape } from "../landscape.ts";
import { textOf } from "../who/nameless.ts";
import type { Guise } from "./guises.ts";
import type { Answer, Hop, Table } from "./hops.ts";
import type { EscalationPath, PathNeed } from "./path.ts";
import { addPlace, hasPlace, inBoth, isEmpty, type Places } from "./places.ts";
import { meets, unite, type Speech, type Spoken } from "./spoken.ts";
import { fitting } from "./universe.ts";

/**
 * Where somebody might go of whom nobody can say who it is (`who/nameless.ts`): into roles that let it in, and into what
 * runs with a role where the policy of that does. All of it is unknown; nothing else can be asked of such a one.
 */
export function namelessHops(table: Table, guise: Guise): readonly Hop[] {
  const { speech } = table.asking;
  const spoken = allowedTo(guise, speech);
  if (!meets(spoken, spoken)) return [];
  return table.rows
    .filter(
      (row) => isByInvitation(row) && row.needs.every(({ actions }) => meets(spoken, speech.of(actions))),
    )
    .flatMap((row) => hopBy(table, guise, row) ?? []);
}

/** Rows that need no more than what a policy on who or what is gained gives. */
function isByInvitation({ gains, needs }: EscalationPath): boolean {
  if (gains.kind === "role") return gains.trust === "asked";
  return gains.kind === "running-role" && needs.every(({ on }) => typeof on === "object" && "workload" in on);
}

/** The table’s actions that some policy on a resource or role allows it by name. */
function allowedTo({ principal, engine: { landscape } }: Guise, speech: Speech): Spoken {
  const set = speech.none();
  for (const statement of statementsIn(landscape)) {
    const named = statement.principals?.of.some((pattern) => textOf(pattern) === principal);
    if (statement.effect === "Allow" && named) unite(set, speech.byStatement(statement));
  }
  return set;
}

function statementsIn({ resources, identities }: Landscape) {
  const trusts = [...identities.values()].flatMap(({ trust }) => trust ?? []);
  return [...[...resources.values()].map(({ policy }) => policy), ...trusts].flatMap(
    ({ statements }) => statements,
  );
}

function hopBy({ ground }: Table, guise: Guise, row: EscalationPath): Hop | undefined {
  const { places, assumes } = ground.candidates(row, "");
  const byNeed = row.needs.map((need) => {
    const { entries } = ground.universe(need, row.gains, "");
    const found = new Map<number, Answer>();
    for (const { resource, place } of entries.filter((entry) => hasPlace(places, entry.place))) {
      const answer = found.has(place) ? undefined : answerOn(guise, need, resource);
      if (answer !== undefined) found.set(place, answer);
    }
    return found;
  });
  const may = byNeed.reduce((set, found) => inBoth(set, placesOf(found, set)), places);
  if (isEmpty(may)) return undefined;
  const answers = (place: number): readonly Answer[] => byNeed.flatMap((found) => found.get(place) ?? []);
  return {
    row,
    gives: "acting",
    sure: new Uint32Array(places.length),
    unsure: may,
    answers,
    assumes: (place) => assumes.get(place)?.() ?? [],
    why: (place) =>
      answers(place).flatMap(({ proof }) => (proof.verdict === "unknown" ? [proof.why] : []))[0] ?? "",
  };
}

function answerOn(guise: Guise, { actions, given }: PathNeed, resource: string): Answer | undefined {
  const { engine, principal } = guise;
  const asked = { actions: fitting(engine.index, actions, resource), resources: [resource] };
  if (asked.actions.length === 0) return undefined;
  const proof = engine.can(principal, { ...asked, ...(given && { given }) });
  return proof.verdict === "no" ? undefined : { proof, resource, actions };
}

function placesOf(found: ReadonlyMap<number, Answer>, like: Places): Places {
  const set: Places = new Uint32Array(like.length);
  for (const place of found.keys()) addPlace(set, place);
  return set;
}
