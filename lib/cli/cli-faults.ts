import { defineFaults } from "../base/faults.ts";

/** What can go wrong with a command line, and what ends a run without being any room’s own fault. */
export const cliFaults = defineFaults({
  "command-unknown": {
    exit: 2,
    en: "{name} is no command of rollward; {nearest, select, none {} other {did you mean {nearest}? }}rollward --help lists them all",
    fr: "{name} n’est pas une commande de rollward ; {nearest, select, none {} other {vouliez-vous dire {nearest} ? }}rollward --help les donne toutes",
  },
  "command-missing": {
    exit: 2,
    en: "A command was expected after rollward; the help above lists them all",
    fr: "Une commande était attendue après rollward ; l’aide ci-dessus les donne toutes",
  },
  "option-unknown": {
    exit: 2,
    en: "{option} is no option of {command}; {nearest, select, none {} other {did you mean {nearest}? }}{command} --help lists them all",
    fr: "{option} n’est pas une option de {command} ; {nearest, select, none {} other {vouliez-vous dire {nearest} ? }}{command} --help les donne toutes",
  },
  "option-place": {
    exit: 2,
    en: "{option} stands before the command; write the command first, then its options",
    fr: "{option} précède la commande ; écrivez d’abord la commande, puis ses options",
  },
  "option-value": {
    exit: 2,
    en: "{option} needs a value ({value}); write it after the option, or as {option}=… when it begins with a dash",
    fr: "{option} demande une valeur ({value}) ; écrivez-la après l’option, ou {option}=… si elle commence par un tiret",
  },
  "option-flag": {
    exit: 2,
    en: "{option} takes no value, and {value} was given; write {option} alone",
    fr: "{option} ne prend pas de valeur, et {value} a été donné ; écrivez {option} seul",
  },
  "option-twice": {
    exit: 2,
    en: "{option} was given more than once and takes one value; keep the one you mean",
    fr: "{option} a été donné plus d’une fois et prend une seule valeur ; gardez celle que vous voulez",
  },
  "option-needs": {
    exit: 2,
    en: "The option {option} means nothing without {other}; give both, or leave it out",
    fr: "L’option {option} n’a pas de sens sans {other} ; donnez les deux, ou retirez-la",
  },
  "option-conflict": {
    exit: 2,
    en: "The options {option} and {other} ask for two different things; give one of them",
    fr: "Les options {option} et {other} demandent deux choses différentes ; donnez l’une des deux",
  },
  "option-missing": {
    exit: 2,
    en: "{command} needs {option}; {command} --help shows an example",
    fr: "{command} demande {option} ; {command} --help montre un exemple",
  },
  "argument-unexpected": {
    exit: 2,
    en: "{argument} was not expected by {command}; values belong to an option, {command} --help lists them",
    fr: "{argument} n’est pas attendu par {command} ; les valeurs appartiennent à une option, {command} --help les donne",
  },
  "argument-missing": {
    exit: 2,
    en: "{command} needs {argument}; {command} --help shows an example",
    fr: "{command} demande {argument} ; {command} --help montre un exemple",
  },
  "lang-unknown": {
    exit: 2,
    en: "--lang takes en or fr, and {value} was given; choose one of the two",
    fr: "--lang prend en ou fr, et {value} a été donné ; choisissez l’un des deux",
  },
  "now-malformed": {
    exit: 2,
    en: "--now takes a moment of RFC 3339 with its offset, such as 2026-11-03T20:00:00Z, and {value} is none; correct it",
    fr: "--now prend un instant RFC 3339 avec son décalage, par exemple 2026-11-03T20:00:00Z, et {value} n’en est pas un ; corrigez-le",
  },
  "number-malformed": {
    exit: 2,
    en: "{option} takes a whole number from {least, number} to {most, number}, and {value} is none; correct it",
    fr: "{option} prend un nombre entier de {least, number} à {most, number}, et {value} n’en est pas un ; corrigez-le",
  },
  "instant-malformed": {
    exit: 2,
    en: "{option} takes a moment of RFC 3339 with its offset, such as 2026-11-03T20:00:00Z, and {value} is none; correct it",
    fr: "{option} prend un instant RFC 3339 avec son décalage, par exemple 2026-11-03T20:00:00Z, et {value} n’en est pas un ; corrigez-le",
  },
  "duration-malformed": {
    exit: 2,
    en: "{option} takes a duration such as 90m, 24h or 7d, and {value} is none; correct it",
    fr: "{option} prend une durée comme 90m, 24h ou 7d, et {value} n’en est pas une ; corrigez-la",
  },
  "office-malformed": {
    exit: 2,
    en: "--office takes an id of 1 to 100 letters, digits, dots, underscores or hyphens, and {value} is none; choose a short one, the full name goes with --office-name",
    fr: "--office prend un identifiant de 1 à 100 lettres, chiffres, points, soulignés ou traits d’union, et {value} n’en est pas un ; choisissez-en un court, le nom complet va avec --office-name",
  },
  "passphrase-differs": {
    exit: 2,
    en: "The two passphrases differ; run the command again and type the same one twice",
    fr: "Les deux phrases de passe diffèrent ; relancez la commande et tapez deux fois la même",
  },
  "passphrase-terminal": {
    exit: 2,
    en: "A passphrase is asked for on a terminal, and this is none; run the command on a terminal",
    fr: "Une phrase de passe se demande sur un terminal, et ceci n’en est pas un ; lancez la commande sur un terminal",
  },
  "output-full": {
    exit: 2,
    en: "The disk is full or its quota is used up ({reason}); free some space and run the command again",
    fr: "Le disque est plein ou son quota est épuisé ({reason}) ; libérez de la place et relancez la commande",
  },
  "system-refused": {
    exit: 3,
    en: "The system refused {operation} on {path} ({reason}); check its permissions and its disk, then run the command again",
    fr: "Le système a refusé {operation} sur {path} ({reason}) ; vérifiez les droits et le disque, puis relancez la commande",
  },
  internal: {
    exit: 3,
    en: "Rollward itself failed ({reason}), so nothing was decided; please report it as SECURITY.md or CONTRIBUTING.md says, with what ROLLWARD_DEBUG=1 prints",
    fr: "Rollward lui-même a échoué ({reason}), donc rien n’a été tranché ; veuillez le signaler comme le disent SECURITY.md ou CONTRIBUTING.md, avec ce qu’affiche ROLLWARD_DEBUG=1",
  },
});
