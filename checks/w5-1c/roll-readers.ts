import { judgeCapabilities } from "../../lib/audit/capability-verdicts.ts";
import type { Check } from "../../lib/audit/check.ts";

export const rollReaders: Check = {
  id: "roll-readers",
  title: {
    en: "Can only those read voters whose task needs it?",
    fr: "Seuls ceux dont la tâche l’exige peuvent-ils lire des électeurs ?",
  },
  why: {
    en: "Practice W5.1c of the Paris Call’s workshops recommends that access be restricted to the rights that a task needs. Whoever can read the roll can sell it, and nobody sees it leave: an export, a copy, a restored table or a stream carries it away as a plain write.",
    fr: "La pratique W5.1c des ateliers de l’Appel de Paris recommande de restreindre l’accès aux droits qu’exige une tâche. Qui peut lire la liste peut la vendre, et personne ne la voit partir : un export, une copie, une table restaurée ou un flux l’emportent comme une simple écriture.",
  },
  severity: "critical",
  judge: (input) => judgeCapabilities(input, ["read-voter", "read-protected-voter", "read-roll"]),
};
