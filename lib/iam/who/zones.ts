import { isAccountId, parseArn } from "../arn.ts";
import { standOf } from "../decide/request.ts";
import {
  findText,
  literalPattern,
  meet,
  onlyText,
  patternFrom,
  patternOf,
  type Clause,
  type Pattern,
  type Work,
} from "../globs.ts";
import { segmentOne, segmentRun } from "../globs-automaton.ts";
import type { Landscape, Policy, Statement } from "../landscape.ts";
import { anyRun, literalGlob, type Glob } from "../wildcard.ts";

/**
 * A part of the asked resources over which one policy stands, or none, and which one account owns: within it, only
 * the statements' own patterns tell resources apart.
 */
export interface Zone {
  readonly all: readonly Clause[];
  readonly none: Clause;
  /** One resource of it, by which owner and policy are looked up. */
  readonly sample: string;
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

/** False when a statement’s resources surely have nothing in common with the zone. */
export function reaches(statement: Statement, zone: Zone, work: Work): boolean {
  const { resources } = statement;
  if (resources === undefined || resources.negated) return true;
  const known = reached.get(zone) ?? new WeakMap<Statement, boolean>();
  reached.set(zone, known);
  const before = known.get(statement);
  if (before !== undefined) return before;
  const result = resources.patterns.some(({ text, fixed }) => {
    if (fixed === undefined || text === "*") return true;
    const own = patternFrom(fixed.glob);
    return zone.all.every((clause) => clause.some((pattern) => meet(pattern, own, work)));
  });
  // What one could not afford to look at, another may.
  if (work.left > 0) known.set(statement, result);
  return result;
}

/** What stands under one policy: a bucket with its objects, a table with its indexes, anything else alone. */
function standsUnder(arn: string): Clause {
  const service = parseArn(arn)?.service;
  const beneath = service === "s3" ? ["/"] : service === "dynamodb" ? ["/index/"] : [];
  return [
    literalPattern(arn),
    ...beneath.map((separator) => patternFrom([...literalGlob(arn + separator), anyRun])),
  ];
}

/** The asked resources, cut into zones for the actions of one service. */
export function zonesOf(landscape: Landscape, service: string, asked: Clause): readonly Zone[] {
  const zones = cut(landscape, service, asked);
  return zones.map((zone) => (isRequired(zone, service) ? { ...zone, required: true } : zone));
}

function cut(landscape: Landscape, service: string, asked: Clause): readonly Zone[] {
  const literals = asked.map(onlyText).filter((text) => text !== undefined);
  const patterns = asked.filter((pattern) => onlyText(pattern) === undefined);
  const zones = literals.map((text): Zone => {
    const policy = governing(landscape, service, text);
    const unread = policy === undefined ? unreadKey(landscape, service, text) : {};
    return { all: [[literalPattern(text)]], none: [], sample: text, ...(policy && { policy }), ...unread };
  });
  if (patterns.length === 0) return zones;
  const governed = policiesOf(landscape, service).flatMap(({ arn, policy }) => {
    const under = standsUnder(arn);
    const zones =
      under.length === 1 ? alone(under, patterns, policy) : found([patterns, under], [], { policy });
    return zones.map((zone) => ({ zone, under }));
  });
  const rest = governed.flatMap(({ under }) => under);
  return [...zones, ...governed.map(({ zone }) => zone), ...ungoverned(landscape, service, patterns, rest)];
}

/** As `policyOf` of decide/resource-layer.ts: trust policies and key policies. */
function isRequired({ policy, sample }: Zone, service: string): boolean {
  const type = parseArn(sample)?.resource ?? "";
  if (policy === undefined) return false;
  return (service === "sts" && type.startsWith("role/")) || (service === "kms" && type.startsWith("key/"));
}

/** Every key has a policy (KMS Developer Guide, "Key policies"): one that the snapshot lacks was not read. */
function unreadKey({ accounts }: Landscape, service: string, key: string): Pick<Zone, "unreadOf"> {
  const arn = parseArn(key);
  const ofOurs = service === "kms" && arn?.service === "kms" && arn.resource.startsWith("key/");
  return ofOurs && accounts.has(arn.account) ? { unreadOf: arn.account } : {};
}

/**
 * Keys that a pattern asks about beside those in the snapshot: there are some if it names the service, and no key of
 * the account was read. A pattern for anything is not taken to ask about keys that nobody knows of.
 */
function unreadKeys(landscape: Landscape, asked: Clause, account: string): Pick<Zone, "unreadOf"> {
  const named = asked.some((pattern) => {
    const parts = segmentsOf(pattern);
    return parts[2] === "kms" && (parts[4] === account || parts[4]?.includes(wild));
  });
  const read = [...landscape.resources.keys()]
    .map(parseArn)
    .some((arn) => arn?.service === "kms" && arn.account === account);
  return named && !read ? { unreadOf: account } : {};
}

const wild = "*";

function segmentsOf({ tokens }: Pattern): readonly string[] {
  const units = tokens.slice(0, 200).map((token) => (token < 0 ? wild : String.fromCharCode(token)));
  return units.join("").split(":");
}

/** What stands alone under its policy is in the question, or not. */
function alone(under: Clause, asked: Clause, policy: Policy): readonly Zone[] {
  const sample = onlyText(under[0]!)!;
  return asked.some((pattern) => meet(pattern, under[0]!))
    ? [{ all: [under], none: [], sample, policy }]
    : [];
}

function governing(landscape: Landscape, service: string, resource: string): Policy | undefined {
  return service === "sts" && parseArn(resource)?.resource.startsWith("role/")
    ? landscape.identities.get(resource)?.trust
    : landscape.resources.get(standOf(resource))?.policy;
}

function policiesOf(
  landscape: Landscape,
  service: string,
): readonly { readonly arn: string; readonly policy: Policy }[] {
  const own = [...landscape.resources.values()].filter(({ arn }) => standOf(arn) === arn);
  if (service !== "sts") return own;
  const roles = [...landscape.identities.values()].flatMap(({ arn, trust }) =>
    trust === undefined ? [] : [{ arn, policy: trust }],
  );
  return [...roles, ...own];
}

// How owner and policy of what has no policy in the snapshot are known: by account, and by the type of some services.
const types: Readonly<Record<string, readonly string[]>> = {
  kms: ["key/", "alias/"],
  s3: ["accesspoint/"],
  sts: ["role/"],
};

/** A twelve-digit account that is none of the snapshot’s. */
function elsewhere({ accounts }: Landscape): string {
  let id = 999_999_999_999;
  while (accounts.has(String(id))) id--;
  return String(id);
}

function ungoverned(landscape: Landscape, service: string, asked: Clause, governed: Clause): readonly Zone[] {
  const accounts = [...landscape.accounts];
  const named = accounts.map((account) => arnGlob({ account: literalGlob(account) }));
  const anyAccount = arnGlob({ account: Array.from({ length: 12 }, () => segmentOne) });
  const byAccount: readonly (readonly [Glob, readonly Glob[]])[] = [
    ...named.map((own) => [own, []] as const),
    [anyAccount, named],
    [arnGlob({ service: "s3" }), [anyAccount]],
    [arnGlob({}), [anyAccount, arnGlob({ service: "s3" })]],
  ];
  return byAccount.flatMap(([within, without], place) => {
    const all = [asked, [patternFrom(within)]];
    const none = [...governed, ...without.map(patternFrom)];
    const special = types[service] ?? [];
    const typed = special.map((type) => patternFrom(arnGlob({ type })));
    const zones = [
      ...typed.flatMap((pattern, at) =>
        // The snapshot has every role of its accounts: there is no other whose trust policy it might lack.
        special[at] === "role/" && place < accounts.length
          ? []
          : found(
              [...all, [pattern]],
              none,
              special[at] === "key/" && place < accounts.length
                ? unreadKeys(landscape, asked, accounts[place]!)
                : {},
            ),
      ),
      ...found(all, [...none, ...typed], {}),
    ];
    return place === accounts.length ? zones.map((zone) => placedAt(elsewhere(landscape), zone)) : zones;
  });
}

function found(
  all: readonly Clause[],
  none: Clause,
  more: Pick<Zone, "policy" | "unreadOf">,
): readonly Zone[] {
  const near = none.filter((pattern) => all.every((clause) => clause.some((other) => meet(pattern, other))));
  const result = findText({ all, none: near });
  if (result.kind === "none") return [];
  if (result.kind === "found") return [{ all, none: near, sample: result.text, ...more }];
  return [{ all, none: near, sample: "*", unclear: true, ...more }];
}

/** A sample whose account is twelve digits that no account of the snapshot has, where a search has put letters. */
function placedAt(account: string, zone: Zone): Zone {
  const parts = zone.sample.split(":");
  if (parts.length < 6 || isAccountId(parts[4]!)) return zone;
  return { ...zone, sample: parts.with(4, account).join(":") };
}

/** ARNs with this account, service, beginning of the resource; whatever is left out may be anything. */
function arnGlob(parts: {
  readonly account?: Glob;
  readonly service?: string;
  readonly type?: string;
}): Glob {
  const any: Glob = [segmentOne, segmentRun];
  const colon = literalGlob(":");
  const service = parts.service === undefined ? any : literalGlob(parts.service);
  const account = parts.account ?? [segmentRun];
  const head = [...literalGlob("arn:"), ...any, ...colon, ...service, ...colon, segmentRun, ...colon];
  const resource = parts.type === undefined ? patternOf("?*").tokens : [...literalGlob(parts.type), anyRun];
  return [...head, ...account, ...colon, ...resource];
}
