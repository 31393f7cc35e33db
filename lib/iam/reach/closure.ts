import type { Guise } from "./guises.ts";
import type { Hop } from "./hops.ts";
import { addAll, addPlace, hasPlace, inBoth, placesIn, without, type Places } from "./places.ts";
import type { Terrain } from "./terrain.ts";

/** All that can be come to from somewhere, in no order. */
export interface Closure {
  readonly places: Places;
  /** What those at these places can become besides, by themselves or because another in reach writes it for them. */
  readonly changed: ReadonlyMap<number, Guise>;
  /** Of these, those that another in reach must write. */
  readonly written: ReadonlyMap<number, Guise>;
  /** For whom somebody in reach can write rights, or take off the boundary. */
  readonly offered: Readonly<Record<Exclude<Hop["gives"], "acting">, Places>>;
  readonly sovereigns: ReadonlySet<string>;
  /** Some step that leads on from here is not certain. */
  readonly doubtful: boolean;
}

type Known = (place: number) => Closure | undefined;

/** Closes over everything, each start once; what was closed over before is taken over whole. */
export class Closures {
  readonly #terrain: Terrain;
  readonly #certain = new Map<number, Closure>();
  readonly #any = new Map<number, Closure>();

  constructor(terrain: Terrain) {
    this.#terrain = terrain;
  }

