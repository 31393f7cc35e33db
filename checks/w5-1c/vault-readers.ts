import { judgeCapabilities } from "../../lib/audit/capability-verdicts.ts";
import type { Check } from "../../lib/audit/check.ts";

export const vaultReaders: Check = {
  id: "vault-readers",
  title: {
    en: "Can only those read the sealed backups whose task needs it, and the sealer not at all?",
    fr: "Seuls ceux dont la tâche l’exige peuvent-ils lire les sauvegardes scellées, et le scelleur pas du tout ?",
  },
  why: {
    en: "Practice W5.1c of the Paris Call’s workshops recommends that access be restricted to the rights that a task needs. Sealed sets open only with a recovery identity, but a copy that was taken today can be opened with an identity that is lost years later.",
    fr: "La pratique W5.1c des ateliers de l’Appel de Paris recommande de restreindre l’accès aux droits qu’exige une tâche. Les jeux scellés ne s’ouvrent qu’avec une identité de secours, mais une copie prise aujourd’hui peut s’ouvrir avec une identité perdue des années plus tard.",
  },
  severity: "high",
  judge: (input) => judgeCapabilities(input, ["read-sealed"]),
};
