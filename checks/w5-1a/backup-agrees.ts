import {
  holding,
  noBackups,
  observations,
  reported,
  type Holding,
  type Observation,
} from "../../lib/audit/backups.ts";
import type { Check } from "../../lib/audit/check.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import type { NewestSet } from "../../lib/backup/state/result.ts";
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
    if (seen.length === 0) return [noBackups];
    if (new Set(seen.map(({ mirror }) => mirror.url)).size === 1) return seen.map(alone);
    const held = seen.map(holding).filter((one) => one !== undefined);
    return seen.map((one) => judgeMirror(one, held));
  },
};

/** One mirror cannot disagree with itself; that it is the only one is what `backup-places` says. */
function alone(seen: Observation): Verdict {
  const { mirror } = seen;
  if (reported(seen, "behind")) return judgeMirror(seen, []);
  return { status: "not-applicable", subject: mirror.url, words: words.alone, args: { mirror: mirror.url } };
}

function judgeMirror(one: Observation, held: readonly Holding[]): Verdict {
  const own = holding(one)?.newest;
  const subject = one.mirror.url;
  const others = held.filter(({ mirror }) => mirror.url !== subject);
  const highest = Math.max(...held.map(({ newest }) => newest.sequence));
  const say = (
    status: Verdict["status"],
    sentence: Words,
    against: readonly Holding[],
    fix?: Words,
  ): Verdict => {
    const args = {
      mirror: subject,
      other: against[0]?.mirror.url ?? "",
      sequence: own?.sequence ?? 0,
      highest,
    };
    return {
      status,
      subject,
      words: sentence,
      args,
      evidence: {
        newest: own === undefined ? null : identity(own),
        others: against
          .slice(0, shownMirrors)
          .map(({ mirror, newest }) => ({ mirror: mirror.url, ...identity(newest) })),
      },
      ...(fix === undefined ? {} : { fix: { words: fix, args } }),
    };
  };

  if (reported(one, "behind") && others.every(({ newest }) => newest.sequence <= (own?.sequence ?? 0))) {
    return say("fail", words.reportedBehind, others, fixes.reportedBehind);
  }
  if (own === undefined) return say("unknown", words.nothing, others);
  if (others.length === 0) return say("unknown", words.noOther, []);
  const elsewhere = others.filter(({ newest }) => newest.chain !== own.chain);
  if (elsewhere.length > 0) return say("fail", words.otherChain, elsewhere, fixes.fork);
  const forked = others.filter(
    ({ newest }) => newest.sequence === own.sequence && newest.manifest !== own.manifest,
  );
  if (forked.length > 0) return say("fail", words.forked, forked, fixes.fork);
  const ahead = others.filter(({ newest }) => newest.sequence === highest && highest > own.sequence);
  if (ahead.length > 0) return say("fail", words.behind, ahead, fixes.behind);
  return say("pass", words.agrees, others);
}

const shownMirrors = 10;

function identity({ sequence, chain, manifest }: NewestSet): Readonly<Record<string, unknown>> {
  return { sequence, chain, manifest };
}

const words = {
  agrees: {
    en: "{mirror}: its newest set is {sequence}, and no other mirror holds a newer or a different one.",
    fr: "{mirror} : son jeu le plus récent est le {sequence}, et aucun autre miroir n’en contient un plus récent ou différent.",
  },
  behind: {
    en: "{mirror}: its newest set is {sequence}, while {other} holds {highest}.",
    fr: "{mirror} : son jeu le plus récent est le {sequence}, alors que {other} contient le {highest}.",
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
    en: "{mirror}: no other mirror holds a set that verifies, so there was nothing to compare it with.",
    fr: "{mirror} : aucun autre miroir ne contient de jeu qui se vérifie ; il n’y avait rien à quoi le comparer.",
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
  fork: {
    en: "Touch neither mirror, keep both as evidence, and let the holders of the root keys say which set is the office’s own.",
    fr: "Ne touchez à aucun des deux miroirs, conservez-les comme preuves, et laissez les détenteurs des clés racine dire quel jeu est bien celui du bureau.",
  },
} satisfies Record<string, Words>;
