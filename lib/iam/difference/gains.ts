import type { RequestContext } from "../access.ts";
import { literalPattern, patternFrom, patternOf, type Work } from "../globs.ts";
import type { Statement } from "../landscape.ts";
import { matchesGlob } from "../wildcard.ts";
import type { ActionSets, AskedAction } from "../who/action-sets.ts";
import type { Zone } from "../who/zones.ts";
import { checkedBy, isGone, type GainWitness } from "./checked.ts";
import { grouped, isOdd, likely } from "./compared.ts";
import { gainIn } from "./gain.ts";
import type { Pair } from "./pair.ts";
import { ownPolicies, sessionsOf, standing, standingPolicy } from "./stands.ts";
import type { Sharing } from "./sharing.ts";
import { easiest } from "./groups.ts";
import type { Suspects } from "./suspects.ts";
import type { SharedZones } from "./zones.ts";

/** What one principal gained of one action. */
export interface ActionGain {
  readonly action: string;
  /** The patterns of the allowing statements, as they are written, under which requests were gained. Not empty. */
  readonly resources: readonly string[];
  readonly witness: GainWitness;
}

export interface ActionDoubt {
  readonly action: string;
  readonly why: string;
}

export interface Gains {
  readonly gained: readonly ActionGain[];
  readonly doubtful: readonly ActionDoubt[];
}

export interface Ground {
  readonly sets: ActionSets;
  readonly zones: SharedZones;
  readonly sharing: Sharing;
  /** All actions that are compared. */
  readonly actions: readonly AskedAction[];
}

const stepsOfClass = 3000;
const workOfClass = 12_000;
/** Steps of comparisons of patterns for one principal. */
const workOfPrincipal = 4_000_000;
/** So many patterns of resources are named for one action. */
const mostResources = 10;

const mostContexts = 4;

/** Everything that somebody can do in `after` and could not in `before`, of the actions that may have changed. */
export function gainsOf(ground: Ground, pair: Pair, suspects: Suspects): Gains {
  const run = new Run(ground, pair);
  for (const [types, actions] of grouped(ground.actions, suspects.own)) {
    const key = ground.sharing.keyOf(pair, types, actions);
    const known = key === undefined ? undefined : ground.sharing.get(key);
    if (known !== undefined && run.adopts(known)) continue;
    const open = run.quickly(actions, types);
    if (open.length > 0) for (const zone of ground.zones.of(actions[0]!.service, types)) run.ask(open, zone);
    const found = key === undefined ? undefined : run.of(actions);
    if (found !== undefined) ground.sharing.set(key!, found);
  }
  for (const { standing, actions: set } of suspects.resources) {
    for (const [types, actions] of grouped(ground.actions, set)) {
      if (standing.trust !== (actions[0]!.service === "sts")) continue;
      const zones = ground.zones.under(actions[0]!.service, types, standing.arn);
      for (const zone of zones) run.ask(actions, zone);
    }
  }
  return run.result();
}

/** One principal’s questions, and what came of them. */
class Run {
  readonly #ground: Ground;
  readonly #pair: Pair;
  readonly #gained = new Map<string, ActionGain>();
  readonly #doubtful = new Map<string, ActionDoubt>();
  readonly #own: readonly Statement[];
  /** What requests had to say to be gained: likely to help with other actions too. */
  readonly #contexts = new Map<string, RequestContext>();
  #work = workOfPrincipal;

