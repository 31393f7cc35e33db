import { deedGaps, whoCanAll, type Deed } from "../../lib/audit/apart.ts";
import { tellApart } from "../../lib/audit/apart-telling.ts";
import { withoutAccounts } from "../../lib/audit/accounts.ts";
import type { Check, CheckInput } from "../../lib/audit/check.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import type { Words } from "../../lib/base/words.ts";
import { capabilities } from "../../lib/contract/capabilities.ts";

export const rulesApart: Check = {
  id: "rules-apart",
  title: {
    en: "Can nobody who changes rules or code read the roll alone?",
    fr: "Aucun de ceux qui changent les règles ou le code ne peut-il lire seul la liste ?",
  },
  why: {
    en: "Practice W5.1c of the Paris Call’s workshops recommends that access be restricted to the rights that a task needs. Whoever maintains the system needs no voter’s data; whoever can both read it and change the rules can also hide having read it.",
    fr: "La pratique W5.1c des ateliers de l’Appel de Paris recommande de restreindre l’accès aux droits qu’exige une tâche. Qui entretient le système n’a besoin des données d’aucun électeur ; qui peut les lire et changer les règles peut aussi cacher qu’il les a lues.",
  },
  severity: "high",
  judge: (input) => {
    const none = withoutAccounts(input.snapshot);
    return none === undefined ? judgeBoth(input) : [none];
  },
};

function judgeBoth(input: CheckInput): readonly Verdict[] {
  const { assets } = input.contract;
  const ruled = assets.filter(
    ({ key }) =>
      capabilities["change-rules"].actions[key] !== undefined ||
      capabilities["run-code"].actions[key] !== undefined,
  );
  const deeds: readonly Deed[] = [
    { assets: assets.filter(({ key }) => key === "roll"), capabilities: ["read-roll"] },
    { assets: ruled, capabilities: ["change-rules", "run-code"] },
  ];
  const found = tellApart(input, invariant, whoCanAll(input, deeds));
  const all = [...found, ...deedGaps(input, deeds, ["roll", "code", "identity"])];
  if (all.length > 0) return all;
  const args = { asked: input.access.principals.length };
  return [{ status: "pass", subject: "rules", words: words.apart, args, evidence: { asked: args.asked } }];
}

const words = {
  apart: {
    en: "Nobody who can change rules or code can read the whole roll, before escalation or after ({asked, plural, one {one user or role} other {# users and roles}} asked).",
    fr: "Aucun de ceux qui peuvent changer les règles ou le code ne peut lire toute la liste, ni avant ni après escalade de privilèges ({asked, plural, one {un utilisateur ou rôle examiné} other {# utilisateurs et rôles examinés}}).",
  },
  deeds: {
    en: "read the whole roll and change rules or code",
    fr: "lire toute la liste et changer les règles ou le code",
  },
  fix: {
    en: "Give the two rights to two principals that two people hold: take from {principal} what the witness shows.",
    fr: "Donnez les deux droits à deux titulaires que tiennent deux personnes : retirez à {principal} ce que montre la requête à l’appui.",
  },
} satisfies Record<string, Words>;

const invariant = { deeds: words.deeds, fix: words.fix, shownBy: 0 };
