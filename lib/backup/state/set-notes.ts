import { defineFaults } from "../../base/faults.ts";

/** What a verifier remarks without finding it wrong: notes never change the exit code. */
export const setNotes = defineFaults({
  "rollback-unseen": {
    exit: 0,
    en: "No --state was given: a rollback since last time would not be seen",
    fr: "Aucun --state n’a été donné : un retour en arrière depuis la dernière fois passerait inaperçu",
  },
  "state-new": {
    exit: 0,
    en: "The state knew nothing of this chain before: a rollback since last time would not be seen, from now on it will",
    fr: "L’état ne savait rien de cette chaîne auparavant : un retour à une version antérieure depuis la dernière fois passerait inaperçu, il sera vu désormais",
  },
  "chain-unpinned": {
    exit: 0,
    en: "Only a public key was given: office, chain and recipients are taken from the sets themselves",
    fr: "Seule une clé publique a été donnée : le bureau, la chaîne et les destinataires sont repris des jeux eux-mêmes",
  },
  "parts-not-read": {
    exit: 0,
    en: "With --quick, no part’s bytes were read: {parts, plural, one {# part was} other {# parts were}} only looked up by name and length",
    fr: "Avec --quick, les octets des parties n’ont pas été lus : {parts, plural, one {# partie n’a été vérifiée} other {# parties n’ont été vérifiées}} que par le nom et la longueur",
  },
  "part-lapsed": {
    exit: 0,
    en: "A part of set {sequence} is gone, as it may be: its retention ended on {keepUntil}",
    fr: "Une partie du jeu {sequence} n’est plus là, comme il est permis : sa conservation a pris fin le {keepUntil}",
  },
  "unlisted-file": {
    exit: 0,
    en: "No manifest lists this file; it may be left from an interrupted seal or put there by somebody, and is not used",
    fr: "Aucun manifeste ne mentionne ce fichier ; il reste peut-être d’un scellement interrompu ou a été déposé par quelqu’un, et il n’est pas utilisé",
  },
  "unfinished-set": {
    exit: 0,
    en: "Set {sequence} has no manifest: a seal was interrupted, or is running; what lies there is not used",
    fr: "Le jeu {sequence} n’a pas de manifeste : un scellement a été interrompu ou est en cours ; ce qui s’y trouve n’est pas utilisé",
  },
  "set-voided": {
    exit: 0,
    en: "Set {sequence} was declared void by the root: {reason}",
    fr: "Le jeu {sequence} a été déclaré nul par la racine : {reason}",
  },
  "set-not-opened": {
    exit: 0,
    en: "Set {sequence} was sealed to recipients whose identity was not given; it was read but not opened",
    fr: "Le jeu {sequence} a été scellé pour des destinataires dont l’identité n’a pas été fournie ; il a été lu mais pas ouvert",
  },
  "set-opened": {
    exit: 0,
    en: "Set {sequence} was opened with the identity given: every part holds the lines that were sealed",
    fr: "Le jeu {sequence} a été ouvert avec l’identité fournie : chaque partie contient les lignes scellées",
  },
});
