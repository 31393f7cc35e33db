import type { Identity, Landscape, Policy } from "../landscape.ts";
import { isHanded, namesOf } from "./names.ts";
import type { Group } from "./question.ts";

/**
 * Which policies may allow anything of a service, who holds them, and who is found under which name: of most questions
 * it is plain that most principals have no part in them.
 */
export class Holders {
  readonly #byService = new Map<string, Policy[]>();
  /** Of any service, or not read. */
  readonly #anyService: Policy[] = [];
  readonly #of = new Map<Policy, number[]>();
  readonly #named = new Map<string, number[]>();
  readonly #accounts: readonly string[];
  readonly #places: ReadonlyMap<Identity, number>;

  constructor({ identities }: Landscape) {
    const all = [...identities.values()];
    this.#accounts = all.map(({ account }) => account);
    this.#places = new Map(all.map((identity, place) => [identity, place]));
    for (const [place, identity] of all.entries()) {
      const { kind, arn, account } = identity;
      for (const policy of new Set(identity.policies)) this.#hold(policy, place);
      for (const name of namesOf({ kind, arn, account, identity })) push(this.#named, name, place);
    }
  }

  placeOf(identity: Identity): number {
    return this.#places.get(identity) ?? -1;
  }

  /**
   * By place: 0 where it is plain that nothing of a group is allowed, neither by one’s own policies, on a resource of
   * one’s own account or of one whose policy names one, nor to oneself by the policy of a resource.
   */
  allowedIn({ actions, speaking, naming, granted, owners }: Group): Uint8Array {
    const found = new Uint8Array(this.#accounts.length);
    const { service } = actions[0]!;
    for (const policies of [this.#byService.get(service) ?? [], this.#anyService]) {
      for (const policy of policies) {
        const { allows, problem } = speaking.of(policy);
        if (problem === undefined && allows.length === 0) continue;
        for (const place of this.#of.get(policy)!) found[place] = byOwn;
      }
    }
    for (const [name, zones] of naming) {
      const to = granted.has(name);
      const open = new Set(zones.map(({ owner }) => owner));
      const handed = isHanded(name);
      for (const place of this.#named.get(name) ?? []) {
        const direct = to || (!handed && (open.has(undefined) || open.has(this.#accounts[place])));
        found[place] = found[place]! | (direct ? plainly : byName);
      }
    }
    const anybody = owners.has(undefined);
    for (let place = 0; place < found.length; place++) {
      const flags = found[place]!;
      if (flags === 0) continue;
      const own = (flags & byOwn) !== 0;
      const here = own && (anybody || (flags & byName) !== 0 || owners.has(this.#accounts[place]));
      found[place] = here || (flags & plainly) !== 0 ? 1 : 0;
    }
    return found;
  }

  #hold(policy: Policy, place: number): void {
    const known = this.#of.get(policy);
    if (known !== undefined) known.push(place);
    else {
      this.#of.set(policy, [place]);
      const services = servicesOf(policy);
      if (services === undefined) this.#anyService.push(policy);
      else for (const service of services) push(this.#byService, service, policy);
    }
  }
}

/** Its own policies may allow something; policies of resources name it, or its account; they give something to itself. */
const byOwn = 1;
const byName = 2;
const plainly = 4;

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

const services = new WeakMap<Policy, { readonly of: ReadonlySet<string> | undefined }>();

/** Services whose actions a policy’s allows spell out; `undefined`: it may be any. */
function servicesOf(policy: Policy): ReadonlySet<string> | undefined {
  const known = services.get(policy);
  if (known !== undefined) return known.of;
  const of = policy.problem === undefined ? spelledIn(policy) : undefined;
  services.set(policy, { of });
  return of;
}

function spelledIn({ statements }: Policy): ReadonlySet<string> | undefined {
  const found = new Set<string>();
  for (const { effect, actions } of statements) {
    if (effect !== "Allow") continue;
    if (actions.negated) return undefined;
    for (const pattern of actions.patterns) {
      const colon = pattern.indexOf(":");
      const service = colon < 0 ? "*" : pattern.slice(0, colon);
      if (service.includes("*") || service.includes("?")) return undefined;
      found.add(service);
    }
  }
  return found;
}

/** The same of one requester alone. */
export function mayBeAllowed({ speaking, naming, granted, owners }: Group, identity: Identity): boolean {
  const own = identity.policies.some((policy) => {
    const { allows, problem } = speaking.of(policy);
    return problem !== undefined || allows.length > 0;
  });
  if (own && (owners.has(identity.account) || owners.has(undefined))) return true;
  if (naming.size === 0) return false;
  const { kind, arn, account } = identity;
  return namesOf({ kind, arn, account, identity }).some((name) => {
    const zones = naming.get(name);
    if (zones === undefined) return false;
    if (own || granted.has(name)) return true;
    return !isHanded(name) && zones.some(({ owner }) => owner === undefined || owner === account);
  });
}
