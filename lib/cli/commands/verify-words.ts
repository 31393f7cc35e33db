import type { Words } from "../../base/words.ts";

/** What `rollward verify` says, and how a mirror's verdict reads wherever it is told. */
export const verifyWords = {
  description: {
    en: "Reads and hashes every byte of every set on every mirror: tampering, gaps, rollback, forks, strangers’ sets, staleness. It needs no secret; with an identity it also opens each part and compares it with what was sealed. Exit code 4 when integrity is broken, 3 when something could not be read, 1 when a mirror is stale, behind or written over.",
    fr: "Lit et calcule l’empreinte de chaque octet de chaque jeu sur chaque miroir : altérations, trous, retours en arrière, bifurcations, jeux étrangers, retard. Aucun secret n’est nécessaire ; avec une identité, ouvre aussi chaque partie et la compare à ce qui a été scellé. Code de sortie 4 si l’intégrité est rompue, 3 si quelque chose n’a pu être lu, 1 si un miroir est périmé, en retard ou écrasé.",
  },
  identity: {
    en: "Also open every part with this recovery identity; repeat for several",
    fr: "Ouvrir aussi chaque partie avec cette identité de secours ; à répéter pour plusieurs",
  },
  quick: {
    en: "Read only manifests and listings, and say what was not read",
    fr: "Ne lire que les manifestes et les listes, et dire ce qui n’a pas été lu",
  },
  exampleTwo: {
    en: "Two mirrors, remembering the newest set",
    fr: "Deux miroirs, en retenant le jeu le plus récent",
  },
  exampleOpen: {
    en: "Also prove that the newest set opens",
    fr: "Prouver aussi que le jeu le plus récent s’ouvre",
  },
  allWell: {
    en: "All is well: {mirrors, plural, one {the mirror holds} other {all # mirrors hold}} every set whole.",
    fr: "Tout va bien : {mirrors, plural, one {le miroir garde} other {les # miroirs gardent}} chaque jeu intact.",
  },
  allWellQuick: {
    en: "Nothing is wrong with the manifests and listings of {mirrors, plural, one {the mirror} other {all # mirrors}}; with --quick, no part was read.",
    fr: "Rien d’anormal dans les manifestes et les listes {mirrors, plural, one {du miroir} other {des # miroirs}} ; avec --quick, aucune partie n’a été lue.",
  },
  remarks: {
    en: "Nothing is broken, but something needs attention.",
    fr: "Rien n’est altéré, mais quelque chose demande attention.",
  },
  unread: {
    en: "Something could not be read: nothing is said of what it holds.",
    fr: "Quelque chose n’a pas pu être lu : rien n’est dit de son contenu.",
  },
  broken: {
    en: "Integrity is broken: do not rely on what is named below.",
    fr: "L’intégrité est compromise : ne vous fiez pas à ce qui est nommé ci-dessous.",
  },
  clockSet: { en: "The clock was set to {now} by --now.", fr: "L’horloge a été réglée sur {now} par --now." },
  newest: {
    en: "{sets, plural, one {# set} other {# sets}}; the newest is {sequence}, taken at {takenAt}, {voters, plural, one {# voter} other {# voters}}; the next is due by {nextDueAt}",
    fr: "{sets, plural, one {# jeu} other {# jeux}} ; le plus récent est le {sequence}, pris le {takenAt}, {voters, plural, one {# électeur} other {# électeurs}} ; le suivant est attendu pour le {nextDueAt}",
  },
  none: { en: "no set that verifies", fr: "aucun jeu qui se vérifie" },
  problem: { en: "PROBLEM", fr: "PROBLÈME" },
  note: { en: "note", fr: "remarque" },
  more: {
    en: "… and {more, plural, one {# more} other {# more}}; --json lists all",
    fr: "… et {more, plural, one {# autre} other {# autres}} ; --json les donne tous",
  },
} as const satisfies Record<string, Words>;
