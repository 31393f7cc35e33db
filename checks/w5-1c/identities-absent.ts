import { withoutAccounts } from "../../lib/audit/accounts.ts";
import type { Check } from "../../lib/audit/check.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { factUnread, gapsIn } from "../../lib/audit/unread.ts";
import type { Words } from "../../lib/base/words.ts";
import type { Account, Snapshot } from "../../lib/snapshot/model.ts";
import type { FunctionFacts } from "../../lib/snapshot/resources.ts";

export const identitiesAbsent: Check = {
  id: "identities-absent",
  title: {
    en: "Are private keys and AWS access keys absent from every function?",
    fr: "Les clés privées et les clés d’accès AWS sont-elles absentes de toute fonction ?",
  },
  why: {
    en: "Practice W5.1c of the Paris Call’s workshops recommends that nobody hold more rights than a task needs. No task in the cloud opens a sealed set: nobody there can, as long as the private keys were never there. A function needs no access key either: it has its role. A variable is read by everybody who may look at the function’s settings.",
    fr: "La pratique W5.1c des ateliers de l’Appel de Paris recommande que nul ne détienne plus de droits que n’en exige sa tâche. Aucune tâche dans le nuage n’ouvre un jeu scellé : personne n’y parvient tant que les clés privées n’y ont jamais été. Une fonction n’a pas besoin non plus d’une clé d’accès : elle a son rôle. Une variable est lue par quiconque peut voir les réglages de la fonction.",
  },
  severity: "critical",
  judge: ({ snapshot }) => {
    const none = withoutAccounts(snapshot);
    return none === undefined
      ? snapshot.accounts.flatMap((account) => judgeAccount(account, snapshot))
      : [none];
  },
};

function judgeAccount({ id, functions }: Account, snapshot: Snapshot): readonly Verdict[] {
  if (functions === undefined)
    return [factUnread(snapshot, id, words.what, { account: id, facts: "functions" })];
  const told = functions.flatMap((one) => judgeFunction(one, id, snapshot));
  const known = new Set(told.map(({ subject }) => subject));
  const gaps = gapsIn(snapshot, id, "functions", words.what).filter(({ subject }) => !known.has(subject));
  const found = [...told, ...gaps];
  if (found.length > 0) return found;
  const args = { account: id, count: functions.length };
  return [
    { status: "pass", subject: id, words: words.absent, args, evidence: { functions: functions.length } },
  ];
}

/** A verdict for a function that holds a private or access key, or of which that is not known; none for the others. */
function judgeFunction(
  { arn, secrets }: FunctionFacts,
  account: string,
  snapshot: Snapshot,
): readonly Verdict[] {
  if (secrets === undefined)
    return [factUnread(snapshot, arn, words.what, { account, resource: arn, facts: "functions" })];
  // The worst is told; the evidence names them all.
  const found = worstFirst.flatMap((kind) => secrets.filter(({ looksLike }) => looksLike === kind));
  const [first] = found;
  if (first === undefined) return [];
  const args = { function: arn, variable: first.name };
  return [
    {
      status: "fail",
      subject: arn,
      words: words[first.looksLike],
      args,
      evidence: { variables: found.map(({ name, looksLike }) => ({ name, looksLike })) },
      fix: { words: fixes[first.looksLike], args },
    },
  ];
}

const worstFirst = ["age-identity", "private-key", "aws-key"] as const;

const words = {
  absent: {
    en: "{account}: {count, plural, =0 {there is no function} one {the only function holds no private or access key in its variables} other {none of the # functions holds a private or access key in its variables}}, as far as can be seen.",
    fr: "{account} : {count, plural, =0 {il n’y a aucune fonction} one {la seule fonction n’a pas de clé privée ni d’accès dans ses variables} other {aucune des # fonctions n’a de clé privée ni d’accès dans ses variables}}, autant qu’on puisse le voir.",
  },
  "age-identity": {
    en: "{function}: its variable {variable} looks like a recovery identity, which opens the sealed sets.",
    fr: "{function} : sa variable {variable} ressemble à une identité de secours, qui ouvre les jeux scellés.",
  },
  "private-key": {
    en: "{function}: its variable {variable} looks like a private key.",
    fr: "{function} : sa variable {variable} ressemble à une clé privée.",
  },
  "aws-key": {
    en: "{function}: its variable {variable} looks like an access key of AWS.",
    fr: "{function} : sa variable {variable} ressemble à une clé d’accès AWS.",
  },
  what: {
    en: "whether a variable of a function holds a private or access key",
    fr: "si une variable d’une fonction contient une clé privée ou d’accès",
  },
} satisfies Record<string, Words>;

const fixes = {
  "age-identity": {
    en: "This identity is no longer secret. Take the variable {variable} out, make new recovery identities away from the cloud (rollward keys new), rotate the trust, and seal a new set to the new recipients. Whoever copied the old sets and read the variable can open them.",
    fr: "Cette identité n’est plus secrète. Retirez la variable {variable}, créez de nouvelles identités de secours hors du nuage (rollward keys new), renouvelez la confiance et scellez un nouveau jeu pour les nouveaux destinataires. Qui a copié les anciens jeux et lu la variable peut les ouvrir.",
  },
  "aws-key": {
    en: "This access key is no longer secret: delete it (IAM console: Users, Security credentials) and look up what was done with it (CloudTrail). Then take the variable {variable} out, and give the function’s role the right that it needs.",
    fr: "Cette clé d’accès n’est plus secrète : supprimez-la (console IAM : Utilisateurs, Informations d’identification de sécurité) et cherchez ce qui a été fait avec elle (CloudTrail). Retirez ensuite la variable {variable}, et donnez au rôle de la fonction le droit qu’il lui faut.",
  },
  "private-key": {
    en: "Take the variable {variable} out, make a new key pair, and let a key that must be used in the cloud stay in KMS, which signs without showing it.",
    fr: "Retirez la variable {variable}, créez une nouvelle paire de clés, et laissez toute clé qui doit servir dans le nuage dans KMS, qui signe sans la montrer.",
  },
} satisfies Record<string, Words>;
