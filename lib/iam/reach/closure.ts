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

/** Closes over everything, each start once; what was closed over before is taken over whole. */
export class Closures {
  readonly #terrain: Terrain;
  readonly #known = new Map<string, Closure>();

  constructor(terrain: Terrain) {
    this.#terrain = terrain;
  }

  /** @param certain only by steps that are proved */
  of(start: Guise, certain: boolean): Closure {
    const known = this.known(start, certain);
    if (known !== undefined) return known;
    const proved = certain ? undefined : this.of(start, true);
    // Where nothing is in doubt there is nothing to add.
    if (proved?.doubtful === false) return proved;
    const made = new Closing(this.#terrain, (guise) => this.known(guise, certain), proved).from(start);
    this.#known.set(`${start.id} ${certain}`, made);
    return made;
  }

  known(start: Guise, certain: boolean): Closure | undefined {
    return this.#known.get(`${start.id} ${certain}`);
  }
}

class Closing implements Closure {
  readonly places: Places;
  readonly changed = new Map<number, Guise>();
  readonly written = new Map<number, Guise>();
  readonly offered: { readonly rights: Places; readonly boundary: Places };
  readonly sovereigns: Set<string>;
  doubtful = false;
  readonly #terrain: Terrain;
  readonly #known: (guise: Guise) => Closure | undefined;
  /** What is closed over by proved steps alone, where others are taken too. */
  readonly #proved: Closure | undefined;
  readonly #queue: Guise[] = [];
  readonly #done: { readonly rights: Places; readonly boundary: Places };

  constructor(terrain: Terrain, known: (guise: Guise) => Closure | undefined, proved: Closure | undefined) {
    this.#terrain = terrain;
    this.#known = known;
    this.#proved = proved;
    // Beside whom somebody is idle must be in reach for certain.
    this.sovereigns = new Set(proved?.sovereigns);
    this.places = terrain.none();
    this.offered = { rights: terrain.none(), boundary: terrain.none() };
    this.#done = { rights: terrain.none(), boundary: terrain.none() };
  }

  from(start: Guise): Closure {
    const place = this.#terrain.placeOf(start);
    if (place !== undefined) addPlace(this.places, place);
    this.#queue.push(start);
    for (const guise of this.#proved?.changed.values() ?? []) this.#become(guise);
    for (const [id, guise] of this.#proved?.written ?? []) this.written.set(id, guise);
    do {
      for (let guise = this.#queue.pop(); guise !== undefined; guise = this.#queue.pop()) this.#visit(guise);
    } while (this.#write());
    return this;
  }

  #visit(guise: Guise): void {
    const terrain = this.#terrain;
    const certain = this.#proved === undefined;
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
    const next = certain ? sure : any;
    for (const place of placesIn(without(next, this.places))) {
      // What was taken over meanwhile may have it already.
      if (hasPlace(this.places, place)) continue;
      addPlace(this.places, place);
      const plain = terrain.plain(place);
      const known = this.#known(plain);
      if (known === undefined) this.#queue.push(plain);
      else this.#takeOver(known);
    }
  }

  #become(guise: Guise): void {
    if (this.changed.has(guise.id)) return;
    this.changed.set(guise.id, guise);
    this.#queue.push(guise);
  }

  #takeOver({ places, changed, written, offered, sovereigns, doubtful }: Closure): void {
    this.doubtful ||= doubtful;
    addAll(this.places, places);
    addAll(this.offered.rights, offered.rights);
    addAll(this.offered.boundary, offered.boundary);
    for (const [id, guise] of changed) this.changed.set(id, guise);
    for (const [id, guise] of written) this.written.set(id, guise);
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
      const idle = gives === "rights" ? terrain.idlePlaces(this.sovereigns) : terrain.none();
      for (const place of placesIn(without(open, idle))) {
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
      this.written.set(guise.id, guise);
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
}
