import { isAccountId, parseArn } from "../arn.ts";
import { standOf } from "../decide/request.ts";
import { literalPattern, meet, numberOf, onlyText, type Clause, type Work } from "../globs.ts";
import type { Landscape, Policy, Statement } from "../landscape.ts";
import { widestOf } from "./widest.ts";
import { governedZones, governing } from "./zones-governed.ts";
import { restZones, unreadKey } from "./zones-rest.ts";

/**
 * A part of the asked resources over which one policy stands, or none, and which one account owns: within it, only
 * the statements' own patterns tell resources apart.
 */
export interface Zone {
  readonly all: readonly Clause[];
  readonly none: Clause;
  /** One resource of it, by which owner and policy are looked up. */
  readonly sample: string;
  /** The account whose resources these are; absent where that hangs on who asks, or is not known. */
  readonly owner?: string;
  /** The policy of the resources of this zone, where it has one. */
  readonly policy?: Policy;
  /** Without that policy’s allow nobody is allowed. */
  readonly required?: true;
  /** The account of the snapshot whose keys these are, where a key’s policy was not read: it may let in anybody there. */
  readonly unreadOf?: string;
  /** The search for a resource in it was given up. */
  readonly unclear?: true;
}

const reached = new WeakMap<Zone, WeakMap<Statement, boolean>>();

/** False when a statement’s resources surely have nothing in common with the zone, whatever its variables are. */
export function reaches(statement: Statement, zone: Zone, work: Work): boolean {
  const widest = widestOf(statement.resources);
  if (widest === undefined) return true;
  let known = reached.get(zone);
  if (known === undefined) reached.set(zone, (known = new WeakMap()));
  const before = known.get(statement);
  if (before !== undefined) return before;
  const result = widest.some((own) =>
    zone.all.every((clause) => clause.some((pattern) => meet(pattern, own, work))),
  );
  // What one could not afford to look at, another may.
  if (work.left > 0) known.set(statement, result);
  return result;
}

type Cuts = Map<string, readonly Zone[]>;
/** By all that zones hang on: policies of resources, accounts, and roles with their trust policies. */
const cuts = new WeakMap<object, WeakMap<object, Cuts>>();
const mostCuts = 1000;

/**
 * The asked resources, cut into zones for the actions of one service: the same zones each time, so that what is found
 * out about them is found out once.
 */
export function zonesOf(landscape: Landscape, service: string, asked: Clause): readonly Zone[] {
  const known = cutsOf(landscape.resources, service === "sts" ? landscape.identities : landscape.accounts);
  const key = `${kindOf(service)} ${asked.map(numberOf).join()}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= mostCuts) known.clear();
  const made = zonesFor(landscape, service, asked);
  known.set(key, made);
  return made;
}

function cutsOf(resources: object, others: object): Cuts {
  const byOthers = cuts.get(resources) ?? new WeakMap<object, Cuts>();
  cuts.set(resources, byOthers);
  const known = byOthers.get(others) ?? new Map<string, readonly Zone[]>();
  byOthers.set(others, known);
  return known;
}

/** Services whose resources are cut otherwise than all others’. */
function kindOf(service: string): string {
  return service === "sts" || service === "kms" || service === "s3" ? service : "other";
}

function zonesFor(landscape: Landscape, service: string, asked: Clause): readonly Zone[] {
  const literals = asked.map(onlyText).filter((text) => text !== undefined);
  const patterns = asked.filter((pattern) => onlyText(pattern) === undefined);
  const zones = literals.map((text): Zone => {
    const policy = governing(landscape, service, text);
    const unread = policy === undefined ? unreadKey(landscape, service, text) : {};
    return { all: [[literalPattern(text)]], none: [], sample: text, ...(policy && { policy }), ...unread };
  });
  const cut = patterns.length === 0 ? zones : [...zones, ...cutBy(landscape, service, patterns)];
  return cut.map((zone) => ({
    ...zone,
    ...ownedBy(landscape, zone),
    ...(isRequired(zone, service) && { required: true }),
  }));
}

function cutBy(landscape: Landscape, service: string, patterns: Clause): readonly Zone[] {
  const governed = governedZones(landscape, service, patterns);
  const rest = governed.flatMap(({ under }) => under);
  return [...governed.map(({ zone }) => zone), ...restZones(landscape, service, patterns, rest)];
}

/** As `policyOf` of decide/resource-layer.ts: trust policies and key policies. */
function isRequired({ policy, sample }: Zone, service: string): boolean {
  const type = parseArn(sample)?.resource ?? "";
  if (policy === undefined) return false;
  return (service === "sts" && type.startsWith("role/")) || (service === "kms" && type.startsWith("key/"));
}

/** As `ownerOf` of decide/request.ts, as far as it is the same whoever asks. */
function ownedBy({ resources }: Landscape, { sample }: Zone): Pick<Zone, "owner"> {
  const own = parseArn(sample)?.account ?? "";
  const owner = isAccountId(own) ? own : resources.get(standOf(sample))?.account;
  return owner === undefined ? {} : { owner };
}
