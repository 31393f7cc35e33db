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
    en: "Are the private keys that open the backups absent from every function?",
    fr: "Les clés privées qui ouvrent les sauvegardes sont-elles absentes de toute fonction ?",
  },
  why: {
    en: "Practice W5.1c of the Paris Call’s workshops recommends that nobody hold more rights than a task needs. No task in the cloud opens a sealed set: nobody there can, as long as the private keys were never there. A variable of a function is read by everybody who may look at its settings.",
    fr: "La pratique W5.1c des ateliers de l’Appel de Paris recommande que nul ne détienne plus de droits que n’en exige sa tâche. Aucune tâche dans le nuage n’ouvre un jeu scellé : personne n’y parvient tant que les clés privées n’y ont jamais été. La variable d’une fonction est lue par quiconque peut en voir les réglages.",
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

/** A verdict for a function that holds a private key, or of which that is not known; none for the others. */
function judgeFunction(
  { arn, secrets }: FunctionFacts,
  account: string,
  snapshot: Snapshot,
): readonly Verdict[] {
  if (secrets === undefined)
    return [factUnread(snapshot, arn, words.what, { account, resource: arn, facts: "functions" })];
  const keys = secrets.filter(({ looksLike }) => looksLike !== "aws-key");
  const [first] = keys;
  if (first === undefined) return [];
  const identity = keys.find(({ looksLike }) => looksLike === "age-identity");
  const args = { function: arn, variable: (identity ?? first).name };
  return [
    {
      status: "fail",
      subject: arn,
      words: identity === undefined ? words.privateKey : words.identity,
      args,
      evidence: { variables: keys.map(({ name, looksLike }) => ({ name, looksLike })) },
      fix: { words: identity === undefined ? fixes.privateKey : fixes.identity, args },
    },
  ];
}

const words = {
  absent: {
    en: "{account}: {count, plural, =0 {there is no function} one {the only function holds no private key in its variables} other {none of the # functions holds a private key in its variables}}, as far as can be seen.",
    fr: "{account} : {count, plural, =0 {il n’y a aucune fonction} one {la seule fonction n’a pas de clé privée dans ses variables} other {aucune des # fonctions n’a de clé privée dans ses variables}}, autant qu’on puisse le voir.",
  },
  identity: {
    en: "{function}: its variable {variable} looks like a recovery identity, which opens the sealed sets.",
    fr: "{function} : sa variable {variable} ressemble à une identité de secours, qui ouvre les jeux scellés.",
  },
  privateKey: {
    en: "{function}: its variable {variable} looks like a private key.",
    fr: "{function} : sa variable {variable} ressemble à une clé privée.",
  },
  what: {
    en: "whether a variable of a function holds a private key",
    fr: "si une variable d’une fonction contient une clé privée",
  },
} satisfies Record<string, Words>;

const fixes = {
  identity: {
    en: "This identity is no longer secret. Take the variable {variable} out, make new recovery identities away from the cloud (rollward keys new), rotate the trust, and seal a new set to the new recipients. Whoever copied the old sets and read the variable can open them.",
    fr: "Cette identité n’est plus secrète. Retirez la variable {variable}, créez de nouvelles identités de secours hors du nuage (rollward keys new), renouvelez la confiance et scellez un nouveau jeu pour les nouveaux destinataires. Qui a copié les anciens jeux et lu la variable peut les ouvrir.",
  },
  privateKey: {
    en: "Take the variable {variable} out, make a new key pair, and let a key that must be used in the cloud stay in KMS, which signs without showing it.",
    fr: "Retirez la variable {variable}, créez une nouvelle paire de clés, et laissez toute clé qui doit servir dans le nuage dans KMS, qui signe sans la montrer.",
  },
} satisfies Record<string, Words>;
