import type { Words } from "../base/words.ts";
import type { CapabilityId, Harm } from "../contract/contract.ts";

/** Short names of the capabilities, to stand over a column: no word longer than ten letters. */
export const capabilityNames: Readonly<Record<CapabilityId, Words>> = {
  "read-voter": { en: "read one voter", fr: "lire un électeur" },
  "read-protected-voter": { en: "read protected voters", fr: "lire les protégés" },
  "read-roll": { en: "read whole roll", fr: "lire toute la liste" },
  "alter-voter": { en: "alter voters", fr: "modifier électeurs" },
  "destroy-roll": { en: "destroy the roll", fr: "détruire la liste" },
  "read-sealed": { en: "read sealed backups", fr: "lire une sauvegarde" },
  "write-sealed": { en: "write sealed backups", fr: "écrire une sauvegarde" },
  "destroy-sealed": { en: "destroy sealed backups", fr: "détruire une sauvegarde" },
  "shorten-retention": { en: "shorten retention", fr: "abréger la rétention" },
  decrypt: { en: "open with the key", fr: "ouvrir avec la clé" },
  "sign-manifest": { en: "sign manifests", fr: "signer les manifestes" },
  "silence-trail": { en: "silence the trail", fr: "faire taire le journal" },
  "change-rules": { en: "change rules", fr: "changer les règles" },
  "run-code": { en: "run code", fr: "exécuter du code" },
  "close-account": { en: "close account", fr: "fermer le compte" },
};

/** What comes of it when the wrong one can. */
export const harmNames: Readonly<Record<Harm, Words>> = {
  confidentiality: { en: "Who can read", fr: "Qui peut lire" },
  integrity: { en: "Who can alter or forge", fr: "Qui peut modifier ou falsifier" },
  availability: { en: "Who can destroy", fr: "Qui peut détruire" },
};
