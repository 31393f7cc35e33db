import { defineFaults } from "../base/faults.ts";

/** What can go wrong with the mirrors that a command names, and with copying between them. */
export const backupFaults = defineFaults({
  "quick-identity": {
    exit: 2,
    en: "--identity opens every part and --quick reads none; give one of the two",
    fr: "--identity ouvre chaque partie et --quick n’en lit aucune ; donnez l’une des deux options",
  },
  "mirror-none": {
    exit: 2,
    en: "No mirror was named; say where with --mirror, as a folder or s3://bucket/prefix",
    fr: "Aucun miroir n’a été nommé ; indiquez où avec --mirror, un dossier ou s3://compartiment/préfixe",
  },
  "mirror-twice": {
    exit: 2,
    en: "The mirror {url} is named twice; name each mirror once",
    fr: "Le miroir {url} est nommé deux fois ; nommez chaque miroir une seule fois",
  },
  "copy-source-empty": {
    exit: 3,
    en: "The mirror {url} holds no set that verifies, so there is nothing to copy; name a mirror that does",
    fr: "Le miroir {url} n’a aucun jeu qui se vérifie, il n’y a donc rien à copier ; nommez-en un qui en a",
  },
  "copy-source-broken": {
    exit: 4,
    en: "Set {sequence} of {url} does not verify, and copying stopped before it, since only what verifies is copied; run verify to see why",
    fr: "Le jeu {sequence} de {url} ne se vérifie pas et la copie s’est arrêtée avant, car seul ce qui se vérifie est copié ; lancez verify pour savoir pourquoi",
  },
});
