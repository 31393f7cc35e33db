import type { Words } from "../../base/words.ts";

/** What `rollward restore` says. */
export const restoreWords = {
  description: {
    en: "Brings the roll back, byte for byte, from one mirror or several: each part from whichever holds it whole. It writes beside the target and gives it its name at the end, so on any error nothing is left and nothing existing is touched. When the newest set is broken it stops and says which older one could be taken; it never falls back in silence. About a second for every hundred thousand voters.",
    fr: "Ramène la liste, octet pour octet, d’un ou de plusieurs miroirs : chaque partie depuis celui qui l’a intacte. Écrit à côté de la cible et ne lui donne son nom qu’à la fin : en cas d’erreur, rien ne reste et rien d’existant n’est touché. Quand le jeu le plus récent est rompu, s’arrête et dit lequel plus ancien pourrait être pris ; jamais de repli en silence. Environ une seconde par cent mille électeurs.",
  },
  set: { en: "Restore this set instead of the newest", fr: "Restaurer ce jeu au lieu du plus récent" },
  at: {
    en: "Restore the newest set taken at or before this moment",
    fr: "Restaurer le jeu le plus récent pris à cet instant ou avant",
  },
  county: {
    en: "Only this county, as the roll writes it; repeat for several",
    fr: "Seulement ce comté, tel que la liste l’écrit ; à répéter pour plusieurs",
  },
  to: {
    en: "Where to: a file, - for standard output, or sqlite:FILE for a database",
    fr: "Où : un fichier, - pour la sortie standard, ou sqlite:FICHIER pour une base de données",
  },
  force: { en: "Overwrite the target when it exists", fr: "Écraser la cible si elle existe" },
  exampleFile: { en: "The newest set into a file", fr: "Le jeu le plus récent dans un fichier" },
  exampleCounty: {
    en: "One county into a database, from two mirrors",
    fr: "Un comté dans une base de données, à partir de deux miroirs",
  },
  done: {
    en: "Set {sequence}, taken at {takenAt}, is restored to {to}: {voters, plural, one {# voter} other {# voters}}, {megabytes, number, ::.0} MB, every part checked.",
    fr: "Le jeu {sequence}, pris le {takenAt}, est restauré dans {to} : {voters, plural, one {# électeur} other {# électeurs}}, {megabytes, number, ::.0} Mo, chaque partie vérifiée.",
  },
  source: {
    en: "{parts, plural, one {# part} other {# parts}} from {url}",
    fr: "{parts, plural, one {# partie} other {# parties}} de {url}",
  },
  elsewhere: {
    en: "rollward: the roll came back whole, but look at {url}: {message} [{code}]",
    fr: "rollward : la liste est revenue intacte, mais voyez {url} : {message} [{code}]",
  },
} as const satisfies Record<string, Words>;
