import {
  holding,
  observations,
  reported,
  withoutBackups,
  type Observation,
} from "../../lib/audit/backups.ts";
import type { Check } from "../../lib/audit/check.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { nameOf, standing, standsWhole } from "../../lib/audit/standing.ts";
import type { NewestSet, Remark } from "../../lib/backup/state/result.ts";
import type { Words } from "../../lib/base/words.ts";

export const backupAgrees: Check = {
  id: "backup-agrees",
  title: {
    en: "Do all mirrors hold the same newest set?",
    fr: "Tous les miroirs contiennent-ils le même jeu le plus récent ?",
  },
  why: {
    en: "Practice W5.1a of the Paris Call’s workshops recommends mirror sites. They replace one another only while they hold the same: a mirror that is behind gives back an older roll, and two that differ under one number show that somebody wrote a second history.",
    fr: "La pratique W5.1a des ateliers de l’Appel de Paris recommande des sites miroirs. Ils ne se remplacent que s’ils contiennent la même chose : un miroir en retard rend une liste plus ancienne, et deux miroirs qui diffèrent sous un même numéro montrent que quelqu’un a écrit une seconde histoire.",
  },
  severity: "high",
  judge: ({ snapshot }) => {
    const seen = observations(snapshot);
    if (seen.length === 0) return [withoutBackups(snapshot)];
    if (new Set(seen.map(({ mirror }) => mirror.url)).size === 1) return seen.map(alone);
    return seen.map((one) => judgeMirror(one, seen));
  },
};

/** One mirror cannot disagree with itself; that it is the only one is what `backup-places` says. */
function alone(seen: Observation): Verdict {
  const { mirror } = seen;
  if (reported(seen, "behind")) return judgeMirror(seen, [seen]);
  return { status: "not-applicable", subject: mirror.url, words: words.alone, args: { mirror: mirror.url } };
}

function judgeMirror(one: Observation, seen: readonly Observation[]): Verdict {
  const own = holding(one)?.newest;
  const subject = one.mirror.url;
  const elsewhere = seen.filter(({ mirror }) => mirror.url !== subject);
  const others = elsewhere.map(holding).filter((other) => other !== undefined);
  const highest = Math.max(own?.sequence ?? 0, ...others.map(({ newest }) => newest.sequence));
  const { unread, broken, lost, partUnread } = standing(one);
  const say: Say = (status, sentence, against, fix, reason) => {
    const args = {
      mirror: subject,
      other: against[0]?.mirror.url ?? "",
      sequence: own?.sequence ?? 0,
      highest,
      reason: nameOf(reason),
    };
    return {
      status,
      subject,
      words: sentence,
      args,
      evidence: {
        newest: own === undefined ? null : identity(own),
        ...(reason === undefined ? {} : { reason: reason.code }),
        others: against
          .slice(0, shownMirrors)
          .map(({ mirror }) => ({ mirror: mirror.url, ...identity(mirror.newest) })),
      },
      ...(fix === undefined ? {} : { fix: { words: fix, args } }),
    };
  };

  // Two signed manifests that differ are a fact, whatever else could not be read.
  const foreign = others.filter(({ newest }) => own !== undefined && newest.chain !== own.chain);
  if (foreign.length > 0) return say("fail", words.otherChain, foreign, fixes.fork);
  const forked = others.filter(
    ({ newest }) => newest.sequence === own?.sequence && newest.manifest !== own.manifest,
  );
  if (forked.length > 0) return say("fail", words.forked, forked, fixes.fork);
  if (unread !== undefined) return say("unknown", words.unread, [], fixes.look, unread);
  if (reported(one, "behind") && others.every(({ newest }) => newest.sequence <= (own?.sequence ?? 0))) {
    return say("fail", words.reportedBehind, others, fixes.reportedBehind);
  }
  if (own === undefined) return say("unknown", words.nothing, others);
  const ahead = others.filter(({ newest }) => newest.sequence === highest && highest > own.sequence);
  if (ahead.length > 0) return say("fail", words.behind, ahead, fixes.behind);
  if (broken !== undefined) return say("unknown", words.broken, [], fixes.broken, broken);
  if (lost !== undefined) return say("fail", words.lost, [], fixes.lost, lost);
  if (partUnread !== undefined) return say("unknown", words.partUnread, [], fixes.look, partUnread);
  return judgeSilence(own.sequence, elsewhere, say);
}

