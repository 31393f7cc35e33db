import { defineFaults } from "../base/faults.ts";

/** What can be wrong with a trust file, and with what is remembered of it. */
export const trustFaults = defineFaults({
  "trust-or-key": {
    exit: 2,
    en: "Say what to trust with exactly one of --trust FILE (the whole trust file) and --public-key FILE (one signing key)",
    fr: "Indiquez à quoi se fier avec une seule des options --trust FICHIER (le fichier de confiance entier) et --public-key FICHIER (une clé de signature)",
  },
  "trust-malformed": {
    exit: 2,
    en: "The trust file {path} is not a complete rollward/trust@1 file (at {at}); get it anew from those who keep the root keys",
    fr: "Le fichier de confiance {path} n’est pas un fichier rollward/trust@1 complet (à {at}) ; redemandez-le à ceux qui gardent les clés racine",
  },
  "trust-newer": {
    exit: 2,
    en: "The trust file {path} has the format {format}, which this version does not know; install a newer Rollward",
    fr: "Le fichier de confiance {path} a le format {format}, inconnu de cette version ; installez un Rollward plus récent",
  },
  "trust-signature": {
    exit: 4,
    en: "The trust file {path} is not signed by {threshold, plural, one {its root key} other {# of its root keys}}: it was altered; trust nothing in it and get it anew from those who keep the root keys",
    fr: "Le fichier de confiance {path} n’est pas signé par {threshold, plural, one {sa clé racine} other {# de ses clés racine}} : il a été modifié ; ne vous fiez à rien de ce qu’il contient et redemandez-le à ceux qui gardent les clés racine",
  },
  "trust-expired": {
    exit: 1,
    en: "The trust file {path} expired on {at}; have the root keys sign a new one",
    fr: "Le fichier de confiance {path} a expiré le {at} ; faites-en signer un nouveau par les clés racine",
  },
  "trust-rollback": {
    exit: 4,
    en: "The trust file {path} has version {version}, but version {known} was seen before: an older one was put in its place; use the newest",
    fr: "Le fichier de confiance {path} porte la version {version}, alors que la version {known} a déjà été vue : un plus ancien a pris sa place ; utilisez le plus récent",
  },
  "trust-changed": {
    exit: 4,
    en: "The trust file {path} is another version {version} than the one seen before; two trust files of one version must never exist, ask those who keep the root keys",
    fr: "Le fichier de confiance {path} est une autre version {version} que celle déjà vue ; il ne doit jamais exister deux fichiers de confiance d’une même version, demandez à ceux qui gardent les clés racine",
  },
  "trust-root-changed": {
    exit: 4,
    en: "The trust file {path} names other root keys than the one seen before and is not signed by those; get the right one from the people who keep the root keys",
    fr: "Le fichier de confiance {path} nomme d’autres clés racine que celui déjà vu et n’est pas signé par celles-ci ; obtenez le bon auprès de ceux qui gardent les clés racine",
  },
  "state-folder": {
    exit: 2,
    en: "--state takes a folder, and {path} is a file; name the folder of the verifier’s memory, it is made when it does not exist",
    fr: "--state prend un dossier, et {path} est un fichier ; indiquez le dossier de la mémoire du vérificateur, il est créé s’il n’existe pas",
  },
  "state-malformed": {
    exit: 2,
    en: "The verifier state {path} is not a rollward/state@1 file; restore it from your copy, without it a rollback since last time would not be seen",
    fr: "L’état du vérificateur {path} n’est pas un fichier rollward/state@1 ; rétablissez-le de votre copie, sans lui un retour en arrière depuis la dernière fois passerait inaperçu",
  },
});
