import type { Guise } from "./guises.ts";
import type { Hop } from "./hops.ts";
import type { OwnGain } from "./own-gains.ts";
import {
  addAll,
  addPlace,
  hasPlace,
  inBoth,
  inEither,
  isEmpty,
  placesIn,
  without,
  type Places,
} from "./places.ts";
import type { Terrain } from "./terrain.ts";

/** Somebody that can be acted as, and the last step by which. */
export interface Stop {
  readonly guise: Guise;
  /** Who takes the step, or, where another has written rights for it, what it was before; absent at the start. */
  readonly from?: Stop;
  readonly step?: Step;
  /** Who has written rights for it. */
  readonly by?: Stop;
  /** Every step up to here is certain. */
  readonly sure: boolean;
  /** How many steps. */
  readonly far: number;
}

/** A row that gives somebody, or what one makes of oneself. */
export type Step =
  { readonly hop: Hop; readonly place: number; readonly sure: boolean } | { readonly gain: OwnGain };

/** Who may write something for those at some places. */
interface Writing {
  readonly hop: Hop;
  readonly by: Stop;
}

/**
 * Everybody that can be acted as from one start, nearest first; whoever is certain before whoever is not. Each guise
 * once, so that cycles end. What adds nothing to an administrator who was reached before is not followed.
 */
export function journeyFrom(terrain: Terrain, start: Guise): readonly Stop[] {
  return new Journey(terrain).from(start);
}

class Journey {
  readonly #terrain: Terrain;
  readonly #stops: Stop[] = [];
  readonly #seen = new Set<number>();
  /** Stops to come: certain ones, and others, by how far they are. */
  readonly #certain: Stop[][] = [];
  readonly #doubtful: Stop[][] = [];
  readonly #pushed: { readonly certain: Places; readonly any: Places };
  readonly #writings: Writing[] = [];
  /** Places for which somebody certainly writes rights, or takes off the boundary, already. */
  readonly #written: Readonly<Record<Exclude<Hop["gives"], "acting">, Places>>;
  readonly #reached: Places;
  readonly #byPlace = new Map<number, Stop[]>();
  readonly #sovereigns = new Set<string>();

  constructor(terrain: Terrain) {
    this.#terrain = terrain;
    this.#pushed = { certain: terrain.none(), any: terrain.none() };
    this.#written = { rights: terrain.none(), boundary: terrain.none() };
    this.#reached = terrain.none();
  }

  from(start: Guise): readonly Stop[] {
    this.#push({ guise: start, sure: true, far: 0 });
    for (const queue of [this.#certain, this.#doubtful]) {
      for (let far = 0; far < queue.length; far++) {
        for (const stop of queue[far] ?? []) this.#arrive(stop);
      }
    }
    return this.#stops;
  }

  #push(stop: Stop): void {
    const queue = stop.sure ? this.#certain : this.#doubtful;
    (queue[stop.far] ??= []).push(stop);
  }

  #arrive(stop: Stop): void {
    const { guise, sure, far } = stop;
    if (this.#seen.has(guise.id)) return;
    // Another at the same distance may have come first.
    if (isChanged(stop) && this.#terrain.isIdle(guise, this.#sovereigns)) return;
    this.#seen.add(guise.id);
    this.#stops.push(stop);
    const terrain = this.#terrain;
    const sovereign = sure ? terrain.sovereignty(guise) : undefined;
    if (sovereign !== undefined) this.#sovereigns.add(sovereign);
    const { acts, writes, own } = terrain.onward(guise);
    for (const gain of own) {
      const certain = sure && gain.unknown === undefined;
      this.#pushChanged({ guise: gain.to, from: stop, step: { gain }, sure: certain, far: far + 1 });
    }
    const place = terrain.placeOf(guise);
    if (place !== undefined) {
      addPlace(this.#reached, place);
      this.#byPlace.set(place, [...(this.#byPlace.get(place) ?? []), stop]);
      for (const writing of this.#writings) this.#write(writing, stop, place);
    }
    for (const hop of acts) this.#act(stop, place, hop);
    for (const hop of writes) this.#offer({ hop, by: stop });
  }

  #act(stop: Stop, self: number | undefined, hop: Hop): void {
    const { certain, any } = this.#pushed;
    const go = (place: number, sure: boolean): void => {
      if (place === self) return;
      addPlace(any, place);
      if (sure) addPlace(certain, place);
      const step = { hop, place, sure: hasPlace(hop.sure, place) };
      this.#push({ guise: this.#terrain.plain(place), from: stop, step, sure, far: stop.far + 1 });
    };
    for (const place of placesIn(without(hop.sure, stop.sure ? certain : any))) go(place, stop.sure);
    for (const place of placesIn(without(hop.unsure, any))) go(place, false);
  }

  /** Writes for those who are reached already, and keeps in mind what is new of it. */
  #offer(writing: Writing): void {
    const { hop, by } = writing;
    if (hop.gives === "acting") return;
    const written = this.#written[hop.gives];
    const [sure, unsure] = [without(hop.sure, written), without(hop.unsure, written)];
    if (isEmpty(sure) && isEmpty(unsure)) return;
    if (by.sure) addAll(written, sure);
    this.#writings.push({ hop: { ...hop, sure, unsure }, by });
    const news = inBoth(this.#reached, inEither(sure, unsure));
    const idle = this.#terrain.idlePlaces(hop.gives, this.#sovereigns);
    for (const place of placesIn(news)) {
      const useless = hasPlace(idle, place);
      for (const stop of this.#byPlace.get(place) ?? []) {
        if (!useless || stop.guise !== this.#terrain.plain(place)) this.#write(writing, stop, place);
      }
    }
  }

  #write({ hop, by }: Writing, stop: Stop, place: number): void {
    const certain = hasPlace(hop.sure, place);
    if (!certain && !hasPlace(hop.unsure, place)) return;
    if (hop.gives === "rights" && this.#terrain.isIdle(stop.guise, this.#sovereigns)) return;
    const guise = this.#terrain.written(stop.guise, hop);
    if (guise === undefined) return;
    const sure = certain && stop.sure && by.sure;
    const far = new Set(pathTo(stop, by)).size + 1;
    this.#pushChanged({ guise, from: stop, step: { hop, place, sure: certain }, by, sure, far });
  }

  #pushChanged(stop: Stop): void {
    if (this.#seen.has(stop.guise.id) || this.#terrain.isIdle(stop.guise, this.#sovereigns)) return;
    this.#push(stop);
  }
}

/** Somebody has become otherwise by the last step. */
function isChanged({ step, by }: Stop): boolean {
  return by !== undefined || (step !== undefined && "gain" in step);
}

/** The stops on the way to some, the start left out, in the order in which they must be come by; each once. */
export function pathTo(...ends: readonly Stop[]): readonly Stop[] {
  const found = new Set<Stop>();
  const walk = (stop: Stop): void => {
    if (stop.from === undefined || found.has(stop)) return;
    // Rights are written for somebody before it is acted as, by whoever does, who must be come by first.
    if (stop.by !== undefined) {
      walk(stop.by);
      found.add(stop);
    }
    walk(stop.from);
    found.add(stop);
  };
  for (const end of ends) walk(end);
  return [...found];
}
