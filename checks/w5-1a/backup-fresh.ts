import {
  holding,
  observations,
  reported,
  withoutBackups,
  type Holding,
  type Observation,
} from "../../lib/audit/backups.ts";
import type { Check, CheckInput } from "../../lib/audit/check.ts";
import { durationWords } from "../../lib/audit/duration.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { nameOf, standing } from "../../lib/audit/standing.ts";
import type { Words } from "../../lib/base/words.ts";

/** Clocks of two machines may differ by this much before a set counts as coming from the future. */
const skewMs = 5 * 60_000;

export const backupFresh: Check = {
  id: "backup-fresh",
  title: {
    en: "Is the newest set of every mirror fresh?",
    fr: "Le jeu le plus récent de chaque miroir est-il à jour ?",
  },
  why: {
    en: "Practice W5.1a of the Paris Call’s workshops recommends encrypted backups of voter-registration systems. A backup protects only up to its own moment: what voters changed since then is lost on the day the register is.",
    fr: "La pratique W5.1a des ateliers de l’Appel de Paris recommande des sauvegardes chiffrées des systèmes d’inscription des électeurs. Une sauvegarde ne protège que jusqu’à son propre instant : ce que les électeurs ont modifié depuis est perdu le jour où le registre l’est.",
  },
  severity: "high",
  judge: (input) => {
    const seen = observations(input.snapshot);
    return seen.length === 0
      ? [withoutBackups(input.snapshot)]
      : seen.map((mirror) => judgeMirror(mirror, input));
  },
};

function judgeMirror(seen: Observation, { now, objectives: { recoveryPointMs } }: CheckInput): Verdict {
  const held = holding(seen);
  const subject = seen.mirror.url;
  const { unread, broken, lost, partUnread } = standing(seen);
  if (held === undefined) {
    return {
      status: "unknown",
      subject,
      words: unread === undefined ? words.nothing : words.nothingRead,
      args: { mirror: subject, reason: nameOf(unread) },
      evidence: { sets: seen.mirror.sets, ...(unread === undefined ? {} : { reason: unread.code }) },
    };
  }
  const { sequence, takenAt, nextDueAt, expiresAt } = held.newest;
  const [taken, observed] = [Date.parse(takenAt), Date.parse(seen.observedAt)];
  const args = {
    mirror: subject,
    sequence,
    takenAt,
    nextDueAt,
    expiresAt,
    observedAt: seen.observedAt,
    age: durationWords(now.getTime() - taken),
    since: durationWords(now.getTime() - observed),
    objective: durationWords(recoveryPointMs),
    reason: nameOf(unread ?? broken ?? lost ?? partUnread),
  };
  const reason = (unread ?? broken ?? lost ?? partUnread)?.code;
  const times = { takenAt, nextDueAt, expiresAt, observedAt: seen.observedAt };
  const evidence = { sequence, ...times, recoveryPointMs, ...(reason === undefined ? {} : { reason }) };
  const say = (status: Verdict["status"], sentence: Words, fix?: Words): Verdict => ({
    status,
    subject,
    words: sentence,
    args,
    evidence,
    ...(fix === undefined ? {} : { fix: { words: fix, args } }),
  });

  if (observed > now.getTime() + skewMs) return say("unknown", words.observedLater, fixes.clock);
  // What was not read may be a newer set: neither fresh nor late can be said.
  if (unread !== undefined) return say("unknown", words.unread, fixes.read);
  if (taken > observed + skewMs || reported(seen, "taken-in-future"))
    return say("unknown", words.future, fixes.clock);
  const then = lateness(held, observed, recoveryPointMs) ?? reportedLateness(seen);
  if (then !== undefined) return say("fail", words[then], fixes.seal);
  if (broken !== undefined) return say("unknown", words.broken, fixes.mend);
  if (lost !== undefined) return say("fail", words.lost, fixes.whole);
  if (partUnread !== undefined) return say("unknown", words.partUnread, fixes.read);
  // Fresh when it was seen, late by now: a newer set may have come since, and nobody has looked.
  if (lateness(held, now.getTime(), recoveryPointMs) !== undefined)
    return say("unknown", words.outdated, fixes.look);
  return say("pass", words.fresh);
}

/** Why a set is late at `moment` (milliseconds since the epoch), gravest reason first; `undefined` when it is not. */
function lateness(
  { newest }: Holding,
  moment: number,
  recoveryPointMs: number,
): "expired" | "overdue" | "old" | undefined {
  // A time that cannot be read compares as NaN: every comparison is written so that NaN counts as late.
  if (!(Date.parse(newest.expiresAt) >= moment)) return "expired";
  if (!(Date.parse(newest.nextDueAt) >= moment)) return "overdue";
  if (!(moment - Date.parse(newest.takenAt) <= recoveryPointMs)) return "old";
  return undefined;
}

/** What the verification itself said of a late set, should the times above not show it. */
function reportedLateness(seen: Observation): "expired" | "overdue" | undefined {
  if (reported(seen, "expired")) return "expired";
  return reported(seen, "stale") ? "overdue" : undefined;
}

