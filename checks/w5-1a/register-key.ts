import { withoutAccounts } from "../../lib/audit/accounts.ts";
import type { Check, CheckInput } from "../../lib/audit/check.ts";
import { accountIn, assetUnknown, keyNamed, tablesOf, type Sought } from "../../lib/audit/facts.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { factUnread } from "../../lib/audit/unread.ts";
import type { Words } from "../../lib/base/words.ts";
import type { Table } from "../../lib/snapshot/resources.ts";

export const registerKey: Check = {
  id: "register-key",
  title: {
    en: "Is the roll encrypted by a key that the office decides over, and that changes every year?",
    fr: "La liste électorale est-elle chiffrée par une clé dont le bureau décide, et qui change chaque année ?",
  },
  why: {
    en: "Practice W5.1a of the Paris Call’s workshops recommends encryption for voter-registration systems’ data. With a key of its own the office says, in one more place, who may read the roll, sees each use of the key, and can stop it; the provider’s own key asks nobody.",
    fr: "La pratique W5.1a des ateliers de l’Appel de Paris recommande le chiffrement des données des systèmes d’inscription des électeurs. Avec sa propre clé, le bureau dit, à un endroit de plus, qui peut lire la liste, voit chaque usage de la clé et peut y mettre fin ; la clé du fournisseur ne demande rien à personne.",
  },
  severity: "medium",
  judge: (input) => {
    const none = withoutAccounts(input.snapshot);
    if (none !== undefined) return [none];
    const tables = tablesOf(input, "roll");
    return tables.length === 0
      ? [assetUnknown("roll", "table")]
      : tables.map((one) => judgeTable(one, input));
  },
};

function judgeTable({ arn, account, fact }: Sought<Table>, { snapshot }: CheckInput): Verdict {
  const encryption = fact?.encryption;
  const name = encryption?.key;
  const found = name === undefined ? undefined : keyNamed(snapshot, name, account);
  const args = { table: arn, key: found?.fact.arn ?? name ?? "" };
  const say = (status: Verdict["status"], sentence: Words, fix?: Words): Verdict => ({
    status,
    subject: arn,
    words: sentence,
    args,
    evidence: {
      encryption: encryption ?? null,
      ...(found === undefined ? {} : { enabled: found.fact.enabled, rotation: found.fact.rotation }),
    },
    ...(fix === undefined ? {} : { fix: { words: fix, args } }),
  });

  if (encryption === undefined)
    return factUnread(snapshot, arn, words.whatTable, { account, resource: arn, facts: "tables" });
  if (encryption.kind !== "customer") return say("fail", words.notOwn, fixes.own);
  if (found?.fact.manager === "aws") return say("fail", words.notOwn, fixes.own);
  if (found?.fact.enabled === false) return say("fail", words.disabled, fixes.enable);
  if (found?.fact.rotation === false) return say("fail", words.fixed, fixes.rotate);
  if (found?.fact.enabled === undefined || found.fact.rotation === undefined)
    return factUnread(snapshot, arn, words.whatKey, {
      account: found?.account ?? accountIn(name ?? "") ?? account,
      resource: found?.fact.arn ?? name,
      facts: "keys",
    });
  return say("pass", words.own);
}

const words = {
  own: {
    en: "{table}: encrypted by the office’s key {key}, which is enabled and changes by itself every year.",
    fr: "{table} : chiffrée par la clé du bureau {key}, qui est active et change d’elle-même chaque année.",
  },
  notOwn: {
    en: "{table}: encrypted by a key of the provider’s, over which the office decides nothing.",
    fr: "{table} : chiffrée par une clé du fournisseur, dont le bureau ne décide en rien.",
  },
  disabled: {
    en: "{table}: its key, {key}, is disabled or about to be deleted; the roll cannot be read, and soon perhaps never again.",
    fr: "{table} : sa clé, {key}, est désactivée ou sur le point d’être supprimée ; la liste ne peut plus être lue, et bientôt peut-être plus jamais.",
  },
  fixed: {
    en: "{table}: its key, {key}, never changes: rotation is off.",
    fr: "{table} : sa clé, {key}, ne change jamais : la rotation est désactivée.",
  },
  whatTable: { en: "which key encrypts this table", fr: "quelle clé chiffre cette table" },
  whatKey: {
    en: "whether the key of this table is enabled and changes every year",
    fr: "si la clé de cette table est active et change chaque année",
  },
} satisfies Record<string, Words>;

const fixes = {
  own: {
    en: "Make a customer managed key (KMS console) whose policy names only those who need it, and choose it for the table (DynamoDB console: Additional settings, Encryption). The table stays in service.",
    fr: "Créez une clé gérée par le client (console KMS) dont la politique ne nomme que ceux qui en ont besoin, et choisissez-la pour la table (console DynamoDB : Paramètres supplémentaires, Chiffrement). La table reste en service.",
  },
  enable: {
    en: "Find out who did it, and when (CloudTrail: DisableKey, ScheduleKeyDeletion). Then cancel the deletion and enable the key: aws kms cancel-key-deletion, aws kms enable-key.",
    fr: "Cherchez qui l’a fait et quand (CloudTrail : DisableKey, ScheduleKeyDeletion). Annulez ensuite la suppression et activez la clé : aws kms cancel-key-deletion, aws kms enable-key.",
  },
  rotate: {
    en: "Turn on rotation: aws kms enable-key-rotation --key-id {key}. What is encrypted already stays readable.",
    fr: "Activez la rotation : aws kms enable-key-rotation --key-id {key}. Ce qui est déjà chiffré reste lisible.",
  },
} satisfies Record<string, Words>;
