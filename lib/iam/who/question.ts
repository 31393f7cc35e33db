import type { AccessQuestion, Proof } from "../access.ts";
import { segmentOne, segmentRun } from "../globs-classes.ts";
import { anyOne, anyRun, globOf } from "../wildcard.ts";
import { literalPattern, patternFrom, patternOf, type Clause, type Pattern } from "../globs.ts";
import { policyOf } from "../decide/resource-layer.ts";
import { byToken } from "../decide/token-actions.ts";
import type { Landscape } from "../landscape.ts";
import { parseTemplate } from "../variables.ts";
import type { ActionSet, ActionSets, AskedAction } from "./action-sets.ts";
import { grantedBy, namingOf } from "./names.ts";
import type { Demand } from "./solve-key.ts";
import { Speaking } from "./speaking.ts";
import { zonesOf, type Zone } from "./zones.ts";

export { namesOf } from "./names.ts";

/** Actions of one service, all with resource types or all without, and the zones they are asked on. */
export interface Group {
  /** Its place among the question’s. */
  readonly place: number;
  readonly actions: readonly AskedAction[];
  readonly set: ActionSet;
  readonly speaking: Speaking;
  readonly zones: readonly Zone[];
  /** Zones in which one may be allowed whom no policy of a resource names. */
  readonly unnamed: readonly Zone[];
  /**
   * Whose resources those are of which no policy says that without its allow nobody is allowed; `undefined` among them
   * where that hangs on who asks, or is not known, or their policy was not read.
   */
  readonly owners: ReadonlySet<string | undefined>;
  /** Zones whose policy allows, by whom it names: keys of {@link namesOf}. */
  readonly naming: ReadonlyMap<string, readonly Zone[]>;
  /** Names to which a key is granted. */
  readonly granted: ReadonlySet<string>;
}

/** A question made ready to be put to any number of principals. */
export interface Question {
  readonly actions: readonly AskedAction[];
  readonly set: ActionSet;
  readonly groups: readonly Group[];
  /** What the question says of the request’s keys. */
  readonly given: readonly Demand[];
  /** About so many services that one request is as good an answer as another. */
  readonly wide: boolean;
  /** One of its actions needs no policy at all. */
  readonly free: boolean;
  /** Proofs for whom the question cannot tell from others, by what they have in common (`alike.ts`). */
  readonly proofs: Map<string, Proof>;
}

const mostServices = 40;

export function questionOf(landscape: Landscape, sets: ActionSets, asked: AccessQuestion): Question {
  const actions = sets.asked(asked.actions).filter(({ folded }) => !byToken.has(folded));
  const resources = [...new Set(asked.resources)].map(askedPattern);
  const except = (asked.except ?? []).map((text) => patternOf(text));
  const star: Clause = [literalPattern("*")];
  const grouped = Map.groupBy(actions, ({ service, fact }) => `${service} ${fact?.resources.length === 0}`);
  const groupOf = (own: readonly AskedAction[], place: number): Group => {
    const { service, fact } = own[0]!;
    const on = fact?.resources.length === 0 ? star : resources;
    const cut = zonesOf(landscape, service, on);
    const zones =
      except.length === 0 ? cut : cut.map((zone) => ({ ...zone, none: [...zone.none, ...except] }));
    const unnamed = zones.filter(({ required }) => required !== true);
    const set = sets.setOf(own);
    const speaking = new Speaking(sets, own, set, on);
    const owners = new Set(unnamed.map((zone) => ownerOf(landscape, service, zone)));
    const naming = namingOf(zones, speaking);
    const granted = new Set(zones.flatMap((zone) => grantedBy(zone, speaking)));
    return { place, actions: own, set, speaking, zones, unnamed, owners, naming, granted };
  };
  let groups: readonly Group[] | undefined;
  return {
    actions,
    set: sets.setOf(actions),
    // Cut when they are asked for: a question as wide as “*” has hundreds, and may be answered without.
    get groups() {
      return (groups ??= [...grouped.values()].map(groupOf));
    },
    wide: grouped.size > mostServices,
    given: demandsOf(asked.given ?? {}),
    free: actions.some(({ folded }) => folded === "sts:getcalleridentity"),
    proofs: new Map(),
  };
}

/** `undefined`: another account’s policies may be enough, or nobody can say. */
function ownerOf(landscape: Landscape, service: string, { owner, policy, sample }: Zone): string | undefined {
  if (owner === undefined || policy !== undefined) return owner;
  const found = policyOf(landscape, { resource: sample, service, action: "", owner });
  return typeof found.policy === "string" ? undefined : owner;
}

function demandsOf(given: NonNullable<AccessQuestion["given"]>): readonly Demand[] {
  return Object.entries(given).map(([name, value]): Demand => {
    const operator = value === null ? "Null" : "StringEquals";
    const values = [parseTemplate(value ?? "true", false)];
    return { condition: { operator, ifExists: false, key: name.toLowerCase(), values }, wanted: true };
  });
}

/**
 * Who asks about `arn:aws:dynamodb:*:1234*:table/x` means a region and an account: in a pattern of six parts, only the
 * wildcards of the resource cross colons.
 */
export function askedPattern(text: string): Pattern {
  const parts = text.split(":");
  if (parts.length < 6) return patternOf(text);
  const head = globOf(parts.slice(0, 5).join(":")).map((token) => {
    if (token === anyRun) return segmentRun;
    return token === anyOne ? segmentOne : token;
  });
  return patternFrom([...head, ...globOf(`:${parts.slice(5).join(":")}`)]);
}

const typePatterns = new Map<string, Pattern>();

/** AWS’s pattern of a resource type, compiled once. */
export function typePattern(type: string): Pattern {
  const known = typePatterns.get(type);
  if (known !== undefined) return known;
  const made = patternOf(type);
  if (typePatterns.size < 5000) typePatterns.set(type, made);
  return made;
}
