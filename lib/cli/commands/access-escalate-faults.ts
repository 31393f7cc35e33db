import { defineFaults } from "../../base/faults.ts";

/** What can go wrong with the question of `rollward access escalate`. */
export const escalateFaults = defineFaults({
  "from-unknown": {
    exit: 2,
    en: "--from takes the ARN of a user or role of the snapshot, or of an outsider that its policies let in, and {value} is none of them; {nearest, select, none {} other {did you mean {nearest}? }}check its spelling, and that the snapshot has its account",
    fr: "--from prend l’ARN d’un utilisateur ou d’un rôle de l’instantané, ou d’une identité extérieure que ses politiques admettent, et {value} n’en est aucun ; {nearest, select, none {} other {vouliez-vous dire {nearest} ? }}vérifiez l’orthographe, et que l’instantané contient son compte",
  },
});
