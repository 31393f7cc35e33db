import type { AccessQuestion, Proof, Witness } from "../access.ts";
import type { Engine } from "../compile.ts";
import type { Guise } from "./guises.ts";
import { LayersOf, type Layers, type Relevant } from "./layers.ts";
import { addPlace, inBoth, isEmpty, noPlaces, placesIn, without, type Places } from "./places.ts";
import { meets, type Speech, type Spoken } from "./spoken.ts";
import { factsAbout, keysAbout } from "./request-facts.ts";
import { fitting, type Entry, type Universe } from "./universe.ts";
import type { View } from "./views.ts";

/** So many requests that were allowed are tried for others. */
const mostWitnesses = 4;

/** What is asked: one of the actions, with these keys. */
export interface Asked {
  readonly actions: readonly string[];
  readonly given?: AccessQuestion["given"];
}

/** The answers about the resources of a universe: what is not in a part is proved to be `no`. */
export interface Verdicts {
  readonly universe: Universe;
  readonly parts: readonly Part[];
  /** Places of the principals that are gained for certain, and of those that may be. */
  readonly sure: Places;
  readonly unsure: Places;
}

interface Part {
  readonly entries: Places;
  readonly proof: Exclude<Proof, { readonly verdict: "no" }>;
}

/**
 * Puts needs to the engine, each question once for all of whom the answer is the same: those whose relevant statements
 * are, on resources that no statement tells apart.
 */
export class Asking {
  readonly layers: LayersOf;
  readonly speech: Speech;
  readonly #count: number;
  readonly #relevant = new WeakMap<readonly string[], Map<number, Relevant>>();
  readonly #askedIds = new WeakMap<Asked, number>();
  readonly #askedTexts = new Map<string, number>();
  readonly #witnesses = new Map<string, Witness[]>();
  readonly #answers = new Map<string, Proof>();
  readonly #verdicts = new Map<string, Verdicts>();

  constructor(engine: Engine, speech: Speech) {
    this.speech = speech;
    this.#count = engine.principals.length;
    this.layers = new LayersOf(engine.landscape, speech);
  }

  /** Whether any policy may allow one of the actions: false proves that there is no such request. */
  mayAsk(layers: Layers, { actions }: Asked): boolean {
    return meets(layers.allowed, this.speech.of(actions));
  }

  /** The engine’s answer about resources or patterns of them. */
  ask(guise: Guise, asked: Asked, resources: readonly string[]): Proof {
    const layers = this.layers.of(guise);
    if (layers === undefined) return { verdict: "unknown", why: `${guise.principal} is not in the snapshot` };
    if (!this.mayAsk(layers, asked)) return { verdict: "no" };
    const { actions, given } = asked;
    const { id } = this.#relevantTo(guise, layers, asked);
    const alone =
      actions.some((action) => action.startsWith("sts:")) ||
      resources.some((resource) => this.layers.standing.regards(layers.requester, serviceOf(resource)));
    const own = `${this.#askedId(asked)} ${id} ${resources.join(" ")} ${alone ? guise.principal : ""}`;
    const known = this.#answers.get(own);
    if (known !== undefined) return known;
    const proof = this.#prove(guise.engine, guise.principal, { actions, resources, ...(given && { given }) });
    this.#answers.set(own, proof);
    return proof;
  }

