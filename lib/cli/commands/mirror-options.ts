import type { OptionSpecs } from "../command.ts";

/** Options that commands which read mirrors have in common. */
export const mirrorOptions = {
  mirror: {
    kind: "many",
    value: "URL",
    required: true,
    words: {
      en: "A mirror: a folder, or s3://bucket/prefix?region=R&endpoint=URL; repeat for several",
      fr: "Un miroir : un dossier, ou s3://compartiment/préfixe?region=R&endpoint=URL ; à répéter pour plusieurs",
    },
  },
} as const satisfies OptionSpecs;

/** What to trust: exactly one of the two. */
export const trustOptions = {
  trust: {
    kind: "one",
    value: "FILE",
    words: {
      en: "The office’s trust file (trust.json), handed over, never taken from a mirror",
      fr: "Le fichier de confiance du bureau (trust.json), remis en main propre, jamais pris sur un miroir",
    },
  },
  "public-key": {
    kind: "one",
    value: "FILE",
    words: {
      en: "Instead of a trust file: the one signing key to trust (signing.pub)",
      fr: "Au lieu d’un fichier de confiance : la seule clé de signature à laquelle se fier (signing.pub)",
    },
  },
} as const satisfies OptionSpecs;

export const stateOption = {
  state: {
    kind: "one",
    value: "DIR",
    words: {
      en: "Folder in which the newest set seen is remembered, so that a rollback since last time is seen",
      fr: "Dossier où est retenu le jeu le plus récent déjà vu, pour qu’un retour en arrière se voie",
    },
  },
} as const satisfies OptionSpecs;

export const identityOption = {
  identity: {
    kind: "many",
    value: "FILE",
    words: {
      en: "A recovery identity (identity-1.txt); repeat for several",
      fr: "Une identité de secours (identity-1.txt) ; à répéter pour plusieurs",
    },
  },
} as const satisfies OptionSpecs;
