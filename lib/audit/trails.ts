import type { Words } from "../base/words.ts";
import type { Snapshot } from "../snapshot/model.ts";
import type { Trail } from "../snapshot/resources.ts";
import { literalWords } from "./literal.ts";

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

/** All that a trail lacks to watch an account and these resources; empty when it lacks nothing. */
export function wanting(trail: Trail, watched: readonly Watched[]): readonly Want[] {
  const wants: Want[] = settings
    .filter((key) => trail[key] !== true)
    .map((key) => ({ what: key, words: words[key], known: trail[key] === false }));
  const { dataEvents } = trail;
  for (const { arn, objects } of watched) {
    const start = objects ?? arn;
    if (dataEvents?.some((prefix) => prefix !== "" && start.startsWith(prefix)) === true) continue;
    const events = { en: `data events of ${arn}`, fr: `événements de données de ${arn}` };
    wants.push({ what: arn, words: literalWords(events), known: dataEvents !== undefined });
  }
  return wants;
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
