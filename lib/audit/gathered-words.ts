import type { Words } from "../base/words.ts";

/** What is said of several at once who can write rights, and so whatever follows. `deeds` follows “able to” and « peut ». */
export const gatheredWords = {
  proved: {
    en: "{count, plural, one {{names} can make itself} other {# principals can make themselves}} able to {deeds} after escalation, for {count, plural, one {it} other {they}} can write rights, roles or credentials, as rule-changers tells of {count, plural, one {it} other {each of them ({names}{more, plural, =0 {} other { and # more}})}}.",
    fr: "{count, plural, one {{names} peut} other {# titulaires peuvent}}, après escalade de privilèges, {deeds} en s’en donnant d’abord les moyens, car {count, plural, one {il peut} other {ils peuvent}} écrire des droits, des rôles ou des moyens de connexion, comme rule-changers le dit {count, plural, one {de lui} other {de chacun d’eux ({names}{more, plural, =0 {} other { et # de plus}})}}.",
  },
  open: {
    en: "{count, plural, one {{names} may be able to make itself} other {# principals may be able to make themselves}} able to {deeds} by escalation, for {count, plural, one {it} other {they}} can write rights, roles or credentials, as rule-changers tells of {count, plural, one {it} other {each of them ({names}{more, plural, =0 {} other { and # more}})}}; it could not be decided.",
    fr: "{count, plural, one {{names} peut} other {# titulaires peuvent}} peut-être, par escalade de privilèges, {deeds} en s’en donnant d’abord les moyens, car {count, plural, one {il peut} other {ils peuvent}} écrire des droits, des rôles ou des moyens de connexion, comme rule-changers le dit {count, plural, one {de lui} other {de chacun d’eux ({names}{more, plural, =0 {} other { et # de plus}})}} ; on n’a pas pu en décider.",
  },
  mend: {
    en: "Mend what rule-changers found of the users, roles and rights of the accounts; this goes with it.",
    fr: "Corrigez ce que rule-changers a trouvé sur les utilisateurs, les rôles et les droits des comptes ; ceci disparaît avec.",
  },
} satisfies Record<string, Words>;
