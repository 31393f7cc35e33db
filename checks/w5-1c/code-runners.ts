import { judgeCapabilities } from "../../lib/audit/capability-verdicts.ts";
import type { Check } from "../../lib/audit/check.ts";
import { withTaskWorkloads, workloadVerdicts } from "../../lib/audit/task-workloads.ts";

export const codeRunners: Check = {
  id: "code-runners",
  title: {
    en: "Can only those run code as the functions whose task needs it?",
    fr: "Seuls ceux dont la tâche l’exige peuvent-ils exécuter du code sous le nom des fonctions ?",
  },
  why: {
    en: "Practice W5.1c of the Paris Call’s workshops recommends that access be restricted to the rights that a task needs. A function acts with its own rights, whoever wrote its code, started it or took on its role: calling it directly passes by the scopes of the API.",
    fr: "La pratique W5.1c des ateliers de l’Appel de Paris recommande de restreindre l’accès aux droits qu’exige une tâche. Une fonction agit avec ses propres droits, quel que soit celui qui a écrit son code, l’a lancée ou a endossé son rôle : l’appeler directement contourne les portées de l’API.",
  },
  severity: "critical",
  judge: (input) => {
    const found = judgeCapabilities(withTaskWorkloads(input), ["run-code"]);
    const beside = workloadVerdicts(input);
    // “Nobody but …” is not said of code of which something else is.
    return [...(beside.length === 0 ? found : found.filter(({ status }) => status !== "pass")), ...beside];
  },
};
