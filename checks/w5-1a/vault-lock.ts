import { withoutAccounts } from "../../lib/audit/accounts.ts";
import type { Check, CheckInput } from "../../lib/audit/check.ts";
import type { Sought } from "../../lib/audit/facts.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { sealedBuckets } from "../../lib/audit/sealed-buckets.ts";
import { factUnread } from "../../lib/audit/unread.ts";
import type { Words } from "../../lib/base/words.ts";
import type { Bucket } from "../../lib/snapshot/resources.ts";

/** What AWS’s own control of backups asks for (AWS Backup Developer Guide, Audit Manager controls: 35 days). */
const usualDays = 35;

export const vaultLock: Check = {
  id: "vault-lock",
  title: {
    en: "Are the sealed sets locked against deletion, by everybody, for long enough?",
    fr: "Les jeux scellés sont-ils verrouillés contre la suppression, par qui que ce soit, assez longtemps ?",
  },
  why: {
    en: "Practice W5.1a of the Paris Call’s workshops recommends encrypted backups and mirror sites. Whoever breaks in deletes the backups first. A lock in compliance mode holds against every user, the account’s root among them, until its time is over; in governance mode, whoever has one more right takes it off.",
    fr: "La pratique W5.1a des ateliers de l’Appel de Paris recommande des sauvegardes chiffrées et des sites miroirs. Un intrus commence par supprimer les sauvegardes. Un verrou en mode conformité (compliance) résiste à tous, y compris à la racine du compte, jusqu’à son terme ; en mode gouvernance (governance), il suffit d’un droit de plus pour l’enlever.",
  },
  severity: "critical",
  judge: (input) => {
    const none = withoutAccounts(input.snapshot);
    if (none !== undefined) return [none];
    const { buckets, gaps } = sealedBuckets(input);
    return [...gaps, ...buckets.map((bucket) => judgeBucket(bucket, input))];
  },
};

function judgeBucket(sought: Sought<Bucket>, { snapshot, objectives }: CheckInput): Verdict {
  const { arn, account, fact } = sought;
  const { objectLock, versioning } = fact ?? {};
  const { retentionDays } = objectives;
  const args = { bucket: arn, days: objectLock?.days ?? 0, least: retentionDays };
  const say = (status: Verdict["status"], sentence: Words, fix?: Words): Verdict => ({
    status,
    subject: arn,
    words: sentence,
    args,
    evidence: { objectLock: objectLock ?? null, versioning: versioning ?? null, retentionDays },
    ...(fix === undefined ? {} : { fix: { words: fix, args } }),
  });

  if (objectLock === null) return say("fail", words.noLock, fixes.lock);
  if (versioning !== undefined && versioning !== "enabled")
    return say("fail", words.noVersions, fixes.versions);
  if (objectLock !== undefined) {
    const { mode, days } = objectLock;
    if (mode === null) return say("fail", words.noDefault, fixes.mode);
    if (mode !== "COMPLIANCE") return say("fail", words.governance, fixes.mode);
    // Written so that a number that is none counts as too few.
    if (!(days !== null && days >= retentionDays)) return say("fail", words.short, fixes.mode);
  }
  if (objectLock === undefined || versioning === undefined)
    return factUnread(snapshot, arn, objectLock === undefined ? words.whatLock : words.whatVersions, {
      account,
      resource: arn,
      facts: "buckets",
    });
  return say("pass", (objectLock.days ?? 0) < usualDays ? words.brief : words.locked);
}

const words = {
  locked: {
    en: "{bucket}: whatever is written here is locked in compliance mode for {days} days, at least the {least} that are wanted, and versions are kept.",
    fr: "{bucket} : tout ce qui y est écrit est verrouillé en mode conformité pendant {days} jours, au moins les {least} voulus, et les versions sont conservées.",
  },
  brief: {
    en: "{bucket}: whatever is written here is locked in compliance mode for {days, plural, one {# day} other {# days}}, and versions are kept. The configuration asks for {least} only, fewer than the 35 that are usual: enough for a trial, not for a roll.",
    fr: "{bucket} : tout ce qui y est écrit est verrouillé en mode conformité pendant {days, plural, one {# jour} other {# jours}}, et les versions sont conservées. La configuration n’en demande que {least}, moins que les 35 habituels : assez pour un essai, non pour une liste.",
  },
  noLock: {
    en: "{bucket}: this bucket has no Object Lock, so whoever may delete there can destroy the sealed sets.",
    fr: "{bucket} : ce compartiment n’a pas de verrouillage d’objets (Object Lock) ; quiconque peut y supprimer peut détruire les jeux scellés.",
  },
  noVersions: {
    en: "{bucket}: versions are not kept, so whoever may write there can write over the sealed sets.",
    fr: "{bucket} : les versions ne sont pas conservées ; quiconque peut y écrire peut écraser les jeux scellés.",
  },
  noDefault: {
    en: "{bucket}: Object Lock is on, but without a default retention, so a set that is written without one is not locked.",
    fr: "{bucket} : le verrouillage d’objets est actif, mais sans conservation par défaut ; un jeu écrit sans la sienne n’est donc pas verrouillé.",
  },
  governance: {
    en: "{bucket}: the lock is in governance mode, which whoever holds s3:BypassGovernanceRetention takes off.",
    fr: "{bucket} : le verrou est en mode gouvernance, que peut enlever quiconque détient s3:BypassGovernanceRetention.",
  },
  short: {
    en: "{bucket}: the lock lasts {days, plural, =0 {no known time} one {# day} other {# days}}, while the office wants {least}.",
    fr: "{bucket} : le verrou dure {days, plural, =0 {un temps inconnu} one {# jour} other {# jours}}, alors que le bureau en veut {least}.",
  },
  whatLock: {
    en: "whether what is written there is locked (Object Lock)",
    fr: "si ce qui y est écrit est verrouillé (Object Lock)",
  },
  whatVersions: { en: "whether versions are kept there", fr: "si les versions y sont conservées" },
} satisfies Record<string, Words>;

const fixes = {
  lock: {
    en: "Turn on Object Lock with a default retention of {least} days in compliance mode (S3 console: Properties, Object Lock). Locks hold only what is written afterwards: copy the sets there again (rollward mirror). Compliance mode cannot be undone.",
    fr: "Activez le verrouillage d’objets avec une conservation par défaut de {least} jours en mode conformité (console S3 : Propriétés, Verrouillage d’objets). Le verrou ne tient que ce qui est écrit ensuite : copiez-y de nouveau les jeux (rollward mirror). Le mode conformité est irréversible.",
  },
  versions: {
    en: "Turn on versioning (S3 console: Properties, Bucket Versioning), then Object Lock with a default retention of {least} days in compliance mode.",
    fr: "Activez la gestion des versions (console S3 : Propriétés, Gestion des versions du compartiment), puis le verrouillage d’objets avec une conservation par défaut de {least} jours en mode conformité.",
  },
  mode: {
    en: "Set the default retention to compliance mode and {least} days: aws s3api put-object-lock-configuration. Sets written before keep their old lock: copy them there again, or lengthen theirs. Compliance mode cannot be undone.",
    fr: "Réglez la conservation par défaut sur le mode conformité et {least} jours : aws s3api put-object-lock-configuration. Les jeux écrits avant gardent leur ancien verrou : copiez-les-y de nouveau, ou allongez le leur. Le mode conformité est irréversible.",
  },
} satisfies Record<string, Words>;
