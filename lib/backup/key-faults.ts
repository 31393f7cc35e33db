import { defineFaults } from "../base/faults.ts";

/** What can be wrong with recipients, identities, passphrases and signing keys. */
export const keyFaults = defineFaults({
  "recipients-empty": {
    exit: 2,
    en: "The recipients file {path} names no recipient; a set sealed to nobody could never be opened, put one age recipient on each line",
    fr: "Le fichier de destinataires {path} n’en nomme aucun ; un jeu scellé pour personne ne pourrait jamais être ouvert, mettez un destinataire age par ligne",
  },
  "recipients-many": {
    exit: 2,
    en: "The recipients file {path} names {count} recipients, more than the {most} that a set can have; keep those who could open it on the worst day",
    fr: "Le fichier de destinataires {path} nomme {count} destinataires, plus que les {most} qu’un jeu peut avoir ; gardez ceux qui pourraient l’ouvrir le pire jour",
  },
  "recipient-malformed": {
    exit: 2,
    en: "Line {line} of the recipients file {path} is no age recipient (age1… or age1pq1…); correct it or take the line out",
    fr: "La ligne {line} du fichier de destinataires {path} n’est pas un destinataire age (age1… ou age1pq1…) ; corrigez-la ou retirez-la",
  },
  "recipient-twice": {
    exit: 2,
    en: "Line {line} of the recipients file {path} names a recipient a second time; each must stand once, since two copies of one key are one key",
    fr: "La ligne {line} du fichier de destinataires {path} nomme un destinataire une deuxième fois ; chacun ne doit y figurer qu’une fois, car deux copies d’une clé ne font qu’une clé",
  },
  "recipients-mixed": {
    exit: 2,
    en: "The recipients file {path} mixes post-quantum (age1pq1…) and classic (age1…) recipients; use one kind, or the set is only as strong as the weaker",
    fr: "Le fichier de destinataires {path} mélange des destinataires postquantiques (age1pq1…) et classiques (age1…) ; n’en utilisez qu’un genre, sinon le jeu n’est pas plus fort que le plus faible",
  },
  "identity-malformed": {
    exit: 2,
    en: "The identity file {path} holds no well-formed age identity (AGE-SECRET-KEY-…); check that it is the right file and complete",
    fr: "Le fichier d’identité {path} ne contient aucune identité age bien formée (AGE-SECRET-KEY-…) ; vérifiez que c’est le bon fichier et qu’il est complet",
  },
  "identity-wrong": {
    exit: 4,
    en: "None of the identities given opens {file} of {url}; use an identity of one of the recipients that its manifest names",
    fr: "Aucune des identités fournies n’ouvre {file} de {url} ; utilisez une identité d’un des destinataires que nomme son manifeste",
  },
  "passphrase-wrong": {
    exit: 2,
    en: "The passphrase does not open {path}; type it again, it is the one chosen when the keys were made",
    fr: "La phrase de passe n’ouvre pas {path} ; saisissez-la de nouveau, c’est celle choisie à la création des clés",
  },
  "passphrase-unasked": {
    exit: 2,
    en: "The file {path} is sealed by a passphrase and there is no terminal to ask for it; run the command on a terminal, or open the file with age first",
    fr: "Le fichier {path} est scellé par une phrase de passe et aucun terminal ne permet de la demander ; lancez la commande sur un terminal, ou ouvrez d’abord le fichier avec age",
  },
  "key-malformed": {
    exit: 2,
    en: "{what} {path} is not an ECDSA P-256 key in PEM; check that it is the file that “rollward keys new” wrote",
    fr: "{what} {path} n’est pas une clé ECDSA P-256 en PEM ; vérifiez que c’est le fichier écrit par « rollward keys new »",
  },
  "key-private": {
    exit: 2,
    en: "The file {path} holds a private key where a public one is expected; name signing.pub, and keep the private key to yourself",
    fr: "Le fichier {path} contient une clé privée là où une clé publique est attendue ; indiquez signing.pub et gardez la clé privée pour vous",
  },
  "signing-public-malformed": {
    exit: 2,
    en: "The file {path} holds no public ECDSA P-256 key (SubjectPublicKeyInfo, in PEM or DER); fetch it again, such as with aws kms get-public-key, and decode its base64",
    fr: "Le fichier {path} ne contient pas de clé publique ECDSA P-256 (SubjectPublicKeyInfo, en PEM ou DER) ; récupérez-la de nouveau, par exemple avec aws kms get-public-key, et décodez son base64",
  },
  "keys-exist": {
    exit: 2,
    en: "The folder {path} holds {file} already and was left as it is; keys are never overwritten, name a new folder",
    fr: "Le dossier {path} contient déjà {file} et reste inchangé ; on n’écrase jamais des clés, nommez un nouveau dossier",
  },
});
