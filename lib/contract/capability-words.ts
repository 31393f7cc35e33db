import type { Words } from "../base/words.ts";
import type { AssetKey } from "./config.ts";
import type { CapabilityId } from "./contract.ts";

/** What each capability lets somebody do, to follow “can …” and « peut … ». */
export const capabilityWords: Readonly<Record<CapabilityId, Words>> = {
  "read-voter": { en: "read single voters", fr: "lire des électeurs un à un" },
  "read-protected-voter": { en: "read protected voters", fr: "lire les électeurs protégés" },
  "read-roll": { en: "read or copy the whole roll", fr: "lire ou copier toute la liste" },
  "alter-voter": { en: "alter voters", fr: "modifier des électeurs" },
  "destroy-roll": { en: "destroy the roll", fr: "détruire la liste" },
  "read-sealed": { en: "read sealed backups", fr: "lire les sauvegardes scellées" },
  "write-sealed": { en: "write sealed backups", fr: "écrire des sauvegardes scellées" },
  "destroy-sealed": {
    en: "destroy sealed backups or put them out of reach",
    fr: "détruire les sauvegardes scellées ou les mettre hors d’atteinte",
  },
  "shorten-retention": {
    en: "shorten the retention of backups",
    fr: "raccourcir la conservation des sauvegardes",
  },
  decrypt: { en: "open what the register’s key encrypts", fr: "ouvrir ce que chiffre la clé du registre" },
  "sign-manifest": { en: "sign manifests of backups", fr: "signer des manifestes de sauvegardes" },
  "silence-trail": { en: "silence the trail or forge it", fr: "faire taire le journal ou le falsifier" },
  "change-rules": {
    en: "change the rules of who may do what",
    fr: "changer les règles de qui peut faire quoi",
  },
  "run-code": {
    en: "run code as one of the functions",
    fr: "exécuter du code sous le nom d’une des fonctions",
  },
  "close-account": { en: "close the account or take it over", fr: "fermer le compte ou s’en emparer" },
};

/** What each asset is called in a sentence. */
export const assetWords: Readonly<Record<AssetKey, Words>> = {
  roll: { en: "the roll", fr: "la liste électorale" },
  checkins: { en: "the check-ins", fr: "les émargements" },
  vault: { en: "the vault", fr: "le coffre" },
  mirrors: { en: "a mirror", fr: "un miroir" },
  dataKey: { en: "the register’s key", fr: "la clé du registre" },
  protectedKey: { en: "the protected voters’ key", fr: "la clé des électeurs protégés" },
  signingKey: { en: "the signing key", fr: "la clé de signature" },
  trail: { en: "the trail", fr: "le journal" },
  alarms: { en: "the alarms", fr: "les alarmes" },
  head: { en: "the head of the chain", fr: "la tête de la chaîne" },
  code: { en: "the functions’ code", fr: "le code des fonctions" },
  identity: { en: "users, roles and their rights", fr: "les utilisateurs, les rôles et leurs droits" },
  deployment: { en: "the deployment", fr: "le déploiement" },
  account: { en: "the account", fr: "le compte" },
  organisation: { en: "the organisation", fr: "l’organisation" },
};
