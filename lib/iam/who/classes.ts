import type { Landscape, Policy, Statement } from "../landscape.ts";
import type { Requester } from "../decide/requester.ts";
import type { ActionSets, AskedAction } from "./action-sets.ts";
import { fitting, type Group } from "./question.ts";
import type { Zone } from "./zones.ts";

/** Which statements speak of an action: two actions of which the same ones do are one and the same to a search. */
interface Speakers {
  readonly sign: string;
  readonly allows: boolean;
}

/** The statements of some policies that speak of any action of a group, asked for one action after the other. */
class Signs {
  readonly #statements: readonly Statement[];
  readonly #sets: ActionSets;
  readonly #unread: boolean;
  readonly #known = new Map<AskedAction, Speakers>();

  constructor(policies: readonly Policy[], group: Group, sets: ActionSets) {
    this.#sets = sets;
    this.#unread = policies.some(({ problem }) => problem !== undefined);
    this.#statements = policies.flatMap(({ statements }) =>
      statements.filter((statement) => sets.speaksOfAny(statement, group.set, group.actions)),
    );
  }

  of(action: AskedAction): Speakers {
    const known = this.#known.get(action);
    if (known !== undefined) return known;
    let sign = "";
    let allows = this.#unread;
    for (const statement of this.#statements) {
      const speaks = this.#sets.speaks(statement, action);
      sign += speaks ? "1" : "0";
      allows ||= speaks && statement.effect === "Allow";
    }
    const made = { sign, allows };
    this.#known.set(action, made);
    return made;
  }
}

const ofZones = new WeakMap<Zone, WeakMap<Group, Signs>>();

/**
 * One action of each class over a zone, of those that identity or resource may allow: on resources of its own types
 * (`own`), or on others.
 */
export class Classes {
  readonly #sets: ActionSets;
  readonly #landscape: Landscape;
  readonly #requester: Requester;
  readonly #own = new Map<Group, { readonly identity: Signs; readonly others: Signs }>();

  constructor(sets: ActionSets, landscape: Landscape, requester: Requester) {
    this.#sets = sets;
    this.#landscape = landscape;
    this.#requester = requester;
  }

  *of(group: Group, zone: Zone, own: boolean): Generator<AskedAction> {
    const { identity, others } = this.#signs(group);
    const standing = this.#zoneSigns(zone, group);
    const known = "identity" in this.#requester && this.#requester.identity !== undefined;
    const seen = new Set<string>();
    for (const action of group.actions) {
      const first = identity.of(action);
      const third = standing.of(action);
      const none = !third.allows && zone.unreadOf === undefined;
      if (known ? !first.allows && none : this.#requester.kind === "anonymous" && none) continue;
      if (fitting(zone, action) !== own) continue;
      const sign = `${first.sign} ${others.of(action).sign} ${third.sign}${isOdd(action) ? action.folded : ""}`;
      if (seen.has(sign)) continue;
      seen.add(sign);
      yield action;
    }
  }

  #signs(group: Group): { readonly identity: Signs; readonly others: Signs } {
    const known = this.#own.get(group);
    if (known !== undefined) return known;
    const requester = this.#requester;
    const person = "identity" in requester ? requester.identity : undefined;
    const { serviceControl = [], resourceControl = [] } = this.#landscape.organization ?? {};
    const others = [
      ...(person?.boundary === undefined ? [] : [person.boundary]),
      ...[...serviceControl, ...resourceControl].map(({ policy }) => policy),
    ];
    const made = {
      identity: new Signs(person?.policies ?? [], group, this.#sets),
      others: new Signs(others, group, this.#sets),
    };
    this.#own.set(group, made);
    return made;
  }

  #zoneSigns(zone: Zone, group: Group): Signs {
    const groups = ofZones.get(zone) ?? new WeakMap<Group, Signs>();
    ofZones.set(zone, groups);
    const known = groups.get(group);
    if (known !== undefined) return known;
    const made = new Signs(zone.policy === undefined ? [] : [zone.policy], group, this.#sets);
    groups.set(group, made);
    return made;
  }
}

// Actions that the evaluation treats by their name: those of keys’ aliases, and these.
const odd: ReadonlySet<string> = new Set(["kms:retiregrant", "sts:assumerole", "sts:getcalleridentity"]);

function isOdd({ folded, service }: AskedAction): boolean {
  return odd.has(folded) || (service === "kms" && folded.endsWith("alias"));
}
