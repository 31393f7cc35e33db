import type { Words } from "../../base/words.ts";

/** What `rollward keys new` says. */
export const keysWords = {
  description: {
    en: "Draws two recovery identities (either opens every set), a root key and (unless --signing-public names one held elsewhere) a signing key, and writes them with a trust file that the root signs. On a terminal it asks for a passphrase that seals identities and root key; in a script they are written plain, readable by you alone. Nothing existing is overwritten.",
    fr: "Génère deux identités de secours (chacune ouvre tous les jeux), une clé racine et (sauf si --signing-public en nomme une détenue ailleurs) une clé de signature, et les écrit avec un fichier de confiance que la racine signe. Sur un terminal, demande une phrase de passe qui scelle les identités et la clé racine ; dans un script, elles sont écrites en clair, lisibles par vous seul. Rien d’existant n’est écrasé.",
  },
  out: {
    en: "Folder for the keys; made when its parent exists",
    fr: "Dossier des clés ; créé si son parent existe",
  },
  office: {
    en: "The office’s id in every manifest, such as alder-county; “office” when left out",
    fr: "L’identifiant du bureau dans chaque manifeste, comme comte-alder ; « office » par défaut",
  },
  officeName: {
    en: "The office’s full name, for people",
    fr: "Le nom complet du bureau, pour les personnes",
  },
  validFor: {
    en: "How long the trust file holds, such as 400d (when left out)",
    fr: "Durée de validité du fichier de confiance, comme 400d (par défaut)",
  },
  signingPublic: {
    en: "Public half of a signing key held elsewhere, such as in KMS: ECDSA P-256, PEM or DER; then no signing.key is made",
    fr: "Moitié publique d’une clé de signature détenue ailleurs, comme dans KMS : ECDSA P-256, PEM ou DER ; aucun signing.key n’est alors fait",
  },
  example: {
    en: "Keys for an office, asking for a passphrase",
    fr: "Des clés pour un bureau, en demandant une phrase de passe",
  },
  exampleElsewhere: {
    en: "For a signing key in KMS, whose public half aws kms get-public-key gave",
    fr: "Pour une clé de signature dans KMS, dont aws kms get-public-key a donné la moitié publique",
  },
  exampleScript: {
    en: "In a script: plain keys, with a warning",
    fr: "Dans un script : des clés en clair, avec un avertissement",
  },
  passphrase: {
    en: "A passphrase that seals the identities and the root key",
    fr: "Une phrase de passe qui scelle les identités et la clé racine",
  },
  plain: {
    en: "The identities and the root key in {folder} are written plain; whoever reads them can open every set",
    fr: "Les identités et la clé racine dans {folder} sont écrites en clair ; quiconque les lit peut ouvrir tous les jeux",
  },
  done: {
    en: "Keys of office {office}, chain {chain}, are in {folder}:",
    fr: "Les clés du bureau {office}, chaîne {chain}, sont dans {folder} :",
  },
  fileIdentity: {
    en: "opens every set: keep it on paper or a disk, away from here",
    fr: "ouvre tous les jeux : à garder sur papier ou sur disque, loin d’ici",
  },
  fileRoot: {
    en: "signs the trust file: keep it offline, with somebody else",
    fr: "signe le fichier de confiance : à garder hors ligne, chez quelqu’un d’autre",
  },
  fileSigning: {
    en: "signs each set: stays on the machine that seals",
    fr: "signe chaque jeu : reste sur la machine qui scelle",
  },
  fileRecipients: {
    en: "whom sets are sealed to: not secret",
    fr: "pour qui les jeux sont scellés : non secret",
  },
  filePublic: { en: "checks signatures: not secret", fr: "vérifie les signatures : non secret" },
  fileTrust: {
    en: "what a verifier trusts: hand it over yourself, never by a mirror",
    fr: "ce à quoi se fie un vérificateur : à remettre soi-même, jamais par un miroir",
  },
  next: {
    en: "Before the first seal, take identity-1.txt, identity-2.txt and root.key off this machine, each to another place.\nThe trust file holds until {trustExpiresAt}. Next: rollward seal --roll roll.ndjson --mirror … --recipients {folder}/recipients.txt --signing-key {folder}/signing.key --trust {folder}/trust.json --state state",
    fr: "Avant le premier scellement, retirez identity-1.txt, identity-2.txt et root.key de cette machine, chacun vers un autre lieu.\nLe fichier de confiance est valable jusqu’au {trustExpiresAt}. Ensuite : rollward seal --roll roll.ndjson --mirror … --recipients {folder}/recipients.txt --signing-key {folder}/signing.key --trust {folder}/trust.json --state state",
  },
  nextElsewhere: {
    en: "Before the first seal, take identity-1.txt, identity-2.txt and root.key off this machine, each to another place.\nThe trust file holds until {trustExpiresAt}. Next: put “trust” ({folder}/trust.json) and “recipients” ({folder}/recipients.txt) into rollward.config.json and deploy vault and mirror again (docs/deploy.md).",
    fr: "Avant le premier scellement, retirez identity-1.txt, identity-2.txt et root.key de cette machine, chacun vers un autre lieu.\nLe fichier de confiance est valable jusqu’au {trustExpiresAt}. Ensuite : inscrivez « trust » ({folder}/trust.json) et « recipients » ({folder}/recipients.txt) dans rollward.config.json et déployez de nouveau le coffre et le miroir (docs/deploy.md).",
  },
} as const satisfies Record<string, Words>;
