import type { Severity, Status } from "../audit/finding.ts";
import type { Words } from "../base/words.ts";

/** What the terminal report says around its findings. */
export const textWords = {
  clean: {
    en: "Nothing wrong was found in what was looked at.",
    fr: "Rien d’anormal n’a été trouvé dans ce qui a été examiné.",
  },
  below: {
    en: "Only findings below the bar of --fail-on {failOn}.",
    fr: "Seulement des constats sous le seuil de --fail-on {failOn}.",
  },
  mend: {
    en: "Not as it should be: {fail, plural, one {# finding} other {# findings}} to mend.",
    fr: "Ce n’est pas comme il se doit : {fail, plural, one {# constat} other {# constats}} à corriger.",
  },
  open: {
    en: "Not known: something could not be read or decided{fail, plural, =0 {} one {, and # finding is to be mended} other {, and # findings are to be mended}}.",
    fr: "On ne sait pas : quelque chose n’a pas pu être lu ou tranché{fail, plural, =0 {} one {, et # constat est à corriger} other {, et # constats sont à corriger}}.",
  },
  broken: {
    en: "Integrity is broken: a mirror was altered, or has lost what it must still hold.",
    fr: "L’intégrité est rompue : un miroir a été altéré, ou a perdu ce qu’il doit encore contenir.",
  },
  brokenUnnamed: {
    en: "None of the checks that were run names it: run the audit again without --only and --practice.",
    fr: "Aucun des contrôles lancés ne le nomme : relancez l’audit sans --only ni --practice.",
  },
  counts: {
    en: "{pass} pass · {fail} fail · {unknown} unknown · {na} not applicable{waived, plural, =0 {} other { · # waived}}",
    fr: "{pass, plural, one {# conforme} other {# conformes}} · {fail, plural, one {# non conforme} other {# non conformes}} · {unknown, plural, one {# inconnu} other {# inconnus}} · {na} sans objet{waived, plural, =0 {} other { · # en dérogation}}",
  },
  judged: {
    en: "Judged as of {now}{given, select, yes { (clock set by --now)} other {}} by {tool}; exit code {exit}.",
    fr: "Jugé à la date du {now}{given, select, yes { (horloge réglée par --now)} other {}} par {tool} ; code de sortie {exit}.",
  },
  snapshot: {
    en: "Snapshot taken at {takenAt} by {tool}{given, select, yes { (the snapshot’s own clock was set by --now)} other {}}, SHA-256 {sha256}{kept, select, yes {} other { (not kept; use rollward snapshot to keep one)}}",
    fr: "Instantané pris à la date du {takenAt} par {tool}{given, select, yes { (l’horloge de l’instantané lui-même a été réglée par --now)} other {}}, SHA-256 {sha256}{kept, select, yes {} other { (non conservé ; utilisez rollward snapshot pour en conserver un)}}",
  },
  config: {
    en: "Office’s configuration, SHA-256 {sha256}",
    fr: "Configuration du bureau, SHA-256 {sha256}",
  },
  actions: {
    en: "AWS’s published actions, version {version}",
    fr: "Actions publiées par AWS, version {version}",
  },
  alike: { en: "{count} of {all}: {subjects}", fr: "{count} sur {all} : {subjects}" },
  aside: { en: "Not asked this time", fr: "Sans objet cette fois" },
  witness: { en: "witness", fr: "requête à l’appui" },
  route: { en: "escalation", fr: "escalade" },
  through: { en: "allowed by", fr: "autorisé par" },
  change: { en: "change", fr: "changement" },
  noPractice: { en: "Other questions", fr: "Autres questions" },
  unseen: { en: "Not looked at", fr: "Ce qui n’a pas été examiné" },
  why: { en: "why", fr: "pourquoi" },
  evidence: { en: "evidence", fr: "preuve" },
  mendLabel: { en: "to mend", fr: "à corriger" },
  page: { en: "more", fr: "détails" },
} satisfies Record<string, Words>;

export const statusWords: Readonly<Record<Status, Words>> = {
  pass: { en: "pass", fr: "conforme" },
  fail: { en: "fail", fr: "non conforme" },
  unknown: { en: "unknown", fr: "inconnu" },
  waived: { en: "waived", fr: "dérogation" },
  "not-applicable": { en: "not applicable", fr: "sans objet" },
};

export const severityWords: Readonly<Record<Severity, Words>> = {
  low: { en: "low", fr: "faible" },
  medium: { en: "medium", fr: "moyenne" },
  high: { en: "high", fr: "élevée" },
  critical: { en: "critical", fr: "critique" },
};

/** One character a status, so that the report reads without colours too. */
export const marks: Readonly<Record<Status, string>> = {
  pass: "✓",
  fail: "✗",
  unknown: "?",
  waived: "~",
  "not-applicable": "–",
};
