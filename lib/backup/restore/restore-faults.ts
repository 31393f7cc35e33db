import { defineFaults } from "../../base/faults.ts";

/** What keeps a set from being restored. */
export const restoreFaults = defineFaults({
  "restore-nothing": {
    exit: 3,
    en: "None of the mirrors holds a set that can be read; see what was said of each, and name another mirror",
    fr: "Aucun des miroirs n’a de jeu lisible ; voyez ce qui a été dit de chacun et nommez un autre miroir",
  },
  "restore-newest-broken": {
    exit: 4,
    en: "The newest set, {sequence}, does not verify on any mirror named, and nothing was restored; {older, plural, =0 {no older set verifies} other {set # does, restore it with --set #}}",
    fr: "Le jeu le plus récent, {sequence}, ne se vérifie sur aucun miroir nommé et rien n’a été restauré ; {older, plural, =0 {aucun jeu plus ancien ne se vérifie} other {le jeu # se vérifie, restaurez-le avec --set #}}",
  },
  "restore-rolled-back": {
    exit: 4,
    en: "Set {known} was seen before, but the newest on the mirrors named is {newest}: newer sets were taken away; name another mirror, or take what is there with --set {newest}",
    fr: "Le jeu {known} a déjà été vu, mais le plus récent des miroirs nommés est le {newest} : des jeux plus récents ont été retirés ; nommez un autre miroir, ou prenez ce qui s’y trouve avec --set {newest}",
  },
  "restore-forked": {
    exit: 4,
    en: "The mirrors hold two different sets with the number {sequence}, each signed by a trusted key; find out which is true, then restore from one mirror alone",
    fr: "Les miroirs ont deux jeux différents portant le numéro {sequence}, chacun signé par une clé de confiance ; établissez lequel est vrai, puis restaurez à partir d’un seul miroir",
  },
  "restore-set-missing": {
    exit: 3,
    en: "No mirror named holds set {sequence} in a form that verifies; “rollward verify” lists what each holds",
    fr: "Aucun miroir nommé n’a le jeu {sequence} sous une forme qui se vérifie ; « rollward verify » dit ce que chacun contient",
  },
  "restore-set-broken": {
    exit: 4,
    en: "Set {sequence} does not verify on any mirror named, and nothing was restored; name another mirror or another set, “rollward verify” says what is wrong",
    fr: "Le jeu {sequence} ne se vérifie sur aucun miroir nommé et rien n’a été restauré ; nommez un autre miroir ou un autre jeu, « rollward verify » dit ce qui ne va pas",
  },
  "restore-set-or-at": {
    exit: 2,
    en: "Give either --set or --at, not both: a number and a moment could mean two sets",
    fr: "Donnez soit --set, soit --at, pas les deux : un numéro et un instant pourraient désigner deux jeux",
  },
  "restore-at-none": {
    exit: 3,
    en: "No set was taken at or before {at}; the oldest that verifies was taken at {oldest}",
    fr: "Aucun jeu n’a été pris le {at} ou avant ; le plus ancien qui se vérifie date du {oldest}",
  },
  "restore-sidecar": {
    exit: 2,
    en: "{file} lies beside the target, and SQLite would replay it into the restored roll; remove it, or restore to another name than {path}",
    fr: "{file} se trouve à côté de la cible, et SQLite le rejouerait dans la liste restaurée ; retirez-le, ou restaurez sous un autre nom que {path}",
  },
  "restore-own-input": {
    exit: 2,
    en: "The target {path} lies in {input}, which this restore needs; name a file elsewhere, a plain roll never belongs on a mirror or over a key",
    fr: "La cible {path} se trouve dans {input}, dont cette restauration a besoin ; indiquez un fichier ailleurs, une liste en clair n’a sa place ni sur un miroir ni sur une clé",
  },
  "restore-county": {
    exit: 2,
    en: "Set {sequence} holds no county {county}; it holds {counties}",
    fr: "Le jeu {sequence} ne contient aucun comté {county} ; il contient {counties}",
  },
  "restore-part": {
    exit: 4,
    en: "The part {file} is whole on none of the mirrors named, and nothing was restored; name another mirror, or restore an older set with --set",
    fr: "La partie {file} n’est intacte sur aucun des miroirs nommés et rien n’a été restauré ; nommez un autre miroir, ou restaurez un jeu plus ancien avec --set",
  },
  "restore-part-unread": {
    exit: 3,
    en: "The part {file} could not be read from any mirror named, and nothing was restored; mend a mirror or name another",
    fr: "La partie {file} n’a pu être lue sur aucun des miroirs nommés et rien n’a été restauré ; réparez un miroir ou nommez-en un autre",
  },
  "restore-target": {
    exit: 2,
    en: "The target {to} is not one that restore knows; give a file, - for standard output, or sqlite:FILE",
    fr: "La cible {to} n’est pas connue de restore ; donnez un fichier, - pour la sortie standard ou sqlite:FICHIER",
  },
});
