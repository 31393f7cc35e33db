import { withoutAccounts } from "../../lib/audit/accounts.ts";
import { holding, observations } from "../../lib/audit/backups.ts";
import type { Check, CheckInput } from "../../lib/audit/check.ts";
import type { Verdict } from "../../lib/audit/finding.ts";
import type { Words } from "../../lib/base/words.ts";
import { bucketOf, sameMirror } from "../../lib/contract/mirror-places.ts";

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

function judgeMirrors({ snapshot, contract: { config, outsideMirrors } }: CheckInput): Verdict {
  // A bucket of AWS that no account of the snapshot holds may still be the organisation’s own.
  const elsewhere = outsideMirrors.filter((url) => bucketOf(url) === undefined);
  const held = observations(snapshot).flatMap((one) => holding(one)?.mirror.url ?? []);
  const seen = elsewhere.filter((url) => held.some((one) => sameMirror(one, url)));
  const mirror = seen[0] ?? elsewhere[0] ?? outsideMirrors[0] ?? "";
  const args = { mirror, count: seen.length };
  const say = (status: Verdict["status"], sentence: Words): Verdict => ({
    status,
    subject: "mirrors",
    words: sentence,
    args,
    evidence: { named: outsideMirrors.slice(0, shownMirrors), seen: seen.slice(0, shownMirrors) },
  });
  if (seen.length > 0) return say("pass", words.outside);
  if (elsewhere.length > 0) {
    // Templates hold no mirror: nobody could have looked there yet.
    const planned = snapshot.source === "template" && (snapshot.backups ?? []).length === 0;
    if (planned) return say("not-applicable", words.planned);
    return { ...say("unknown", words.unseen), fix: { words: words.show, args } };
  }
  if (outsideMirrors.length > 0) return { ...say("unknown", words.untold), fix: { words: words.fix } };
  // Without a list of mirrors nobody has said that there is none elsewhere.
  if (config?.mirrors === undefined) return { ...say("unknown", words.unnamed), fix: { words: words.name } };
  return { ...say("fail", words.inside), fix: { words: words.fix } };
}

const words = {
  outside: {
    en: "{count, plural, one {One mirror stands} other {# mirrors stand}} outside the organisation’s accounts, such as {mirror}, and {count, plural, one {holds} other {hold}} sets that verify.",
    fr: "{count, plural, one {Un miroir se trouve} other {# miroirs se trouvent}} hors des comptes de l’organisation, comme {mirror}, et {count, plural, one {contient} other {contiennent}} des jeux dont la vérification réussit.",
  },
  planned: {
    en: "The configuration names {mirror} outside the organisation’s accounts; these accounts were read from templates, and only --mirror can show that it is there.",
    fr: "La configuration nomme {mirror} hors des comptes de l’organisation ; ces comptes ont été lus dans des modèles, et seul --mirror peut montrer qu’il est là.",
  },
  unseen: {
    en: "{mirror}: the configuration names this mirror outside the organisation’s accounts, but no set that verifies was seen there.",
    fr: "{mirror} : la configuration nomme ce miroir hors des comptes de l’organisation, mais aucun jeu dont la vérification réussit n’y a été vu.",
  },
  show: {
    en: "Name it with --mirror {mirror}, so that what it holds is verified; when it is empty, rollward mirror fills it.",
    fr: "Indiquez-le avec --mirror {mirror}, pour que ce qu’il contient soit vérifié ; s’il est vide, rollward mirror le remplit.",
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