  /** What another was allowed is tried first: to decide one request is far less work than to look for one. */
  #prove(engine: Engine, principal: string, question: AccessQuestion): Proof {
    const key = JSON.stringify([question.actions, question.resources, question.given ?? {}]);
    const seen = this.#witnesses.get(key) ?? [];
    for (const witness of seen) {
      const { action, resource, context } = witness;
      const { decision, by } = engine.decide({ principal, action, resource, ...(context && { context }) });
      if (decision === "allowed") return { verdict: "yes", witness: { ...witness, by } };
    }
    const proof = engine.can(principal, question);
    if (proof.verdict === "yes" && proof.witness.assumes === undefined && seen.length < mostWitnesses) {
      const all = [...seen, proof.witness];
      this.#witnesses.set(
        key,
        all.toSorted((a, b) => keysOf(a) - keysOf(b)),
      );
    }
    return proof;
  }

  /** The engine’s answers about each resource of a universe, in `engine`, which may be other than the guise’s own. */
  verdicts(guise: Guise, asked: Asked, universe: Universe, engine = guise.engine): Verdicts {
    const nothing = { universe, parts: [], sure: noPlaces(this.#count), unsure: noPlaces(this.#count) };
    const layers = this.layers.of(guise);
    // Where trust policies are supposed to be rewritten, no right of one’s own is needed.
    const open = engine !== guise.engine;
    if (layers === undefined || (!open && !this.mayAsk(layers, asked))) return nothing;
    const relevant = this.#relevantTo(guise, layers, asked);
    const singled = layers.names.some((name) => universe.singled.has(name));
    const { looks } = universe;
    const alone = singled || looks ? guise.principal : "";
    const key = `${this.#askedId(asked)} ${universe.id} ${relevant.id} ${alone}`;
    const known = this.#verdicts.get(key);
    if (known !== undefined) return known;
    const parts = this.#partsOf(guise, layers, asked, universe, relevant.views, open).flatMap((entries) => {
      const sample = universe.entries[placesIn(entries)[0]!]!;
      const proof = this.#askOn(engine, guise, asked, sample, relevant.views);
      return proof.verdict === "no" ? [] : [{ entries, proof }];
    });
    const made = { ...nothing, parts };
    for (const { entries, proof } of parts) {
      const set = proof.verdict === "yes" ? made.sure : made.unsure;
      for (const at of placesIn(entries)) addPlace(set, universe.entries[at]!.place);
    }
    this.#verdicts.set(key, made);
    return made;
  }

  /** Entries that the statements about a guise do not tell apart, without those that nothing can allow. */
  #partsOf(
    { principal }: Guise,
    layers: Layers,
    asked: Asked,
    universe: Universe,
    views: readonly View[],
    open: boolean,
  ): readonly Places[] {
    const spoken: Spoken = this.speech.of(asked.actions);
    const byOwn = open || meets(layers.own, spoken);
    let parts = universe.sorts
      .filter(({ naming, required }) => {
        const directly = layers.names.some(
          (name) => naming?.allowed.has(name) && !name.startsWith("account "),
        );
        const handed = layers.names.some((name) => naming?.allowed.has(name));
        return required ? directly || (handed && byOwn) : byOwn || directly;
      })
      .map(({ entries }) => entries);
    const cut = (by: Places) => {
      parts = parts.flatMap((part) => {
        const inside = inBoth(part, by);
        const outside = without(part, by);
        return [inside, outside].filter((each) => !isEmpty(each));
      });
    };
    const patterns = views.flatMap(({ resources }) => resources?.of ?? []);
    // What a variable of the request stands for may be any of them.
    if (patterns.some(({ glob }) => glob === undefined)) {
      return parts.flatMap((part) => placesIn(part).map((at) => only(at, part)));
    }
    for (const pattern of patterns) if (pattern.text !== "*") cut(universe.matching(pattern));
    for (const key of keysAbout(views)) for (const set of universe.byKey(key).values()) cut(set);
    const own = universe.entries.findIndex(({ resource }) => resource === principal);
    if (own >= 0) cut(only(own, noPlaces(universe.entries.length)));
    return parts;
  }

  #askOn(engine: Engine, guise: Guise, asked: Asked, sample: Entry, views: readonly View[]): Proof {
    const { resource } = sample;
    const actions = fitting(engine.index, asked.actions, resource);
    if (actions.length === 0) return { verdict: "no" };
    const given = { ...factsAbout(sample, actions, views), ...asked.given };
    return this.#prove(engine, guise.principal, { actions, resources: [resource], given });
  }

  /** The same for two that ask the same. */
  #askedId(asked: Asked): number {
    const known = this.#askedIds.get(asked);
    if (known !== undefined) return known;
    const text = JSON.stringify([asked.actions, asked.given ?? {}]);
    const id = this.#askedTexts.get(text) ?? this.#askedTexts.size;
    this.#askedTexts.set(text, id);
    this.#askedIds.set(asked, id);
    return id;
  }

  #relevantTo(guise: Guise, layers: Layers, { actions }: Asked): Relevant {
    const byGuise = this.#relevant.get(actions) ?? new Map<number, Relevant>();
    this.#relevant.set(actions, byGuise);
    const known = byGuise.get(guise.id);
    if (known !== undefined) return known;
    const made = this.layers.relevant(layers, guise.principal, this.speech.of(actions));
    byGuise.set(guise.id, made);
    return made;
  }
}

/** Of an ARN or a pattern of one; `*` where it may be of any. */
function serviceOf(resource: string): string {
  const service = resource.split(":")[2] ?? "*";
  return /[*?]/.test(service) ? "*" : service;
}

function keysOf({ context = {} }: Witness): number {
  return Object.keys(context).length;
}

function only(at: number, like: Places): Places {
  const set = new Uint32Array(like.length);
  addPlace(set, at);
  return set;
}

interface Answered {
  readonly proof: Part["proof"];
  readonly entry: Entry;
}

const byPlace = new WeakMap<Verdicts, ReadonlyMap<number, Answered>>();

/** The answer about a place, and the resource that it is about; a certain one where there are several. */
export function answerAt(verdicts: Verdicts, place: number): Answered | undefined {
  const known = byPlace.get(verdicts);
  if (known !== undefined) return known.get(place);
  const found = new Map<number, Answered>();
  for (const { entries, proof } of verdicts.parts) {
    for (const at of placesIn(entries)) {
      const entry = verdicts.universe.entries[at]!;
      if (found.get(entry.place)?.proof.verdict !== "yes") found.set(entry.place, { proof, entry });
    }
  }
  byPlace.set(verdicts, found);
  return found.get(place);
}
