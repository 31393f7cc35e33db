import type { MirrorResult, NewestSet, Remark } from "../backup/state/result.ts";
import type { Snapshot } from "../snapshot/model.ts";
import type { Verdict } from "./finding.ts";

/** One mirror as one verification saw it. */
export interface Observation {
  readonly mirror: MirrorResult;
  /** RFC 3339: when it was seen. */
  readonly observedAt: string;
  readonly quick: boolean;
  readonly rollbackChecked: boolean;
}

/** An observation of a mirror that holds at least one set whose manifest verifies. */
export interface Holding extends Observation {
  readonly newest: NewestSet;
}

/** Every mirror of a snapshot, sorted by URL, so that the order in which they were named changes nothing. */
export function observations(snapshot: Snapshot): readonly Observation[] {
  const all = (snapshot.backups ?? []).flatMap(({ mirrors, observedAt, quick, rollbackChecked }) =>
    mirrors.map((mirror) => ({ mirror, observedAt, quick, rollbackChecked })),
  );
  return all.sort((a, b) => byText(a.mirror.url, b.mirror.url) || byText(a.observedAt, b.observedAt));
}

/** The observation with its newest set, or `undefined` when no set of the mirror verifies. */
export function holding(seen: Observation): Holding | undefined {
  const { newest, sets } = seen.mirror;
  return newest === null || sets === 0 ? undefined : { ...seen, newest };
}

/** True when the verification named the problem `code` of this mirror (docs/errors/<code>.md). */
export function reported(seen: Observation, code: string): boolean {
  return seen.mirror.problems.some((problem) => problem.code === code);
}

/** True for the problem that says: this mirror was read, and it holds nothing. */
export function isEmptiness(problem: Remark): boolean {
  return problem.code === "mirror-empty";
}

/** The verdict of every check of backups when a snapshot holds none: nothing was read, so nothing is known. */
const noBackups: Verdict = {
  status: "unknown",
  subject: "backups",
  words: {
    en: "This snapshot holds no observation of any mirror, so nothing can be said of the backups.",
    fr: "Cet instantané ne contient aucune observation de miroir : on ne peut rien dire des sauvegardes.",
  },
  fix: {
    words: {
      en: "Name every mirror of the office with --mirror.",
      fr: "Indiquez chaque miroir du bureau avec --mirror.",
    },
  },
};

/**
 * What every check of backups says when no mirror was observed: of templates, that there can be none yet; of anything
 * else, that nothing was read and so nothing is known.
 */
export function withoutBackups({ accounts, source, backups }: Snapshot): Verdict {
  const planned = source === "template" && accounts.length > 0 && (backups ?? []).length === 0;
  return planned ? notYet : noBackups;
}

const notYet: Verdict = {
  status: "not-applicable",
  subject: "backups",
  words: {
    en: "These accounts were read from templates, which hold no backups; name mirrors with --mirror to ask about theirs.",
    fr: "Ces comptes ont été lus dans des modèles, qui ne contiennent aucune sauvegarde ; indiquez des miroirs avec --mirror pour interroger les leurs.",
  },
};

/** Order of UTF-16 code units: the same on every machine, whatever its locale. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
