import type { Words } from "../../base/words.ts";

/** What `rollward audit` says, besides what the options of `rollward snapshot` say already. */
export const auditWords = {
  description: {
    en: "Asks of the backups what practice W5.1a of the Paris Call’s workshops recommends: fresh, whole on every mirror, alike, openable by more than one person, in more than one place. Give it the mirrors themselves, or a snapshot taken of them. What could not be read is unknown, never a pass. Exit code 4 when a mirror’s integrity is broken, else 3 when something is unknown, else 1 for findings.",
    fr: "Demande aux sauvegardes ce que recommande la pratique W5.1a des ateliers de l’Appel de Paris : à jour, intactes sur chaque miroir, pareilles, lisibles par plus d’une personne, en plus d’un lieu. Donnez-lui les miroirs eux-mêmes, ou un instantané. Ce qui n’a pas pu être lu est inconnu, jamais conforme. Code de sortie 4 quand l’intégrité d’un miroir est rompue, sinon 3 quand quelque chose est inconnu, sinon 1 pour des constats.",
  },
  snapshot: {
    en: "Judge this snapshot instead of reading mirrors",
    fr: "Juger cet instantané au lieu de lire des miroirs",
  },
  practice: {
    en: "Only the checks of this practice, such as W5.1a",
    fr: "Seulement les contrôles de cette pratique, comme W5.1a",
  },
  only: { en: "Only this check, such as backup-fresh", fr: "Seulement ce contrôle, comme backup-fresh" },
  rpo: {
    en: "How old the newest set may be (recovery-point objective), such as 90m, 24h or 7d; 24h when left out",
    fr: "L’âge permis du jeu le plus récent (objectif de point de reprise), comme 90m, 24h ou 7d ; 24h par défaut",
  },
  failOn: {
    en: "The severity from which findings lead to exit code 1; low when left out",
    fr: "La gravité à partir de laquelle les constats mènent au code de sortie 1 ; low par défaut",
  },
  format: {
    en: "Form of the report; --json is the same as json",
    fr: "Forme du rapport ; --json équivaut à json",
  },
  out: {
    en: "Where the report goes; stdout when left out, or -",
    fr: "Où va le rapport ; la sortie standard par défaut, ou -",
  },
  exampleMirrors: { en: "Read two mirrors and judge them", fr: "Lire deux miroirs et les juger" },
  exampleReplay: {
    en: "Judge a kept snapshot again, as of the moment it was taken",
    fr: "Juger de nouveau un instantané conservé, à l’instant où il a été pris",
  },
  written: { en: "Report written to {out}.", fr: "Rapport écrit dans {out}." },
} satisfies Record<string, Words>;
