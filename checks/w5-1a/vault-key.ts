import { withoutAccounts } from "../../lib/audit/accounts.ts";
import type { Check, CheckInput } from "../../lib/audit/check.ts";
import { keyNamed, type Sought } from "../../lib/audit/facts.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { sealedBuckets } from "../../lib/audit/sealed-buckets.ts";
import { factUnread } from "../../lib/audit/unread.ts";
import type { Words } from "../../lib/base/words.ts";
import type { Bucket } from "../../lib/snapshot/resources.ts";

export const vaultKey: Check = {
  id: "vault-key",
  title: {
    en: "Are the sealed sets free of a key that somebody could throw away?",
    fr: "Les jeux scellés échappent-ils à toute clé que quelqu’un pourrait jeter ?",
  },
  why: {
    en: "Practice W5.1a of the Paris Call’s workshops recommends encrypted backups. The sets are sealed already, by keys that were never in the cloud. A customer’s key on their bucket adds no secrecy but a switch: whoever disables or deletes it makes every set unreadable, and the lock does not help.",
    fr: "La pratique W5.1a des ateliers de l’Appel de Paris recommande des sauvegardes chiffrées. Les jeux sont déjà scellés, par des clés qui n’ont jamais été dans le nuage. Une clé du client sur leur compartiment n’ajoute aucun secret, mais un interrupteur : qui la désactive ou la supprime rend tous les jeux illisibles, et le verrou n’y peut rien.",
  },
  severity: "high",
  judge: (input) => {
    const none = withoutAccounts(input.snapshot);
    if (none !== undefined) return [none];
    const { buckets, gaps } = sealedBuckets(input);
    return [...gaps, ...buckets.map((bucket) => judgeBucket(bucket, input))];
  },
};

function judgeBucket({ arn, account, fact }: Sought<Bucket>, { snapshot }: CheckInput): Verdict {
  const encryption = fact?.encryption;
  if (encryption === undefined)
    return factUnread(snapshot, arn, words.what, { account, resource: arn, facts: "buckets" });
  const name = encryption?.key;
  const args = { bucket: arn, key: name ?? "" };
  const say = (status: Verdict["status"], sentence: Words): Verdict => ({
    status,
    subject: arn,
    words: sentence,
    args,
    evidence: { encryption },
  });
  // S3 encrypts under its own keys where nothing is set (S3 User Guide, "default encryption").
  if (encryption === null || encryption.algorithm === "AES256") return say("pass", words.own);
  if (name === undefined || /(^|:)alias\/aws\/s3$/.test(name)) return say("pass", words.service);
  if (keyNamed(snapshot, name, account)?.fact.manager === "aws") return say("pass", words.service);
  return { ...say("fail", words.customer), fix: { words: words.fix, args } };
}

const words = {
  own: {
    en: "{bucket}: encrypted by S3’s own keys, which nobody can take away.",
    fr: "{bucket} : chiffré par les clés propres à S3, que personne ne peut retirer.",
  },
  service: {
    en: "{bucket}: encrypted by a key that AWS manages for S3, which nobody here can disable or delete.",
    fr: "{bucket} : chiffré par une clé qu’AWS gère pour S3, que personne ici ne peut désactiver ni supprimer.",
  },
  customer: {
    en: "{bucket}: new objects are encrypted by the key {key}; whoever disables or deletes that key makes the sealed sets unreadable.",
    fr: "{bucket} : les nouveaux objets sont chiffrés par la clé {key} ; qui désactive ou supprime cette clé rend les jeux scellés illisibles.",
  },
  what: {
    en: "which key encrypts what is written there",
    fr: "quelle clé chiffre ce qui y est écrit",
  },
  fix: {
    en: "Set the bucket’s default encryption to SSE-S3 (S3 console: Properties, Default encryption). Keep the key until what was written under it has been written again or its retention is over.",
    fr: "Réglez le chiffrement par défaut du compartiment sur SSE-S3 (console S3 : Propriétés, Chiffrement par défaut). Gardez la clé tant que ce qu’elle a chiffré n’a pas été réécrit ou que sa conservation n’est pas finie.",
  },
} satisfies Record<string, Words>;
