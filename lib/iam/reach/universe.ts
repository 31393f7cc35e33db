import type { ActionIndex } from "../../actions/action-index.ts";
import { parseArn } from "../arn.ts";
import { standingOver } from "../decide/standing.ts";
import type { Identity, Landscape, Policy } from "../landscape.ts";
import { anyOne, anyRun, matchesGlob, matchesPattern } from "../wildcard.ts";
import { policiesIn } from "./abroad.ts";
import { namingOf, type Naming } from "./named.ts";
import { givenOf } from "./request-facts.ts";
import { addPlace, noPlaces, type Places } from "./places.ts";
import type { ResourceView } from "./views.ts";

/** A resource on which a need can be met, and the principal that is gained by it. */
export interface Entry {
  readonly resource: string;
  /** Place of the principal. */
  readonly place: number;
  /** Where the resource is a user or a role itself. */
  readonly identity?: Identity;
}

/** Entries of which only patterns of policies, and what conditions ask of tags and boundaries, tell one from another. */
export interface Sort {
  readonly entries: Places;
  /** What the policy on these resources says, where they have one. */
  readonly naming?: Naming;
  /** Without that policy’s allow nobody is allowed. */
  readonly required: boolean;
  /** An entry for all. */
  readonly sample: Entry;
}

/** AWS’s longest ARNs (IAM API Reference, "arnType"): of a longer text the beginning is enough. */
const longestName = 2048;

/** Resources that a need is asked about, one after the other, and what tells them apart. */
export class Universe {
  readonly id: number;
  readonly entries: readonly Entry[];
  readonly sorts: readonly Sort[];
  /** Entries whose resource is a pattern. */
  readonly vague: Places;
  /** Names that policies on these resources single out. */
  readonly singled: ReadonlySet<string>;
  /** Some policy on them looks at who asks otherwise. */
  readonly looks: boolean;
  readonly #matched = new Map<string, Places>();
  readonly #byKey = new Map<string, ReadonlyMap<string | null | undefined, Places>>();
  /** Places of the entries, by their resource. */
  readonly #sorted: readonly number[];

  /** @param trusts the resources are roles to be assumed: what is on them is their trust policy */
  constructor(id: number, entries: readonly Entry[], landscape: Landscape, trusts: boolean) {
    this.id = id;
    this.entries = entries;
    this.vague = noPlaces(entries.length);
    const sorts = new Map<string, { entries: Places; naming?: Naming; sample: Entry }>();
    const singled = new Set<string>();
    for (const [at, entry] of entries.entries()) {
      const on = trusts ? present(entry.identity?.trust) : standingOn(landscape, entry.resource);
      const arn = parseArn(entry.resource);
      const type = arn?.resource.split(/[/:]/, 1)[0];
      const key = JSON.stringify([arn?.partition, arn?.service, arn?.account, type, on.map(saidBy)]);
      const known = sorts.get(key) ?? {
        entries: noPlaces(entries.length),
        ...(on.length > 0 && { naming: united(on.map(namingOf)) }),
        sample: entry,
      };
      for (const name of known.naming?.singled ?? []) singled.add(name);
      addPlace(known.entries, at);
      if (/[*?]/.test(entry.resource)) addPlace(this.vague, at);
      sorts.set(key, known);
    }
    this.sorts = [...sorts.values()].map((sort) => ({ ...sort, required: trusts }));
    this.singled = singled;
    const before = (a: number, b: number) => (entries[a]!.resource < entries[b]!.resource ? -1 : 1);
    this.#sorted = [...entries.keys()].sort(before);
    this.looks = this.sorts.some(({ naming }) => naming?.looks);
  }

  /** Entries whose resource a pattern matches. */
  matching({ text, glob }: ResourceView): Places {
    const known = this.#matched.get(text);
    if (known !== undefined) return known;
    const set = noPlaces(this.entries.length);
    this.#matched.set(text, set);
    if (glob === undefined) return set;
    const wild = glob.findIndex((token) => token === anyRun || token === anyOne);
    const begin = String.fromCharCode(...glob.slice(0, Math.min(longestName, wild < 0 ? glob.length : wild)));
    // Only what begins as the pattern does is looked at.
    for (let at = this.#firstFrom(begin); at < this.#sorted.length; at++) {
      const place = this.#sorted[at]!;
      const { resource } = this.entries[place]!;
      if (!resource.startsWith(begin)) break;
      if (matchesGlob(glob, resource)) addPlace(set, place);
    }
    return set;
  }

  /** Where in the sorted entries those begin that do not stand before a text. */
  #firstFrom(text: string): number {
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.entries[this.#sorted[middle]!]!.resource < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Entries by what a condition key is known to be of them. */
  byKey(key: string): ReadonlyMap<string | null | undefined, Places> {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const found = new Map<string | null | undefined, Places>();
    this.#byKey.set(key, found);
    for (const [at, entry] of this.entries.entries()) {
      const value = givenOf(key, entry);
      const set = found.get(value) ?? noPlaces(this.entries.length);
      addPlace(set, at);
      found.set(value, set);
    }
    return found;
  }
}

const among = new WeakMap<Landscape, Map<string, readonly Policy[]>>();

/** The policy over a resource; over a pattern of some, all that may be. */
function standingOn(landscape: Landscape, resource: string): readonly Policy[] {
  if (!/[*?]/.test(resource)) return present(standingOver(landscape.resources, resource)?.policy);
  const { account = "", service = "" } = parseArn(resource) ?? {};
  const known = among.get(landscape) ?? new Map<string, readonly Policy[]>();
  among.set(landscape, known);
  const key = `${service} ${account}`;
  const made = known.get(key) ?? policiesIn(landscape, account, service);
  known.set(key, made);
  return made;
}

function united(all: readonly Naming[]): Naming {
  return {
    allowed: new Set(all.flatMap(({ allowed }) => [...allowed])),
    singled: new Set(all.flatMap(({ singled }) => [...singled])),
    looks: all.some(({ looks }) => looks),
  };
}

function present<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

const contents = new WeakMap<object, string>();

function saidBy(policy: object): string {
  const known = contents.get(policy);
  if (known !== undefined) return known;
  // The policy’s name is the resource’s: what it says is what counts.
  const made = JSON.stringify(policy, (key, value: unknown) =>
    key === "ref" || key === "glob" ? undefined : value,
  );
  contents.set(policy, made);
  return made;
}

/** Those of the actions that know resources of this kind. */
export function fitting(index: ActionIndex, actions: readonly string[], resource: string): readonly string[] {
  return actions.filter((action) => {
    const types = index.find(action)?.resources ?? [];
    return types.length === 0 || types.some((type) => matchesPattern(type, resource));
  });
}