/** Nothing was found against the mirror: whether that means something depends on how well the others could be read. */
function judgeSilence(sequence: number, elsewhere: readonly Observation[], say: Say): Verdict {
  const doubts = elsewhere.flatMap((other) => {
    const { unread, broken } = standing(other);
    const doubt = unread ?? broken;
    return doubt === undefined ? [] : [{ other, doubt }];
  });
  const whole = elsewhere.filter((other) => holding(other) !== undefined && standsWhole(standing(other)));
  const alike = whole.filter(({ mirror }) => mirror.newest?.sequence === sequence);
  const [first] = doubts;
  if (first !== undefined) {
    const unsure = doubts.map(({ other }) => other);
    const sentence = alike.length > 0 ? words.otherUnsure : words.onlyUnsure;
    return say("unknown", sentence, unsure, fixes.lookOther, first.doubt);
  }
  return whole.length === 0 ? say("unknown", words.noOther, []) : say("pass", words.agrees, whole);
}

type Say = (
  status: Verdict["status"],
  sentence: Words,
  against: readonly Observation[],
  fix?: Words,
  reason?: Remark,
) => Verdict;

const shownMirrors = 10;

function identity(newest: NewestSet | null): Readonly<Record<string, unknown>> {
  if (newest === null) return { sequence: null };
  const { sequence, chain, manifest } = newest;
  return { sequence, chain, manifest };
}

const words = {
  agrees: {
    en: "{mirror}: its newest set is {sequence}; the manifests of every other mirror were read, and none is newer or different.",
    fr: "{mirror} : son jeu le plus récent est le {sequence} ; les manifestes de tous les autres miroirs ont été lus, et aucun n’est plus récent ou différent.",
  },
  behind: {
    en: "{mirror}: its newest set that verifies is {sequence}, while {other} holds {highest}.",
    fr: "{mirror} : son jeu le plus récent qui se vérifie est le {sequence}, alors que {other} contient le {highest}.",
  },
  reportedBehind: {
    en: "{mirror}: its verification found it behind another mirror.",
    fr: "{mirror} : sa vérification l’a trouvé en retard sur un autre miroir.",
  },
  forked: {
    en: "{mirror}: its set {sequence} is not the set {sequence} of {other}: two manifests carry one number.",
    fr: "{mirror} : son jeu {sequence} n’est pas le jeu {sequence} de {other} : deux manifestes portent un même numéro.",
  },
  otherChain: {
    en: "{mirror}: it holds another chain of sets than {other}: another office’s, or one begun anew.",
    fr: "{mirror} : il contient une autre chaîne de jeux que {other} : celle d’un autre bureau, ou une chaîne recommencée.",
  },
  alone: {
    en: "{mirror}: this is the only mirror that was named, so there is none to compare it with.",
    fr: "{mirror} : c’est le seul miroir indiqué ; il n’y en a pas d’autre auquel le comparer.",
  },
  noOther: {
    en: "{mirror}: no other mirror holds a whole newest set, so there was nothing to compare it with.",
    fr: "{mirror} : aucun autre miroir n’a un jeu le plus récent qui soit intact ; il n’y avait rien à quoi le comparer.",
  },
  otherUnsure: {
    en: "{mirror}: its newest set is {sequence}, as on another mirror; but of {other} not all could be read or verified ({reason}), so whether that one holds a newer or a different set is not known.",
    fr: "{mirror} : son jeu le plus récent est le {sequence}, comme sur un autre miroir ; mais {other} n’a pas pu être entièrement lu ou vérifié ({reason}) : on ne sait pas s’il contient un jeu plus récent ou différent.",
  },
  onlyUnsure: {
    en: "{mirror}: its newest set is {sequence}, and no other mirror that could be read holds one to compare it with; of {other} not all could be read or verified ({reason}).",
    fr: "{mirror} : son jeu le plus récent est le {sequence}, et aucun autre miroir qui a pu être lu n’en contient un auquel le comparer ; {other} n’a pas pu être entièrement lu ou vérifié ({reason}).",
  },
  unread: {
    en: "{mirror}: not all of it could be read ({reason}), so its newest set is not known and cannot be compared.",
    fr: "{mirror} : tout n’a pas pu y être lu ({reason}) ; son jeu le plus récent n’est donc pas connu et ne peut pas être comparé.",
  },
  broken: {
    en: "{mirror}: set {sequence} is only the newest that verifies, for its chain of sets is broken ({reason}); whether it is the office’s newest is not known.",
    fr: "{mirror} : le jeu {sequence} est seulement le plus récent qui se vérifie, car la chaîne des jeux y est rompue ({reason}) ; on ne sait pas si c’est le plus récent du bureau.",
  },
  lost: {
    en: "{mirror}: its newest set, {sequence}, is not whole ({reason}), so this mirror does not hold what the others should.",
    fr: "{mirror} : son jeu le plus récent, le {sequence}, n’est pas intact ({reason}) ; ce miroir ne contient donc pas ce que les autres doivent contenir.",
  },
  partUnread: {
    en: "{mirror}: a file of its newest set, {sequence}, could not be read ({reason}), so it is not known whether it holds the set.",
    fr: "{mirror} : un fichier de son jeu le plus récent, le {sequence}, n’a pas pu être lu ({reason}) ; on ne sait donc pas s’il contient ce jeu.",
  },
  nothing: {
    en: "{mirror}: no set of this mirror verifies, so it cannot be compared.",
    fr: "{mirror} : aucun jeu de ce miroir ne se vérifie ; il ne peut donc pas être comparé.",
  },
} satisfies Record<string, Words>;

