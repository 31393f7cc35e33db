import { isAccountId, parseArn } from "../arn.ts";
import type { Clause, Pattern } from "../globs.ts";
import type { Landscape } from "../landscape.ts";
import { headOf, isPlain, ofType, ownersOf } from "./zone-owners.ts";
import { foundIn } from "./zones-found.ts";
import type { Zone } from "./zones.ts";

// How owner and policy of what has no policy in the snapshot are known: by account, and by the type of some services.
const types: Readonly<Record<string, readonly string[]>> = {
  kms: ["key/", "alias/"],
  s3: ["accesspoint/"],
  sts: ["role/"],
};

/** The asked resources of which none of `governed` is one, by whose they are. */
export function restZones(
  landscape: Landscape,
  service: string,
  asked: Clause,
  governed: Clause,
): readonly Zone[] {
  // Whoever names a service `constructor` asks about none that has types.
  const special = Object.hasOwn(types, service) ? types[service]! : [];
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
              account === undefined ? {} : unreadIn(landscape, asked, account, special[at]!),
            ),
      ),
      ...foundIn(all, [...none, ...typed], {}),
    ];
    return elsewhere ? zones.map((zone) => placedAt(elsewhereOf(landscape), zone)) : zones;
  });
}

function unreadIn(
  landscape: Landscape,
  asked: Clause,
  account: string,
  type: string,
): Pick<Zone, "unreadOf"> {
  if (type === "key/") return unreadKeys(landscape, asked, account);
  return type === "accesspoint/" ? unreadPoints(asked, account) : {};
}

/**
 * Every key has a policy (KMS Developer Guide, "Key policies"): one that the snapshot lacks was not read. An access point
 * stands before a bucket that the snapshot does not name.
 */
export function unreadKey(
  { accounts }: Landscape,
  service: string,
  resource: string,
): Pick<Zone, "unreadOf"> {
  const arn = parseArn(resource);
  const type = Object.hasOwn(unreadTypes, service) ? unreadTypes[service]! : undefined;
  const ofOurs = type !== undefined && arn?.service === service && arn.resource.startsWith(type);
  return ofOurs && accounts.has(arn.account) ? { unreadOf: arn.account } : {};
}

const unreadTypes: Readonly<Record<string, string>> = { kms: "key/", s3: "accesspoint/" };

/** Access points that a pattern asks about, by their name; a pattern for anything is not taken to. */
function unreadPoints(asked: Clause, account: string): Pick<Zone, "unreadOf"> {
  const named = asked.some((pattern) => segmentsOf(pattern)[5]?.startsWith("accesspoint/"));
  return named ? { unreadOf: account } : {};
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
