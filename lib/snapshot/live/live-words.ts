import type { Words } from "../../base/words.ts";

/** Why something was not read. Places: `code` is AWS's own, `right` an IAM action. */
export const whyUnread = {
  denied: {
    en: "AWS denies it to these credentials ({code}); the right {right} is missing",
    fr: "AWS le refuse à ces identifiants ({code}) ; il manque le droit {right}",
  },
  throttled: {
    en: "AWS asked for fewer requests, several times ({code}); take the snapshot again later",
    fr: "AWS a demandé moins de requêtes, plusieurs fois ({code}) ; reprenez l’instantané plus tard",
  },
  broken: {
    en: "AWS had a fault of its own, several times ({code}); take the snapshot again later",
    fr: "AWS a eu une panne de son côté, plusieurs fois ({code}) ; reprenez l’instantané plus tard",
  },
  silent: {
    en: "AWS did not answer in time or could not be reached ({code}); check the network and the proxy",
    fr: "AWS n’a pas répondu à temps ou n’a pas pu être joint ({code}) ; vérifiez le réseau et le mandataire",
  },
  refused: { en: "AWS refused the request ({code})", fr: "AWS a refusé la requête ({code})" },
  gone: { en: "it was deleted while it was read", fr: "cela a été supprimé pendant la lecture" },
} as const satisfies Readonly<Record<string, Words>>;

/** What is wrong with a reply that came whole, as far as HTTP knows. */
export const whyHalf = {
  breaksOff: {
    en: "the list breaks off: AWS said that it goes on, and not where",
    fr: "la liste s’interrompt : AWS a dit qu’elle continue, sans dire où",
  },
  unended: {
    en: "AWS did not say whether the list ends there",
    fr: "AWS n’a pas dit si la liste se termine là",
  },
  circles: {
    en: "the list goes round in circles: AWS named the same page twice",
    fr: "la liste tourne en rond : AWS a nommé deux fois la même page",
  },
  endless: {
    en: "the list has more pages than any account fills",
    fr: "la liste a plus de pages qu’aucun compte n’en remplit",
  },
  empty: {
    en: "the reply lacks what was asked for",
    fr: "la réponse ne contient pas ce qui était demandé",
  },
  mixed: { en: "the reply names two accounts", fr: "la réponse nomme deux comptes" },
  value: {
    en: "the reply has a value that this version does not know: {value}",
    fr: "la réponse contient une valeur que cette version ne connaît pas : {value}",
  },
  unnamed: {
    en: "{count, plural, one {# entry of the reply has} other {# entries of the reply have}} no name or no ARN",
    fr: "{count, plural, one {# entrée de la réponse n’a} other {# entrées de la réponse n’ont}} pas de nom ou pas d’ARN",
  },
  policy: {
    en: "the reply lacks the name or the text of a policy",
    fr: "la réponse ne contient pas le nom ou le texte d’une politique",
  },
  boundary: {
    en: "IAM’s replies disagree on whom this policy bounds: somebody changed it while it was read, or a reply was incomplete",
    fr: "les réponses d’IAM se contredisent sur les identités que cette politique limite : on l’a modifié pendant la lecture, ou une réponse était incomplète",
  },
  dangling: {
    en: "this policy does not exist, though something still refers to it",
    fr: "cette politique n’existe pas, alors que quelque chose y renvoie encore",
  },
  reportLate: {
    en: "IAM did not finish the report within {seconds} s; take the snapshot again later",
    fr: "IAM n’a pas terminé le rapport en {seconds} s ; reprenez l’instantané plus tard",
  },
  reportLine: {
    en: "line {line} of the report is not as AWS describes it (column {column})",
    fr: "la ligne {line} du rapport n’est pas conforme à la description d’AWS (colonne {column})",
  },
  reportOlder: {
    en: "this user is not in the report, which AWS renews every four hours only",
    fr: "cet utilisateur n’est pas dans le rapport, qu’AWS ne renouvelle que toutes les quatre heures",
  },
} as const satisfies Readonly<Record<string, Words>>;

export const liveWords = {
  of: { en: "{right} of {resource}", fr: "{right} de {resource}" },
  progress: { en: "Reading accounts", fr: "Lecture des comptes" },
  notRead: {
    en: "this version does not read it from live accounts",
    fr: "cette version ne le lit pas dans les comptes réels",
  },
} as const satisfies Readonly<Record<string, Words>>;

/** What this version does not read of live accounts, by kind of facts. */
export const notReadWords = {
  workloads: {
    en: "what runs with which role (account {account})",
    fr: "ce qui s’exécute avec quel rôle (compte {account})",
  },
  tables: { en: "tables (account {account})", fr: "les tables (compte {account})" },
  keys: { en: "encryption keys (account {account})", fr: "les clés de chiffrement (compte {account})" },
  functions: { en: "functions (account {account})", fr: "les fonctions (compte {account})" },
  routes: { en: "routes of the APIs (account {account})", fr: "les routes des API (compte {account})" },
  trails: { en: "trails (account {account})", fr: "les journaux d’audit (compte {account})" },
  organization: {
    en: "the organization’s policies over the account {account}",
    fr: "les politiques de l’organisation qui visent le compte {account}",
  },
  resourcePolicies: {
    en: "policies that stand on resources of {service, select, s3 {s3 other than buckets} other {{service}}} (account {account})",
    fr: "les politiques posées sur les ressources de {service, select, s3 {s3 autres que les compartiments} other {{service}}} (compte {account})",
  },
  publicAccess: {
    en: "the public access block of the whole account {account}",
    fr: "le blocage de l’accès public de tout le compte {account}",
  },
} as const satisfies Readonly<Record<string, Words>>;
