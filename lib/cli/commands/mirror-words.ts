import type { Words } from "../../base/words.ts";

/** What `rollward mirror` says. */
export const mirrorWords = {
  description: {
    en: "Copies to each target the sets that it lacks, oldest first. Every byte is checked against the signed manifest before it is written, and a set’s manifest is written last; what does not verify is not copied, and a target that does not verify itself gets nothing. Run it from the target’s side, with rights to read the source only.",
    fr: "Copie vers chaque cible les jeux qui lui manquent, du plus ancien au plus récent. Chaque octet est comparé au manifeste signé avant d’être écrit, et le manifeste d’un jeu est écrit en dernier ; ce qui ne se vérifie pas n’est pas copié, et une cible qui ne se vérifie pas elle-même ne reçoit rien. À lancer du côté de la cible, avec le seul droit de lire la source.",
  },
  from: { en: "The mirror to copy from", fr: "Le miroir à copier" },
  to: {
    en: "A mirror to bring up to date; repeat for several",
    fr: "Un miroir à mettre à jour ; à répéter pour plusieurs",
  },
  example: { en: "From the vault to a disk", fr: "Du coffre vers un disque" },
  source: { en: "From:", fr: "De :" },
  copied: {
    en: "{copied, plural, one {# set} other {# sets}} copied to:",
    fr: "{copied, plural, one {# jeu copié} other {# jeux copiés}} vers :",
  },
  "up-to-date": { en: "Up to date already:", fr: "Déjà à jour :" },
  "left-out": { en: "LEFT OUT, it does not verify itself:", fr: "ÉCARTÉ, il ne se vérifie pas lui-même :" },
  failed: {
    en: "FAILED after {copied, plural, =0 {no set} one {# set} other {# sets}}:",
    fr: "EN ÉCHEC après {copied, plural, =0 {aucun jeu} one {# jeu} other {# jeux}} :",
  },
} as const satisfies Record<string, Words>;