const words = {
  fresh: {
    en: "{mirror}: set {sequence} was taken {age} ago, within the objective of {objective}; the next is due at {nextDueAt}.",
    fr: "{mirror} : le jeu {sequence} date de {age}, dans l’objectif de {objective} ; le prochain est attendu pour {nextDueAt}.",
  },
  expired: {
    en: "{mirror}: the newest set that verifies, {sequence}, expired at {expiresAt}; it was taken {age} ago.",
    fr: "{mirror} : le jeu le plus récent qui se vérifie, {sequence}, a expiré à {expiresAt} ; il date de {age}.",
  },
  overdue: {
    en: "{mirror}: a newer set than {sequence} was due at {nextDueAt}, and none that verifies had come; {sequence} was taken {age} ago.",
    fr: "{mirror} : un jeu plus récent que le {sequence} était attendu pour {nextDueAt}, et aucun qui se vérifie n’est arrivé ; le {sequence} date de {age}.",
  },
  old: {
    en: "{mirror}: the newest set that verifies, {sequence}, was taken {age} ago; the objective is {objective}.",
    fr: "{mirror} : le jeu le plus récent qui se vérifie, {sequence}, date de {age} ; l’objectif est de {objective}.",
  },
  future: {
    en: "{mirror}: set {sequence} claims to be taken at {takenAt}, after it was seen at {observedAt}; one of the two clocks is wrong, so its age is not known.",
    fr: "{mirror} : le jeu {sequence} se dit pris à {takenAt}, après avoir été vu à {observedAt} ; l’une des deux horloges se trompe, son âge est donc inconnu.",
  },
  observedLater: {
    en: "{mirror}: it was seen at {observedAt}, after the moment of this audit; its age cannot be told.",
    fr: "{mirror} : il a été vu à {observedAt}, après l’instant de cet audit ; son âge ne peut pas être établi.",
  },
  outdated: {
    en: "{mirror}: set {sequence} was fresh when the mirror was seen {since} ago; nobody has looked since, and by now it would be too old.",
    fr: "{mirror} : le jeu {sequence} était à jour quand le miroir a été vu, il y a {since} ; personne n’a regardé depuis, et il serait maintenant trop ancien.",
  },
  unread: {
    en: "{mirror}: not all of it could be read ({reason}), so a newer set than {sequence} may be there, and its age is not known.",
    fr: "{mirror} : tout n’a pas pu y être lu ({reason}) ; un jeu plus récent que le {sequence} s’y trouve peut-être, et son âge est inconnu.",
  },
  broken: {
    en: "{mirror}: set {sequence}, taken {age} ago, is only the newest that verifies, for the chain of sets is broken ({reason}); whether it is the office’s newest is not known.",
    fr: "{mirror} : le jeu {sequence}, qui date de {age}, est seulement le plus récent qui se vérifie, car la chaîne des jeux est rompue ({reason}) ; on ne sait pas si c’est le plus récent du bureau.",
  },
  lost: {
    en: "{mirror}: its newest set, {sequence}, is not whole ({reason}), so the roll of that moment cannot be had back from this mirror.",
    fr: "{mirror} : son jeu le plus récent, le {sequence}, n’est pas intact ({reason}) ; la liste de cet instant ne peut donc pas être reprise de ce miroir.",
  },
  partUnread: {
    en: "{mirror}: a file of its newest set, {sequence}, could not be read ({reason}), so it is not known whether that set is there whole.",
    fr: "{mirror} : un fichier de son jeu le plus récent, le {sequence}, n’a pas pu être lu ({reason}) ; on ne sait donc pas si ce jeu y est intact.",
  },
  nothingRead: {
    en: "{mirror}: not all of it could be read ({reason}) and no set that was verifies, so there is no age to judge.",
    fr: "{mirror} : tout n’a pas pu y être lu ({reason}) et aucun jeu lu ne se vérifie ; il n’y a donc pas d’âge à juger.",
  },
  nothing: {
    en: "{mirror}: no set of this mirror verifies, so there is no age to judge.",
    fr: "{mirror} : aucun jeu de ce miroir ne se vérifie ; il n’y a donc pas d’âge à juger.",
  },
} satisfies Record<string, Words>;

const fixes = {
  seal: {
    en: "Seal a new set to every mirror (rollward seal), then find out why none came: the schedule, the export, or the way to this mirror.",
    fr: "Scellez un nouveau jeu vers chaque miroir (rollward seal), puis cherchez pourquoi aucun n’est arrivé : l’horaire, l’export ou le chemin vers ce miroir.",
  },
  clock: {
    en: "Set the clocks of the sealing and the auditing machine by a time server, check --now, then look again.",
    fr: "Réglez les horloges des machines qui scellent et qui auditent sur un serveur de temps, vérifiez --now, puis regardez de nouveau.",
  },
  read: {
    en: "Make this mirror readable whole for the account that audits, then look again.",
    fr: "Rendez ce miroir entièrement lisible pour le compte qui audite, puis regardez de nouveau.",
  },
  mend: {
    en: "Do as backup-verified says of this mirror, then look again.",
    fr: "Faites ce que dit backup-verified de ce miroir, puis regardez de nouveau.",
  },
  whole: {
    en: "Fill a new, empty mirror from one that verifies (rollward mirror), or seal a new set (rollward seal).",
    fr: "Remplissez un nouveau miroir vide à partir d’un miroir qui se vérifie (rollward mirror), ou scellez un nouveau jeu (rollward seal).",
  },
  look: {
    en: "Take a new snapshot of the mirrors and audit that.",
    fr: "Prenez un nouvel instantané des miroirs et auditez celui-là.",
  },
} satisfies Record<string, Words>;
