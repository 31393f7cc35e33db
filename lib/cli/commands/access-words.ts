import type { Words } from "../../base/words.ts";

/** What `rollward access …` says. */
export const accessWords = {
  snapshot: {
    en: "The snapshot whose policies are asked, or what aws iam get-account-authorization-details printed",
    fr: "L’instantané dont les politiques sont interrogées, ou ce qu’a affiché aws iam get-account-authorization-details",
  },

  /** What a command needs; one of the two. */
  source: { en: "--snapshot FILE or --template DIR", fr: "--snapshot FILE ou --template DIR" },

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
    en: "Lists everybody who can do an action on a resource: users, roles, and outsiders whom a resource’s or a role’s own policy names. Each yes comes with a request that AWS would allow; an unknown says what stopped the proof. When nothing is unknown and everything was read, it is proved that no other user or role can, nor anybody else outside; each account’s root user is not asked. Before escalation: what somebody could make themselves able to do is not counted. Exit code 3 when any answer is unknown.",
    fr: "Liste tous ceux qui peuvent faire une action sur une ressource : utilisateurs, rôles, et personnes extérieures que nomme la politique d’une ressource ou d’un rôle. Chaque oui vient avec une requête qu’AWS permettrait ; un inconnu dit ce qui a arrêté la preuve. Quand rien n’est inconnu et que tout a été lu, il est prouvé qu’aucun autre utilisateur ni rôle ne le peut, ni personne d’autre à l’extérieur ; l’utilisateur racine de chaque compte n’est pas interrogé. Avant escalade : ce que quelqu’un pourrait se donner le droit de faire n’est pas compté. Code de sortie 3 dès qu’une réponse est inconnue.",
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
    en: "No user or role of these accounts can, nor anybody outside them: that is proved, before escalation.",
    fr: "Aucun utilisateur ni rôle de ces comptes ne le peut, ni personne à l’extérieur : c’est prouvé, avant escalade.",
  },
  unseen: {
    en: "{count, plural, one {No resource of this name was} other {No resources of these names were}} seen ({resources}): the answer holds for {count, plural, one {it} other {them}} all the same, but check the spelling, and that the snapshot has its account.",
    fr: "{count, plural, one {Aucune ressource de ce nom n’a été vue} other {Aucune ressource de ces noms n’a été vue}} ({resources}) : la réponse vaut quand même, mais vérifiez l’orthographe, et que l’instantané contient le bon compte.",
  },
  somebody: {
    en: "{yes, plural, one {# can} other {# can}}; no other user or role of these accounts can, nor anybody else outside them: that is proved, before escalation.",
    fr: "{yes, plural, one {# peut} other {# peuvent}} ; aucun autre utilisateur ni rôle de ces comptes ne le peut, ni personne d’autre à l’extérieur : c’est prouvé, avant escalade.",
  },
  unsure: {
    en: "{yes, plural, =0 {Nobody for certain} one {# can} other {# can}}{unknown, plural, =0 {} one {; # unknown} other {; # unknown}}; for others no way was found, before escalation, which is no proof: something is unknown or was not read.",
    fr: "{yes, plural, =0 {Personne de façon certaine} one {# peut} other {# peuvent}}{unknown, plural, =0 {} one { ; # inconnu} other { ; # inconnus}} ; pour les autres, aucun moyen n’a été trouvé, avant escalade, ce qui n’est pas une preuve : quelque chose est inconnu ou n’a pas été lu.",
  },
  notAsked: {
    en: "Not asked: each account’s root user, AWS services, and sessions by SAML or web identity.",
    fr: "Ne sont pas interrogés : l’utilisateur racine de chaque compte, les services d’AWS et les sessions par SAML ou identité web.",
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
    en: "{count, plural, one {One kind or piece} other {# kinds or pieces}} of policy could not be read ({what}): what is not read may allow more, or refuse, so that answers that hang on it are unknown.",
    fr: "{count, plural, one {Une sorte ou un élément de politique n’a pas pu être lu} other {# sortes ou éléments de politique n’ont pas pu être lus}} ({what}) : ce qui n’est pas lu peut permettre davantage, ou refuser ; les réponses qui en dépendent sont donc inconnues.",
  },
  unreadKind: {
    en: "The policies of resources could not be read ({what}): the answers are as if there were none, so that whoever only such a policy lets in is missing, and whoever one refuses may be named.",
    fr: "Les politiques des ressources n’ont pas pu être lues ({what}) : les réponses sont comme s’il n’y en avait pas ; qui n’est admis que par l’une d’elles manque donc, et qui est refusé par l’une d’elles est peut-être nommé.",
  },
  unreadOrganization: {
    en: "The policies of the organisation could not be read ({what}): they only take rights away, so that what is possible here may be refused; what is not possible stays so.",
    fr: "Les politiques de l’organisation n’ont pas pu être lues ({what}) : elles ne font que retirer des droits ; ce qui est possible ici est donc peut-être refusé, et ce qui n’est pas possible le reste.",
  },
  unreadWhy: {
    en: "{what} could not be read: {why}",
    fr: "{what} n’a pas pu être lu : {why}",
  },
} as const satisfies Record<string, Words>;
