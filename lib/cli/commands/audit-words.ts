import type { Words } from "../../base/words.ts";

/** What `rollward audit` says, besides what the options of `rollward snapshot` say already. */
export const auditWords = {
  description: {
    en: "Holds an office’s accounts and backups against what the Paris Call’s workshops recommend. Practice W5.1a: backups that are fresh, whole, alike, locked, apart from one another. Practice W5.1c: nobody has more rights than a task needs, each exception with the request that shows it. It reads live accounts; or templates (--template), mirrors (--mirror), a kept snapshot (--snapshot). What could not be read is unknown, never a pass. Exit code 4 when a mirror’s integrity is broken, else 3 when something is unknown, else 1 for findings.",
    fr: "Compare les comptes et les sauvegardes d’un bureau à ce que recommandent les ateliers de l’Appel de Paris. Pratique W5.1a : des sauvegardes à jour, intactes, pareilles, verrouillées, éloignées les unes des autres. Pratique W5.1c : personne n’a plus de droits que sa tâche n’en demande, chaque exception avec la requête qui la montre. Lit des comptes réels, ou bien des modèles (--template), des miroirs (--mirror), un instantané conservé (--snapshot). Ce qui n’a pas pu être lu est inconnu, jamais conforme. Code de sortie 4 quand l’intégrité d’un miroir est rompue, sinon 3 quand quelque chose est inconnu, sinon 1 pour des constats.",
  },
  snapshot: {
    en: "Judge this snapshot instead of reading accounts or mirrors",
    fr: "Juger cet instantané au lieu de lire des comptes ou des miroirs",
  },
  practice: {
    en: "Only the checks of this practice, such as W5.1a",
    fr: "Seulement les contrôles de cette pratique, comme W5.1a",
  },
  only: { en: "Only this check, such as backup-fresh", fr: "Seulement ce contrôle, comme backup-fresh" },
  rpo: {
    en: "How old the newest set may be (recovery-point objective), such as 90m, 24h or 7d; the configuration’s when left out, else 24h",
    fr: "L’âge permis du jeu le plus récent (objectif de point de reprise), comme 90m, 24h ou 7d ; celui de la configuration par défaut, sinon 24h",
  },
  failOn: {
    en: "The severity from which findings lead to exit code 1; low when left out",
    fr: "La gravité à partir de laquelle les constats mènent au code de sortie 1 ; low par défaut",
  },
  format: {
    en: "Form of the report; html is one file for any browser, in both languages; --json is the same as json",
    fr: "Forme du rapport ; html est un seul fichier pour tout navigateur, dans les deux langues ; --json équivaut à json",
  },
  out: {
    en: "Where the report goes; stdout when left out, or -",
    fr: "Où va le rapport ; la sortie standard par défaut, ou -",
  },
  exampleTemplate: {
    en: "Judge the stacks before they are deployed",
    fr: "Juger les piles avant leur déploiement",
  },
  exampleLive: {
    en: "Judge two live accounts, and write a page for everybody",
    fr: "Juger deux comptes réels, et écrire une page pour tout le monde",
  },
  exampleMirrors: { en: "Read two mirrors and judge them", fr: "Lire deux miroirs et les juger" },
  exampleReplay: {
    en: "Judge a kept snapshot again, as of the moment it was taken",
    fr: "Juger de nouveau un instantané conservé, à l’instant où il a été pris",
  },
  written: { en: "Report written to {out}.", fr: "Rapport écrit dans {out}." },
} satisfies Record<string, Words>;
