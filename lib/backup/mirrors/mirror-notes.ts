import { defineFaults, type Fault } from "../../base/faults.ts";
import type { MirrorNote } from "./mirror.ts";

/** What each of a mirror's notes says to a person; `{url}` is the mirror. Notes never change an exit code. */
export const mirrorNoteFaults = defineFaults({
  "no-object-lock": {
    exit: 0,
    en: "The bucket of {url} has no Object Lock: whoever may delete there can destroy the sets before their retention ends",
    fr: "Le compartiment de {url} n’a pas de verrouillage d’objets (Object Lock) : quiconque peut y supprimer peut détruire les jeux avant la fin de leur conservation",
  },
  "no-conditional-write": {
    exit: 0,
    en: "The store of {url} does not know conditional writes: two seals at the same moment could write over each other",
    fr: "Le service de {url} ne connaît pas l’écriture conditionnelle : deux scellements simultanés pourraient s’écraser l’un l’autre",
  },
  "no-version-listing": {
    exit: 0,
    en: "The versions of the objects in {url} could not be listed, only the newest of each was looked at: grant s3:ListBucketVersions to see what was written over",
    fr: "Les versions des objets de {url} n’ont pas pu être listées, seule la plus récente de chacun a été examinée : accordez s3:ListBucketVersions pour voir ce qui a été écrasé",
  },
}) satisfies Readonly<Record<MirrorNote["code"], Fault>>;
