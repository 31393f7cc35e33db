import type { Words } from "../base/words.ts";

/** What the page says around its findings, besides what the terminal report says too. */
export const htmlWords = {
  title: { en: "Audit of the voter register", fr: "Audit du registre électoral" },
  language: { en: "Language", fr: "Langue" },
  practices: { en: "Practice by practice", fr: "Pratique par pratique" },
  practice: { en: "practice", fr: "pratique" },
  about: { en: "What was judged, and how", fr: "Ce qui a été jugé, et comment" },
  replay: {
    en: "Anyone can judge again, offline: rollward audit --snapshot FILE --now {now}. The verdicts must be the same.",
    fr: "Chacun peut juger de nouveau, hors ligne : rollward audit --snapshot FICHIER --now {now}. Les verdicts doivent être les mêmes.",
  },
} satisfies Record<string, Words>;
