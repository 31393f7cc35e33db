import { isAccountId, parseArn } from "../arn.ts";
import { patternFrom, patternOf, type Clause, type Pattern } from "../globs.ts";
import { segmentOne, segmentRun } from "../globs-automaton.ts";
import type { Landscape } from "../landscape.ts";
import { anyRun, literalGlob, type Glob } from "../wildcard.ts";
import { foundIn } from "./zones-found.ts";
import type { Zone } from "./zones.ts";

// How owner and policy of what has no policy in the snapshot are known: by account, and by the type of some services.
const types: Readonly<Record<string, readonly string[]>> = {
  kms: ["key/", "alias/"],
  s3: ["accesspoint/"],
  sts: ["role/"],
};

/** ARNs of one account of the snapshot, or of none of them, with twelve digits, as a bucket has none, or otherwise. */
interface Owner {
  /** The snapshot’s account. */
  readonly account?: string;
  readonly within: Pattern;
  readonly without: readonly Pattern[];
  /** Could ARNs of this service and account be of it? `undefined` where a pattern leaves it open. */
  readonly may: (service: string | undefined, account: string | undefined) => boolean;
  /** ARNs of one type of resource. */
  readonly elsewhere?: true;
}

/** The asked resources of which none of `governed` is one, by whose they are. */
export function restZones(
  landscape: Landscape,
  service: string,
  asked: Clause,
  governed: Clause,
): readonly Zone[] {
  const special = types[service] ?? [];
  const typed = special.map(ofType);
  const heads = asked.map((pattern) => [pattern, headOf(pattern)] as const);
  return ownersOf(landscape).flatMap(({ account, within, without, may, elsewhere }) => {
    const own = heads.filter(([, head]) => may(head?.[2], head?.[4])).map(([pattern]) => pattern);
    if (own.length === 0) return [];
    // Written out up to the resource, and with something there: it is of this owner as it stands.
    const all = own.every((pattern) => isPlain(pattern)) ? [own] : [own, [within]];
    const none = [...governed, ...without];
    const zones = [
      ...typed.flatMap((pattern, at) =>
        // The snapshot has every role of its accounts: there is no other whose trust policy it might lack.
        special[at] === "role/" && account !== undefined
          ? []
          : foundIn(
              [...all, [pattern]],
              none,
              special[at] === "key/" && account !== undefined ? unreadKeys(landscape, asked, account) : {},
            ),
      ),
      ...foundIn(all, [...none, ...typed], {}),
    ];
    return elsewhere ? zones.map((zone) => placedAt(elsewhereOf(landscape), zone)) : zones;
  });
}

const owners = new WeakMap<Landscape["accounts"], readonly Owner[]>();

function ownersOf({ accounts }: Landscape): readonly Owner[] {
  const known = owners.get(accounts);
  if (known !== undefined) return known;
  const named = [...accounts].map((account): Owner => ({
    account,
    within: arnPattern({ account: literalGlob(account) }),
    without: [],
    may: (_, own) => own === undefined || own === account,
  }));
  const anyAccount = arnPattern({ account: Array.from({ length: 12 }, () => segmentOne) });
  const ofS3 = arnPattern({ service: "s3" });
  const short = (own: string | undefined) => own?.length !== 12;
  const made: readonly Owner[] = [
    ...named,
    {
      within: anyAccount,
      without: named.map(({ within }) => within),
      may: (_, own) => own === undefined || (own.length === 12 && !accounts.has(own)),
      elsewhere: true,
    },
    {
      within: ofS3,
      without: [anyAccount],
      may: (service, own) => short(own) && (service === undefined || service === "s3"),
    },
    {
      within: arnPattern({}),
      without: [anyAccount, ofS3],
      may: (service, own) => short(own) && service !== "s3",
    },
  ];
  owners.set(accounts, made);
  return made;
}

const heads = new WeakMap<Pattern, readonly (string | undefined)[]>();

