import { defineFaults } from "./faults.ts";

/** What can go wrong with any file that a command is given. */
export const baseFaults = defineFaults({
  "file-missing": {
    exit: 2,
    en: "{what} {path} does not exist; check the path",
    fr: "{what} {path} n’existe pas ; vérifiez le chemin",
  },
  "file-kind": {
    exit: 2,
    en: "{what} {path} is not a regular file; name a file, not a folder, link target or device",
    fr: "{what} {path} n’est pas un fichier ordinaire ; indiquez un fichier, pas un dossier ni un périphérique",
  },
  "file-size": {
    exit: 2,
    en: "{what} {path} is larger than {limit} bytes, which no such file is; check that it is the right one",
    fr: "{what} {path} dépasse {limit} octets, ce qu’aucun fichier de ce genre ne fait ; vérifiez que c’est le bon",
  },
  "file-unreadable": {
    exit: 3,
    en: "{what} {path} cannot be read ({reason}); check its permissions and its disk",
    fr: "{what} {path} est illisible ({reason}) ; vérifiez ses droits et son disque",
  },
  "file-text": {
    exit: 2,
    en: "{what} {path} is not UTF-8 text; check that it is the right file",
    fr: "{what} {path} n’est pas du texte UTF-8 ; vérifiez que c’est le bon fichier",
  },
  "target-exists": {
    exit: 2,
    en: "{path} exists already and was left as it is; choose another name, or overwrite it with --force",
    fr: "{path} existe déjà et reste inchangé ; choisissez un autre nom ou écrasez-le avec --force",
  },
  "target-kind": {
    exit: 2,
    en: "{path} is a folder, device or pipe and was left as it is; name a file (- is stdout)",
    fr: "{path} est un dossier, un périphérique ou un tube et reste inchangé ; indiquez un fichier (- désigne stdout)",
  },
  "target-folder": {
    exit: 2,
    en: "The folder of {path} does not exist; create it first",
    fr: "Le dossier de {path} n’existe pas ; créez-le d’abord",
  },
  "target-unwritable": {
    exit: 2,
    en: "{path} cannot be written ({reason}); free space on its disk or check its permissions, nothing was left there",
    fr: "{path} ne peut pas être écrit ({reason}) ; libérez de la place sur le disque ou vérifiez les droits, rien n’y a été laissé",
  },
  interrupted: {
    exit: 130,
    en: "Interrupted; what was half done has been removed, run the command again to start over",
    fr: "Interrompu ; ce qui était à moitié fait a été retiré, relancez la commande pour recommencer",
  },
});
