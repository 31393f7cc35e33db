import type { AccessQuestion, Proof } from "../access.ts";
import { Closures } from "./closure.ts";
import type { Guise } from "./guises.ts";
import type { Step } from "./journey.ts";
import { openedFor, type Opened } from "./opened.ts";
import { Openings } from "./openings.ts";
import { addPlace, hasPlace, inBoth, inEither, overlap, placesIn, type Places } from "./places.ts";
import type { Onward, Terrain } from "./terrain.ts";

/** Where one question leads from a guise: the answer itself, or one step nearer to it. */
export type Bearing =
  | { readonly proof: Exclude<Proof, { readonly verdict: "no" }> }
  /** By opening the resource that is asked about. */
  | { readonly opened: Opened }
  | { readonly step: Step; readonly to: Guise }
  /** Rights must be written for somebody on the way: only a journey tells. */
  | "written";

/** What one question comes to, for everybody at once. */
export interface Bearings {
  /** For certain. */
  readonly yes: ReadonlyMap<number, Bearing>;
  /** Perhaps; whoever is in neither provably cannot. */
  readonly may: ReadonlyMap<number, Bearing>;
}

/** To ask more than these one by one takes longer than to ask everybody at once. */
const fewEnough = 100;

/**
 * Answers questions for everybody at once, backwards from those who can by themselves: each guise is asked once, however
 * many can become it.
 */
export class Answers {
  readonly #terrain: Terrain;
  readonly #closures: Closures;
  readonly #starts: readonly Guise[];
  #made: Crowd | undefined;

  constructor(terrain: Terrain, outsiders: readonly string[]) {
    this.#terrain = terrain;
    this.#closures = new Closures(terrain);
    const plain = terrain.principals.map((_, place) => terrain.plain(place));
    this.#starts = [...plain, ...outsiders.map((principal) => terrain.table.guises.plain(principal))];
  }

  to(question: AccessQuestion): Bearings {
    const { byId, others, openings } = this.#crowd;
    const terrain = this.#terrain;
    const yes = new Map<number, Bearing>();
    const may = new Map<number, Bearing>();
    const note = ({ id }: Guise, proof: Proof): void => {
      if (proof.verdict === "yes") yes.set(id, { proof });
      else if (proof.verdict === "unknown") may.set(id, { proof });
    };
    // Of whoever is as the snapshot has it the engine tells at once who has part in a question at all.
    for (const { principal, proof } of terrain.table.guises.engine.who(question)) {
      const place = terrain.places.get(principal);
      if (place !== undefined) note(terrain.plain(place), proof);
    }
    for (const guise of others) note(guise, guise.engine.can(guise.principal, question));
    this.#spread(yes, yes);
    const open = openings.to(question);
    for (const id of new Set(open.flatMap(({ writers }) => [...writers.keys()]))) {
      const opened = yes.has(id) ? undefined : openedFor(terrain.table, byId.get(id)!, question, open);
      if (opened?.proof.verdict === "yes") yes.set(id, { opened });
      else if (opened !== undefined && !may.has(id)) may.set(id, { opened });
    }
    if (open.length > 0) this.#spread(yes, yes);
    this.#spread(may, yes);
    this.#writtenFor(yes, may);
    return { yes, may };
  }

  /** Proves of one start that it comes to nobody who can: less work than {@link to}, where it comes to few. */
  isInVain(start: Guise, question: AccessQuestion): boolean {
    const terrain = this.#terrain;
    const open = this.#crowd.openings.to(question);
    const { places, changed } = this.#closures.of(start, false);
    const others = placesIn(places);
    if (others.length + changed.size > fewEnough) return false;
    const all = new Set([start, ...others.map((place) => terrain.plain(place)), ...changed.values()]);
    return [...all].every(
      (guise) =>
        guise.engine.can(guise.principal, question).verdict === "no" &&
        openedFor(terrain.table, guise, question, open) === undefined,
    );
  }

  /** Whether questions are answered from here for everybody at once. */
  startsFrom(guise: Guise): boolean {
    return this.#starts.includes(guise);
  }

  get #crowd(): Crowd {
    return (this.#made ??= this.#everybody());
  }

