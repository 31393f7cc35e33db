import type { Exit } from "../base/exit.ts";
import type { Words } from "../base/words.ts";

/** What help says around the commands’ own words. */
export const helpWords = {
  tagline: {
    en: "a voter register in accounts of least privilege, its encrypted remote backups, and an audit of both",
    fr: "un registre électoral dans des comptes au moindre privilège, ses sauvegardes chiffrées à distance, et un audit des deux",
  },
  usage: { en: "Usage", fr: "Utilisation" },
  commandPlace: { en: "COMMAND", fr: "COMMANDE" },
  optionsPlace: { en: "options", fr: "options" },
  commands: { en: "Commands", fr: "Commandes" },
  options: { en: "Options", fr: "Options" },
  everywhere: { en: "Options of every command", fr: "Options de chaque commande" },
  examples: { en: "Examples", fr: "Exemples" },
  exits: { en: "Exit codes", fr: "Codes de sortie" },
  required: { en: "required", fr: "obligatoire" },
  more: {
    en: "rollward COMMAND --help explains one of them, with examples. “…” after an option: it may be repeated.",
    fr: "rollward COMMANDE --help en explique une, avec des exemples. « … » après une option : elle peut être répétée.",
  },
} as const;

/** The exit codes in ascending order; the type holds them to `base/exit.ts`. */
export const exitWords: Readonly<Record<Exit, Words>> = {
  0: { en: "all well", fr: "tout va bien" },
  1: {
    en: "findings: something is stale, behind or not as it should be",
    fr: "constats : quelque chose est périmé, en retard ou non conforme",
  },
  2: { en: "wrong usage or bad input", fr: "mauvais usage ou entrée incorrecte" },
  3: { en: "something could not be read or decided", fr: "quelque chose n’a pu être lu ou tranché" },
  4: {
    en: "integrity broken: tampering, a wrong key, missing parts, a rollback",
    fr: "intégrité rompue : altération, mauvaise clé, parties manquantes, retour en arrière",
  },
  130: { en: "interrupted", fr: "interrompu" },
};
