import { defineFaults } from "../../base/faults.ts";

/** What can go wrong with what `rollward access repair` is to keep, and with what was used. */
export const repairFaults = defineFaults({
  "keep-malformed": {
    exit: 2,
    en: "Line {line} of the --keep file is no right to keep: {at} is not as expected; write principal, action and resource, and given where needed, as in docs/formats/repair.md",
    fr: "La ligne {line} du fichier de --keep n’est pas un droit à conserver : {at} n’est pas comme attendu ; écrivez principal, action et resource, et given au besoin, comme dans docs/formats/repair.md",
  },
  "assets-none": {
    exit: 3,
    en: "Nothing of what the contract guards was found in {source, select, template {the templates} other {the snapshot}}, so nothing was asked; name it in rollward.config.json (assets), or ask with --principal, --action and --resource",
    fr: "Rien de ce que garde le contrat n’a été trouvé dans {source, select, template {les modèles} other {l’instantané}}, rien n’a donc été demandé ; nommez-le dans rollward.config.json (assets), ou demandez avec --principal, --action et --resource",
  },
  "last-use-unread": {
    exit: 3,
    en: "--unused needs IAM’s record of what {principal, select, none {users and roles} other {{principal}}} last used, and {source, select, template {templates have none, since nobody has used anything yet} other {the snapshot has none}}; take a snapshot of the live accounts with the right to read it (rollward snapshot), and give that",
    fr: "--unused a besoin du relevé d’IAM de ce {principal, select, none {que les utilisateurs et les rôles ont utilisé} other {que {principal} a utilisé}} en dernier, et {source, select, template {des modèles n’en ont pas, puisque personne n’a encore rien utilisé} other {l’instantané n’en contient pas}} ; prenez un instantané des comptes en service avec le droit de le lire (rollward snapshot), et donnez celui-là",
  },
});
