import type { Words } from "../base/words.ts";

/** What the room says that is no fault: labels of progress and remarks on the way. */
export const backupWords = {
  reading: { en: "Reading the mirrors", fr: "Lecture des miroirs" },
  checking: { en: "Checking the roll", fr: "Vérification de la liste" },
  merging: { en: "Putting the roll in order", fr: "Mise en ordre de la liste" },
  writing: { en: "Writing to the mirrors", fr: "Écriture sur les miroirs" },
  copying: { en: "Copying", fr: "Copie" },
  restoring: { en: "Restoring", fr: "Restauration" },
  "one-recipient": {
    en: "Only one recipient: if its identity is lost, no set can ever be opened; seal to at least two",
    fr: "Un seul destinataire : si son identité se perd, aucun jeu ne pourra plus être ouvert ; scellez pour au moins deux",
  },
  "root-key-here": {
    en: "The root key lies beside the signing key in {folder}; take it off this machine, or whoever steals the one has the other",
    fr: "La clé racine se trouve à côté de la clé de signature dans {folder} ; retirez-la de cette machine, sinon qui vole l’une a l’autre",
  },
  "trust-hint": {
    en: "No set on any mirror is signed by a key that {path} trusts: unless somebody forged them all, this is the trust file or key of another office or chain",
    fr: "Aucun jeu, sur aucun miroir, n’est signé par une clé de confiance selon {path} : à moins que tous aient été contrefaits, c’est le fichier de confiance ou la clé d’un autre bureau ou d’une autre chaîne",
  },
  cause: { en: "{url}: {message}", fr: "{url} : {message}" },
  filled: {
    en: "{url} was behind and has been filled up to set {sequence} from {from}",
    fr: "{url} était en retard et a été complété jusqu’au jeu {sequence} à partir de {from}",
  },
  "restore-expired": {
    en: "Set {sequence} was taken at {takenAt} and expired on {expiresAt}",
    fr: "Le jeu {sequence} a été pris le {takenAt} et a expiré le {expiresAt}",
  },
  "restore-withheld": {
    en: "Without --state, a newer set may have been withheld: compare its date with what the office remembers",
    fr: "Sans --state, un jeu plus récent a pu être caché : comparez sa date avec ce dont le bureau se souvient",
  },
} as const satisfies Record<string, Words>;
