import { judgeCapabilities } from "../../lib/audit/capability-verdicts.ts";
import type { Check } from "../../lib/audit/check.ts";

export const keyUsers: Check = {
  id: "key-users",
  title: {
    en: "Can only those use the register’s key and the signing key whose task needs it?",
    fr: "Seuls ceux dont la tâche l’exige peuvent-ils utiliser la clé du registre et la clé de signature ?",
  },
  why: {
    en: "Practice W5.1c of the Paris Call’s workshops recommends that access be restricted to the rights that a task needs. Whoever uses the signing key forges a backup that every verifier believes; whoever uses the register’s key opens what it encrypts.",
    fr: "La pratique W5.1c des ateliers de l’Appel de Paris recommande de restreindre l’accès aux droits qu’exige une tâche. Qui utilise la clé de signature forge une sauvegarde que tout vérificateur croira ; qui utilise la clé du registre ouvre ce qu’elle chiffre.",
  },
  severity: "critical",
  judge: (input) => judgeCapabilities(input, ["decrypt", "sign-manifest"]),
};
