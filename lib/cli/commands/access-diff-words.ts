import type { Words } from "../../base/words.ts";

/** What `rollward access diff` says. */
export const diffWords = {
  description: {
    en: "Compares what everybody can do in two snapshots, not how their policies are written: a policy that was rewritten and means the same is no change. Each right that was gained or lost comes with a request that one snapshot allows and the other does not; for whoever was compared and is not listed it is proved that nothing changed, unless something is unknown or was not read. Before escalation. Exit code 0 when nothing was gained or lost, 1 when something was, 3 when a part of the comparison is unknown.",
    fr: "Compare ce que chacun peut faire dans deux instantanés, et non la façon dont leurs politiques sont écrites : une politique réécrite qui veut dire la même chose n’est pas un changement. Chaque droit gagné ou perdu vient avec une requête qu’un des instantanés permet et l’autre non ; pour qui a été comparé et n’est pas listé, il est prouvé que rien n’a changé, sauf si quelque chose est inconnu ou n’a pas été lu. Avant escalade. Code de sortie 0 quand rien n’a été gagné ni perdu, 1 quand quelque chose l’a été, 3 quand une partie de la comparaison est inconnue.",
  },
  snapshot: {
    en: "The older snapshot, then the newer one: the option is given twice",
    fr: "L’instantané le plus ancien, puis le plus récent : l’option se donne deux fois",
  },
  template: {
    en: "Templates in place of the newer snapshot: what cdk synth wrote (cdk.out), or one template file",
    fr: "Des modèles à la place de l’instantané le plus récent : ce que cdk synth a écrit (cdk.out), ou un fichier de modèle",
  },
  principal: {
    en: "Only this user, role, outsider or account’s root, by its ARN; repeat for several",
    fr: "Seulement cet utilisateur, ce rôle, cette personne extérieure ou cette racine de compte, par son ARN ; à répéter pour plusieurs",
  },
  action: {
    en: "Only this action, or those of a pattern such as s3:Delete*; repeat for several",
    fr: "Seulement cette action, ou celles d’un motif comme s3:Delete* ; à répéter pour plusieurs",
  },
  exampleReview: {
    en: "What changed since the last review",
    fr: "Ce qui a changé depuis la dernière revue",
  },
  exampleAction: {
    en: "Only who can delete more, or less, than before",
    fr: "Seulement qui peut effacer plus, ou moins, qu’avant",
  },
  exampleTemplate: {
    en: "What the templates would change, before they are deployed",
    fr: "Ce que les modèles changeraient, avant leur déploiement",
  },

  nothing: {
    en: "{sure, select, yes {Nobody gained or lost a right: that is proved for everybody who was compared, before escalation.} other {No right was found that somebody gained or lost, before escalation, which is no proof: something was not read.}}",
    fr: "{sure, select, yes {Personne n’a gagné ni perdu de droit : c’est prouvé pour tous ceux qui ont été comparés, avant escalade.} other {Aucun droit gagné ou perdu n’a été trouvé, avant escalade, ce qui n’est pas une preuve : quelque chose n’a pas été lu.}}",
  },
  sum: {
    en: "{gained, plural, =0 {Nobody for certain gained} one {# principal gained} other {# principals gained}} rights, {lost, plural, =0 {nobody for certain lost} one {# lost} other {# lost}} some{unknown, plural, =0 {} one {; of # it is unknown} other {; of # it is unknown}}; {sure, select, yes {for everybody else who was compared it is proved that nothing changed, before escalation.} other {for others no change was found, before escalation, which is no proof: something is unknown or was not read.}}",
    fr: "{gained, plural, =0 {Personne de façon certaine n’a gagné} one {# identité a gagné} other {# identités ont gagné}} des droits, {lost, plural, =0 {personne de façon certaine n’en a perdu} one {# en a perdu} other {# en ont perdu}}{unknown, plural, =0 {} one { ; pour #, on ne sait pas} other { ; pour #, on ne sait pas}} ; {sure, select, yes {pour tous les autres qui ont été comparés, il est prouvé que rien n’a changé, avant escalade.} other {pour les autres, aucun changement n’a été trouvé, avant escalade, ce qui n’est pas une preuve : quelque chose est inconnu ou n’a pas été lu.}}",
  },
  appeared: {
    en: "Only in the newer snapshot: {names}",
    fr: "Seulement dans l’instantané le plus récent : {names}",
  },
  gone: {
    en: "Only in the older snapshot: {names}",
    fr: "Seulement dans l’instantané le plus ancien : {names}",
  },
  gained: { en: "gained", fr: "gagné" },
  lost: { en: "lost", fr: "perdu" },
  unknown: { en: "unknown", fr: "inconnu" },
  named: {
    en: "named by the policy of {resource} for {actions}, which is compared by its text alone",
    fr: "nommé par la politique de {resource} pour {actions}, ce qui n’est comparé que par son texte",
  },
  notCompared: {
    en: "not compared, and taken to stay as it is, since the templates do not say it: {parts}",
    fr: "n’est pas comparé, et est tenu pour inchangé, puisque les modèles n’en disent rien : {parts}",
  },
  notOrganization: {
    en: "the organisation’s policies (SCPs, RCPs)",
    fr: "les politiques de l’organisation (SCP, RCP)",
  },
  notAccounts: {
    en: "{count, plural, one {the account {names}} other {# accounts ({names}{count, plural, =2 {} =3 {} other { …}})}}",
    fr: "{count, plural, one {le compte {names}} other {# comptes ({names}{count, plural, =2 {} =3 {} other { …}})}}",
  },
  notIdentities: {
    en: "{count, plural, one {the user or role {names}} other {# users and roles ({names}{count, plural, =2 {} =3 {} other { …}})}}",
    fr: "{count, plural, one {l’utilisateur ou le rôle {names}} other {# utilisateurs et rôles ({names}{count, plural, =2 {} =3 {} other { …}})}}",
  },
  notResources: {
    en: "{count, plural, one {the resource {names}} other {# resources with a policy ({names}{count, plural, =2 {} =3 {} other { …}})}}",
    fr: "{count, plural, one {la ressource {names}} other {# ressources qui ont une politique ({names}{count, plural, =2 {} =3 {} other { …}})}}",
  },
  principals: {
    en: "{count, number} principals, shown by the first of them: {names}",
    fr: "{count, number} identités, montrées par la première : {names}",
  },
  letInNow: {
    en: "the policy of {resource} now lets it in to more: {actions}",
    fr: "la politique de {resource} l’autorise désormais à plus : {actions}",
  },
  letInThen: {
    en: "the policy of {resource} no longer lets it in to as much: {actions}",
    fr: "la politique de {resource} ne l’autorise plus à autant : {actions}",
  },
  rights: { en: "{actions} on {resources}", fr: "{actions} sur {resources}" },
  perhapsGained: { en: "whether {actions} was gained", fr: "si {actions} a été gagné" },
  perhapsLost: { en: "whether {actions} was lost", fr: "si {actions} a été perdu" },
  allowedNow: { en: "now allowed by {statements}", fr: "permis maintenant par {statements}" },
  allowedThen: { en: "was allowed by {statements}", fr: "était permis par {statements}" },
  more: { en: "{shown} and {count, number} more", fr: "{shown} et {count, number} autres" },
} as const satisfies Record<string, Words>;
