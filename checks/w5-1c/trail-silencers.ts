import { judgeCapabilities } from "../../lib/audit/capability-verdicts.ts";
import type { Check } from "../../lib/audit/check.ts";

export const trailSilencers: Check = {
  id: "trail-silencers",
  title: {
    en: "Can nobody silence the trail, or write over what it recorded?",
    fr: "Personne ne peut-il faire taire le journal, ni écrire par-dessus ce qu’il a consigné ?",
  },
  why: {
    en: "Practice W5.1c of the Paris Call’s workshops recommends that access be restricted to the rights that a task needs. What nobody recorded nobody can prove; whoever breaks in stops the record first.",
    fr: "La pratique W5.1c des ateliers de l’Appel de Paris recommande de restreindre l’accès aux droits qu’exige une tâche. Ce que personne n’a consigné, personne ne peut le prouver ; qui s’introduit arrête d’abord le journal.",
  },
  severity: "high",
  judge: (input) => judgeCapabilities(input, ["silence-trail"]),
};
