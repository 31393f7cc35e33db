import type { AccessQuestion } from "../access.ts";
import { namedPrincipal } from "../arn.ts";
import { segmentOne, segmentRun } from "../globs-automaton.ts";
import { anyOne, anyRun, globOf } from "../wildcard.ts";
import { literalPattern, meet, patternFrom, patternOf, type Clause, type Pattern } from "../globs.ts";
import type { Landscape, PrincipalPattern } from "../landscape.ts";
import { parseTemplate } from "../variables.ts";
import type { ActionSet, ActionSets, AskedAction } from "./action-sets.ts";
import type { Demand } from "./solve-key.ts";
import { zonesOf, type Zone } from "./zones.ts";

/** Actions of one service, all with resource types or all without, and the zones they are asked on. */
export interface Group {
  readonly actions: readonly AskedAction[];
  readonly set: ActionSet;
  readonly zones: readonly Zone[];
  /** Zones in which one may be allowed whom no policy of a resource names. */
  readonly unnamed: readonly Zone[];
  /** Zones whose policy allows, by whom it names: keys of {@link namesOf}. */
  readonly naming: ReadonlyMap<string, readonly Zone[]>;
}

/** A question made ready to be put to any number of principals. */
export interface Question {
  readonly actions: readonly AskedAction[];
  readonly set: ActionSet;
  readonly groups: readonly Group[];
  /** What the question says of the request’s keys. */
  readonly given: readonly Demand[];
}

// "Whoever asks shows an identity provider’s token": no right of a user or role has any part in it.
const byToken = new Set(["sts:assumerolewithsaml", "sts:assumerolewithwebidentity"]);

export function questionOf(landscape: Landscape, sets: ActionSets, asked: AccessQuestion): Question {
  const actions = sets.asked(asked.actions).filter(({ folded }) => !byToken.has(folded));
  const resources = [...new Set(asked.resources)].map(askedPattern);
  const except = (asked.except ?? []).map((text) => patternOf(text));
  const star: Clause = [literalPattern("*")];
  const grouped = Map.groupBy(actions, ({ service, fact }) => `${service} ${fact?.resources.length === 0}`);
  const groups = [...grouped.values()].map((own): Group => {
    const { service, fact } = own[0]!;
    const cut = zonesOf(landscape, service, fact?.resources.length === 0 ? star : resources);
    const zones =
      except.length === 0 ? cut : cut.map((zone) => ({ ...zone, none: [...zone.none, ...except] }));
    const unnamed = zones.filter(({ required }) => required !== true);
    return { actions: own, set: sets.setOf(own), zones, unnamed, naming: namingOf(zones, own, sets) };
  });
  return { actions, set: sets.setOf(actions), groups, given: demandsOf(asked.given ?? {}) };
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
function askedPattern(text: string): Pattern {
  const parts = text.split(":");
  if (parts.length < 6) return patternOf(text);
  const head = globOf(parts.slice(0, 5).join(":")).map((token) => {
    if (token === anyRun) return segmentRun;
    return token === anyOne ? segmentOne : token;
  });
  return patternFrom([...head, ...globOf(`:${parts.slice(5).join(":")}`)]);
}

function namingOf(
  zones: readonly Zone[],
  actions: readonly AskedAction[],
  sets: ActionSets,
): ReadonlyMap<string, readonly Zone[]> {
  const naming = new Map<string, Zone[]>();
  for (const zone of zones) {
    const names = new Set<string>();
    if (zone.policy?.problem !== undefined) names.add("everyone");
    if (zone.unreadOf !== undefined) names.add(`account ${zone.unreadOf}`);
    for (const statement of zone.policy?.statements ?? []) {
      if (statement.effect !== "Allow" || !actions.some((action) => sets.speaks(statement, action))) continue;
      // AWS supports no allow with NotPrincipal: whom it lets in is not known.
      if (statement.principals?.negated) names.add("everyone");
      for (const pattern of statement.principals?.of ?? []) names.add(nameOf(pattern));
    }
    for (const name of names) naming.set(name, [...(naming.get(name) ?? []), zone]);
  }
  return naming;
}

/** What a pattern of `Principal` can mean: an account, an ARN, an id, a role’s sessions, or everybody. */
function nameOf(pattern: PrincipalPattern): string {
  if (pattern.kind === "account") return `account ${pattern.account}`;
  if (pattern.kind === "id") return `id ${pattern.id}`;
  if (pattern.kind === "service" || pattern.kind === "federated") return "nobody";
  if (pattern.kind !== "arn") return "everyone";
  const named = namedPrincipal(pattern.arn);
  return named?.kind === "session" ? `sessions ${named.account} ${named.role}` : `arn ${pattern.arn}`;
}

/** Under which names a requester is found. */
export function namesOf(requester: {
  readonly kind: string;
  readonly arn?: string;
  readonly account?: string;
  readonly identity?: { readonly id?: string };
}): readonly string[] {
  const { arn = "", account, identity } = requester;
  const role = `sessions ${account} ${arn.slice(arn.lastIndexOf("/") + 1)}`;
  return account === undefined
    ? ["everyone"]
    : ["everyone", `account ${account}`, `arn ${arn}`, `id ${identity?.id}`, role];
}

const fits = new WeakMap<Zone, Map<AskedAction, boolean>>();

/** Could a resource of the zone be of one of the action’s own types? */
export function fitting(zone: Zone, action: AskedAction): boolean {
  const types = action.fact?.resources ?? [];
  if (types.length === 0) return true;
  const known = fits.get(zone) ?? new Map<AskedAction, boolean>();
  fits.set(zone, known);
  const before = known.get(action);
  if (before !== undefined) return before;
  const fit = types.some((type) =>
    zone.all.every((clause) => clause.some((p) => meet(typePattern(type), p))),
  );
  known.set(action, fit);
  return fit;
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
