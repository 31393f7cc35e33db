import type { Words } from "../base/words.ts";
import type { TaskId } from "./config.ts";

/** What each task is called. */
export const taskWords: Readonly<Record<TaskId, Words>> = {
  register: { en: "register a voter", fr: "inscrire un électeur" },
  "look-up": { en: "look up a voter", fr: "consulter un électeur" },
  history: { en: "read a voter’s history", fr: "lire l’historique d’un électeur" },
  amend: { en: "amend a voter’s record", fr: "rectifier la fiche d’un électeur" },
  cancel: { en: "cancel a registration", fr: "radier un électeur" },
  "check-in": { en: "check in a voter at the poll", fr: "pointer un électeur au bureau de vote" },
  export: { en: "export the roll for sealing", fr: "exporter la liste pour le scellement" },
  "hand-out-list": { en: "hand out a county’s list", fr: "remettre la liste d’un comté" },
  seal: { en: "seal the roll", fr: "sceller la liste" },
  witness: { en: "witness a seal", fr: "attester un scellement" },
  mirror: { en: "mirror sealed backups", fr: "recopier les sauvegardes scellées sur un miroir" },
  verify: { en: "verify the backups", fr: "vérifier les sauvegardes" },
  drill: { en: "rehearse a restore", fr: "s’exercer à restaurer" },
  restore: { en: "restore the roll", fr: "restaurer la liste" },
  audit: { en: "audit the accounts", fr: "auditer les comptes" },
  "change-phase": { en: "change the phase of the election", fr: "changer de phase électorale" },
  "propose-change": { en: "propose a change", fr: "proposer un changement" },
  "approve-change": { en: "approve a change", fr: "approuver un changement" },
  "sign-code": { en: "sign code", fr: "signer du code" },
  "break-glass": { en: "break the glass in an emergency", fr: "briser la glace en cas d’urgence" },
};
