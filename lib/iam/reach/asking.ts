import type { AccessQuestion, Proof, Witness } from "../access.ts";
import type { Engine } from "../compile.ts";
import { remembered } from "../remembered.ts";
import type { Guise } from "./guises.ts";
import { abroadIn, type Abroad } from "./abroad.ts";
import { LayersOf, type Layers, type Relevant } from "./layers.ts";
import { addPlace, noPlaces, placesIn, type Places } from "./places.ts";
import { maySpeakOf, partsOf } from "./parts.ts";
import { meets, type Speech } from "./spoken.ts";
import { factsAbout } from "./request-facts.ts";
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
  readonly #abroad: Abroad;
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
    this.#abroad = abroadIn(engine.landscape);
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
    const { id, allows } = this.#relevantTo(guise, layers, asked);
    const alone =
      actions.some(isOfTrust) || resources.some((resource) => layers.regarded(serviceOf(resource)));
    const own = `${this.#askedId(asked)} ${id} ${resources.join(" ")} ${alone ? guise.principal : ""}`;
    const known = this.#answers.get(own);
    if (known !== undefined) return known;
    if (this.#isBeside(guise, layers, asked, allows, resources)) {
      this.#answers.set(own, no);
      return no;
    }
    const proof = this.#prove(guise.engine, guise.principal, { actions, resources, ...(given && { given }) });
    this.#answers.set(own, proof);
    return proof;
  }

  /** Plainly nothing: what is of others does not let it in, and none of its own policies speaks of what is asked. */
  #isBeside(
    { identity }: Guise,
    layers: Layers,
    { actions }: Asked,
    allows: readonly View[],
    resources: readonly string[],
  ): boolean {
    if (!actions.some(isOfTrust) && resources.every((resource) => this.#abroad(layers, resource)))
      return true;
    if (identity === undefined || layers.identity.problems.length > 0) return false;
    if (meets(layers.direct, this.speech.of(actions))) return false;
    return resources.every((resource) => !allows.some((view) => maySpeakOf(view, resource)));
  }

  /** What another was allowed is tried first: to decide one request is far less work than to look for one. */
  #prove(engine: Engine, principal: string, question: AccessQuestion): Proof {
    const key = JSON.stringify([question.actions, question.resources, question.given ?? {}]);
    const seen = this.#witnesses.get(key) ?? [];
    for (const witness of seen) {
      // When else it is allowed follows from the other’s policies.
      const { by: _, when: __, ...request } = witness;
      const { decision, by } = engine.decide({ principal, ...request });
      if (decision === "allowed") return { verdict: "yes", witness: { ...request, by } };
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
    const byOwn = open || meets(layers.own, this.speech.of(asked.actions));
    const parts = partsOf(guise, { layers, universe, relevant, byOwn, open, abroad: this.#abroad }).flatMap(
      (entries) => {
        const sample = universe.entries[placesIn(entries)[0]!]!;
        const proof = this.#askOn(engine, guise, asked, sample, relevant.views);
        return proof.verdict === "no" ? [] : [{ entries, proof }];
      },
    );
    const made = { ...nothing, parts };
    for (const { entries, proof } of parts) {
      const set = proof.verdict === "yes" ? made.sure : made.unsure;
      for (const at of placesIn(entries)) addPlace(set, universe.entries[at]!.place);
    }
    this.#verdicts.set(key, made);
    return made;
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

const no: Proof = { verdict: "no" };

function isOfTrust(action: string): boolean {
  return action.startsWith("sts:");
}

/** Of an ARN or a pattern of one; `*` where it may be of any. */
const serviceOf = remembered((resource) => {
  const service = resource.split(":")[2] ?? "*";
  return /[*?]/.test(service) ? "*" : service;
});

function keysOf({ context = {} }: Witness): number {
  return Object.keys(context).length;
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