  /** @param certain only by steps that are proved */
  of(start: Guise, certain: boolean): Closure {
    const known = this.known(start, certain);
    if (known !== undefined) return known;
    const proved = certain ? undefined : this.of(start, true);
    const before: Known = (place) => this.known(this.#terrain.plain(place), certain);
    // Where nothing is in doubt there is nothing to add.
    const made = proved?.doubtful === false ? proved : new Closing(this.#terrain, before, proved).from(start);
    (certain ? this.#certain : this.#any).set(start.id, made);
    return made;
  }

  known(start: Guise, certain: boolean): Closure | undefined {
    return (certain ? this.#certain : this.#any).get(start.id);
  }
}

type Guises = ReadonlyMap<number, Guise>;

class Closing implements Closure {
  readonly places: Places;
  changed: Guises = new Map();
  written: Guises = new Map();
  readonly offered: { readonly rights: Places; readonly boundary: Places };
  readonly sovereigns: Set<string>;
  doubtful = false;
  readonly #terrain: Terrain;
  readonly #known: Known;
  /** What is closed over by proved steps alone, where others are taken too. */
  readonly #proved: Closure | undefined;
  readonly #queue: Guise[] = [];
  readonly #done: { readonly rights: Places; readonly boundary: Places };
  /** Places that were taken over with all that leads on from them. */
  readonly #taken: Places;
  /** Lists that nobody else has. */
  readonly #ours = new WeakSet<Guises>();

  constructor(terrain: Terrain, known: Known, proved: Closure | undefined) {
    this.#terrain = terrain;
    this.#known = known;
    this.#proved = proved;
    // Beside whom somebody is idle must be in reach for certain.
    this.sovereigns = new Set(proved?.sovereigns);
    this.places = terrain.none();
    this.offered = { rights: terrain.none(), boundary: terrain.none() };
    this.#done = { rights: terrain.none(), boundary: terrain.none() };
    this.#taken = terrain.none();
  }

  from(start: Guise): Closure {
    const place = this.#terrain.placeOf(start);
    if (place !== undefined) addPlace(this.places, place);
    this.#queue.push(start);
    for (const guise of this.#proved?.changed.values() ?? []) this.#become(guise);
    this.written = this.#withAll(this.written, this.#proved?.written ?? new Map());
    do {
      for (let guise = this.#queue.pop(); guise !== undefined; guise = this.#queue.pop()) this.#visit(guise);
    } while (this.#write());
    return this;
  }

  #visit(guise: Guise): void {
    const terrain = this.#terrain;
    const certain = this.#proved === undefined;
    const self = terrain.placeOf(guise);
    if (self !== undefined && hasPlace(this.#taken, self) && terrain.plain(self) === guise) return;
    const sovereign = certain ? terrain.sovereignty(guise) : undefined;
    if (sovereign !== undefined) this.sovereigns.add(sovereign);
    const { own, writes, sure, any, doubtful } = terrain.onward(guise);
    this.doubtful ||= doubtful;
    for (const { to, unknown } of own) {
      if (certain && unknown !== undefined) continue;
      if (!terrain.isIdle(to, this.sovereigns)) this.#become(to);
    }
    for (const hop of writes) {
      if (hop.gives === "acting") continue;
      addAll(this.offered[hop.gives], hop.sure);
      if (!certain) addAll(this.offered[hop.gives], hop.unsure);
    }
    const news = without(certain ? sure : any, this.places);
    addAll(this.places, news);
    for (const place of placesIn(without(news, terrain.ends))) {
      // What was taken over meanwhile has it already, with all that follows.
      if (hasPlace(this.#taken, place)) continue;
      const known = this.#known(place);
      if (known === undefined) this.#queue.push(terrain.plain(place));
      else this.#takeOver(known);
    }
  }

  #become(guise: Guise): void {
    if (this.changed.has(guise.id)) return;
    this.changed = this.#withAll(this.changed, new Map([[guise.id, guise]]));
    this.#queue.push(guise);
  }

  #takeOver({ places, changed, written, offered, sovereigns, doubtful }: Closure): void {
    this.doubtful ||= doubtful;
    addAll(this.places, places);
    addAll(this.#taken, places);
    addAll(this.offered.rights, offered.rights);
    addAll(this.offered.boundary, offered.boundary);
    this.changed = this.#withAll(this.changed, changed);
    this.written = this.#withAll(this.written, written);
    if (this.#proved === undefined) for (const each of sovereigns) this.sovereigns.add(each);
  }

  /**
   * Whether something was written that nobody in reach had before. Sovereigns first, one for all of the same
   * surroundings: beside it others are idle.
   */
  #write(): boolean {
    const terrain = this.#terrain;
    const found = new Map<number, Guise>();
    for (const gives of ["rights", "boundary"] as const) {
      const open = without(inBoth(this.places, this.offered[gives]), this.#done[gives]);
      for (const place of placesIn(without(open, terrain.idlePlaces(gives, this.sovereigns)))) {
        if (!this.#find(found, terrain.plain(place), gives)) addPlace(this.#done[gives], place);
      }
      for (const guise of this.changed.values()) {
        const place = terrain.placeOf(guise);
        if (place !== undefined && hasPlace(this.offered[gives], place)) this.#find(found, guise, gives);
      }
    }
    const sovereigns = new Map<string, Guise>();
    for (const guise of found.values()) {
      const around = terrain.sovereignty(guise);
      if (around !== undefined && !sovereigns.has(around)) sovereigns.set(around, guise);
    }
    for (const guise of (sovereigns.size > 0 ? sovereigns : found).values()) {
      this.written = this.#withAll(this.written, new Map([[guise.id, guise]]));
      this.#become(guise);
    }
    return this.#queue.length > 0;
  }

  /** False where there is nothing to be written, or where it is there already. */
  #find(found: Map<number, Guise>, guise: Guise, gives: "rights" | "boundary"): boolean {
    const after = this.#terrain.written(guise, { gives });
    if (after === undefined || this.changed.has(after.id)) return false;
    if (!this.#terrain.isIdle(after, this.sovereigns)) found.set(after.id, after);
    return true;
  }

  /** Both together. What was taken over whole goes on being shared, until something is added that it lacks. */
  #withAll(known: Guises, more: Guises): Guises {
    if (known.size === 0) return more;
    const missing = [...more].filter(([id]) => !known.has(id));
    if (missing.length === 0) return known;
    const made = this.#ours.has(known) ? (known as Map<number, Guise>) : new Map(known);
    this.#ours.add(made);
    for (const [id, guise] of missing) made.set(id, guise);
    return made;
  }
}
