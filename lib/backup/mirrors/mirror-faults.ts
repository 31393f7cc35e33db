import { defineFaults } from "../../base/faults.ts";

/** What can go wrong with a mirror, whatever its kind. */
export const mirrorFaults = defineFaults({
  "mirror-url": {
    exit: 2,
    en: "{url} does not name a mirror: {reason}",
    fr: "{url} ne désigne pas un miroir : {reason}",
  },
  "mirror-kind": {
    exit: 2,
    en: "{url} is not a folder, and a mirror must be one; name the folder that holds the sets",
    fr: "{url} n’est pas un dossier, or un miroir doit en être un ; indiquez le dossier qui contient les jeux",
  },
  "mirror-missing": {
    exit: 3,
    en: "The mirror {url} does not exist; {remedy}",
    fr: "Le miroir {url} n’existe pas ; {remedy}",
  },
  "mirror-unreadable": {
    exit: 3,
    en: "The mirror {url} cannot be read ({reason}); {remedy}",
    fr: "Le miroir {url} est illisible ({reason}) ; {remedy}",
  },
  "mirror-unwritable": {
    exit: 3,
    en: "{key} cannot be written to the mirror {url} ({reason}); {remedy}. Nothing half-written was left there",
    fr: "{key} ne peut pas être écrit dans le miroir {url} ({reason}) ; {remedy}. Rien n’y a été laissé à moitié écrit",
  },
  "object-exists": {
    exit: 3,
    en: "The mirror {url} holds something else under the name {key}, which was left as it is; another seal may be running: wait for it, then verify this mirror",
    fr: "Le miroir {url} contient autre chose sous le nom {key}, laissé tel quel ; un autre scellement est peut-être en cours : attendez sa fin, puis vérifiez ce miroir",
  },
  "object-changed": {
    exit: 4,
    en: "{key} in the mirror {url} is no longer what was listed: it is gone, of another size, or not a plain file; find out who changes this mirror while it is read",
    fr: "{key} dans le miroir {url} n’est plus ce qui a été listé : il a disparu, changé de taille ou n’est pas un fichier ordinaire ; cherchez qui modifie ce miroir pendant la lecture",
  },
  "object-name": {
    exit: 4,
    en: "{key} cannot be the name of a file in the mirror {url}; what named it is not a set of ours, do not trust it",
    fr: "{key} ne peut pas être le nom d’un fichier du miroir {url} ; ce qui l’a nommé n’est pas un de nos jeux, ne vous y fiez pas",
  },
});
