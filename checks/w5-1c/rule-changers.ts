import { judgeCapabilities } from "../../lib/audit/capability-verdicts.ts";
import type { Check } from "../../lib/audit/check.ts";

export const ruleChangers: Check = {
  id: "rule-changers",
  title: {
    en: "Can only those change the rules of who may do what whose task needs it?",
    fr: "Seuls ceux dont la tâche l’exige peuvent-ils changer les règles de qui peut faire quoi ?",
  },
  why: {
    en: "Practice W5.1c of the Paris Call’s workshops recommends that access be restricted to the rights that a task needs. Whoever writes the rules gives himself every other right: by a policy, a boundary, a trust, a grant of a key, an access grant, a tag that policies ask for.",
    fr: "La pratique W5.1c des ateliers de l’Appel de Paris recommande de restreindre l’accès aux droits qu’exige une tâche. Qui écrit les règles se donne tous les autres droits : par une politique, une limite, une relation de confiance, un octroi de clé, un octroi d’accès, une étiquette que des politiques demandent.",
  },
  severity: "critical",
  judge: (input) => judgeCapabilities(input, ["change-rules"]),
};
