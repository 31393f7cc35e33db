import type { Words } from "../../base/words.ts";

/** What `rollward access matrix` says. */
export const matrixCommandWords = {
  description: {
    en: "Holds the office’s contract against what the policies of a snapshot allow: for everybody who holds a task, and everybody else who can do something to the roll, the backups and what guards them, each capability as a cell: allowed or never, possible or not, before privilege escalation and after it. What is possible and never allowed comes with the request that does it, and after escalation with the steps that lead there. What could not be read or decided is unknown. Exit code 3 when a cell is unknown, else 1 when something is possible that is never allowed.",
    fr: "Compare le contrat du bureau à ce que permettent les politiques d’un instantané : pour chaque titulaire d’une tâche, et pour tous les autres qui peuvent quelque chose sur la liste électorale, les sauvegardes et ce qui les garde, chaque capacité est une case : permise ou jamais, possible ou non, avant l’escalade de privilèges et après. Ce qui est possible et jamais permis vient avec la requête qui le fait et, après escalade, avec les étapes qui y mènent. Ce qui n’a pas pu être lu ou tranché est inconnu. Code de sortie 3 dès qu’une case est inconnue, sinon 1 quand quelque chose est possible sans être jamais permis.",
  },
  exampleSnapshot: {
    en: "The live accounts, as a snapshot has them",
    fr: "Les comptes réels, tels qu’un instantané les a vus",
  },
  exampleTemplate: {
    en: "What templates would make, as JSON",
    fr: "Ce que des modèles produiraient, en JSON",
  },
} satisfies Record<string, Words>;
