import { isSovereign } from "./covered.ts";
import { Covering } from "./covering.ts";
import type { Guise } from "./guises.ts";
import { hopsOf, type Hop, type Table } from "./hops.ts";
import { ownGainsOf, type OwnGain } from "./own-gains.ts";
import { addAll, addPlace, isEmpty, noPlaces, type Places } from "./places.ts";

/** What leads on from a guise. */
export interface Onward {
  /** Rows by which it acts as somebody else. */
  readonly acts: readonly Hop[];
  /** Rows by which it writes rights for somebody, or takes off its boundary. */
  readonly writes: readonly Hop[];
  readonly own: readonly OwnGain[];
  /** All whom it can act as by one step, for certain; and those of whom it is not. */
  readonly sure: Places;
  readonly any: Places;
  /** Some of all this is not certain. */
  readonly doubtful: boolean;
}

const mostGuises = 60;

/** What is written for another. */
export type Written = Exclude<Hop["gives"], "acting">;

/** Everybody, and where each can go on from; worked out once, when somebody comes by. */
export class Terrain {
  readonly table: Table;
  readonly covering: Covering;
  readonly principals: readonly string[];
  readonly places: ReadonlyMap<string, number>;
  readonly #onward = new Map<number, Onward>();
  readonly #own = new Map<number, readonly OwnGain[]>();
  readonly #plain: Guise[] = [];
  readonly #sovereign = new Map<number, string | undefined>();
  /** What sovereigns gain, by their surroundings. */
  readonly #royal = new Map<string, readonly Hop[]>();
  readonly #adds = new Map<string, boolean>();
  readonly #written = new Map<string, Guise | undefined>();
  readonly #ends: Places;
  readonly #guisesOf = new Map<string, Set<number>>();
  #idle: ReadonlyMap<string, Places> | undefined;

  constructor(table: Table) {
    this.table = table;
    this.covering = new Covering(table.asking.layers);
    this.principals = table.ground.facts.identities.map(({ arn }) => arn);
    this.places = table.ground.facts.places;
    this.#ends = this.none();
  }

