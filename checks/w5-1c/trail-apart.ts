import { deedGaps, whoCanAll, type Deed } from "../../lib/audit/apart.ts";
import { tellApart } from "../../lib/audit/apart-telling.ts";
import { withoutAccounts } from "../../lib/audit/accounts.ts";
import type { Check, CheckInput } from "../../lib/audit/check.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import type { Words } from "../../lib/base/words.ts";

export const trailApart: Check = {
  id: "trail-apart",
  title: {
    en: "Can nobody who alters the roll also silence the trail?",
    fr: "Aucun de ceux qui modifient la liste ne peut-il aussi faire taire le journal ?",
  },
  why: {
    en: "Practice W5.1c of the Paris Call’s workshops recommends that access be restricted to the rights that a task needs. Whoever can alter voters and silence the trail can do it without a trace; apart, each is seen by the other.",
    fr: "La pratique W5.1c des ateliers de l’Appel de Paris recommande de restreindre l’accès aux droits qu’exige une tâche. Qui peut modifier des électeurs et faire taire le journal peut le faire sans trace ; séparés, l’un voit l’autre.",
  },
  severity: "high",
  judge: (input) => {
    const none = withoutAccounts(input.snapshot);
    return none === undefined ? judgeBoth(input) : [none];
  },
};

function judgeBoth(input: CheckInput): readonly Verdict[] {
  const assets = (key: string) => input.contract.assets.filter((asset) => asset.key === key);
  const deeds: readonly Deed[] = [
    { assets: assets("roll"), capabilities: ["alter-voter", "destroy-roll"] },
    { assets: assets("trail"), capabilities: ["silence-trail"] },
  ];
  const found = tellApart(input, invariant, whoCanAll(input, deeds));
  const all = [...found, ...deedGaps(input, deeds, ["roll", "trail"])];
  if (all.length > 0) return all;
  const args = { asked: input.access.principals.length };
  return [{ status: "pass", subject: "trail", words: words.apart, args, evidence: { asked: args.asked } }];
}

const words = {
  apart: {
    en: "Nobody can both alter the roll and silence the trail, before escalation or after ({asked, plural, one {one user or role} other {# users and roles}} asked).",
    fr: "Personne ne peut à la fois modifier la liste et faire taire le journal, ni avant ni après escalade de privilèges ({asked, plural, one {un utilisateur ou rôle examiné} other {# utilisateurs et rôles examinés}}).",
  },
  deeds: {
    en: "alter the roll and silence the trail that would tell of it",
    fr: "modifier la liste et faire taire le journal qui le dirait",
  },
  fix: {
    en: "Give the two rights to two principals that two people hold: take from {principal} what the witness shows.",
    fr: "Donnez les deux droits à deux titulaires que tiennent deux personnes : retirez à {principal} ce que montre la requête à l’appui.",
  },
} satisfies Record<string, Words>;

const invariant = { deeds: words.deeds, fix: words.fix, shownBy: 1 };
