import type { Words } from "../../base/words.ts";

/** What `rollward access escalate` says. */
export const escalateWords = {
  description: {
    en: "Finds, for every user and role, and for outsiders whom a policy lets in, each other one that it can act as and that has some right it lacks, by the shortest path; where it can write rights for itself, the path leads to itself. Every step is decided by the engine: boundaries, organisation policies, conditions and trust count. All accounts of the snapshot are taken together. Exit code 3 when a step was neither proved nor refuted, when it hangs on what an outsider’s own account allows, or when identities, or policies of resources, could not be read.",
    fr: "Trouve, pour chaque utilisateur et chaque rôle, et pour les identités extérieures qu’une politique admet, chaque autre identité comme laquelle elle peut agir et qui a un droit qu’elle n’a pas, par le chemin le plus court ; là où elle peut s’écrire des droits, le chemin mène à elle-même. Chaque pas est tranché par le moteur : limites d’autorisations, politiques d’organisation, conditions et confiance comptent. Tous les comptes de l’instantané sont pris ensemble. Code de sortie 3 quand un pas n’a été ni prouvé ni réfuté, quand il dépend de ce que permet le compte d’une identité extérieure, ou quand des identités, ou des politiques de ressources, n’ont pas pu être lues.",
  },
  from: {
    en: "Only paths that start at this user, role or outsider",
    fr: "Seulement les chemins qui partent de cet utilisateur, de ce rôle ou de cette identité extérieure",
  },
  exampleAll: { en: "Every path in these accounts", fr: "Tous les chemins dans ces comptes" },
  exampleFrom: {
    en: "What one role could become",
    fr: "Ce qu’un rôle pourrait devenir",
  },
  exampleTemplate: {
    en: "Paths that these templates would open, for a script",
    fr: "Les chemins que ces modèles ouvriraient, pour un script",
  },

  none: {
    en: "{sure, select, yes {Nobody can act as anybody who has a right it lacks, nor write rights for itself: that is proved for the ways in the table of this version.} other {No path was found, which is no proof: something was not read.}}",
    fr: "{sure, select, yes {Personne ne peut agir comme une identité qui a un droit qu’elle n’a pas, ni s’écrire des droits : c’est prouvé pour les moyens du tableau de cette version.} other {Aucun chemin n’a été trouvé, ce qui n’est pas une preuve : quelque chose n’a pas été lu.}}",
  },
  noneFrom: {
    en: "{sure, select, yes {{from} can act as nobody who has a right it lacks, nor write rights for itself: that is proved for the ways in the table of this version.} other {No path was found from {from}, which is no proof: something was not read.}}",
    fr: "{sure, select, yes {{from} ne peut agir comme aucune identité qui a un droit qu’elle n’a pas, ni s’écrire des droits : c’est prouvé pour les moyens du tableau de cette version.} other {Aucun chemin depuis {from} n’a été trouvé, ce qui n’est pas une preuve : quelque chose n’a pas été lu.}}",
  },
  sum: {
    en: "{paths, plural, one {# path} other {# paths}} from {starts, plural, one {# start} other {# starts}}{unknown, plural, =0 {} one {; # unknown} other {; # unknown}}{assumed, plural, =0 {} one {; # takes something for granted} other {; # take something for granted}}.",
    fr: "{paths, plural, one {# chemin} other {# chemins}} depuis {starts, plural, one {# départ} other {# départs}}{unknown, plural, =0 {} one { ; # inconnu} other { ; # inconnus}}{assumed, plural, =0 {} one { ; # admet quelque chose} other { ; # admettent quelque chose}}.",
  },
  become: { en: "{from} can act as {to}", fr: "{from} peut agir comme {to}" },
  mayBecome: { en: "{from} may be able to act as {to}", fr: "{from} peut-être peut agir comme {to}" },
  ownRights: {
    en: "{from} can make itself able to do more",
    fr: "{from} peut se rendre capable de faire davantage",
  },
  mayOwnRights: {
    en: "{from} may be able to make itself able to do more",
    fr: "{from} peut-être peut se rendre capable de faire davantage",
  },
  request: { en: "{action} on {resource}", fr: "{action} sur {resource}" },
  requestWith: { en: "{action} on {resource} with {context}", fr: "{action} sur {resource} avec {context}" },
  // An account’s root stands for everybody in it: somebody of it asks.
  asked: { en: "{request}, by {asker}", fr: "{request}, par {asker}" },
  step: { en: "{place}. as {principal}: {what}", fr: "{place}. comme {principal} : {what}" },
  gives: { en: "gives {target} ({kind})", fr: "donne {target} ({kind})" },
  assumes: { en: "taken for granted: {what}", fr: "admis : {what}" },
  unknown: { en: "unknown, because {why}", fr: "inconnu, raison : {why}" },
} as const satisfies Record<string, Words>;