  plain(place: number): Guise {
    return (this.#plain[place] ??= this.table.guises.plain(this.principals[place]!));
  }

  placeOf({ principal }: Guise): number | undefined {
    return this.places.get(principal);
  }

  none(): Places {
    return noPlaces(this.principals.length);
  }

  onward(guise: Guise): Onward {
    if (!this.#onward.has(guise.id)) this.prepare([guise]);
    return this.#onward.get(guise.id)!;
  }

  /** Works out what leads on from many at once, and from all that they make of themselves. */
  prepare(guises: readonly Guise[]): void {
    const fresh = guises.filter(({ id }) => !this.#onward.has(id));
    if (fresh.length === 0) return;
    const gained = fresh.flatMap((guise) => {
      const own = this.#bounded(guise, ownGainsOf(this.table, guise)).filter(({ to }) =>
        this.adds(guise, to),
      );
      this.#own.set(guise.id, own);
      return own.map(({ to }) => to);
    });
    for (const [guise, hops] of this.#hopsOf(fresh)) this.#onward.set(guise.id, this.#gather(guise, hops));
    this.prepare([...new Set(gained)]);
  }

  /** So much is made of each principal, no more: of the rest it is unknown what it gives. */
  #bounded(guise: Guise, gains: readonly OwnGain[]): readonly OwnGain[] {
    const known = this.#guisesOf.get(guise.principal) ?? new Set<number>();
    this.#guisesOf.set(guise.principal, known);
    const kept = gains.filter(({ to }) => known.has(to.id) || known.size < mostGuises);
    for (const { to } of kept) known.add(to.id);
    const [first] = gains.filter((gain) => !kept.includes(gain));
    if (first === undefined) return gains;
    const change = { granted: true, unbounded: true };
    const unknown = `there are more ways for ${guise.principal} to change its own policies than are followed`;
    return [...kept, { ...first, to: this.table.guises.with(guise, change), unknown }];
  }

  /** Sovereigns of the same surroundings gain the same, unless a policy of a resource names them: once for all. */
  #hopsOf(guises: readonly Guise[]): ReadonlyMap<Guise, readonly Hop[]> {
    const { layers } = this.table.asking;
    const alike = (guise: Guise): string | undefined => {
      const own = layers.of(guise);
      return own && layers.standing.singledBy("Allow", own.requester) ? undefined : this.sovereignty(guise);
    };
    const keys = new Map(guises.map((guise) => [guise, alike(guise)]));
    const first = new Map<string, Guise>();
    const asked = guises.filter((guise) => {
      const key = keys.get(guise);
      if (key === undefined) return true;
      if (this.#royal.has(key) || first.has(key)) return false;
      first.set(key, guise);
      return true;
    });
    const found = new Map(hopsOf(this.table, asked));
    for (const [key, guise] of first) this.#royal.set(key, found.get(guise)!);
    for (const [guise, key] of keys) if (key !== undefined) found.set(guise, this.#royal.get(key)!);
    return found;
  }

  #gather(guise: Guise, hops: readonly Hop[]): Onward {
    const acts = hops.filter(({ gives }) => gives === "acting");
    const [sure, any] = [this.none(), this.none()];
    for (const hop of acts) {
      addAll(sure, hop.sure);
      addAll(any, hop.sure);
      addAll(any, hop.unsure);
    }
    const writes = hops.filter(({ gives }) => gives !== "acting");
    const own = this.#own.get(guise.id) ?? [];
    const doubtful =
      own.some(({ unknown }) => unknown !== undefined) || hops.some(({ unsure }) => !isEmpty(unsure));
    const place = this.placeOf(guise);
    const leads = hops.length > 0 || own.length > 0 || this.sovereignty(guise) !== undefined;
    if (!leads && place !== undefined && this.plain(place) === guise) addPlace(this.#ends, place);
    return { acts, writes, own, sure, any, doubtful };
  }

  /** Whether what has become of somebody may give it some right that it had not, or bring it nearer to one. */
  adds(before: Guise, after: Guise): boolean {
    if (before === after) return false;
    const key = `${before.id} ${after.id}`;
    const known = this.#adds.get(key);
    if (known !== undefined) return known;
    const made = !this.covering.covers(before, after) || this.covering.isDeniedOftener(before, after);
    this.#adds.set(key, made);
    return made;
  }

  /** The surroundings of somebody whose own policies allow it everything, and whom none denies anything. */
  sovereignty(guise: Guise): string | undefined {
    if (this.#sovereign.has(guise.id)) return this.#sovereign.get(guise.id);
    const { layers } = this.table.asking;
    const own = layers.of(guise);
    const is = own !== undefined && isSovereign(own) && !layers.standing.singledBy("Deny", own.requester);
    const made = is ? this.covering.surroundings(guise) : undefined;
    this.#sovereign.set(guise.id, made);
    return made;
  }

  /**
   * Whether somebody adds nothing beside such sovereigns and what it was before: they have all that policies of its own
   * can give it, unless a policy of a resource names it and asks for more than that.
   */
  isIdle(guise: Guise, sovereigns: ReadonlySet<string>): boolean {
    if (sovereigns.size === 0 || !sovereigns.has(this.covering.surroundings(guise))) return false;
    const { layers } = this.table.asking;
    const own = layers.of(guise);
    if (own === undefined) return false;
    const { unbounded, without } = guise.made;
    const { standing } = layers;
    return unbounded || without.length > 0
      ? !standing.singledBy("Allow", own.requester)
      : !standing.singledAbroad(own.requester);
  }

  /** Places of those for whom it is no use to write anything beside such sovereigns, or at all. */
  idlePlaces(gives: Written, sovereigns: ReadonlySet<string>): Places {
    this.#idle ??= this.#allIdle();
    const set = this.none();
    addAll(set, this.#idle.get(gives)!);
    for (const around of sovereigns) {
      const own = this.#idle.get(`${gives} ${around}`);
      if (own !== undefined) addAll(set, own);
    }
    return set;
  }

  #allIdle(): ReadonlyMap<string, Places> {
    const found = new Map<string, Places>([
      ["rights", this.none()],
      ["boundary", this.none()],
    ]);
    for (const place of this.principals.keys()) {
      const guise = this.plain(place);
      const around = this.covering.surroundings(guise);
      for (const gives of ["rights", "boundary"] as const) {
        const after = this.written(guise, { gives });
        const idle = after !== undefined && this.isIdle(after, new Set([around]));
        const key = after === undefined ? gives : `${gives} ${around}`;
        const set = found.get(key) ?? this.none();
        found.set(key, set);
        if (after === undefined || idle) addPlace(set, place);
      }
    }
    return found;
  }

  /** Places from which nothing leads on; as far as it is known. */
  get ends(): Places {
    return this.#ends;
  }

  /** Somebody for whom another in reach has written rights, or taken off the boundary; `undefined`: no more than it was. */
  written(guise: Guise, { gives }: Pick<Hop, "gives">): Guise | undefined {
    const { made, identity } = guise;
    if (gives === "rights" ? made.granted : identity?.boundary === undefined) return undefined;
    const key = `${guise.id} ${gives}`;
    if (this.#written.has(key)) return this.#written.get(key);
    const after = this.table.guises.with(guise, gives === "rights" ? { granted: true } : { unbounded: true });
    const more = this.adds(guise, after) ? after : undefined;
    this.#written.set(key, more);
    return more;
  }
}
