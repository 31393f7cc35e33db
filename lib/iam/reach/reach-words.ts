import type { Words } from "../../base/words.ts";

/** What routes take for granted. */
export const reachWords = {
  runs: {
    en: "What runs with {role} was not read: it is taken that {service} runs something with it, since its trust policy lets it",
    fr: "Ce qui s’exécute avec {role} n’a pas été lu : on admet que {service} exécute quelque chose avec lui, puisque sa politique de confiance le lui permet",
  },
  profile: {
    en: "Whether an instance profile holds {role} was not read: it is taken that one does",
    fr: "Si un profil d’instance contient {role} n’a pas été lu : on admet qu’il y en a un",
  },
  asks: {
    en: "The trust policy of {role} asks something of {service} that the snapshot does not tell ({keys}): it is taken to hold",
    fr: "La politique de confiance de {role} exige de {service} ce que l’instantané ne dit pas ({keys}) : on admet que c’est rempli",
  },
  outside: {
    en: "Whether the own account of {principal} allows it too is not in the snapshot: it is taken to",
    fr: "L’instantané ne dit pas si le compte de {principal} le permet aussi : on l’admet",
  },
} as const satisfies Record<string, Words>;
