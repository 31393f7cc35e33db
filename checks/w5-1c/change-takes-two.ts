import { withoutAccounts } from "../../lib/audit/accounts.ts";
import { tellApart } from "../../lib/audit/apart-telling.ts";
import { assetsOf } from "../../lib/audit/assets.ts";
import { changeHands, inTwoHands, namedForTwo, type ChangeHand } from "../../lib/audit/change-hands.ts";
import type { Check, CheckInput } from "../../lib/audit/check.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { ownAccounts } from "../../lib/audit/holders.ts";
import { signedCode } from "../../lib/audit/signed-code.ts";
import { factUnread, unreadFor } from "../../lib/audit/unread.ts";
import type { Words } from "../../lib/base/words.ts";
import { taskWords } from "../../lib/contract/task-words.ts";

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
  judge: (input) => {
    const none = withoutAccounts(input.snapshot);
    if (none !== undefined) return [none];
    const missing = changeHands.filter((hand) => (input.contract.holders[hand] ?? []).length === 0);
    return missing.length === changeHands.length ? [later] : judgeHands(input, missing);
  },
};

function judgeHands(input: CheckInput, missing: readonly ChangeHand[]): readonly Verdict[] {
  const { snapshot, contract, access } = input;
  // While somebody is missing, the office has not set the rule up, and its functions wait for a signer.
  const functions = missing.length === 0 ? signedCode(input) : undefined;
  const found = [
    ...missing.map(nobodyNamed),
    ...namedForTwo(input).map(([principal, held]) => tellNamed(principal, held as readonly ChangeHand[])),
    ...tellApart(input, invariant, inTwoHands(input)),
    ...(functions?.unsigned ?? []).map(tellUnsigned),
    ...(functions?.gaps ?? []),
    ...assetsOf(input, ["code"]).gaps.filter(({ status }) => status === "unknown"),
    ...[...ownAccounts(snapshot.accounts, contract)].flatMap((account): readonly Verdict[] => {
      const identities = { account, facts: "identities" } as const;
      const read = snapshot.accounts.some(({ id }) => id === account);
      return read && unreadFor(snapshot, identities) === undefined
        ? []
        : [factUnread(snapshot, `deployment ${account}`, words.identities, identities)];
    }),
  ];
  if (found.length > 0) return found;
  const args = { asked: access.principals.length, functions: functions?.signed ?? 0 };
  return [{ status: "pass", subject: "deployment", words: words.apart, args, evidence: args }];
}

function nobodyNamed(hand: ChangeHand): Verdict {
  const args = { task: hand, does: taskWords[hand] };
  return {
    status: "unknown",
    subject: `deployment ${hand}`,
    words: words.missing,
    args,
    fix: { words: words.name, args },
  };
}

function tellNamed(principal: string, held: readonly ChangeHand[]): Verdict {
  const list = (lang: "en" | "fr") => held.map((hand) => taskWords[hand][lang]).join(", ");
  const args = { principal, does: { en: list("en"), fr: list("fr") } };
  return {
    status: "fail",
    subject: `deployment ${principal}`,
    words: words.named,
    args,
    evidence: { tasks: held },
    fix: { words: words.part, args },
  };
}

function tellUnsigned(arn: string): Verdict {
  const args = { function: arn };
  return {
    status: "fail",
    subject: arn,
    words: words.unsigned,
    args,
    evidence: { codeSigning: null },
    fix: { words: words.sign, args },
  };
}

const later: Verdict = {
  status: "not-applicable",
  subject: "deployment",
  words: {
    en: "The configuration names nobody who proposes, approves and signs changes, and the stacks that make a change take two come with a later version, so there is nothing to judge; until then, who can change rules and code, before escalation or after, is told by rule-changers and code-runners.",
    fr: "La configuration ne nomme personne qui propose, approuve et signe les changements, et les piles qui font qu’un changement demande deux personnes viennent avec une version ultérieure ; il n’y a donc encore rien à juger. D’ici là, rule-changers et code-runners disent qui peut changer les règles et le code, avant ou après escalade de privilèges.",
  },
};

const words = {
  apart: {
    en: "Nobody can do two of the three parts of a change (propose, approve, sign), before escalation or after ({asked, plural, one {one user or role} other {# users and roles}} asked); {functions, plural, =0 {there is no function yet that would have to be signed} one {the only function takes signed code only} other {all # functions take signed code only}}.",
    fr: "Personne ne peut tenir deux des trois rôles d’un changement (proposer, approuver, signer), ni avant ni après escalade de privilèges ({asked, plural, one {un utilisateur ou rôle examiné} other {# utilisateurs et rôles examinés}}) ; {functions, plural, =0 {il n’y a encore aucune fonction à signer} one {la seule fonction n’accepte que du code signé} other {les # fonctions n’acceptent que du code signé}}.",
  },
  deeds: {
    en: "do two of the three parts of a change alone (propose, approve, sign)",
    fr: "tenir seul deux des trois rôles d’un changement (proposer, approuver, signer)",
  },
  fix: {
    en: "Take one of the two from {principal}: the evidence names the requests. Give each part to a role of its own that another person holds.",
    fr: "Retirez l’un des deux à {principal} : la preuve nomme les requêtes. Donnez chaque part à un rôle à elle, que tient une autre personne.",
  },
  missing: {
    en: "The configuration does not name who holds the task {task} ({does}), so whether that is somebody else cannot be told.",
    fr: "La configuration ne nomme pas qui tient la tâche {task} ({does}) ; on ne peut donc pas dire si c’est quelqu’un d’autre.",
  },
  name: {
    en: "Name who holds the task {task} in rollward.config.json (under tasks).",
    fr: "Nommez qui tient la tâche {task} dans rollward.config.json (sous tasks).",
  },
  named: {
    en: "{principal}: the configuration itself gives it more than one part of a change ({does}), whatever its rights are, before escalation.",
    fr: "{principal} : la configuration elle-même lui donne plus d’une part d’un changement ({does}), quels que soient ses droits, avant escalade de privilèges.",
  },
  part: {
    en: "Name somebody else for one of them in rollward.config.json (under tasks), and take the rights for it from {principal}.",
    fr: "Nommez quelqu’un d’autre pour l’une d’elles dans rollward.config.json (sous tasks), et retirez-en les droits à {principal}.",
  },
  unsigned: {
    en: "{function}: this function takes code that nobody signed, so whoever may change it needs no signer. That is before escalation.",
    fr: "{function} : cette fonction accepte du code que personne n’a signé ; qui peut la modifier n’a donc besoin d’aucun signataire. C’est avant escalade de privilèges.",
  },
  sign: {
    en: "Give the function a code signing configuration that enforces (Lambda console: {function}, Configuration, Code signing).",
    fr: "Donnez à la fonction une configuration de signature de code qui fait obstacle (console Lambda : {function}, Configuration, Signature de code).",
  },
  identities: {
    en: "whether somebody there can do two of the three parts of a change",
    fr: "si quelqu’un y peut tenir deux des trois rôles d’un changement",
  },
} satisfies Record<string, Words>;

const invariant = { deeds: words.deeds, fix: words.fix, shownBy: 0 };
