import { defineFaults } from "../../base/faults.ts";

/** What keeps a roll from being sealed. */
export const sealFaults = defineFaults({
  "recipients-differ": {
    exit: 2,
    en: "The recipients in {path} are not those that the trust file {trust} names; seal to exactly these, or have the root sign a new trust file",
    fr: "Les destinataires de {path} ne sont pas ceux que nomme le fichier de confiance {trust} ; scellez exactement pour ceux-ci, ou faites signer par la racine un nouveau fichier de confiance",
  },
  "key-not-trusted": {
    exit: 2,
    en: "The signing key {path} may not sign set {sequence}, says the trust file {trust}; use a key that it names for the role seal, or have the root rotate",
    fr: "La clé de signature {path} ne peut pas signer le jeu {sequence}, selon le fichier de confiance {trust} ; utilisez une clé qu’il nomme pour le rôle seal, ou faites faire la rotation par la racine",
  },
  "roll-empty": {
    exit: 2,
    en: "The roll {path} holds no voter; check the export, or say --allow-empty if it is truly empty",
    fr: "La liste {path} ne contient aucun électeur ; vérifiez l’exportation, ou précisez --allow-empty si elle est vraiment vide",
  },
  "spill-failed": {
    exit: 2,
    en: "The temporary folder {path} cannot hold the work ({reason}); free space there or set TMPDIR to a larger disk, nothing was left",
    fr: "Le dossier temporaire {path} ne peut pas contenir le travail ({reason}) ; libérez-y de la place ou désignez par TMPDIR un disque plus grand, rien n’a été laissé",
  },
  "seal-left-out": {
    exit: 3,
    en: "The mirror {url} was left out and nothing proves that the others hold the newest set, so a new one could fork the chain; mend that mirror, or seal with the --state of an earlier run",
    fr: "Le miroir {url} a été laissé de côté et rien ne prouve que les autres ont le jeu le plus récent, un nouveau pourrait donc faire bifurquer la chaîne ; réparez ce miroir, ou scellez avec le --state d’une exécution antérieure",
  },
  "seal-left-out-broken": {
    exit: 4,
    en: "The mirror {url} does not verify and nothing proves that the others hold the newest set, so a new one could fork the chain; mend that mirror, or seal with the --state of an earlier run",
    fr: "Le miroir {url} ne se vérifie pas et rien ne prouve que les autres ont le jeu le plus récent, un nouveau pourrait donc faire bifurquer la chaîne ; réparez ce miroir, ou scellez avec le --state d’une exécution antérieure",
  },
  "seal-behind-state": {
    exit: 4,
    en: "Set {known} was seen before, but no mirror named holds more than set {newest}: the newest sets were taken away; name a mirror that holds them, the chain must not have a gap",
    fr: "Le jeu {known} a déjà été vu, mais aucun miroir nommé n’a plus que le jeu {newest} : les jeux les plus récents ont été retirés ; nommez un miroir qui les a, la chaîne ne doit pas avoir de trou",
  },
  "seal-no-mirror": {
    exit: 3,
    en: "No mirror can take the set; see what was said of each, mend one and seal again",
    fr: "Aucun miroir ne peut recevoir le jeu ; voyez ce qui a été dit de chacun, réparez-en un et scellez de nouveau",
  },
  "chain-full": {
    exit: 2,
    en: "The chain has reached its last number, {sequence}; begin a new chain with “rollward keys new”",
    fr: "La chaîne a atteint son dernier numéro, {sequence} ; commencez une nouvelle chaîne avec « rollward keys new »",
  },
  "clock-behind": {
    exit: 2,
    en: "The clock says {now}, but the newest set was taken at {takenAt}; set this machine’s clock, a set must not be older than the one before it",
    fr: "L’horloge indique {now}, mais le jeu le plus récent date du {takenAt} ; réglez l’horloge de cette machine, un jeu ne doit pas être plus ancien que le précédent",
  },
  "duration-order": {
    exit: 2,
    en: "A set cannot expire ({expires}) before the next is due ({due}); give --expires-in a longer time than --next-due",
    fr: "Un jeu ne peut pas expirer ({expires}) avant que le suivant soit attendu ({due}) ; donnez à --expires-in une durée plus longue qu’à --next-due",
  },
});
