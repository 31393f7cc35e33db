import { judgeCapabilities } from "../../lib/audit/capability-verdicts.ts";
import type { Check } from "../../lib/audit/check.ts";

export const vaultDeleters: Check = {
  id: "vault-deleters",
  title: {
    en: "Can nobody destroy the sealed backups or shorten their retention?",
    fr: "Personne ne peut-il détruire les sauvegardes scellées ni raccourcir leur conservation ?",
  },
  why: {
    en: "Practice W5.1c of the Paris Call’s workshops recommends that access be restricted to the rights that a task needs, and no task needs to delete a backup: parts go when their retention ends. Whoever extorts an office deletes its backups first, by a lifecycle rule or a key as well as by a deletion.",
    fr: "La pratique W5.1c des ateliers de l’Appel de Paris recommande de restreindre l’accès aux droits qu’exige une tâche, et aucune tâche n’exige de supprimer une sauvegarde : les parties s’en vont quand leur conservation prend fin. Qui rançonne un bureau supprime d’abord ses sauvegardes, par une règle de cycle de vie ou une clé autant que par une suppression.",
  },
  severity: "critical",
  judge: (input) => judgeCapabilities(input, ["destroy-sealed", "shorten-retention"]),
};
