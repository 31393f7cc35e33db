import { judgeCapabilities } from "../../lib/audit/capability-verdicts.ts";
import type { Check } from "../../lib/audit/check.ts";

export const vaultWriters: Check = {
  id: "vault-writers",
  title: {
    en: "Can only the sealer write to the vault, and only the mirror to the mirrors?",
    fr: "Seul le scelleur peut-il écrire dans le coffre, et seul le miroir sur les miroirs ?",
  },
  why: {
    en: "Practice W5.1c of the Paris Call’s workshops recommends that access be restricted to the rights that a task needs. Whoever can write beside the sets can fill a vault, hide a set under a newer version, or move the head of the chain so that the next set is refused.",
    fr: "La pratique W5.1c des ateliers de l’Appel de Paris recommande de restreindre l’accès aux droits qu’exige une tâche. Qui peut écrire à côté des jeux peut remplir un coffre, cacher un jeu sous une version plus récente, ou déplacer la tête de la chaîne pour faire refuser le jeu suivant.",
  },
  severity: "high",
  judge: (input) => judgeCapabilities(input, ["write-sealed"]),
};
