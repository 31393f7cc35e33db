import type { Words } from "../base/words.ts";
import type { Snapshot } from "../snapshot/model.ts";
import type { Trail } from "../snapshot/resources.ts";
import type { CheckInput } from "./check.ts";
import { accountIn, bucketsOf, keyNamed } from "./facts.ts";
import { ownAccounts } from "./holders.ts";
import { literalWords } from "./literal.ts";

type Places = Pick<CheckInput, "snapshot" | "contract">;

/** A resource whose items or objects a trail has to watch. */
export interface Watched {
  readonly arn: string;
  readonly account: string | undefined;
  /** For a bucket, the prefix that all of its objects' ARNs begin with. */
  readonly objects?: string;
}

/** Something that a trail lacks; `known` is false when it was not read whether it does. */
export interface Want {
  /** Name of the setting, or the ARN whose data events are not kept. */
  readonly what: string;
  readonly words: Words;
  readonly known: boolean;
}

/** The trails that log what is done in an account: its own, and those of the organisation. Sorted by ARN. */
export function trailsOver({ accounts }: Snapshot, account: string): readonly Trail[] {
  const all = accounts.flatMap(({ id, trails }) =>
    (trails ?? []).filter(({ organization }) => id === account || organization === true),
  );
  return all.sort((a, b) => (a.arn < b.arn ? -1 : a.arn > b.arn ? 1 : 0));
}

/** All that a trail lacks to watch an account and these resources, and to keep it; empty when it lacks nothing. */
export function wanting(trail: Trail, watched: readonly Watched[], input: Places): readonly Want[] {
  const wants: Want[] = settings
    .filter((key) => trail[key] !== true)
    .map((key) => ({ what: key, words: words[key], known: trail[key] === false }));
  wants.push(...keeping(trail, input));
  const { dataEvents, dataArns } = trail;
  for (const { arn, objects } of watched) {
    const start = objects ?? arn;
    if (dataEvents?.some((prefix) => beginsWith(start, prefix)) === true) continue;
    if (objects === undefined && dataArns?.includes(arn) === true) continue;
    const events = { en: `data events of ${arn}`, fr: `événements de données de ${arn}` };
    wants.push({ what: arn, words: literalWords(events), known: dataEvents !== undefined });
  }
  return wants;
}

/** True for a prefix that names a service at least, whole. */
function beginsWith(arn: string, prefix: string): boolean {
  if (!/^arn:[a-z-]+:[a-z0-9-]+/.test(prefix) || !arn.startsWith(prefix)) return false;
  return prefix.split(":").length > 3 || arn[prefix.length] === ":";
}

/** Where a trail's files go: into the locked bucket of the contract, under nobody else's key. */
function keeping(trail: Trail, input: Places): readonly Want[] {
  const want = (what: keyof typeof keepingWords, known: boolean): Want => ({
    what,
    words: keepingWords[what],
    known,
  });
  const wants: Want[] = [];
  if (keyIsOthers(trail, input)) wants.push(want("key", true));
  if (trail.key === undefined) wants.push(want("key", false));
  const buckets = bucketsOf(input, "trail");
  const bucket = buckets.find(({ arn }) => arn.endsWith(`:::${trail.bucket}`));
  if (trail.bucket === undefined || buckets.length === 0) return [...wants, want("bucket", false)];
  if (bucket === undefined) return [...wants, want("bucket", true)];
  const { versioning, objectLock } = bucket.fact ?? {};
  if (versioning !== "enabled") wants.push(want("versions", versioning !== undefined));
  if (objectLock === undefined) return [...wants, want("lock", false)];
  // Without a default retention CloudTrail's files are not locked: it asks for none.
  if (objectLock === null || objectLock.mode === null) wants.push(want("lock", true));
  return wants;
}

/** A key of an account that is not the office's: whoever holds it decides who reads the trail, and whether it goes on. */
function keyIsOthers({ key, arn }: Trail, { snapshot, contract }: Places): boolean {
  if (key === undefined || key === null) return false;
  const home = snapshot.accounts.find(({ trails }) => trails?.some((one) => one.arn === arn))?.id;
  const found = keyNamed(snapshot, key, home);
  if (found !== undefined) return found.fact.enabled === false;
  const owner = accountIn(key) ?? home;
  const own = ownAccounts(snapshot.accounts, contract);
  return owner !== undefined && !own.has(owner) && owner !== snapshot.organization?.managementAccount;
}

/** Wants as one enumeration, in both languages. */
export function listed(wants: readonly Want[]): Words {
  const all = (lang: keyof Words) => wants.map((want) => want.words[lang]).join(", ");
  return { en: all("en"), fr: all("fr") };
}

const settings = ["logging", "multiRegion", "validation", "globalEvents", "managementEvents"] as const;

const words = {
  logging: { en: "logging (StartLogging)", fr: "consignation (StartLogging)" },
  multiRegion: { en: "all regions", fr: "toutes les régions" },
  validation: { en: "log file validation", fr: "validation des fichiers du journal" },
  globalEvents: {
    en: "events of global services such as IAM",
    fr: "événements des services mondiaux comme IAM",
  },
  managementEvents: {
    en: "management events, reading and writing",
    fr: "événements de gestion, en lecture et en écriture",
  },
} satisfies Record<(typeof settings)[number], Words>;

const keepingWords = {
  bucket: {
    en: "the office’s own bucket for its files (the contract’s asset trail)",
    fr: "le compartiment même du bureau pour ses fichiers (l’élément trail du contrat)",
  },
  versions: { en: "versions of its bucket", fr: "versions de son compartiment" },
  lock: {
    en: "a lock by default on its bucket (Object Lock)",
    fr: "verrou par défaut sur son compartiment (Object Lock)",
  },
  key: {
    en: "a key of the office’s that is enabled, or none",
    fr: "une clé du bureau qui soit active, ou aucune",
  },
} satisfies Record<string, Words>;