const fixes = {
  behind: {
    en: "Bring it up to date from {other} (rollward mirror), then find out why the last set did not reach it.",
    fr: "Mettez-le à jour à partir de {other} (rollward mirror), puis cherchez pourquoi le dernier jeu ne l’a pas atteint.",
  },
  reportedBehind: {
    en: "Run rollward verify with every mirror of the office, then bring this one up to date (rollward mirror).",
    fr: "Lancez rollward verify avec chaque miroir du bureau, puis mettez celui-ci à jour (rollward mirror).",
  },
  look: {
    en: "Make this mirror readable whole for the account that audits, then look again.",
    fr: "Rendez ce miroir entièrement lisible pour le compte qui audite, puis regardez de nouveau.",
  },
  lookOther: {
    en: "Mend what keeps {other} from being read and verified, then look again.",
    fr: "Corrigez ce qui empêche de lire et de vérifier {other}, puis regardez de nouveau.",
  },
  broken: {
    en: "Do as backup-verified says of this mirror, then look again.",
    fr: "Faites ce que dit backup-verified de ce miroir, puis regardez de nouveau.",
  },
  lost: {
    en: "Keep this mirror as it is, as evidence, and fill a new, empty one from a mirror that verifies (rollward mirror). If the parts lapsed, seal a new set (rollward seal).",
    fr: "Conservez ce miroir tel quel, comme preuve, et remplissez-en un nouveau, vide, à partir d’un miroir qui se vérifie (rollward mirror). Si des parties ont dépassé leur conservation, scellez un nouveau jeu (rollward seal).",
  },
  fork: {
    en: "Touch neither mirror, keep both as evidence, and let the holders of the root keys say which set is the office’s own.",
    fr: "Ne touchez à aucun des deux miroirs, conservez-les comme preuves, et laissez les détenteurs des clés racine dire quel jeu est bien celui du bureau.",
  },
} satisfies Record<string, Words>;
