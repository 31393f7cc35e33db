import { withoutAccounts } from "../../lib/audit/accounts.ts";
import type { Check, CheckInput } from "../../lib/audit/check.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import type { Words } from "../../lib/base/words.ts";
import { bucketOf } from "../../lib/contract/mirror-places.ts";

const shownMirrors = 10;

export const mirrorOutside: Check = {
  id: "mirror-outside",
  title: {
    en: "Does at least one mirror stand outside the organisation’s cloud accounts?",
    fr: "Au moins un miroir se trouve-t-il hors des comptes infonuagiques de l’organisation ?",
  },
  why: {
    en: "Practice W5.1a of the Paris Call’s workshops recommends mirror sites at a distance. The organisation’s management account can close every account below it, and closing an account ends its locks; a provider can be down, or end the contract. Only a mirror elsewhere survives that.",
    fr: "La pratique W5.1a des ateliers de l’Appel de Paris recommande des sites miroirs à distance. Le compte de gestion de l’organisation peut fermer tous les comptes sous lui, et la fermeture d’un compte met fin à ses verrous ; un fournisseur peut être en panne ou rompre le contrat. Seul un miroir ailleurs y survit.",
  },
  severity: "high",
  judge: (input) => [withoutAccounts(input.snapshot) ?? judgeMirrors(input)],
};

function judgeMirrors({ contract: { config, outsideMirrors } }: CheckInput): Verdict {
  // A bucket of AWS that no account of the snapshot holds may still be the organisation’s own.
  const elsewhere = outsideMirrors.filter((url) => bucketOf(url) === undefined);
  const args = { mirror: elsewhere[0] ?? outsideMirrors[0] ?? "", count: elsewhere.length };
  const say = (status: Verdict["status"], sentence: Words): Verdict => ({
    status,
    subject: "mirrors",
    words: sentence,
    args,
    evidence: { outside: outsideMirrors.slice(0, shownMirrors), seenBy: "configuration" },
  });
  if (elsewhere.length > 0) return say("pass", words.outside);
  if (outsideMirrors.length > 0) return { ...say("unknown", words.untold), fix: { words: words.fix } };
  // Without a list of mirrors nobody has said that there is none elsewhere.
  if (config?.mirrors === undefined) return { ...say("unknown", words.unnamed), fix: { words: words.name } };
  return { ...say("fail", words.inside), fix: { words: words.fix } };
}

const words = {
  outside: {
    en: "{count, plural, one {One mirror stands} other {# mirrors stand}} outside the organisation’s accounts, such as {mirror}. It is named in the configuration; whether it holds the sets is what the checks of backups ask.",
    fr: "{count, plural, one {Un miroir se trouve} other {# miroirs se trouvent}} hors des comptes de l’organisation, comme {mirror}. Il est nommé dans la configuration ; s’il contient les jeux, les contrôles des sauvegardes le demandent.",
  },
  inside: {
    en: "Every mirror that the configuration names stands in the organisation’s own accounts, which its management account can close.",
    fr: "Tous les miroirs que nomme la configuration se trouvent dans les comptes mêmes de l’organisation, que son compte de gestion peut fermer.",
  },
  untold: {
    en: "{mirror}: this bucket of AWS stands in an account that is not in the snapshot, so whether it is outside the organisation is not known.",
    fr: "{mirror} : ce compartiment d’AWS se trouve dans un compte qui n’est pas dans l’instantané ; on ne sait donc pas s’il est hors de l’organisation.",
  },
  unnamed: {
    en: "The configuration names no mirrors, so whether one stands outside the organisation’s accounts is not known.",
    fr: "La configuration ne nomme aucun miroir ; on ne sait donc pas si l’un d’eux se trouve hors des comptes de l’organisation.",
  },
  name: {
    en: "Name every mirror by its URL under mirrors in rollward.config.json, disks and other providers’ buckets too.",
    fr: "Nommez chaque miroir par son URL sous mirrors dans rollward.config.json, y compris les disques et les compartiments d’autres fournisseurs.",
  },
  fix: {
    en: "Keep a mirror with another provider, or on disks in another building (rollward mirror fills it), and name it under mirrors in rollward.config.json.",
    fr: "Tenez un miroir chez un autre fournisseur, ou sur des disques dans un autre bâtiment (rollward mirror le remplit), et nommez-le sous mirrors dans rollward.config.json.",
  },
} satisfies Record<string, Words>;
