import { withoutAccounts } from "../../lib/audit/accounts.ts";
import type { Check, CheckInput } from "../../lib/audit/check.ts";
import { assetUnknown, tablesOf, type Sought } from "../../lib/audit/facts.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import { factUnread } from "../../lib/audit/unread.ts";
import type { Words } from "../../lib/base/words.ts";
import type { Table } from "../../lib/snapshot/resources.ts";

export const registerRecovery: Check = {
  id: "register-recovery",
  title: {
    en: "Can a mistake on the roll be taken back, and is the roll safe from being deleted by one?",
    fr: "Une erreur sur la liste électorale peut-elle être annulée, et la liste est-elle à l’abri d’une suppression par erreur ?",
  },
  why: {
    en: "Practice W5.1a of the Paris Call’s workshops recommends backups of voter-registration systems. Most rolls are lost by mistake, not by malice: a copy for every second of the last days takes one back within the hour, and protection against deletion makes the worst one take two steps. Without such copies, nothing can be exported for sealing either.",
    fr: "La pratique W5.1a des ateliers de l’Appel de Paris recommande des sauvegardes des systèmes d’inscription des électeurs. Une liste se perd le plus souvent par erreur, non par malveillance : une copie de chaque seconde des derniers jours permet de revenir en arrière dans l’heure, et la protection contre la suppression oblige la pire des erreurs à se faire en deux temps. Sans ces copies, rien ne peut non plus être exporté pour le scellement.",
  },
  severity: "high",
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
  const { pointInTimeRecovery, deletionProtection } = fact ?? {};
  const args = { table: arn };
  const say = (status: Verdict["status"], sentence: Words): Verdict => ({
    status,
    subject: arn,
    words: sentence,
    args,
    evidence: {
      pointInTimeRecovery: pointInTimeRecovery ?? null,
      deletionProtection: deletionProtection ?? null,
    },
    ...(status === "fail" ? { fix: { words: words.fix, args: { table: fact?.name ?? arn } } } : {}),
  });
  if (pointInTimeRecovery === false)
    return say("fail", deletionProtection === false ? words.neither : words.noRecovery);
  if (deletionProtection === false) return say("fail", words.noProtection);
  if (pointInTimeRecovery === undefined || deletionProtection === undefined)
    return factUnread(snapshot, arn, words.what, { account, resource: arn, facts: "tables" });
  return say("pass", words.both);
}

const words = {
  both: {
    en: "{table}: point-in-time recovery and deletion protection are on.",
    fr: "{table} : la récupération à un instant donné et la protection contre la suppression sont actives.",
  },
  noRecovery: {
    en: "{table}: point-in-time recovery is off, so a mistake on the roll cannot be taken back, and no export can be made for sealing.",
    fr: "{table} : la récupération à un instant donné est désactivée ; une erreur sur la liste ne peut pas être annulée, et aucun export ne peut être fait pour le scellement.",
  },
  noProtection: {
    en: "{table}: deletion protection is off, so one command deletes the whole roll.",
    fr: "{table} : la protection contre la suppression est désactivée ; une seule commande supprime toute la liste.",
  },
  neither: {
    en: "{table}: point-in-time recovery and deletion protection are off, so one mistake loses the roll for good.",
    fr: "{table} : la récupération à un instant donné et la protection contre la suppression sont désactivées ; une seule erreur fait perdre la liste pour de bon.",
  },
  what: {
    en: "whether point-in-time recovery and deletion protection are on",
    fr: "si la récupération à un instant donné et la protection contre la suppression sont actives",
  },
  fix: {
    en: "Turn both on (DynamoDB console: Backups, Point-in-time recovery; Additional settings, Deletion protection), or: aws dynamodb update-continuous-backups --table-name {table} --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true; aws dynamodb update-table --table-name {table} --deletion-protection-enabled.",
    fr: "Activez les deux (console DynamoDB : Sauvegardes, Récupération à un instant donné ; Paramètres supplémentaires, Protection contre la suppression), ou : aws dynamodb update-continuous-backups --table-name {table} --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true ; aws dynamodb update-table --table-name {table} --deletion-protection-enabled.",
  },
} satisfies Record<string, Words>;
