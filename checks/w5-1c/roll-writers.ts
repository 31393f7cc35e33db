import { judgeCapabilities } from "../../lib/audit/capability-verdicts.ts";
import type { Check } from "../../lib/audit/check.ts";

export const rollWriters: Check = {
  id: "roll-writers",
  title: {
    en: "Can only those alter or destroy the roll whose task needs it?",
    fr: "Seuls ceux dont la tâche l’exige peuvent-ils modifier ou détruire la liste ?",
  },
  why: {
    en: "Practice W5.1c of the Paris Call’s workshops recommends that access be restricted to the rights that a task needs. Whoever alters a record keeps somebody from voting; whoever deletes the table, its recovery or its key keeps everybody from it.",
    fr: "La pratique W5.1c des ateliers de l’Appel de Paris recommande de restreindre l’accès aux droits qu’exige une tâche. Qui modifie une fiche empêche quelqu’un de voter ; qui supprime la table, sa récupération ou sa clé en empêche tout le monde.",
  },
  severity: "critical",
  judge: (input) => judgeCapabilities(input, ["alter-voter", "destroy-roll"]),
};
