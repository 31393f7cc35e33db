import type { OptionSpecs } from "./command.ts";

/** What every command takes, whatever it does. */
export const globalOptions = {
  help: { kind: "flag", words: { en: "Print this help", fr: "Afficher cette aide" } },
  lang: {
    kind: "one",
    value: "en|fr",
    words: {
      en: "Language of everything a person reads (else LC_ALL, LC_MESSAGES or LANG)",
      fr: "Langue de tout ce qu’une personne lit (sinon LC_ALL, LC_MESSAGES ou LANG)",
    },
  },
  json: {
    kind: "flag",
    words: {
      en: "Results as JSON on stdout, remarks and errors as one line of JSON each on stderr",
      fr: "Résultats en JSON sur stdout, remarques et erreurs en une ligne de JSON chacune sur stderr",
    },
  },
  config: {
    kind: "one",
    value: "FILE",
    words: {
      en: "The office’s configuration; rollward.config.json in this folder when left out and there",
      fr: "La configuration du bureau ; par défaut rollward.config.json de ce dossier, s’il existe",
    },
  },
  now: {
    kind: "one",
    value: "TIME",
    words: {
      en: "Set the clock, such as 2026-11-03T20:00:00Z, to replay a run; said in the result",
      fr: "Régler l’horloge, par exemple 2026-11-03T20:00:00Z, pour rejouer une exécution ; indiqué dans le résultat",
    },
  },
  version: { kind: "flag", words: { en: "Print the version", fr: "Afficher la version" } },
} as const satisfies OptionSpecs;
