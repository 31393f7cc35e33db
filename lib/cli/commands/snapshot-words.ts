import type { Words } from "../../base/words.ts";

/** What `rollward snapshot` says. */
export const snapshotWords = {
  description: {
    en: "Reads and verifies every mirror named, to the last byte, and writes what was seen into one JSON file: facts without a verdict and without any voter’s data. rollward audit judges it, now or years later. The exit code is 3 when something could not be read; what is wrong with a mirror is for the audit to say, so this command never ends with 1, and with 4 only when the trust file itself is not to be trusted.",
    fr: "Lit et vérifie chaque miroir indiqué, jusqu’au dernier octet, et consigne ce qui a été vu dans un fichier JSON : des faits, sans verdict et sans aucune donnée d’électeur. rollward audit le juge, maintenant ou des années plus tard. Le code de sortie est 3 quand quelque chose n’a pas pu être lu ; ce qui ne va pas dans un miroir, c’est à l’audit de le dire : cette commande ne se termine donc jamais par 1, et par 4 seulement quand le fichier de confiance lui-même n’est pas digne de confiance.",
  },
  out: { en: "Where the snapshot goes; - for stdout", fr: "Où va l’instantané ; - pour la sortie standard" },
  force: { en: "Overwrite the file if it exists", fr: "Écraser le fichier s’il existe" },
  example: {
    en: "Write down the state of two mirrors",
    fr: "Consigner l’état de deux miroirs",
  },
  done: {
    en: "Snapshot of {mirrors, plural, one {# mirror} other {# mirrors}} written to {out}, SHA-256 {sha256}{unread, plural, =0 {} one {; # mirror could not be read whole} other {; # mirrors could not be read whole}}.",
    fr: "Instantané de {mirrors, plural, one {# miroir} other {# miroirs}} écrit dans {out}, SHA-256 {sha256}{unread, plural, =0 {} one { ; # miroir n’a pas pu être lu en entier} other { ; # miroirs n’ont pas pu être lus en entier}}.",
  },
} satisfies Record<string, Words>;
