import { assumedIn, deedGaps, evidenceOf, whoCanAll, type Both, type Deed } from "../../lib/audit/apart.ts";
import { withoutAccounts } from "../../lib/audit/accounts.ts";
import type { Check, CheckInput } from "../../lib/audit/check.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { witnessOf } from "../../lib/audit/outside-accounts.ts";
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
  const found = whoCanAll(input, deeds).map(tellOf);
  const all = [...found, ...deedGaps(input, deeds, ["roll", "code", "identity"])];
  if (all.length > 0) return all;
  const args = { asked: input.access.principals.length };
  return [{ status: "pass", subject: "rules", words: words.apart, args, evidence: { asked: args.asked } }];
}

function tellOf({ principal, done, proved }: Both): Verdict {
  const [read, rules] = [done[0]!.proof, done[1]!];
  return {
    status: proved ? "fail" : "unknown",
    subject: principal,
    words: proved ? words.both : words.perhaps,
    args: { principal, id: rules.asset.id, assumed: assumedIn(done) },
    evidence: evidenceOf(done),
    ...(proved && read.verdict === "yes" ? { witness: witnessOf(principal, read.witness) } : {}),
    fix: { words: words.fix, args: { principal } },
  };
}

const words = {
  apart: {
    en: "Nobody who can change rules or code can read the whole roll, before escalation ({asked, plural, one {one user or role} other {# users and roles}} asked).",
    fr: "Aucun de ceux qui peuvent changer les règles ou le code ne peut lire toute la liste, avant escalade de privilèges ({asked, plural, one {un utilisateur ou rôle examiné} other {# utilisateurs et rôles examinés}}).",
  },
  both: {
    en: "{principal} can read the whole roll and change rules or code ({id}){assumed, select, yes {, if its own account lets it (assumed, for that account was not read)} other {}}, before escalation.",
    fr: "{principal} peut lire toute la liste et changer les règles ou le code ({id}){assumed, select, yes {, si son propre compte le lui accorde (supposé, car ce compte n’a pas été lu)} other {}}, avant escalade de privilèges.",
  },
  perhaps: {
    en: "{principal} may be able to read the whole roll and to change rules or code ({id}), before escalation; it could not be decided.",
    fr: "{principal} peut peut-être lire toute la liste et changer les règles ou le code ({id}), avant escalade de privilèges ; on n’a pas pu en décider.",
  },
  fix: {
    en: "Give the two rights to two principals that two people hold: take from {principal} what the witness shows.",
    fr: "Donnez les deux droits à deux titulaires que tiennent deux personnes : retirez à {principal} ce que montre la requête à l’appui.",
  },
} satisfies Record<string, Words>;