  constructor(ground: Ground, pair: Pair) {
    this.#ground = ground;
    this.#pair = pair;
    this.#own = [pair.before, pair.after].flatMap((party) =>
      ownPolicies(party).flatMap(({ statements }) => statements),
    );
  }

  result(): Gains {
    return { gained: [...this.#gained.values()], doubtful: [...this.#doubtful.values()] };
  }

  /** What was found of these actions; of doubts those that name who was asked are nobody else’s. */
  of(actions: readonly AskedAction[]): Gains | undefined {
    const doubtful = actions.flatMap(({ folded }) => this.#doubtful.get(folded) ?? []);
    if (this.#work <= 0 || doubtful.some(({ why }) => why.includes(this.#pair.principal))) return undefined;
    return { gained: actions.flatMap(({ folded }) => this.#gained.get(folded) ?? []), doubtful };
  }

  /**
   * Takes over what somebody alike gained, once a request of each kind, the one that is shown, has been put to both
   * sides for this one; false: it does not hold, and this one is to be asked by itself.
   */
  adopts({ gained, doubtful }: Gains): boolean {
    const { requester } = this.#pair.after;
    if (requester === undefined) return false;
    const own: ActionGain[] = [];
    for (const [, same] of Map.groupBy(gained, ({ resources }) => JSON.stringify(resources.toSorted()))) {
      const best = easiest(same);
      const { action, resource, context } = best.witness;
      const nothing = this.#nothing({ service: action.split(":", 1)[0]! }, resource);
      const asked = { action, resource, ...(context && { context }) };
      const checked = checkedBy(this.#pair, requester, asked, nothing);
      if (checked.kind !== "found") return false;
      const { principal, by } = checked.witness;
      own.push(...same.map((each) => ({ ...each, witness: { ...each.witness, principal, by } })));
    }
    for (const gain of own) this.#gained.set(gain.action.toLowerCase(), gain);
    for (const doubt of doubtful) this.#doubtful.set(doubt.action.toLowerCase(), doubt);
    return true;
  }

  /** Tries one likely request each; gives back the actions that it does not settle. */
  quickly(actions: readonly AskedAction[], types: readonly string[]): readonly AskedAction[] {
    const { requester } = this.#pair.after;
    if (requester === undefined || requester.kind === "anonymous") return actions;
    const resource = likely(types[0], requester.account);
    return actions.filter((action) => {
      const nothing = this.#nothing(action, resource);
      return ![undefined, ...this.#contexts.values()].some((context) => {
        const request = { action: action.name, resource, ...(context && { context }) };
        const checked = checkedBy(this.#pair, requester, request, nothing);
        const patterns = checked.kind === "found" ? this.#patternsOf(checked.witness) : [];
        if (checked.kind !== "found" || !patterns.includes("*")) return false;
        this.#gain(action, checked.witness, patterns);
        return true;
      });
    });
  }

  #nothing(action: Pick<AskedAction, "service">, resource: string): boolean {
    const { requester, engine } = this.#pair.before;
    return requester === undefined || isGone(engine.landscape, action, resource);
  }

  ask(actions: readonly AskedAction[], zone: Zone): void {
    const open = actions.filter(({ folded }) => !this.#gained.get(folded)?.resources.includes("*"));
    const [first] = open;
    if (first === undefined) return;
    const policies = [this.#pair.before, this.#pair.after].map((party) => standingPolicy(party, first, zone));
    const statements = [...this.#own, ...policies.flatMap((policy) => policy?.statements ?? [])];
    const { sets } = this.#ground;
    const classes = Map.groupBy(
      open,
      (action) =>
        statements.map((each) => (sets.speaks(each, action) ? "1" : "0")).join("") +
        (isOdd(action) ? action.folded : ""),
    );
    const sessions = sessionsOf(this.#pair, policies);
    for (const members of classes.values())
      for (const session of sessions) this.#class(members, zone, session);
  }

  /** Asks for one member of a class; the others are only checked. */
  #class(members: readonly AskedAction[], zone: Zone, session: string | undefined): void {
    const [first, ...others] = members as [AskedAction, ...AskedAction[]];
    let rest = zone;
    for (let turn = 0; turn < mostResources; turn++) {
      const work: Work = { left: Math.min(workOfClass, this.#work) };
      const given = work.left;
      const proof =
        given <= 0
          ? ({ kind: "unclear", why: "the policies take too many steps to compare" } as const)
          : gainIn(this.#pair, session, first, rest, { sets: this.#ground.sets, work, steps: stepsOfClass });
      this.#work -= given - Math.max(0, work.left);
      if (proof.kind === "none") return;
      if (proof.kind === "unclear") {
        if (turn === 0) for (const each of members) this.#doubt(each, proof.why);
        return;
      }
      const { witness } = proof;
      const patterns = this.#patternsOf(witness);
      this.#gain(first, witness, patterns);
      for (const each of others) this.#also(each, witness, patterns, zone, session);
      if (patterns.includes("*")) return;
      // What is left beyond these patterns may have been gained too.
      const none = patterns.map((text) => (/[*?]/.test(text) ? patternOf(text) : literalPattern(text)));
      rest = { ...rest, none: [...rest.none, ...none] };
    }
  }

  /** The same request with another action of the class, put to both sides. */
  #also(
    action: AskedAction,
    { resource, context }: GainWitness,
    patterns: readonly string[],
    zone: Zone,
    session: string | undefined,
  ): void {
    const { requester } = this.#pair.after;
    if (requester === undefined) return;
    const nothing = this.#nothing(action, resource);
    const own = requester.kind === "role" && session !== undefined ? { ...requester, session } : requester;
    const request = { action: action.name, resource, ...(context && { context }) };
    const checked = checkedBy(this.#pair, own, request, nothing);
    if (checked.kind === "found") this.#gain(action, checked.witness, patterns);
    else this.#class([action], zone, session);
  }

  #gain({ name, folded }: AskedAction, witness: GainWitness, patterns: readonly string[]): void {
    const known = this.#gained.get(folded);
    const { context } = witness;
    if (context !== undefined && this.#contexts.size < mostContexts)
      this.#contexts.set(JSON.stringify(context), context);
    const resources = [...new Set([...(known?.resources ?? []), ...patterns])];
    this.#gained.set(folded, { action: name, resources, witness: known?.witness ?? witness });
    this.#doubtful.delete(folded);
  }

  #doubt({ name, folded }: AskedAction, why: string): void {
    if (!this.#gained.has(folded) && !this.#doubtful.has(folded))
      this.#doubtful.set(folded, { action: name, why });
  }

  /** The patterns of the allowing statements that mean the witness’s resource: the narrow ones, if there are any. */
  #patternsOf({ resource, by }: GainWitness): readonly string[] {
    const refs = new Set(by.map(({ policy, statement }) => JSON.stringify([policy, statement])));
    const { after } = this.#pair;
    const policies = [...ownPolicies(after), ...standing(after, resource)];
    const texts = policies.flatMap(({ ref, statements }) =>
      statements
        .filter((each) => each.effect === "Allow" && refs.has(JSON.stringify([ref, each.sid ?? each.index])))
        .flatMap(({ resources }) => (resources?.negated ? [] : (resources?.patterns ?? [])))
        .filter(({ fixed }) => fixed !== undefined && matchesGlob(patternFrom(fixed.glob).tokens, resource))
        .map(({ text }) => text),
    );
    const narrow = texts.filter((text) => text !== "*");
    if (narrow.length > 0) return [...new Set(narrow)];
    return texts.length > 0 ? ["*"] : [resource];
  }
}
