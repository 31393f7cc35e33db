import { literalPattern } from "../globs.ts";
import type { Landscape, Policy } from "../landscape.ts";
import type { ActionSet, ActionSets, AskedAction } from "../who/action-sets.ts";
import { Alike, type Known } from "../who/alike.ts";
import { grantedBy, namingOf } from "../who/names.ts";
import { typePattern, type Group } from "../who/question.ts";
import { Speaking } from "../who/speaking.ts";
import { idOf } from "../who/statement-ids.ts";
import type { Zone } from "../who/zones.ts";
import type { Gains } from "./gains.ts";
import type { Pair, Party } from "./pair.ts";
import { ownPolicies } from "./stands.ts";

/**
 * What was found of one principal, for all others whom both snapshots treat alike over the same actions
 * (who/alike.ts): what one of them can on either side all can, and so they gained the same.
 */
export class Sharing {
  readonly #sets: ActionSets;
  readonly #sides: readonly [Side, Side];
  readonly #found = new Map<string, Gains>();

  constructor(before: Landscape, after: Landscape, sets: ActionSets) {
    this.#sets = sets;
    this.#sides = [new Side(before, sets), new Side(after, sets)];
  }

  /**
   * A text that this pair has in common with all that gained the same of these actions, all of one service and of the
   * same types; `undefined`: this one is asked by itself.
   */
  keyOf(pair: Pair, types: readonly string[], actions: readonly AskedAction[]): string | undefined {
    if (pair.assumed === true || actions.some(({ folded }) => folded === free)) return undefined;
    const [before, after] = this.#sides;
    const then = before.signOf(pair.before, types, actions);
    const now = then === undefined ? undefined : after.signOf(pair.after, types, actions);
    if (now === undefined) return undefined;
    return `${wordsOf(this.#sets.setOf(actions))}\n${then}\n${now}`;
  }

  get(key: string): Gains | undefined {
    return this.#found.get(key);
  }

  set(key: string, gains: Gains): void {
    if (this.#found.size < mostKept) this.#found.set(key, gains);
  }
}

const mostKept = 100_000;

// It needs no policy at all (decide.ts).
const free = "sts:getcalleridentity";

/** One snapshot, asked whom it treats alike. */
class Side {
  readonly #landscape: Landscape;
  readonly #sets: ActionSets;
  readonly #alike: Alike;
  readonly #groups = new Map<string, Group>();

  constructor(landscape: Landscape, sets: ActionSets) {
    this.#landscape = landscape;
    this.#sets = sets;
    this.#alike = new Alike(landscape);
  }

  signOf(party: Party, types: readonly string[], actions: readonly AskedAction[]): string | undefined {
    const { requester } = party;
    // Who is not there can do nothing.
    if (requester === undefined) return "absent";
    if (requester.kind !== "user" && requester.kind !== "role") return undefined;
    const { identity, session } = requester;
    if (identity === undefined || session !== undefined) return undefined;
    const group = this.#groupOf(types, actions[0]!.service);
    const known: Known = { ...requester, identity };
    const sign = this.#alike.signOf({ groups: [group], given: [] }, known) ?? "nothing";
    return `${sign};${spoken(group, ownPolicies(party))}`;
  }

  /** All actions of a service that are of the same types, and every policy that may stand on one of their resources. */
  #groupOf(types: readonly string[], service: string): Group {
    const key = `${service}\n${types.join("\n")}`;
    const known = this.#groups.get(key);
    if (known !== undefined) return known;
    const actions = this.#sets
      .asked([`${service}:*`])
      .filter(({ fact }) => fact !== undefined && fact.resources.join("\n") === types.join("\n"));
    const set = this.#sets.setOf(actions);
    const asked = types.length === 0 ? [literalPattern("*")] : types.map(typePattern);
    const speaking = new Speaking(this.#sets, actions, set, asked);
    const { identities, resources } = this.#landscape;
    const trusts = service === "sts" ? [...identities.values()].flatMap(({ trust }) => trust ?? []) : [];
    const policies = [...trusts, ...[...resources.values()].map(({ policy }) => policy)];
    const zones = policies
      .filter((policy) => policy.problem !== undefined || speaking.of(policy).statements.length > 0)
      .map((policy): Zone => ({ all: [], none: [], sample: "*", policy }));
    const naming = namingOf(zones, speaking);
    const granted = new Set(zones.flatMap((zone) => grantedBy(zone, speaking)));
    // Whose resources they are is not looked into.
    const owners = new Set([undefined]);
    const made = { place: 0, actions, set, speaking, zones, unnamed: [], owners, naming, granted };
    this.#groups.set(key, made);
    return made;
  }
}

/** All statements that speak of it, those among them too that an allow of everything makes superfluous. */
function spoken({ speaking }: Group, policies: readonly Policy[]): string {
  const ids = policies.flatMap((policy) => speaking.of(policy).statements.map(idOf));
  return [...new Set(ids)].sort((a, b) => a - b).join();
}

function wordsOf(set: ActionSet): string {
  let text = "";
  for (let at = 0; at < set.length; at++) if (set[at] !== 0) text += `${at}:${set[at]} `;
  return text;
}
