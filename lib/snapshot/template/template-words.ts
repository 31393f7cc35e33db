import type { Words } from "../../base/words.ts";

/** Why a place in a template could not be resolved. */
export const whyUnresolved = {
  parameter: {
    en: "the parameter {name} has no default value",
    fr: "le paramètre {name} n’a pas de valeur par défaut",
  },
  parameterStore: {
    en: "the parameter {name} takes its value from the cloud’s parameter store when it is deployed",
    fr: "le paramètre {name} prend sa valeur dans le magasin de paramètres du nuage lors du déploiement",
  },
  dynamic: {
    en: "a dynamic reference (resolve) is filled in only when it is deployed",
    fr: "une référence dynamique (resolve) n’est remplie que lors du déploiement",
  },
  function: {
    en: "the function {name} is not known to this version, or its arguments are not of its kind",
    fr: "la fonction {name} est inconnue de cette version, ou ses arguments ne sont pas du bon genre",
  },
  nothing: {
    en: "{name} is not in the template",
    fr: "{name} n’est pas dans le modèle",
  },
  absent: {
    en: "{name} is not made, by its condition",
    fr: "{name} n’est pas créé, d’après sa condition",
  },
  attribute: {
    en: "what {name} will be is known only once it is deployed",
    fr: "la valeur de {name} n’est connue qu’une fois le déploiement fait",
  },
  cycle: {
    en: "{name} refers to itself in a circle",
    fr: "{name} se réfère à lui-même en boucle",
  },
  chain: {
    en: "the references to {name} form too long a chain",
    fr: "les références à {name} forment une chaîne trop longue",
  },
  long: {
    en: "the text is longer than any name or policy",
    fr: "le texte est plus long que tout nom ou toute politique",
  },
  exported: {
    en: "no stack in this folder, of the same account and region, exports {name}, or two do",
    fr: "aucune pile de ce dossier, du même compte et de la même région, n’exporte {name}, ou bien deux le font",
  },
  kind: {
    en: "the value is of another kind than expected there ({expected})",
    fr: "la valeur n’est pas du genre attendu à cet endroit ({expected})",
  },
} satisfies Record<string, Words>;

/** Why facts of a template are missing although every place was resolved. */
export const whyMissing = {
  type: {
    en: "resources of this type can carry a role or a policy, and this version does not understand them",
    fr: "les ressources de ce type peuvent porter un rôle ou une politique, et cette version ne les comprend pas",
  },
  custom: {
    en: "what this custom resource changes when it is deployed is decided by code, not by the template",
    fr: "ce que cette ressource personnalisée modifie lors du déploiement est décidé par du code, non par le modèle",
  },
  macro: {
    en: "the template is rewritten by {name} when it is deployed, so what it will make is not known",
    fr: "le modèle est réécrit par {name} lors du déploiement ; ce qu’il créera n’est donc pas connu",
  },
  nested: {
    en: "the template of this nested stack is not among the files of the folder, or the stacks are nested too deeply",
    fr: "le modèle de cette pile imbriquée n’est pas parmi les fichiers du dossier, ou les piles sont trop imbriquées",
  },
  awsPolicy: {
    en: "the text of this AWS managed policy is not in a template; a live snapshot has it",
    fr: "le texte de cette politique gérée par AWS n’est pas dans un modèle ; un instantané réel le contient",
  },
  policy: {
    en: "no template in this folder makes this policy",
    fr: "aucun modèle de ce dossier ne crée cette politique",
  },
  principal: {
    en: "no template in this folder makes {name}, to which it gives rights",
    fr: "aucun modèle de ce dossier ne crée {name}, à qui cela donne des droits",
  },
  profile: {
    en: "no template in this folder makes the instance profile {name}",
    fr: "aucun modèle de ce dossier ne crée le profil d’instance {name}",
  },
  routes: {
    en: "its routes are not written as resources of an HTTP API, which is all that this version reads",
    fr: "ses routes ne sont pas écrites comme ressources d’une API HTTP, seule forme que lit cette version",
  },
  acl: {
    en: "it gives access by an access-control list, which this version does not read",
    fr: "il donne accès par une liste de contrôle d’accès, que cette version ne lit pas",
  },
  required: {
    en: "{name} is required and is not there",
    fr: "{name} est obligatoire et n’est pas là",
  },
  region: {
    en: "the template does not say its region; {region} was assumed",
    fr: "le modèle n’indique pas sa région ; {region} a été supposée",
  },
} satisfies Record<string, Words>;
