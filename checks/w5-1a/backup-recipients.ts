import { byText, holding, observations, withoutBackups, type Holding } from "../../lib/audit/backups.ts";
import type { Check } from "../../lib/audit/check.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { nameOf, standing } from "../../lib/audit/standing.ts";
import type { Remark } from "../../lib/backup/state/result.ts";
import type { Words } from "../../lib/base/words.ts";

const leastRecipients = 2;
const shownMirrors = 10;

export const backupRecipients: Check = {
  id: "backup-recipients",
  title: {
    en: "Could the newest set be opened if one recovery identity were lost?",
    fr: "Le jeu le plus récent pourrait-il être ouvert si une identité de secours était perdue ?",
  },
  why: {
    en: "Practice W5.1a of the Paris Call’s workshops recommends that backups be encrypted. With a single recipient, one lost key or one absent person turns every mirror into bytes that nobody can read.",
    fr: "La pratique W5.1a des ateliers de l’Appel de Paris recommande de chiffrer les sauvegardes. Avec un seul destinataire, une clé perdue ou une personne absente fait de chaque miroir une suite d’octets que personne ne peut lire.",
  },
  severity: "high",
  judge: ({ snapshot }) => {
    const seen = observations(snapshot);
    if (seen.length === 0) return [withoutBackups(snapshot)];
    const held = seen.map(holding).filter((one) => one !== undefined);
    const unjudged = seen.flatMap((one): readonly Unjudged[] => {
      const { unread, broken } = standing(one);
      const why = unread ?? broken;
      return why === undefined && holding(one) !== undefined ? [] : [{ mirror: one.mirror.url, why }];
    });
    return [judgeSets(held, unjudged)];
  },
};

/** A mirror whose newest set is not known: `why` is absent when it was read, and no set verifies. */
interface Unjudged {
  readonly mirror: string;
  readonly why: Remark | undefined;
}

function judgeSets(held: readonly Holding[], unjudged: readonly Unjudged[]): Verdict {
  // The fewest first, so that the sentence names the worst.
  const sets = held
    .map(({ mirror, newest }) => ({
      mirror: mirror.url,
      sequence: newest.sequence,
      recipients: newest.recipients,
    }))
    .sort((a, b) => a.recipients - b.recipients || byText(a.mirror, b.mirror));
  const worst = sets[0];
  const [first] = unjudged;
  const args = {
    mirror: worst?.mirror ?? "",
    sequence: worst?.sequence ?? 0,
    recipients: worst?.recipients ?? 0,
    least: leastRecipients,
    unjudged: first?.mirror ?? "",
    reason: nameOf(first?.why),
    count: unjudged.length,
    more: unjudged.length - 1,
  };
  const evidence = {
    newest: sets.slice(0, shownMirrors),
    unjudged: unjudged
      .slice(0, shownMirrors)
      .map(({ mirror, why }) => (why === undefined ? { mirror } : { mirror, code: why.code })),
  };
  const say = (status: Verdict["status"], sentence: Words): Verdict => {
    return { status, subject: "backups", words: sentence, args, evidence };
  };
  if (worst !== undefined && !(worst.recipients >= leastRecipients)) {
    return { ...say("fail", words.tooFew), fix: { words: fix, args } };
  }
  if (first !== undefined) return say("unknown", first.why === undefined ? words.unjudged : words.unsure);
  return say("pass", words.enough);
}

const words = {
  enough: {
    en: "The newest set of every mirror names at least {recipients} recipients; each alone should be able to open it, which only a drill with each identity proves.",
    fr: "Le jeu le plus récent de chaque miroir nomme au moins {recipients} destinataires ; chacun devrait pouvoir l’ouvrir seul, ce que seul un exercice avec chaque identité démontre.",
  },
  tooFew: {
    en: "{mirror}: set {sequence} names {recipients, plural, =0 {no recipient} one {a single recipient} other {# recipients}}, where at least {least} are wanted.",
    fr: "{mirror} : le jeu {sequence} {recipients, plural, =0 {ne nomme aucun destinataire} one {nomme un seul destinataire} other {nomme # destinataires}}, alors qu’il en faut au moins {least}.",
  },
  unsure: {
    en: "{unjudged}: not all of this mirror could be read or verified ({reason}){count, plural, one {} other { ({more, plural, one {one other mirror is} other {# other mirrors are}} in doubt too)}}, so its newest set and that set’s recipients are not known.",
    fr: "{unjudged} : ce miroir n’a pas pu être entièrement lu ou vérifié ({reason}){count, plural, one {} other { ({more, plural, one {un autre miroir est incertain aussi} other {# autres miroirs sont incertains aussi}})}} ; son jeu le plus récent et les destinataires de celui-ci sont donc inconnus.",
  },
  unjudged: {
    en: "{unjudged}: no set of this mirror verifies{count, plural, one {} other { ({more, plural, one {one other mirror is} other {# other mirrors are}} in doubt too)}}, so its recipients are not known.",
    fr: "{unjudged} : aucun jeu de ce miroir ne se vérifie{count, plural, one {} other { ({more, plural, one {un autre miroir est incertain aussi} other {# autres miroirs sont incertains aussi}})}} ; ses destinataires sont donc inconnus.",
  },
} satisfies Record<string, Words>;

const fix: Words = {
  en: "Make a second recovery identity (rollward keys new), keep it with another person at another place, and seal the next set to both.",
  fr: "Créez une deuxième identité de secours (rollward keys new), confiez-la à une autre personne dans un autre lieu, et scellez le prochain jeu pour les deux.",
};
