import type { Remark } from "../backup/state/result.ts";
import { say, type Lang, type Words } from "../base/words.ts";
import type { Observation } from "./backups.ts";

/**
 * What the notes of each mirror say was not read, not done or not safe: one sentence for each mirror and kind of
 * note, counted. A kind that this version does not know is told in the words of the snapshot, never dropped.
 */
export function noteSentences(seen: readonly Observation[], lang: Lang): readonly string[] {
  return seen.flatMap(({ mirror: { url, notes } }) => {
    const kinds = new Map<string, Remark[]>();
    for (const note of notes) {
      if (!saidElsewhere.has(note.code)) kinds.set(note.code, [...(kinds.get(note.code) ?? []), note]);
    }
    return [...kinds.values()].map((same) => {
      const { code, message } = same[0]!;
      const known = Object.hasOwn(words, code) ? words[code] : undefined;
      return say(known ?? other, lang, { mirror: url, count: same.length, code, message });
    });
  });
}

/** Said once for all mirrors in `unseen.ts`, or no news: that a set opened is for `verify` to tell. */
const saidElsewhere: ReadonlySet<string> = new Set([
  "parts-not-read",
  "rollback-unseen",
  "state-new",
  "chain-unpinned",
  "set-opened",
]);

const other: Words = {
  en: "{mirror}: {message} ({count, plural, one {note {code}} other {# notes {code}}})",
  fr: "{mirror} : {message} ({count, plural, one {note {code}} other {# notes {code}}})",
};

const words: Readonly<Record<string, Words>> = {
  "no-version-listing": {
    en: "{mirror}: older versions of the objects could not be listed, so whether somebody wrote over one was not seen; what is said of its sets is of the newest versions alone (s3:ListBucketVersions would show them).",
    fr: "{mirror} : les versions antérieures des objets n’ont pas pu être listées ; on n’a donc pas vu si quelqu’un en a écrasé, et ce qui est dit de ses jeux ne vaut que pour les versions les plus récentes (s3:ListBucketVersions les montrerait).",
  },
  "no-object-lock": {
    en: "{mirror}: this bucket has no Object Lock, so whoever may delete there can destroy the sets; who may is asked only of the accounts that were read.",
    fr: "{mirror} : ce compartiment n’a pas de verrouillage d’objets (Object Lock) : quiconque peut y supprimer peut détruire les jeux ; qui le peut n’est demandé que des comptes qui ont été lus.",
  },
  "no-conditional-write": {
    en: "{mirror}: this store does not know conditional writes; whether two seals at one moment wrote over each other was not looked at.",
    fr: "{mirror} : ce service ne connaît pas l’écriture conditionnelle ; si deux scellements simultanés se sont écrasés n’a pas été examiné.",
  },
  "set-not-opened": {
    en: "{mirror}: {count, plural, one {# set was} other {# sets were}} read but not opened, for want of its identity.",
    fr: "{mirror} : {count, plural, one {# jeu a été lu mais pas ouvert} other {# jeux ont été lus mais pas ouverts}}, faute de son identité.",
  },
  "unfinished-set": {
    en: "{mirror}: {count, plural, one {# set has} other {# sets have}} no manifest, from a seal that was interrupted or is running, or since somebody took it away; what lies there was not read.",
    fr: "{mirror} : {count, plural, one {# jeu n’a} other {# jeux n’ont}} pas de manifeste, après un scellement interrompu ou en cours, ou parce que quelqu’un l’a retiré ; ce qui s’y trouve n’a pas été lu.",
  },
  "set-voided": {
    en: "{mirror}: {count, plural, one {# set was} other {# sets were}} declared void by the root; the bytes there were not read.",
    fr: "{mirror} : {count, plural, one {# jeu a été déclaré nul} other {# jeux ont été déclarés nuls}} par la racine ; les octets n’en ont pas été lus.",
  },
  "part-lapsed": {
    en: "{mirror}: {count, plural, one {# part is} other {# parts are}} gone since their retention ended and could not be read.",
    fr: "{mirror} : {count, plural, one {# partie n’est plus là depuis la fin de sa conservation et n’a pas pu être lue} other {# parties ne sont plus là depuis la fin de leur conservation et n’ont pas pu être lues}}.",
  },
  "unlisted-file": {
    en: "{mirror}: {count, plural, one {# file is} other {# files are}} listed by no manifest and {count, plural, one {was} other {were}} not read.",
    fr: "{mirror} : {count, plural, one {# fichier n’est mentionné} other {# fichiers ne sont mentionnés}} par aucun manifeste et {count, plural, one {n’a pas été lu} other {n’ont pas été lus}}.",
  },
};
