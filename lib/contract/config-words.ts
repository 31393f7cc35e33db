import type { Words } from "../base/words.ts";

/** What a place of the configuration takes, for the sentence that says what does not fit there. */
export const expectations = {
  object: { en: "an object in braces", fr: "un objet entre accolades" },
  list: {
    en: "a list in brackets, of at most 1,000",
    fr: "une liste entre crochets, d’au plus 1 000 éléments",
  },
  filled: { en: "a list with at least one entry", fr: "une liste d’au moins un élément" },
  once: { en: "each entry once only", fr: "chaque élément une seule fois" },
  format: { en: '"rollward/config@1"', fr: "« rollward/config@1 »" },
  officeId: {
    en: "1 to 100 letters, digits, dots, underscores and hyphens, such as alder-county",
    fr: "de 1 à 100 lettres, chiffres, points, soulignés et traits d’union, comme alder-county",
  },
  name: {
    en: "a name of 1 to 200 characters on one line",
    fr: "un nom de 1 à 200 caractères sur une ligne",
  },
  account: {
    en: "an account id of twelve digits, in quotes",
    fr: "un identifiant de compte de douze chiffres, entre guillemets",
  },
  region: {
    en: "a region of AWS, such as ca-central-1",
    fr: "une région d’AWS, comme ca-central-1",
  },
  issuer: {
    en: "the https address of whoever signs the staff’s tokens, such as https://login.example",
    fr: "l’adresse https de qui signe les jetons du personnel, comme https://login.example",
  },
  audience: {
    en: "a text of 1 to 255 characters without spaces",
    fr: "un texte de 1 à 255 caractères sans espace",
  },
  arn: {
    en: "the ARN of one resource, such as arn:aws:s3:::alder-vault",
    fr: "l’ARN d’une ressource, comme arn:aws:s3:::alder-vault",
  },
  holder: {
    en: "a user or role of one account, such as arn:aws:iam::111111111111:role/clerks/*",
    fr: "un utilisateur ou un rôle d’un compte, comme arn:aws:iam::111111111111:role/clerks/*",
  },
  mirror: {
    en: "the URL of a mirror: s3://bucket/prefix, file:///folder, or a path",
    fr: "l’URL d’un miroir : s3://compartiment/préfixe, file:///dossier, ou un chemin",
  },
  path: { en: "a path of 1 to 4,096 characters", fr: "un chemin de 1 à 4 096 caractères" },
  phase: {
    en: "quiet, registration, freeze, advance-polls, election-day, canvass or certified",
    fr: "un de ces mots : quiet, registration, freeze, advance-polls, election-day, canvass, certified",
  },
  moment: {
    en: "a moment in UTC, such as 2026-08-01T00:00:00Z",
    fr: "un instant en UTC, comme 2026-08-01T00:00:00Z",
  },
  later: {
    en: "a moment after the one of the phase before it",
    fr: "un instant postérieur à celui de la phase précédente",
  },
  duration: {
    en: "a duration such as 90m, 24h or 7d",
    fr: "une durée comme 90m, 24h ou 7d",
  },
  days: {
    en: "a whole number of days, 1 to 36500, without quotes",
    fr: "un nombre entier de jours, de 1 à 36500, sans guillemets",
  },
} satisfies Record<string, Words>;

export type Expectation = keyof typeof expectations;

/** How a fault of one place is written; `more` closes a list that was cut. */
export const faultForms = {
  place: {
    en: "{at} takes {expected}{near, select, none {} other { (did you mean {near}?)}}",
    fr: "{at} attend {expected}{near, select, none {} other { (vouliez-vous dire {near} ?)}}",
  },
  unknownKey: {
    en: "{at} is not a known key{near, select, none {} other {, did you mean {near}?}} (known there: {known})",
    fr: "{at} n’est pas une clé connue{near, select, none {} other {, vouliez-vous dire {near} ?}} (connues à cet endroit : {known})",
  },
  whole: { en: "the file", fr: "le fichier" },
  slip: {
    en: "it is not JSON, for at line {line}, column {column}, {slip, select, missing {a comma is missing} extra {a comma is one too many} cut {the text ends too early} other {stands something that JSON does not have (a comment, a text without double quotation marks, a stray sign)}}",
    fr: "ce n’est pas du JSON, car à la ligne {line}, colonne {column}, {slip, select, missing {il manque une virgule} extra {il y a une virgule de trop} cut {le texte s’arrête trop tôt} other {se trouve ce que JSON ne connaît pas (un commentaire, un texte sans guillemets droits, un signe égaré)}}",
  },
  more: {
    en: "and {count, plural, one {# more} other {# more}}",
    fr: "et {count, plural, one {# autre} other {# autres}}",
  },
} satisfies Record<string, Words>;
