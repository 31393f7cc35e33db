import type { Sign } from "../audit/matrix-told.ts";
import type { Words } from "../base/words.ts";
import type { Colour } from "./style.ts";

/** What stands in a cell, so that it reads without colour; what must be seen first is in brackets. */
export const signMarks: Readonly<Record<Sign, string>> = {
  "never-possible": "[✗]",
  "never-escalated": "[▲]",
  unknown: "?",
  "allowed-possible": "●",
  "allowed-impossible": "○",
};

/** Where nothing is allowed and nothing possible. */
export const noMark = "·";

export const signColours: Readonly<Record<Sign, readonly Colour[]>> = {
  "never-possible": ["bold", "red"],
  "never-escalated": ["bold", "red"],
  unknown: ["bold", "yellow"],
  "allowed-possible": ["green"],
  "allowed-impossible": ["dim"],
};

export const signWords: Readonly<Record<Sign, Words>> = {
  "never-possible": { en: "possible, and never allowed", fr: "possible, et jamais permis" },
  "never-escalated": {
    en: "possible after escalation, and never allowed",
    fr: "possible après escalade, et jamais permis",
  },
  unknown: { en: "not known", fr: "inconnu" },
  "allowed-possible": { en: "allowed, and possible", fr: "permis, et possible" },
  "allowed-impossible": { en: "allowed, but not possible", fr: "permis, mais pas possible" },
};

/** What a matrix says around its cells. */
export const matrixWords = {
  title: { en: "Who may do what, and who can", fr: "Qui a le droit de faire quoi, et qui le peut" },
  sum: {
    en: "{never, plural, =0 {Nobody can do what the contract never allows} one {# right is possible that the contract never allows} other {# rights are possible that the contract never allows}}{escalated, plural, =0 {; escalation adds none} one {; escalation adds # more} other {; escalation adds # more}}{unknown, plural, =0 {} one {; # is not known} other {; # are not known}}.",
    fr: "{never, plural, =0 {Personne ne peut faire ce que le contrat ne permet jamais} one {# droit est possible alors que le contrat ne le permet jamais} other {# droits sont possibles alors que le contrat ne les permet jamais}}{escalated, plural, =0 { ; l’escalade n’en ajoute aucun} one { ; l’escalade en ajoute #} other { ; l’escalade en ajoute #}}{unknown, plural, =0 {} one { ; # est inconnu} other { ; # sont inconnus}}.",
  },
  nothing: { en: "neither allowed nor possible", fr: "ni permis ni possible" },
  tasks: { en: "Tasks of the contract", fr: "Tâches du contrat" },
  others: { en: "Everybody else who can or may", fr: "Tous les autres qui le peuvent ou le pourraient" },
  noRows: {
    en: "Nobody may, and nobody can.",
    fr: "Personne n’en a le droit, et personne ne le peut.",
  },
  moreRows: {
    en: "{more, plural, one {# more is} other {# more are}} in the JSON (--json).",
    fr: "{more, plural, one {# autre se trouve} other {# autres se trouvent}} dans le JSON (--json).",
  },
  who: { en: "who", fr: "qui" },
  violations: { en: "Possible, and never allowed", fr: "Possible, et jamais permis" },
  unknowns: { en: "Not known", fr: "Inconnu" },
  open: { en: "What leaves it open as a whole", fr: "Ce qui laisse l’ensemble en suspens" },
  deed: {
    en: "{principal} can {deed} ({assets}){beyond, select, excess {, in more ways than its task needs} mfa {, without the second factor that its task asks for} other {}}",
    fr: "{principal} peut {deed} ({assets}){beyond, select, excess {, de plus de façons que sa tâche n’en demande} mfa {, sans le second facteur que sa tâche exige} other {}}",
  },
  allowed: { en: "{principal}, {deed} ({assets}): {sign}", fr: "{principal}, {deed} ({assets}) : {sign}" },
  maybe: {
    en: "Whether {principal} can {deed} ({assets}) is not known: {why}",
    fr: "On ne sait pas si {principal} peut {deed} ({assets}) : {why}",
  },
  request: { en: "{action} on {resource}", fr: "{action} sur {resource}" },
  requestWith: { en: "{action} on {resource} with {context}", fr: "{action} sur {resource} avec {context}" },
  by: { en: "allowed by {statements}", fr: "permis par {statements}" },
  step: { en: "acts as {target} by {via}", fr: "agit sous le nom de {target} par {via}" },
  ownStep: { en: "gives itself rights by {via}", fr: "se donne des droits par {via}" },
  assumes: {
    en: "provided that the account of {arn}, which was not read, allows it",
    fr: "à condition que le compte de {arn}, qui n’a pas été lu, l’autorise",
  },
  statement: { en: "{policy}, statement {statement}", fr: "{policy}, déclaration {statement}" },
  before: {
    en: "before escalation: {fact, select, yes {possible} no {not possible} other {not known}}; after: {escalated, select, yes {possible} no {not possible} other {not known}}",
    fr: "avant escalade : {fact, select, yes {possible} no {pas possible} other {inconnu}} ; après : {escalated, select, yes {possible} no {pas possible} other {inconnu}}",
  },
} satisfies Record<string, Words>;
