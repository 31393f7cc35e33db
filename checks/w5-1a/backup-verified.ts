import {
  holding,
  isEmptiness,
  observations,
  withoutBackups,
  type Observation,
} from "../../lib/audit/backups.ts";
import type { Check } from "../../lib/audit/check.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { nameOf, setOf } from "../../lib/audit/standing.ts";
import type { Remark } from "../../lib/backup/state/result.ts";
import type { Words } from "../../lib/base/words.ts";

/** Problems that other checks name: `backup-fresh` the first three, `backup-agrees` the last. */
const judgedElsewhere: ReadonlySet<string> = new Set(["stale", "expired", "taken-in-future", "behind"]);

const shownProblems = 10;

export const backupVerified: Check = {
  id: "backup-verified",
  title: {
    en: "Does every mirror verify, down to the last byte?",
    fr: "Chaque miroir se vérifie-t-il, jusqu’au dernier octet ?",
  },
  why: {
    en: "Practice W5.1a of the Paris Call’s workshops recommends encrypted backups and mirror sites. A mirror that was altered, or that nobody has read, is no backup: that shows only on the day it is needed, unless it is looked for before.",
    fr: "La pratique W5.1a des ateliers de l’Appel de Paris recommande des sauvegardes chiffrées et des sites miroirs. Un miroir altéré, ou que personne n’a relu, n’est pas une sauvegarde : cela n’apparaît que le jour où l’on en a besoin, sauf si on le cherche avant.",
  },
  severity: "critical",
  judge: ({ snapshot }) => {
    const seen = observations(snapshot);
    return seen.length === 0 ? [withoutBackups(snapshot)] : seen.map(judgeMirror);
  },
};

function judgeMirror(seen: Observation): Verdict {
  const { mirror, quick, rollbackChecked, observedAt } = seen;
  const those = (keep: (problem: Remark) => boolean): readonly Remark[] => mirror.problems.filter(keep);
  const broken = those(({ exit }) => exit === 4);
  const wrong = those(({ exit, code }) => exit === 1 && !judgedElsewhere.has(code));
  const unread = those((problem) => problem.exit !== 4 && problem.exit !== 1 && !isEmptiness(problem));
  const lapses = mirror.notes.filter(({ code }) => code === "part-lapsed");
  const lapsed = lapses.length;
  const lapsedSets = new Set(lapses.map(setOf).filter((set) => set !== undefined)).size;
  const versionsUnlisted = mirror.notes.some(({ code }) => code === "no-version-listing");

  const say = (
    status: Verdict["status"],
    sentence: Words,
    about: readonly Remark[],
    fix?: Words,
  ): Verdict => ({
    status,
    subject: mirror.url,
    words: sentence,
    args: { mirror: mirror.url, sets: mirror.sets, lapsed, count: about.length, first: nameOf(about[0]) },
    evidence: {
      sets: mirror.sets,
      newest:
        mirror.newest === null
          ? null
          : { sequence: mirror.newest.sequence, manifest: mirror.newest.manifest },
      observedAt,
      quick,
      rollbackChecked,
      ...(lapsed === 0 ? {} : { lapsedParts: lapsed, lapsedSets }),
      ...(versionsUnlisted ? { versionsListed: false } : {}),
      ...(about.length === 0
        ? {}
        : { problemCount: about.length, problems: about.slice(0, shownProblems).map(brief) }),
    },
    ...(fix === undefined ? {} : { fix: { words: fix, args: { mirror: mirror.url } } }),
  });

  if (broken.length > 0) return say("fail", words.broken, broken, fixes.broken);
  if (wrong.length > 0) return say("fail", words.wrong, wrong, fixes.wrong);
  if (unread.length > 0) return say("unknown", words.unread, unread, fixes.unread);
  if (holding(seen) === undefined) return say("fail", words.empty, [], fixes.empty);
  if (lapsedSets >= mirror.sets) return say("fail", words.allLapsed, [], fixes.allLapsed);
  if (quick) return say("unknown", words.quick, [], fixes.quick);
  return say("pass", lapsed > 0 ? words.lapsed : words.verified, []);
}

function brief({ code, exit, file }: Remark): Readonly<Record<string, unknown>> {
  return file === undefined ? { code, exit } : { code, exit, file };
}

