import { judgeCapabilities } from "../../lib/audit/capability-verdicts.ts";
import type { Check } from "../../lib/audit/check.ts";

export const accountClosers: Check = {
  id: "account-closers",
  title: {
    en: "Can only those close an account or take it over whose task needs it?",
    fr: "Seuls ceux dont la tâche l’exige peuvent-ils fermer un compte ou s’en emparer ?",
  },
  why: {
    en: "Practice W5.1c of the Paris Call’s workshops recommends that access be restricted to the rights that a task needs. Closing an account ends every lock in it, compliance mode too; whoever moves the root’s mail to another address owns the account.",
    fr: "La pratique W5.1c des ateliers de l’Appel de Paris recommande de restreindre l’accès aux droits qu’exige une tâche. Fermer un compte met fin à tous ses verrous, même en mode de conformité ; qui déplace le courriel de la racine vers une autre adresse possède le compte.",
  },
  severity: "critical",
  judge: (input) => judgeCapabilities(input, ["close-account"]),
};
