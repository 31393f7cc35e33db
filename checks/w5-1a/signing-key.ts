import { withoutAccounts } from "../../lib/audit/accounts.ts";
import type { Check, CheckInput } from "../../lib/audit/check.ts";
import { accountIn, keyNamed } from "../../lib/audit/facts.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { factUnread } from "../../lib/audit/unread.ts";
import type { Words } from "../../lib/base/words.ts";

export const signingKey: Check = {
  id: "signing-key",
  title: {
    en: "Is the key that signs the sealed sets switched on?",
    fr: "La clé qui signe les jeux scellés est-elle active ?",
  },
  why: {
    en: "Practice W5.1a of the Paris Call’s workshops recommends encrypted backups. A set counts only with its signature: whoever switches the signing key off, or has it deleted, ends the backups from that day on, and the sets that are there go out of date unseen.",
    fr: "La pratique W5.1a des ateliers de l’Appel de Paris recommande des sauvegardes chiffrées. Un jeu ne compte qu’avec sa signature : qui désactive la clé de signature, ou la fait supprimer, met fin aux sauvegardes à partir de ce jour, et les jeux existants vieillissent sans que cela se voie.",
  },
  severity: "high",
  judge: (input) => {
    const none = withoutAccounts(input.snapshot);
    if (none !== undefined) return [none];
    const names = input.contract.assets
      .filter(({ key }) => key === "signingKey")
      .flatMap(({ resources, accounts }) => resources.map((name) => ({ name, account: accounts[0] })));
    return names.length === 0
      ? [notNamed]
      : names.map(({ name, account }) => judgeKey(name, accountIn(name) ?? account, input));
  },
};

function judgeKey(name: string, account: string | undefined, { snapshot }: CheckInput): Verdict {
  const enabled = keyNamed(snapshot, name, account)?.fact.enabled;
  const args = { key: name };
  if (enabled === undefined)
    return factUnread(snapshot, name, words.what, { account, resource: name, facts: "keys" });
  const evidence = { enabled };
  if (enabled) return { status: "pass", subject: name, words: words.on, args, evidence };
  return {
    status: "fail",
    subject: name,
    words: words.off,
    args,
    evidence,
    fix: { words: words.enable, args },
  };
}

const words = {
  on: {
    en: "{key}: the key that signs the sealed sets is enabled.",
    fr: "{key} : la clé qui signe les jeux scellés est active.",
  },
  off: {
    en: "{key}: the key that signs the sealed sets is disabled or about to be deleted; no new set can be made.",
    fr: "{key} : la clé qui signe les jeux scellés est désactivée ou sur le point d’être supprimée ; aucun nouveau jeu ne peut être fait.",
  },
  what: { en: "whether the signing key is enabled", fr: "si la clé de signature est active" },
  unnamed: {
    en: "Which key signs the sealed sets is not known: neither the configuration nor an alias or tag of what was read says it.",
    fr: "On ne sait pas quelle clé signe les jeux scellés : ni la configuration, ni un alias ou une étiquette de ce qui a été lu ne le dit.",
  },
  enable: {
    en: "Find out who did it, and when (CloudTrail: DisableKey, ScheduleKeyDeletion). Then cancel the deletion and enable the key: aws kms cancel-key-deletion --key-id {key}; aws kms enable-key --key-id {key}.",
    fr: "Cherchez qui l’a fait et quand (CloudTrail : DisableKey, ScheduleKeyDeletion). Annulez ensuite la suppression et activez la clé : aws kms cancel-key-deletion --key-id {key} ; aws kms enable-key --key-id {key}.",
  },
  name: {
    en: "Name it in rollward.config.json (under assets, signingKey), or give it the tag rollward:asset with the value signingKey.",
    fr: "Nommez-la dans rollward.config.json (sous assets, signingKey), ou donnez-lui l’étiquette rollward:asset avec la valeur signingKey.",
  },
} satisfies Record<string, Words>;

const notNamed: Verdict = {
  status: "unknown",
  subject: "signingKey",
  words: words.unnamed,
  fix: { words: words.name },
};
