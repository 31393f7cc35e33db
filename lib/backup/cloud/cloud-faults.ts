import { defineFaults } from "../../base/faults.ts";

/** What keeps the functions of the cloud from sealing, and from mirroring. */
export const cloudFaults = defineFaults({
  "export-none": {
    exit: 3,
    en: "No finished export of the register lies in {place}, so there is nothing to seal; see whether the export function ran and whether its export succeeded",
    fr: "Aucune exportation terminée du registre ne se trouve dans {place}, il n’y a donc rien à sceller ; voyez si la fonction d’exportation a tourné et si son exportation a réussi",
  },
  "export-old": {
    exit: 3,
    en: "The newest finished export in {place} is of {exportTime}, and the next set was due at {due}; see why no newer export succeeded, nothing was sealed",
    fr: "L’exportation terminée la plus récente de {place} date du {exportTime}, alors que le jeu suivant était attendu le {due} ; cherchez pourquoi aucune plus récente n’a réussi, rien n’a été scellé",
  },
  "export-backwards": {
    exit: 4,
    en: "The newest finished export in {place} is of {exportTime}, older than the last set, which was taken at {takenAt}; find out who put it there or took newer ones away",
    fr: "L’exportation terminée la plus récente de {place} date du {exportTime}, avant le dernier jeu, pris le {takenAt} ; cherchez qui l’a mise là ou qui a retiré les plus récentes",
  },
  "export-damaged": {
    exit: 4,
    en: "{file} of the export is not as DynamoDB wrote it ({reason}); nothing was sealed, let the register be exported again",
    fr: "{file} de l’exportation n’est pas tel que DynamoDB l’a écrit ({reason}) ; rien n’a été scellé, faites refaire l’exportation du registre",
  },
  "export-empty": {
    exit: 2,
    en: "The export {place} holds no voter, and an empty roll must not become the newest backup; register the first voter, or see what emptied the register",
    fr: "L’exportation {place} ne contient aucun électeur, et une liste vide ne doit pas devenir la sauvegarde la plus récente ; inscrivez le premier électeur ou cherchez ce qui a vidé le registre",
  },
  "head-malformed": {
    exit: 4,
    en: "The head record of {office} in {place} is not one that the sealer wrote ({at}); find out who changed it, and mend it from the newest set of the vault",
    fr: "L’enregistrement de tête de {office} dans {place} n’est pas tel que la fonction de scellement l’a écrit ({at}) ; cherchez qui l’a modifié et réparez-le d’après le jeu le plus récent du coffre",
  },
  "head-foreign": {
    exit: 4,
    en: "The head record of {office} belongs to the chain {found}, but the trust file names the chain {chain}; deploy the trust file of this chain, or begin a new head record with a new office id",
    fr: "L’enregistrement de tête de {office} appartient à la chaîne {found}, mais le fichier de confiance nomme la chaîne {chain} ; déployez le fichier de confiance de cette chaîne ou commencez un nouvel enregistrement avec un nouvel identifiant de bureau",
  },
  "head-raced": {
    exit: 3,
    en: "Another run changed the head record of {office} meanwhile, so this one stopped before its set existed; the next run goes on from there",
    fr: "Une autre exécution a modifié entre-temps l’enregistrement de tête de {office} ; celle-ci s’est donc arrêtée avant que son jeu existe, et la prochaine reprendra de là",
  },
  "head-large": {
    exit: 2,
    en: "The manifest of set {sequence} takes {bytes} bytes in the head record, which holds at most {limit}; use fewer counties or recipients",
    fr: "Le manifeste du jeu {sequence} occupe {bytes} octets dans l’enregistrement de tête, qui en admet au plus {limit} ; réduisez le nombre de comtés ou de destinataires",
  },
  "number-taken": {
    exit: 4,
    en: "The vault {place} holds another set {sequence} already, though the head record said that there was none; verify the vault against the head record, nothing more will be sealed until somebody has mended the record",
    fr: "Le coffre {place} contient déjà un autre jeu {sequence}, alors que l’enregistrement de tête disait qu’il n’y en avait pas ; comparez le coffre à l’enregistrement, plus rien ne sera scellé avant que quelqu’un l’ait réparé",
  },
  "set-refused": {
    exit: 2,
    en: "Set {sequence} would not verify under the trust file {trust} ({reason}), so it was not written; have the root sign a trust file that this sealer can satisfy",
    fr: "Le jeu {sequence} ne se vérifierait pas selon le fichier de confiance {trust} ({reason}) ; il n’a donc pas été écrit. Faites signer par la racine un fichier de confiance que cette fonction puisse satisfaire",
  },
  "office-differs": {
    exit: 2,
    en: "The function seals for the office {office}, but the trust file {trust} is of the office {trusted}; deploy the right trust file",
    fr: "La fonction scelle pour le bureau {office}, mais le fichier de confiance {trust} est celui du bureau {trusted} ; déployez le bon fichier de confiance",
  },
  "copies-unsound": {
    exit: 4,
    en: "After copying from {from} to {to} something is not sound ({problems}); run verify on both to see what, what verified was copied",
    fr: "Après la copie de {from} vers {to}, quelque chose ne va pas ({problems}) ; lancez verify sur les deux pour savoir quoi, ce qui se vérifiait a été copié",
  },
});