/**
 * The first five segments of a pattern, `undefined` for each that has wildcards; none, where a wildcard could run on
 * over the colons.
 */
function headOf(pattern: Pattern): readonly (string | undefined)[] | undefined {
  const known = heads.get(pattern);
  if (known !== undefined) return known.length === 0 ? undefined : known;
  const segments: (string | undefined)[] = [];
  let text: string | undefined = "";
  for (const token of pattern.tokens) {
    if (
      segments.length === 5 ||
      token === anyRun ||
      (token < 0 && token !== segmentRun && token !== segmentOne)
    )
      break;
    if (token === colon) {
      segments.push(text);
      text = "";
    } else if (token < 0) text = undefined;
    else if (text !== undefined) text += String.fromCharCode(token);
  }
  const found = segments.length === 5 && !pattern.fold ? segments : [];
  heads.set(pattern, found);
  return found.length === 0 ? undefined : found;
}

const colon = 0x3a;

/** Every segment is spelled out and none is empty that may not be, and the resource is not empty. */
function isPlain(pattern: Pattern): boolean {
  const head = headOf(pattern);
  if (head === undefined || head.includes(undefined)) return false;
  const [arn, partition, service] = head;
  const start = head.join(":").length + 1;
  const first = pattern.tokens[start];
  return (
    arn === "arn" &&
    partition !== "" &&
    service !== "" &&
    first !== undefined &&
    first !== anyRun &&
    first !== segmentRun
  );
}

/** Every key has a policy (KMS Developer Guide, "Key policies"): one that the snapshot lacks was not read. */
export function unreadKey({ accounts }: Landscape, service: string, key: string): Pick<Zone, "unreadOf"> {
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
  return named && !keysRead(landscape).has(account) ? { unreadOf: account } : {};
}

const read = new WeakMap<Landscape["resources"], ReadonlySet<string>>();

/** Accounts of which some key’s policy was read. */
function keysRead({ resources }: Landscape): ReadonlySet<string> {
  const known = read.get(resources);
  if (known !== undefined) return known;
  const arns = [...resources.keys()].map(parseArn);
  const found = new Set(arns.flatMap((arn) => (arn?.service === "kms" ? arn.account : [])));
  read.set(resources, found);
  return found;
}

const wild = "*";

function segmentsOf({ tokens }: Pattern): readonly string[] {
  const units = tokens.slice(0, 200).map((token) => (token < 0 ? wild : String.fromCharCode(token)));
  return units.join("").split(":");
}

/** A twelve-digit account that is none of the snapshot’s. */
function elsewhereOf({ accounts }: Landscape): string {
  let id = 999_999_999_999;
  while (accounts.has(String(id))) id--;
  return String(id);
}

/** A sample whose account is twelve digits that no account of the snapshot has, where a search has put letters. */
function placedAt(account: string, zone: Zone): Zone {
  const parts = zone.sample.split(":");
  if (parts.length < 6 || isAccountId(parts[4]!)) return zone;
  return { ...zone, sample: parts.with(4, account).join(":") };
}

const byType = new Map<string, Pattern>();

function ofType(type: string): Pattern {
  const known = byType.get(type) ?? arnPattern({ type });
  byType.set(type, known);
  return known;
}

/** ARNs with this account, service, beginning of the resource; whatever is left out may be anything. */
function arnPattern(parts: {
  readonly account?: Glob;
  readonly service?: string;
  readonly type?: string;
}): Pattern {
  const any: Glob = [segmentOne, segmentRun];
  const colon = literalGlob(":");
  const service = parts.service === undefined ? any : literalGlob(parts.service);
  const account = parts.account ?? [segmentRun];
  const head = [...literalGlob("arn:"), ...any, ...colon, ...service, ...colon, segmentRun, ...colon];
  const resource = parts.type === undefined ? patternOf("?*").tokens : [...literalGlob(parts.type), anyRun];
  return patternFrom([...head, ...account, ...colon, ...resource]);
}
