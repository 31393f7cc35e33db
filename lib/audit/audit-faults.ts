import { defineFaults } from "../base/faults.ts";

/** What can be wrong with the question that an audit is asked. */
export const auditFaults = defineFaults({
  "practice-unknown": {
    exit: 2,
    en: "There is no practice {practice} to audit by; {nearest, select, none {} other {did you mean {nearest}? }}this version has checks for {known}",
    fr: "Il n’y a pas de pratique {practice} selon laquelle auditer ; {nearest, select, none {} other {vouliez-vous dire {nearest} ? }}cette version a des contrôles pour {known}",
  },
  "check-unknown": {
    exit: 2,
    en: "There is no check {check}; {nearest, select, none {} other {did you mean {nearest}? }}this version has {known}",
    fr: "Il n’y a pas de contrôle {check} ; {nearest, select, none {} other {vouliez-vous dire {nearest} ? }}cette version a {known}",
  },
  "selection-empty": {
    exit: 2,
    en: "No check named by --only serves a practice named by --practice; leave one of the two out",
    fr: "Aucun contrôle indiqué par --only ne sert une pratique indiquée par --practice ; retirez l’une des deux options",
  },
  "audit-sources": {
    exit: 2,
    en: "The option {option} does not go with --snapshot, for a snapshot holds what was seen already; give one or the other",
    fr: "L’option {option} ne va pas avec --snapshot, car un instantané contient déjà ce qui a été vu ; donnez l’une ou l’autre",
  },
  "choice-unknown": {
    exit: 2,
    en: "{option} takes {choices}, and {value} was given; choose one of them",
    fr: "{option} prend {choices}, et {value} a été donné ; choisissez-en un",
  },
});
