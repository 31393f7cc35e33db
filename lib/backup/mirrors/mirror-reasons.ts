import { failure, type RollwardError } from "../../base/faults.ts";
import type { Words } from "../../base/words.ts";
import { mirrorFaults } from "./mirror-faults.ts";

/** Why a mirror could not be used, and what the person can do about it. */
export interface Trouble {
  /** The system's or the store's own code, or words. */
  readonly reason: string | Words;
  readonly remedy: Words;
}

export const unreadable = (url: string, { reason, remedy }: Trouble, cause?: unknown): RollwardError =>
  failure(mirrorFaults["mirror-unreadable"], { url, reason, remedy }, cause);

export const unwritable = (
  url: string,
  key: string,
  { reason, remedy }: Trouble,
  cause?: unknown,
): RollwardError => failure(mirrorFaults["mirror-unwritable"], { url, key, reason, remedy }, cause);

const permission: Words = {
  en: "check its owner and permissions",
  fr: "vérifiez son propriétaire et ses droits",
};
const space: Words = { en: "free space on its disk", fr: "libérez de la place sur son disque" };

const remedies: Readonly<Record<string, Words>> = {
  EACCES: permission,
  EPERM: permission,
  ENOSPC: space,
  EDQUOT: space,
  EROFS: {
    en: "it is mounted read-only, mount it for writing or name another mirror",
    fr: "il est monté en lecture seule, montez-le en écriture ou indiquez un autre miroir",
  },
  ENAMETOOLONG: { en: "choose a shorter path", fr: "choisissez un chemin plus court" },
};

const disk: Words = { en: "check its disk and its connection", fr: "vérifiez son disque et sa connexion" };

/** The trouble that a system's error code, such as `ENOSPC`, stands for. */
export function systemTrouble(code: string): Trouble {
  return { reason: code, remedy: remedies[code] ?? disk };
}

/** The remedy for a folder that is not there. */
export const createIt: Words = {
  en: "create the folder, or connect the disk that holds it",
  fr: "créez le dossier ou branchez le disque qui le contient",
};
