import { withoutAccounts } from "../../lib/audit/accounts.ts";
import type { Check } from "../../lib/audit/check.ts";
import type { Verdict } from "../../lib/audit/finding.ts";

export const changeTakesTwo: Check = {
  id: "change-takes-two",
  title: {
    en: "Does every change of the system take two people, one who proposes it and one who approves it?",
    fr: "Tout changement du système demande-t-il deux personnes, une qui le propose et une qui l’approuve ?",
  },
  why: {
    en: "Practice W5.1c of the Paris Call’s workshops recommends that access be restricted to the rights that a task needs. Whoever can change the system alone holds every right that the system has.",
    fr: "La pratique W5.1c des ateliers de l’Appel de Paris recommande de restreindre l’accès aux droits qu’exige une tâche. Qui peut changer seul le système détient tous les droits du système.",
  },
  severity: "high",
  judge: ({ snapshot }) => [withoutAccounts(snapshot) ?? later],
};

const later: Verdict = {
  status: "not-applicable",
  subject: "deployment",
  words: {
    en: "The stacks that make a change take two come with a later version, so there is nothing to judge yet; until then, who can change rules and code is told by rule-changers and code-runners, before escalation.",
    fr: "Les piles qui font qu’un changement demande deux personnes viennent avec une version ultérieure ; il n’y a donc encore rien à juger. D’ici là, rule-changers et code-runners disent qui peut changer les règles et le code, avant escalade de privilèges.",
  },
};
