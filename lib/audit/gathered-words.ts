import type { Words } from "../base/words.ts";

const whoEn =
  "{count, plural, one {{names} can make itself} other {# principals ({names}{more, plural, =0 {} other { and # more}}) can make themselves}}";
const whoFr =
  "{count, plural, one {{names} peut} other {# titulaires ({names}{more, plural, =0 {} other { et # de plus}}) peuvent}}";
const mayEn =
  "{count, plural, one {{names} may be able to make itself} other {# principals ({names}{more, plural, =0 {} other { and # more}}) may be able to make themselves}}";

const writingEn =
  "for {count, plural, one {it} other {they}} can write rights, roles or credentials, as rule-changers tells";
const writingFr =
  "car {count, plural, one {il peut} other {ils peuvent}} écrire des droits, des rôles ou des moyens de connexion, comme le dit rule-changers";

/** What is said of several at once. `deeds` follows “able to” and « peut ». */
export const gatheredWords = {
  /** Of those who can write rights, and so whatever follows. */
  writers: {
    en: `${whoEn} able to {deeds} after escalation, ${writingEn}.`,
    fr: `${whoFr}, après escalade de privilèges, {deeds} en s’en donnant d’abord les moyens, ${writingFr}.`,
  },
  writersOpen: {
    en: `${mayEn} able to {deeds} by escalation, ${writingEn}; it could not be decided.`,
    fr: `${whoFr} peut-être, par escalade de privilèges, {deeds} en s’en donnant d’abord les moyens, ${writingFr} ; on n’a pas pu en décider.`,
  },
  /** Of those who come to it through somebody whom the same check names. */
  through: {
    en: `${whoEn} able to {deeds} after escalation, by way of {as}, whom this check names too.`,
    fr: `${whoFr}, après escalade de privilèges, {deeds} en passant par {as}, que ce contrôle nomme aussi.`,
  },
  throughOpen: {
    en: `${mayEn} able to {deeds} by escalation, by way of {as}, whom this check names too; it could not be decided.`,
    fr: `${whoFr} peut-être, par escalade de privilèges, {deeds} en passant par {as}, que ce contrôle nomme aussi ; on n’a pas pu en décider.`,
  },
} satisfies Record<string, Words>;

export const gatheredFixes = {
  writers: {
    en: "Mend what rule-changers found of the users, roles and rights of the accounts; this goes with it.",
    fr: "Corrigez ce que rule-changers a trouvé sur les utilisateurs, les rôles et les droits des comptes ; ceci disparaît avec.",
  },
  through: {
    en: "Mend what this check found of {as}; this goes with it. Or take the step that leads there from those who need not take it.",
    fr: "Corrigez ce que ce contrôle a trouvé sur {as} ; ceci disparaît avec. Ou retirez l’étape qui y mène à ceux qui n’en ont pas besoin.",
  },
} satisfies Record<string, Words>;
