import type { AccessQuestion, Proof } from "../access.ts";
import { Closures } from "./closure.ts";
import type { Guise } from "./guises.ts";
import type { Step } from "./journey.ts";
import { openedFor, openingRows, type Opened } from "./opened.ts";
import { addPlace, hasPlace, inBoth, inEither, overlap, placesIn, type Places } from "./places.ts";
import type { Terrain } from "./terrain.ts";

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

/**
 * Answers questions for everybody at once, backwards from those who can by themselves: each guise is asked once, however
 * many can become it.
 */
export class Answers {
  readonly #terrain: Terrain;
  readonly #closures: Closures;
  readonly #starts: readonly Guise[];
  #guises: readonly Guise[] | undefined;

  constructor(terrain: Terrain, outsiders: readonly string[]) {
    this.#terrain = terrain;
    this.#closures = new Closures(terrain);
    const plain = terrain.principals.map((_, place) => terrain.plain(place));
    this.#starts = [...plain, ...outsiders.map((principal) => terrain.table.guises.plain(principal))];
  }

  to(question: AccessQuestion): Bearings {
    const guises = (this.#guises ??= this.#everybody());
    const yes = new Map<number, Bearing>();
    const may = new Map<number, Bearing>();
    for (const guise of guises) {
      const proof = guise.engine.can(guise.principal, question);
      if (proof.verdict === "yes") yes.set(guise.id, { proof });
      else if (proof.verdict === "unknown") may.set(guise.id, { proof });
    }
    this.#spread(guises, yes, true, (id) => yes.has(id));
    const { table } = this.#terrain;
    const opening = openingRows(table, question);
    for (const guise of opening.length === 0 ? [] : guises.filter(({ id }) => !yes.has(id))) {
      const opened = openedFor(table, guise, question, opening);
      if (opened?.proof.verdict === "yes") yes.set(guise.id, { opened });
      else if (opened !== undefined && !may.has(guise.id)) may.set(guise.id, { opened });
    }
    this.#spread(guises, yes, true, (id) => yes.has(id));
    this.#spread(guises, may, false, (id) => yes.has(id) || may.has(id));
    this.#written(yes, may);
    return { yes, may };
  }

  /** Everybody as it is, and all that anybody can become. */
  #everybody(): readonly Guise[] {
    const found = new Map(this.#starts.map((guise) => [guise.id, guise]));
    this.#terrain.prepare(this.#starts);
    // Who leads to most comes first: of the others many lead there, and take over what was found.
    const leading = this.#starts
      .map((start) => ({ start, onward: this.#terrain.onward(start) }))
      .filter(({ onward: { own, acts } }) => own.length > 0 || acts.length > 0)
      .map(({ start, onward }) => ({ start, count: placesIn(onward.any).length }))
      .toSorted((a, b) => b.count - a.count);
    for (const { start } of leading) {
      for (const [id, guise] of this.#closures.of(start, false).changed) found.set(id, guise);
    }
    return [...found.values()];
  }

  /** Step by step backwards, so that each bearing is on a shortest way. */
  #spread(
    guises: readonly Guise[],
    bearings: Map<number, Bearing>,
    certain: boolean,
    leads: (id: number) => boolean,
  ): void {
    const there = this.#terrain.none();
    for (const guise of guises) this.#mark(there, guise, leads);
    let open = guises.filter(({ id }) => !leads(id));
    for (;;) {
      const found: (readonly [Guise, Bearing])[] = [];
      for (const guise of open) {
        const bearing = this.#next(guise, there, certain, leads);
        if (bearing !== undefined) found.push([guise, bearing]);
      }
      if (found.length === 0) return;
      for (const [{ id }, bearing] of found) bearings.set(id, bearing);
      for (const [guise] of found) this.#mark(there, guise, leads);
      open = open.filter(({ id }) => !leads(id));
    }
  }

  #mark(there: Places, guise: Guise, leads: (id: number) => boolean): void {
    const place = this.#terrain.placeOf(guise);
    if (place !== undefined && leads(guise.id) && this.#terrain.plain(place) === guise)
      addPlace(there, place);
  }

  #next(guise: Guise, there: Places, certain: boolean, leads: (id: number) => boolean): Bearing | undefined {
    const { own, acts, sure, any } = this.#terrain.onward(guise);
    const gain = own.find(({ to, unknown }) => leads(to.id) && !(certain && unknown !== undefined));
    if (gain !== undefined) return { step: { gain }, to: gain.to };
    const next = certain ? sure : any;
    if (!overlap(next, there)) return undefined;
    for (const hop of acts) {
      const set = certain ? hop.sure : inEither(hop.sure, hop.unsure);
      const [place] = placesIn(inBoth(set, there));
      if (place === undefined) continue;
      return { step: { hop, place, sure: hasPlace(hop.sure, place) }, to: this.#terrain.plain(place) };
    }
    return undefined;
  }

  #written(yes: Map<number, Bearing>, may: Map<number, Bearing>): void {
    for (const start of this.#starts) {
      if (yes.has(start.id)) continue;
      const known = this.#closures.known(start, false);
      if (known === undefined || known.written.size === 0) continue;
      const certain = this.#closures.of(start, true).written;
      if ([...certain.keys()].some((id) => yes.has(id))) yes.set(start.id, "written");
      else if ([...known.written.keys()].some((id) => yes.has(id) || may.has(id)))
        may.set(start.id, may.get(start.id) ?? "written");
    }
  }
}
