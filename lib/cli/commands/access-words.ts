import type { Words } from "../../base/words.ts";

/** What `rollward access …` says. */
export const accessWords = {
  snapshot: {
    en: "The snapshot whose policies are asked, or what aws iam get-account-authorization-details printed",
    fr: "L’instantané dont les politiques sont interrogées, ou ce qu’a affiché aws iam get-account-authorization-details",
  },

  decideDescription: {
    en: "Decides single requests as AWS would, from the policies of a snapshot. One request a line, a JSON object with id, principal, action, resource and, where needed, context (condition keys and their values) and sessionPolicies. One answer a line, in the same order: allowed, explicitDeny, implicitDeny, or unknown with the reason. Exit code 3 when any answer is unknown.",
    fr: "Tranche des requêtes une à une comme le ferait AWS, d’après les politiques d’un instantané. Une requête par ligne, un objet JSON avec id, principal, action, resource et, au besoin, context (les clés de condition et leurs valeurs) et sessionPolicies. Une réponse par ligne, dans le même ordre : allowed (permis), explicitDeny (refus explicite), implicitDeny (refus par défaut), ou unknown (inconnu) avec la raison. Code de sortie 3 dès qu’une réponse est inconnue.",
  },
  requests: {
    en: "The requests, one JSON object a line; - or nothing is stdin",
    fr: "Les requêtes, un objet JSON par ligne ; - ou rien désigne stdin",
  },
  requestsFile: { en: "The file of requests", fr: "Le fichier des requêtes" },
  exampleDecide: { en: "Requests from a file", fr: "Des requêtes d’un fichier" },
  exampleDecidePipe: {
    en: "Requests from a pipe, about templates not yet deployed",
    fr: "Des requêtes d’un tube, sur des modèles pas encore déployés",
  },

  whoDescription: {
    en: "Lists everybody who can do an action on a resource: users, roles, and outsiders whom a resource’s or a role’s own policy names. Each yes comes with a request that AWS would allow; who is not listed provably cannot; an unknown says what stopped the proof. Before escalation: what somebody could make themselves able to do is not counted. Exit code 3 when any answer is unknown.",
    fr: "Liste tous ceux qui peuvent faire une action sur une ressource : utilisateurs, rôles, et personnes extérieures que nomme la politique d’une ressource ou d’un rôle. Chaque oui vient avec une requête qu’AWS permettrait ; qui n’est pas listé ne le peut pas, c’est prouvé ; un inconnu dit ce qui a arrêté la preuve. Avant escalade : ce que quelqu’un pourrait se donner le droit de faire n’est pas compté. Code de sortie 3 dès qu’une réponse est inconnue.",
  },
  action: {
    en: "An action such as dynamodb:GetItem, or a pattern such as s3:Get*; repeat for several",
    fr: "Une action comme dynamodb:GetItem, ou un motif comme s3:Get* ; à répéter pour plusieurs",
  },
  resource: {
    en: "An ARN, or a pattern with * and ?; actions that know no resource are asked on *; repeat for several",
    fr: "Un ARN, ou un motif avec * et ? ; les actions sans ressource sont posées sur * ; à répéter pour plusieurs",
  },
  exampleWho: {
    en: "Who can scan the roll’s table: all voters at once",
    fr: "Qui peut parcourir la table de la liste : tous les électeurs d’un coup",
  },
  exampleWhoAny: {
    en: "Who can do anything at all to that table or its indexes",
    fr: "Qui peut faire quoi que ce soit à cette table ou à ses index",
  },
  exampleWhoTemplate: {
    en: "Who could delete sealed sets, were these templates deployed",
    fr: "Qui pourrait effacer des jeux scellés si ces modèles étaient déployés",
  },

  asked: { en: "Who can {action} on {resource}?", fr: "Qui peut {action} sur {resource} ?" },
  nobody: {
    en: "Nobody: that is proved for every principal of this snapshot, before escalation.",
    fr: "Personne : c’est prouvé pour chaque identité de cet instantané, avant escalade.",
  },
  unseen: {
    en: "{count, plural, one {No resource of this name was} other {No resources of these names were}} seen ({resources}): the answer holds for {count, plural, one {it} other {them}} all the same, but check the spelling, and that the snapshot has its account.",
    fr: "{count, plural, one {Aucune ressource de ce nom n’a été vue} other {Aucune ressource de ces noms n’a été vue}} ({resources}) : la réponse vaut quand même, mais vérifiez l’orthographe, et que l’instantané contient le bon compte.",
  },
  somebody: {
    en: "{yes, plural, =0 {Nobody for certain} one {# can} other {# can}}{unknown, plural, =0 {} one {; # unknown} other {; # unknown}}; everybody else provably cannot, before escalation.",
    fr: "{yes, plural, =0 {Personne de façon certaine} one {# peut} other {# peuvent}}{unknown, plural, =0 {} one { ; # inconnu} other { ; # inconnus}} ; pour tous les autres, il est prouvé que non, avant escalade.",
  },
  yes: { en: "yes", fr: "oui" },
  unknown: { en: "unknown", fr: "inconnu" },
  witness: { en: "such as {action} on {resource}", fr: "par exemple {action} sur {resource}" },
  witnessWith: {
    en: "such as {action} on {resource} with {context}",
    fr: "par exemple {action} sur {resource} avec {context}",
  },
  when: { en: "as long as {conditions}", fr: "tant que {conditions}" },
  whenNot: { en: "not {condition}", fr: "non {condition}" },
  by: { en: "allowed by {statements}", fr: "permis par {statements}" },
  why: { en: "because {why}", fr: "raison : {why}" },
  assumes: {
    en: "whether the own account of {principal} allows it too is not in the snapshot",
    fr: "l’instantané ne dit pas si le compte de {principal} le permet aussi",
  },
  statement: { en: "{policy}, statement {statement}", fr: "{policy}, déclaration {statement}" },
  unread: {
    en: "{count, plural, one {One kind or piece} other {# kinds or pieces}} of policy could not be read ({what}): the answers are as if nothing stood there.",
    fr: "{count, plural, one {Une sorte ou un élément de politique n’a pas pu être lu} other {# sortes ou éléments de politique n’ont pas pu être lus}} ({what}) : les réponses sont comme s’il n’y avait rien là.",
  },
  unreadWhy: {
    en: "{what} could not be read: {why}",
    fr: "{what} n’a pas pu être lu : {why}",
  },
} as const satisfies Record<string, Words>;
