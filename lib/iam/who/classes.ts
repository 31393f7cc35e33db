import type { Landscape, Policy } from "../landscape.ts";
import type { Requester } from "../decide/requester.ts";
import { policyOfBucket } from "../decide/resource-layer.ts";
import type { ActionSets, AskedAction } from "./action-sets.ts";
import type { Group } from "./question.ts";
import { shapeIn } from "./shape-zones.ts";
import type { Zone } from "./zones.ts";

/**
 * Which statements speak of each action of a group: two of which the same ones do, and which can be about the same
 * resources, are one and the same to a search.
 */
interface Signs {
  /** By the action’s place in the group: the same number for those that are alike. */
  readonly of: readonly number[];
  readonly count: number;
  /** By that number. */
  readonly allows: readonly boolean[];
}

function signsOf(policies: readonly Policy[], { speaking, actions }: Group, sets: ActionSets): Signs {
  const spoken = policies.map((policy) => speaking.of(policy));
  const statements = spoken.flatMap((each) => each.statements);
  const unread = spoken.some(({ problem }) => problem !== undefined);
  if (statements.length === 0) return { of: actions.map(() => 0), count: 1, allows: [unread] };
  const numbers = new Map<string, number>();
  const allows: boolean[] = [];
  const of = actions.map((action) => {
    let sign = "";
    let allowed = unread;
    for (const statement of statements) {
      const speaks = sets.speaks(statement, action);
      sign += speaks ? "1" : "0";
      allowed ||= speaks && statement.effect === "Allow";
    }
    const known = numbers.get(sign);
    if (known !== undefined) return known;
    numbers.set(sign, allows.length);
    allows.push(allowed);
    return allows.length - 1;
  });
  return { of, count: allows.length, allows };
}

const ofPolicies = new WeakMap<Group, WeakMap<Policy, Signs>>();
const ofNone = new WeakMap<Group, Signs>();
const ofLimits = new WeakMap<Group, Map<Policy | undefined, Signs>>();

/**
 * One action of each class over a zone, of those that identity or resource may allow and that can be about something
 * in it.
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

  *of(group: Group, zone: Zone): Generator<AskedAction> {
    const { identity, others } = this.#signs(group);
    const standing = zoneSigns(zone, group, this.#sets);
    const known = "identity" in this.#requester && this.#requester.identity !== undefined;
    const anonymous = this.#requester.kind === "anonymous";
    const seen = new Set<string>();
    for (const [at, action] of group.actions.entries()) {
      const [first, second, third] = [identity.of[at]!, others.of[at]!, standing.of[at]!];
      const none = !standing.allows[third] && zone.unreadOf === undefined;
      if (known ? !identity.allows[first] && none : anonymous && none) continue;
      const exists = shapeIn(zone, action);
      if (exists.shape?.length === 0) continue;
      const sign = `${(first * others.count + second) * standing.count + third} ${exists.sign}`;
      if (!isOdd(action)) {
        if (seen.has(sign)) continue;
        seen.add(sign);
      }
      yield action;
    }
  }

  #signs(group: Group): { readonly identity: Signs; readonly others: Signs } {
    const known = this.#own.get(group);
    if (known !== undefined) return known;
    const requester = this.#requester;
    const person = "identity" in requester ? requester.identity : undefined;
    const made = {
      identity: signsOf(person?.policies ?? [], group, this.#sets),
      others: this.#others(group, person?.boundary),
    };
    this.#own.set(group, made);
    return made;
  }

  /** Of guardrails and a boundary, which many have in common. */
  #others(group: Group, boundary: Policy | undefined): Signs {
    const byBoundary = ofLimits.get(group) ?? new Map<Policy | undefined, Signs>();
    ofLimits.set(group, byBoundary);
    const known = byBoundary.get(boundary);
    if (known !== undefined) return known;
    const { serviceControl = [], resourceControl = [] } = this.#landscape.organization ?? {};
    const rails = [...serviceControl, ...resourceControl].map(({ policy }) => policy);
    const made = signsOf(boundary === undefined ? rails : [boundary, ...rails], group, this.#sets);
    byBoundary.set(boundary, made);
    return made;
  }
}

function zoneSigns({ policy }: Zone, group: Group, sets: ActionSets): Signs {
  if (policy === undefined) {
    const known = ofNone.get(group) ?? signsOf([], group, sets);
    ofNone.set(group, known);
    return known;
  }
  const policies = ofPolicies.get(group) ?? new WeakMap<Policy, Signs>();
  ofPolicies.set(group, policies);
  const known = policies.get(policy) ?? signsOf([policy], group, sets);
  policies.set(policy, known);
  return known;
}

// Actions that the evaluation treats by their name: those of keys’ aliases, and these.
const odd: ReadonlySet<string> = new Set([
  "kms:retiregrant",
  "sts:assumerole",
  "sts:getcalleridentity",
  ...policyOfBucket,
]);

function isOdd({ folded, service }: AskedAction): boolean {
  return odd.has(folded) || (service === "kms" && folded.endsWith("alias"));
}