const words = {
  verified: {
    en: "{mirror}: {sets, plural, one {its only set was read whole and agrees with its signed manifest} =2 {both sets were read whole and agree with their signed manifests} other {all # sets were read whole and agree with their signed manifests}}.",
    fr: "{mirror} : {sets, plural, one {son seul jeu a été relu en entier et concorde avec son manifeste signé} other {les # jeux ont été relus en entier et concordent avec leurs manifestes signés}}.",
  },
  lapsed: {
    en: "{mirror}: everything that its {sets, plural, one {only set} other {# sets}} must still hold was read and agrees with the signed manifests; {lapsed, plural, one {# part is} other {# parts are}} gone, as their retention had ended.",
    fr: "{mirror} : tout ce que {sets, plural, one {son seul jeu doit} other {ses # jeux doivent}} encore contenir a été relu et concorde avec les manifestes signés ; {lapsed, plural, one {# partie n’est plus là, sa conservation ayant} other {# parties ne sont plus là, leur conservation ayant}} pris fin.",
  },
  allLapsed: {
    en: "{mirror}: {sets, plural, one {its only set is not whole any more: parts of it} other {none of its # sets is whole any more: parts of each}} are gone since their retention ended, so no roll could be restored from this mirror.",
    fr: "{mirror} : {sets, plural, one {son seul jeu n’est plus entier : des parties de celui-ci} other {aucun de ses # jeux n’est plus entier : des parties de chacun}} ne sont plus là, leur conservation ayant pris fin ; aucune liste ne pourrait être restaurée à partir de ce miroir.",
  },
  broken: {
    en: "{mirror}: this mirror was altered or has lost what it must still hold ({count, plural, one {# problem} other {# problems}}, the first: {first}).",
    fr: "{mirror} : ce miroir a été altéré ou a perdu ce qu’il doit encore contenir ({count, plural, one {# problème} other {# problèmes}}, le premier : {first}).",
  },
  wrong: {
    en: "{mirror}: its sets can be read, but something there is not as it should be ({count, plural, one {# problem} other {# problems}}, the first: {first}).",
    fr: "{mirror} : ses jeux sont lisibles, mais quelque chose n’y est pas comme il se doit ({count, plural, one {# problème} other {# problèmes}}, le premier : {first}).",
  },
  unread: {
    en: "{mirror}: not everything could be read ({count, plural, one {# problem} other {# problems}}, the first: {first}), so it is not known whether it is whole.",
    fr: "{mirror} : tout n’a pas pu être lu ({count, plural, one {# problème} other {# problèmes}}, le premier : {first}) ; on ne sait donc pas s’il est intact.",
  },
  empty: {
    en: "{mirror}: this mirror holds no set that verifies; nothing could be restored from it.",
    fr: "{mirror} : ce miroir ne contient aucun jeu qui se vérifie ; on ne pourrait rien restaurer à partir de lui.",
  },
  quick: {
    en: "{mirror}: only manifests and lists were read (--quick), not the bytes of the sets, so it is not known whether they are whole.",
    fr: "{mirror} : seuls les manifestes et les listes ont été lus (--quick), pas les octets des jeux ; on ne sait donc pas s’ils sont intacts.",
  },
} satisfies Record<string, Words>;

const fixes = {
  broken: {
    en: "Keep this mirror as it is, as evidence, and tell those concerned. Run rollward verify on it for the whole list, then fill a new, empty mirror from one that verifies (rollward mirror).",
    fr: "Conservez ce miroir tel quel, comme preuve, et avertissez les personnes concernées. Lancez rollward verify pour la liste complète, puis remplissez un nouveau miroir vide à partir d’un miroir qui se vérifie (rollward mirror).",
  },
  wrong: {
    en: "Run rollward verify on this mirror: each problem it lists says what to do.",
    fr: "Lancez rollward verify sur ce miroir : chaque problème de la liste dit que faire.",
  },
  unread: {
    en: "Make the mirror reachable and readable for the account that audits, then look again.",
    fr: "Rendez le miroir accessible et lisible pour le compte qui audite, puis regardez de nouveau.",
  },
  empty: {
    en: "Fill it from a mirror that verifies (rollward mirror), or name it at the next seal.",
    fr: "Remplissez-le à partir d’un miroir qui se vérifie (rollward mirror), ou indiquez-le au prochain scellement.",
  },
  allLapsed: {
    en: "Seal a new set to this mirror (rollward seal), and let retention reach beyond the next set that is due.",
    fr: "Scellez un nouveau jeu vers ce miroir (rollward seal), et faites durer la conservation au-delà du prochain jeu attendu.",
  },
  quick: {
    en: "Take the snapshot again without --quick.",
    fr: "Prenez de nouveau l’instantané, sans --quick.",
  },
} satisfies Record<string, Words>;
