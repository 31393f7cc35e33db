import type { Words } from "../../base/words.ts";

/** What `rollward access explain` says. */
export const explainWords = {
  description: {
    en: "Tells why a request is decided as it is: which layer decided (service control policies, resource control policies, the resource’s own policy, the identity’s policies, permissions boundary, session policies), by which statements, and, where nothing allowed it, which allow came nearest and what it lacked. The decision is that of rollward access decide. Exit code 3 when a decision is unknown.",
    fr: "Dit pourquoi une requête est tranchée comme elle l’est : quelle couche a décidé (politiques de contrôle des services, politiques de contrôle des ressources, politique de la ressource, politiques de l’identité, limite d’autorisations, politiques de session), par quelles déclarations et, si rien ne l’a permise, quelle permission en était la plus proche et ce qui lui manquait. La décision est celle de rollward access decide. Code de sortie 3 dès qu’une décision est inconnue.",
  },
  principal: {
    en: "Who asks: the ARN of a user, a role, a session or an account’s root, or * for nobody in particular",
    fr: "Qui demande : l’ARN d’un utilisateur, d’un rôle, d’une session ou de la racine d’un compte, ou * pour personne en particulier",
  },
  action: { en: "An action such as s3:GetObject", fr: "Une action comme s3:GetObject" },
  resource: {
    en: "The ARN of one resource, or * for actions that know none",
    fr: "L’ARN d’une ressource, ou * pour les actions qui n’en connaissent pas",
  },
  context: {
    en: "A condition key that the request has, such as aws:SecureTransport=true; repeat for several keys, or for several values of one",
    fr: "Une clé de condition que la requête porte, comme aws:SecureTransport=true ; à répéter pour plusieurs clés, ou pour plusieurs valeurs d’une même clé",
  },
  requests: {
    en: "Requests instead, one JSON object a line as rollward access decide takes them; - is stdin",
    fr: "Des requêtes à la place, un objet JSON par ligne comme les prend rollward access decide ; - désigne stdin",
  },
  all: {
    en: "Every statement that was looked at, not only those that decided",
    fr: "Chaque déclaration examinée, et pas seulement celles qui ont décidé",
  },
  exampleOne: {
    en: "Why this clerk cannot read that file",
    fr: "Pourquoi cet agent ne peut pas lire ce fichier",
  },
  exampleContext: {
    en: "The same as if the clerk had shown a second factor",
    fr: "La même chose si l’agent avait présenté un second facteur",
  },
  exampleMany: {
    en: "Many requests, for a script",
    fr: "Beaucoup de requêtes, pour un script",
  },

  asked: {
    en: "May {principal} do {action} on {resource}?",
    fr: "{principal} peut-il faire {action} sur {resource} ?",
  },
  askedWith: {
    en: "May {principal} do {action} on {resource} with {context}?",
    fr: "{principal} peut-il faire {action} sur {resource} avec {context} ?",
  },
  session: { en: "Decided for the session {session}.", fr: "Tranché pour la session {session}." },
  allowed: { en: "Allowed.", fr: "Permis." },
  allowedWithout: {
    en: "Allowed: no policy has a say in it.",
    fr: "Permis : aucune politique n’a son mot à dire.",
  },
  explicitDeny: { en: "Denied: a statement refuses it.", fr: "Refusé : une déclaration l’interdit." },
  implicitDeny: {
    en: "Not allowed: nothing refuses it, and not all that had to allow it did.",
    fr: "Pas permis : rien ne l’interdit, mais tout ce qui devait le permettre ne l’a pas fait.",
  },
  unknown: { en: "Unknown: {why}", fr: "Inconnu : {why}" },
  lackingOne: {
    en: "It would be allowed if this allowed it too: {ways}.",
    fr: "Ce serait permis si ceci le permettait aussi : {ways}.",
  },
  lackingSome: {
    en: "It would be allowed if one of these allowed it too: {ways}.",
    fr: "Ce serait permis si l’un de ceux-ci le permettait aussi : {ways}.",
  },
  together: { en: "{first} together with {second}", fr: "{first} ainsi que {second}" },
  sparedAllowed: {
    en: "Without the denies it would be allowed.",
    fr: "Sans ces interdictions, ce serait permis.",
  },
  sparedNot: {
    en: "Without the denies it would still not be allowed.",
    fr: "Même sans ces interdictions, ce ne serait pas permis.",
  },
  sparedUnknown: {
    en: "Whether it would be allowed without the denies is unknown.",
    fr: "On ne sait pas si ce serait permis sans ces interdictions.",
  },

  scp: {
    en: "service control policies{level, select, none {} other { of {level}}}",
    fr: "politiques de contrôle des services{level, select, none {} other { de {level}}}",
  },
  rcp: { en: "resource control policies", fr: "politiques de contrôle des ressources" },
  resourcePolicy: { en: "the resource’s own policy", fr: "la politique de la ressource" },
  grants: { en: "the key’s grants", fr: "les octrois de la clé" },
  identity: { en: "the identity’s policies", fr: "les politiques de l’identité" },
  boundary: { en: "the permissions boundary", fr: "la limite d’autorisations" },
  sessionPolicies: { en: "the session policies", fr: "les politiques de session" },

  allows: { en: "allowed here", fr: "permis ici" },
  denies: { en: "denied here", fr: "interdit ici" },
  handsOn: { en: "left to the account’s own policies", fr: "laissé aux politiques du compte" },
  barred: {
    en: "held back: S3 Block Public Access keeps what a public policy allows within the bucket’s own account",
    fr: "retenu : le blocage de l’accès public de S3 garde dans le compte du compartiment ce que permet une politique publique",
  },
  silent: { en: "not allowed here", fr: "pas permis ici" },
  passes: { en: "not denied here", fr: "pas interdit ici" },
  notKnown: { en: "unknown", fr: "inconnu" },

  statement: {
    en: "{policy}, statement {statement} ({effect})",
    fr: "{policy}, déclaration {statement} ({effect})",
  },
  nearest: { en: "nearest: {statement}", fr: "au plus près : {statement}" },
  lacked: { en: "it lacked:", fr: "il lui manquait :" },
  wouldSpare: {
    en: "were any one of these otherwise, the request would be spared:",
    fr: "si l’un de ces points était autre, la requête serait épargnée :",
  },
  noAllow: {
    en: "no statement that allows anything",
    fr: "aucune déclaration qui permette quoi que ce soit",
  },
  noPolicy: { en: "no policy", fr: "aucune politique" },
  problem: { en: "{policy}: {why}", fr: "{policy} : {why}" },
  speaks: { en: "speaks of it", fr: "la concerne" },
  speaksNot: { en: "does not speak of it:", fr: "ne la concerne pas :" },
  speaksPerhaps: { en: "may speak of it:", fr: "la concerne peut-être :" },

  actionElement: {
    en: "the action: the statement has {asks}, the request asks for {has}",
    fr: "l’action : la déclaration a {asks}, la requête demande {has}",
  },
  notActionElement: {
    en: "the action: the statement excepts {asks}, the request asks for {has}",
    fr: "l’action : la déclaration excepte {asks}, la requête demande {has}",
  },
  resourceElement: {
    en: "the resource: the statement has {asks}, the request is about {has}",
    fr: "la ressource : la déclaration a {asks}, la requête porte sur {has}",
  },
  notResourceElement: {
    en: "the resource: the statement excepts {asks}, the request is about {has}",
    fr: "la ressource : la déclaration excepte {asks}, la requête porte sur {has}",
  },
  principalElement: {
    en: "the principal: the statement names {asks}, the request is made by {has}",
    fr: "l’identité : la déclaration nomme {asks}, la requête vient de {has}",
  },
  notPrincipalElement: {
    en: "the principal: the statement excepts {asks}, the request is made by {has}",
    fr: "l’identité : la déclaration excepte {asks}, la requête vient de {has}",
  },
  conditionElement: {
    en: "the condition {operator} on {key}: the statement asks for {asks}, the request has {has}",
    fr: "la condition {operator} sur {key} : la déclaration demande {asks}, la requête a {has}",
  },
  conditionAbsent: {
    en: "the condition {operator} on {key}: the statement asks for {asks}, the request does not have the key",
    fr: "la condition {operator} sur {key} : la déclaration demande {asks}, la requête n’a pas cette clé",
  },
  conditionUnknown: {
    en: "the condition {operator} on {key}: not to be decided, since {why}",
    fr: "la condition {operator} sur {key} : impossible à trancher ; raison : {why}",
  },
  elementUnknown: { en: "not to be decided, since {why}", fr: "impossible à trancher ; raison : {why}" },
  emptyList: { en: "an empty list", fr: "une liste vide" },
  more: { en: "{shown} and {count, number} more", fr: "{shown} et {count, number} autres" },
} as const satisfies Record<string, Words>;