  #everybody(): Crowd {
    const terrain = this.#terrain;
    const found = new Map(this.#starts.map((guise) => [guise.id, guise]));
    terrain.prepare(this.#starts);
    // Who leads to most comes first: of the others many lead there, and take over what was found.
    const leading = this.#starts
      .map((start) => ({ start, onward: terrain.onward(start) }))
      .filter(({ onward }) => leadsOn(onward))
      .map(({ start, onward }) => ({ start, count: placesIn(onward.any).length }))
      .toSorted((a, b) => b.count - a.count)
      .map(({ start }) => start);
    for (const start of leading)
      for (const [id, guise] of this.#closures.of(start, false).changed) found.set(id, guise);
    const guises = [...found.values()];
    return {
      byId: new Map(guises.map((guise) => [guise.id, guise])),
      others: guises.filter((guise) => this.#placeOf(guise) === undefined),
      leading: guises.filter((guise) => leadsOn(terrain.onward(guise))),
      written: leading.filter((start) => this.#closures.of(start, false).written.size > 0),
      openings: new Openings(terrain.table, guises),
    };
  }

  /** Of whoever is as the snapshot has it. */
  #placeOf(guise: Guise): number | undefined {
    const place = this.#terrain.placeOf(guise);
    return place !== undefined && this.#terrain.plain(place) === guise ? place : undefined;
  }

  /**
   * Step by step backwards, so that each bearing is on a shortest way; only by what is certain where the bearings are
   * those of `yes`.
   */
  #spread(bearings: Map<number, Bearing>, yes: ReadonlyMap<number, Bearing>): void {
    const { byId, leading } = this.#crowd;
    const certain = bearings === yes;
    const leads = (id: number): boolean => bearings.has(id) || yes.has(id);
    const there = this.#terrain.none();
    const mark = (guise: Guise): void => {
      const place = this.#placeOf(guise);
      if (place !== undefined) addPlace(there, place);
    };
    for (const id of new Set([...yes.keys(), ...bearings.keys()])) mark(byId.get(id)!);
    let open = leading.filter(({ id }) => !leads(id));
    for (;;) {
      const found: (readonly [Guise, Bearing])[] = [];
      for (const guise of open) {
        const bearing = this.#next(guise, there, certain, leads);
        if (bearing !== undefined) found.push([guise, bearing]);
      }
      if (found.length === 0) return;
      for (const [guise, bearing] of found) {
        bearings.set(guise.id, bearing);
        mark(guise);
      }
      open = open.filter(({ id }) => !leads(id));
    }
  }

  #next(guise: Guise, there: Places, certain: boolean, leads: (id: number) => boolean): Bearing | undefined {
    const { own, acts, sure, any } = this.#terrain.onward(guise);
    const gain = own.find(({ to, unknown }) => leads(to.id) && !(certain && unknown !== undefined));
    if (gain !== undefined) return { step: { gain }, to: gain.to };
    if (!overlap(certain ? sure : any, there)) return undefined;
    for (const hop of acts) {
      const set = certain ? hop.sure : inEither(hop.sure, hop.unsure);
      const [place] = placesIn(inBoth(set, there));
      if (place === undefined) continue;
      return { step: { hop, place, sure: hasPlace(hop.sure, place) }, to: this.#terrain.plain(place) };
    }
    return undefined;
  }

  #writtenFor(yes: Map<number, Bearing>, may: Map<number, Bearing>): void {
    for (const start of this.#crowd.written) {
      if (yes.has(start.id)) continue;
      const certain = this.#closures.of(start, true).written;
      const { written } = this.#closures.of(start, false);
      if ([...certain.keys()].some((id) => yes.has(id))) yes.set(start.id, "written");
      else if ([...written.keys()].some((id) => yes.has(id) || may.has(id)))
        may.set(start.id, may.get(start.id) ?? "written");
    }
  }
}

/** Everybody as it is, and all that anybody can become. */
interface Crowd {
  readonly byId: ReadonlyMap<number, Guise>;
  /** Those who are not as the snapshot has them, and whoever is not in it. */
  readonly others: readonly Guise[];
  /** Those from whom a step leads on. */
  readonly leading: readonly Guise[];
  /** Starts from which rights are written for somebody. */
  readonly written: readonly Guise[];
  readonly openings: Openings;
}

function leadsOn({ own, acts }: Onward): boolean {
  return own.length > 0 || acts.length > 0;
}
