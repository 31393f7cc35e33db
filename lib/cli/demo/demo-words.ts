import type { Words } from "../../base/words.ts";

/** The story that `rollward demo` tells. */
export const demoWords = {
  description: {
    en: "Plays the whole story on this machine, without any account, in under two minutes: stacks made and audited, keys, an invented roll, three sets on three mirrors, attacks on mirrors and accounts that are each named, a report, and a restore after everything else is gone. Everything stays in one folder. Exit code 0 only if every expectation held.",
    fr: "Joue toute l’histoire sur cette machine, sans aucun compte, en moins de deux minutes : des piles produites et auditées, les clés, une liste inventée, trois jeux sur trois miroirs, des attaques contre les miroirs et les comptes nommées chacune, un rapport, et une restauration quand tout le reste a disparu. Tout reste dans un seul dossier. Code de sortie 0 seulement si chaque attente s’est vérifiée.",
  },
  out: {
    en: "Folder for everything the demo makes; rollward-demo when left out",
    fr: "Dossier de tout ce que la démonstration produit ; rollward-demo par défaut",
  },
  voters: {
    en: "How many voters to invent; 100000 when left out",
    fr: "Combien d’électeurs inventer ; 100000 par défaut",
  },
  force: {
    en: "Replace the folder of an earlier demo",
    fr: "Remplacer le dossier d’une démonstration antérieure",
  },
  example: { en: "The whole story", fr: "Toute l’histoire" },
  exampleSmall: { en: "A short one, in French", fr: "Une version courte, en français" },
  intro: {
    en: "Rollward in two minutes: a voter register is built, audited, backed up, attacked, lost, and brought back. All of it is invented. The commands shown are those that are run, with paths inside {out}; what they make stays there, except what the story itself loses: the register and two mirrors.",
    fr: "Rollward en deux minutes : un registre électoral est construit, audité, sauvegardé, attaqué, perdu, puis ramené. Tout est inventé. Les commandes affichées sont celles qui sont lancées, avec des chemins dans {out} ; ce qu’elles produisent y reste, sauf ce que l’histoire elle-même perd : le registre et deux miroirs.",
  },
  keys: {
    en: "The office draws its keys: two recovery identities, a root key, a signing key.",
    fr: "Le bureau génère ses clés : deux identités de secours, une clé racine, une clé de signature.",
  },
  keysDone: {
    en: "Keys are drawn; the cloud would only ever hold public ones",
    fr: "Les clés sont générées ; le nuage n’en aurait jamais que des publiques",
  },
  roll: {
    en: "An invented register of {voters, plural, one {# voter} other {# voters}} in twelve counties.",
    fr: "Un registre inventé de {voters, plural, one {# électeur} other {# électeurs}} dans douze comtés.",
  },
  rollDone: {
    en: "The register of the third evening has the SHA-256 {sha256}.",
    fr: "Le registre du troisième soir a le SHA-256 {sha256}.",
  },
  seal: {
    en: "Three evenings: each time the roll is sealed to three mirrors.",
    fr: "Trois soirs : chaque fois, la liste est scellée sur trois miroirs.",
  },
  sealed: {
    en: "Set {sequence} is sealed and lies on three mirrors ({megabytes, number, ::.0} MB each)",
    fr: "Le jeu {sequence} est scellé et se trouve sur trois miroirs ({megabytes, number, ::.0} Mo chacun)",
  },
  verify: {
    en: "Anyone can check the mirrors without a secret; with an identity, also that they open.",
    fr: "Chacun peut vérifier les miroirs sans secret ; avec une identité, aussi qu’ils s’ouvrent.",
  },
  verified: {
    en: "Every byte of nine sets is read, every part of them opened",
    fr: "Chaque octet de neuf jeux est lu, chacune de leurs parties ouverte",
  },
  audit: {
    en: "The audit holds the backups against the practice W5.1a.",
    fr: "L’audit compare les sauvegardes à la pratique W5.1a.",
  },
  audited: {
    en: "One finding, and it is right: three folders on one disk are one place, not three",
    fr: "Un constat, et il est juste : trois dossiers sur un disque sont un seul lieu, pas trois",
  },
  attacks: {
    en: "Now the attacks, each on a copy of a mirror.",
    fr: "Maintenant les attaques, chacune sur une copie d’un miroir.",
  },
  bit: { en: "One bit of one part is flipped", fr: "Un bit d’une partie est inversé" },
  swap: { en: "Two parts of one set are swapped", fr: "Deux parties d’un jeu sont interverties" },
  rollback: {
    en: "The newest set is taken away, as if it had never been",
    fr: "Le jeu le plus récent est retiré, comme s’il n’avait jamais existé",
  },
  forgeOpens: {
    en: "A stranger seals an invented roll to the office’s own recipients: it even opens",
    fr: "Un inconnu scelle une liste inventée pour les vrais destinataires du bureau : elle s’ouvre même",
  },
  forge: {
    en: "The stranger’s set, put on the mirror as set 4",
    fr: "Le jeu de l’inconnu, déposé sur le miroir comme jeu 4",
  },
  stale: {
    en: "A mirror that nobody fed for thirty hours",
    fr: "Un miroir que personne n’a alimenté depuis trente heures",
  },
  lost: {
    en: "The worst day: the register is gone, and so are two of the mirrors.",
    fr: "Le pire jour : le registre a disparu, et deux des miroirs aussi.",
  },
  restored: {
    en: "The roll comes back from the last mirror into a database ({voters, plural, one {# voter} other {# voters}})",
    fr: "La liste revient du dernier miroir dans une base de données ({voters, plural, one {# électeur} other {# électeurs}})",
  },
  same: {
    en: "The restored roll has the SHA-256 of the one that was sealed",
    fr: "La liste restaurée a le SHA-256 de celle qui avait été scellée",
  },
  end: {
    en: "{held, plural, one {# expectation} other {# expectations}} held, in {seconds, number, ::.0} s. Look into {out}: {out}/mirrors/c/sets/00000003/RESTORE.md says how to do it without Rollward.",
    fr: "{held, plural, one {# attente s’est vérifiée} other {# attentes se sont vérifiées}}, en {seconds, number, ::.0} s. Regardez dans {out} : {out}/mirrors/c/sets/00000003/RESTORE.md dit comment faire sans Rollward.",
  },
  next: {
    en: "A finding says what is wrong, shows it and says how to mend it; docs/checks explains each check. Mend it, deploy, and audit again. Next, on a real account, which is only read: rollward snapshot --policy prints the rights that the reading user needs, then rollward audit --profile NAME --format html --out report.html. With your own roll: rollward keys new --help, then rollward seal --help.",
    fr: "Un constat dit ce qui ne va pas, le montre et dit comment le corriger ; docs/checks explique chaque contrôle. Corrigez, déployez, puis auditez de nouveau. Ensuite, sur un compte réel, qui est seulement lu : rollward snapshot --policy affiche les droits qu’il faut à l’utilisateur qui lit, puis rollward audit --profile NOM --format html --out rapport.html. Avec votre propre liste : rollward keys new --help, puis rollward seal --help.",
  },
  failed: {
    en: "{broken, plural, one {# expectation} other {# expectations}} did NOT hold; this copy of Rollward must not be relied on.",
    fr: "{broken, plural, one {# attente ne s’est PAS vérifiée} other {# attentes ne se sont PAS vérifiées}} ; il ne faut pas se fier à cette copie de Rollward.",
  },
  held: {
    en: "exit {exit}, {codes, select, none {as expected} other {[{codes}], as expected}}",
    fr: "code {exit}, {codes, select, none {comme attendu} other {[{codes}], comme attendu}}",
  },
  notHeld: {
    en: "exit {exit} [{codes}], but exit {expected} [{code}] was expected",
    fr: "code {exit} [{codes}], alors que le code {expected} [{code}] était attendu",
  },
  yes: { en: "as expected", fr: "comme attendu" },
  no: { en: "NOT as expected", fr: "PAS comme attendu" },
} as const satisfies Record<string, Words>;
