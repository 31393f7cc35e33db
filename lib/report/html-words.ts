import type { Words } from "../base/words.ts";

/** What the page says around its findings, besides what the terminal report says too. */
export const htmlWords = {
  title: { en: "Audit of the voter register", fr: "Audit du registre électoral" },
  language: { en: "Language", fr: "Langue" },
  judged: { en: "Judged on {day}", fr: "Jugé le {day}" },
  accounts: {
    en: "{count, plural, =0 {no account was read} one {# account} other {# accounts}}{from, select, template {{count, plural, =0 {} other {, read from templates: what would be made, not what is there}}} other {}}",
    fr: "{count, plural, =0 {aucun compte n’a été lu} one {# compte} other {# comptes}}{from, select, template {{count, plural, =0 {} one {, lu dans des modèles : ce qui serait produit, non ce qui est en place} other {, lus dans des modèles : ce qui serait produit, non ce qui est en place}}} other {}}",
  },
  toMend: { en: "To be mended, the gravest first", fr: "À corriger, le plus grave d’abord" },
  notKnown: { en: "Not known, to be looked into", fr: "Inconnu, à éclaircir" },
  furtherBelow: {
    en: "{more, plural, one {# more} other {# more}}, below",
    fr: "{more, plural, one {# autre} other {# autres}}, plus bas",
  },
  passes: {
    en: "{passes} of {all}",
    fr: "{passes} sur {all}",
  },
  practices: { en: "Practice by practice", fr: "Pratique par pratique" },
  practice: { en: "practice", fr: "pratique" },
  about: { en: "What was judged, and how", fr: "Ce qui a été jugé, et comment" },
  replay: {
    en: "Anyone can judge again, offline: rollward audit --snapshot FILE --now {now}. The verdicts must be the same.",
    fr: "Chacun peut juger de nouveau, hors ligne : rollward audit --snapshot FICHIER --now {now}. Les verdicts doivent être les mêmes.",
  },
} satisfies Record<string, Words>;
