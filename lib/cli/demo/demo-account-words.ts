import type { Words } from "../../base/words.ts";

/** What the demo says of the accounts. */
export const demoAccountWords = {
  stacks: {
    en: "An invented office’s stacks are made: four accounts, one contract of who may do what. Nothing is deployed.",
    fr: "Les piles d’un bureau inventé sont produites : quatre comptes, un contrat qui dit qui peut faire quoi. Rien n’est déployé.",
  },
  stacksDone: {
    en: "The audit finds nothing wrong in the accounts that these stacks would make ({pass, plural, one {# answer} other {# answers}})",
    fr: "L’audit ne trouve rien d’anormal dans les comptes que ces piles produiraient ({pass, plural, one {# réponse} other {# réponses}})",
  },
  notApplicable: {
    en: "{count, plural, one {One question does} other {# questions do}} not apply to templates, and it is said which: {checks}.",
    fr: "{count, plural, one {Une question ne s’applique} other {# questions ne s’appliquent}} pas à des modèles, et l’audit dit lesquelles : {checks}.",
  },
  sabotage: {
    en: "Now three changes to the accounts, such as an accident or a burglar makes.",
    fr: "Maintenant, trois changements dans les comptes, comme en fait un accident ou un intrus.",
  },
  clerk: {
    en: "The clerks’ look-up may do dynamodb:*, one wildcard instead of one action: it could copy and alter the roll",
    fr: "La consultation des commis peut faire dynamodb:*, un joker au lieu d’une action : elle pourrait copier et altérer la liste",
  },
  contractor: {
    en: "A contractor of another account may take on the role that hands out lists",
    fr: "Un sous-traitant d’un autre compte peut endosser le rôle qui remet les listes",
  },
  vaultKey: {
    en: "The vault encrypts under a key of its own, which somebody could throw away",
    fr: "Le coffre chiffre sous une clé à lui, que quelqu’un pourrait jeter",
  },
  named: {
    en: "Three changes, named by seven checks, before anything would have been deployed",
    fr: "Trois changements, nommés par sept contrôles, avant que rien n’ait été déployé",
  },
  namedBy: { en: "named by {checks}", fr: "nommé par {checks}" },
  unnamed: { en: "NOT named by all of {checks}", fr: "PAS nommé par chacun de {checks}" },
  witness: {
    en: "  for example, {principal} may {action} on {resource}",
    fr: "  par exemple, {principal} peut {action} sur {resource}",
  },
  subject: { en: "  in {subject}", fr: "  dans {subject}" },
  inReport: {
    en: "The report of the next step has each finding whole, with its remedy and, for a policy, the diff that mends it.",
    fr: "Le rapport de l’étape suivante contient chaque constat en entier, avec son remède et, pour une politique, le diff qui la corrige.",
  },
  report: {
    en: "One page for everybody: accounts and mirrors together, in both languages.",
    fr: "Une page pour tout le monde : comptes et miroirs ensemble, dans les deux langues.",
  },
  reportDone: { en: "Open {report} in any browser.", fr: "Ouvrez {report} dans un navigateur." },
} as const satisfies Record<string, Words>;
