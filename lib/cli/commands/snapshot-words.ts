import type { Words } from "../../base/words.ts";

/** What `rollward snapshot` says. */
export const snapshotWords = {
  description: {
    en: "Reads live accounts, or the accounts that templates would make, and verifies every mirror named, to the last byte; writes what was seen into one JSON file: facts without a verdict and without any voter’s data. Without --template and --mirror it reads the account of this shell’s credentials. rollward audit judges it, now or years later. The exit code is 3 when something could not be read; what is wrong with a mirror is for the audit to say, so this command never ends with 1, and with 4 only when the trust file itself is not to be trusted.",
    fr: "Lit des comptes réels, ou les comptes que produiraient des modèles, et vérifie chaque miroir indiqué, jusqu’au dernier octet ; consigne ce qui a été vu dans un fichier JSON : des faits, sans verdict et sans aucune donnée d’électeur. Sans --template ni --mirror, lit le compte des identifiants de cet environnement. rollward audit le juge, maintenant ou des années plus tard. Le code de sortie est 3 quand quelque chose n’a pas pu être lu ; ce qui ne va pas dans un miroir, c’est à l’audit de le dire : cette commande ne se termine donc jamais par 1, et par 4 seulement quand le fichier de confiance lui-même n’est pas digne de confiance.",
  },
  out: { en: "Where the snapshot goes; - for stdout", fr: "Où va l’instantané ; - pour la sortie standard" },
  force: { en: "Overwrite the file if it exists", fr: "Écraser le fichier s’il existe" },
  policy: {
    en: "Print the IAM policy with exactly the rights that reading a live account takes, and read nothing",
    fr: "Afficher la politique IAM avec exactement les droits que demande la lecture d’un compte réel, sans rien lire",
  },
  examplePolicy: {
    en: "The least rights for whoever takes snapshots of an account",
    fr: "Les moindres droits de qui prend des instantanés d’un compte",
  },
  exampleLive: {
    en: "Write down what one account holds, and what could not be read",
    fr: "Consigner ce que contient un compte, et ce qui n’a pas pu être lu",
  },
  exampleTemplate: {
    en: "Write down the accounts that the stacks would make",
    fr: "Consigner les comptes que produiraient les piles",
  },
  example: {
    en: "Write down the state of two mirrors",
    fr: "Consigner l’état de deux miroirs",
  },
  done: {
    en: "Snapshot of {accounts, plural, =0 {} one {# account and } other {# accounts and }}{mirrors, plural, one {# mirror} other {# mirrors}} written to {out}, SHA-256 {sha256}{unread, plural, =0 {} one {; # thing could not be read whole, and it says which} other {; # things could not be read whole, and it says which}}.",
    fr: "Instantané de {accounts, plural, =0 {} one {# compte et de } other {# comptes et de }}{mirrors, plural, one {# miroir} other {# miroirs}} écrit dans {out}, SHA-256 {sha256}{unread, plural, =0 {} one { ; # élément n’a pas pu être lu en entier, et il est nommé dedans} other { ; # éléments n’ont pas pu être lus en entier, et ils sont nommés dedans}}.",
  },
} satisfies Record<string, Words>;
