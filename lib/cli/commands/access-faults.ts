import { defineFaults } from "../../base/faults.ts";

/** What can go wrong with a question to the engine. */
export const accessFaults = defineFaults({
  "action-unknown": {
    exit: 2,
    en: "AWS has published no action {action}; {nearest, select, none {} other {did you mean {nearest}? }}check its spelling (action data {version})",
    fr: "AWS n’a publié aucune action {action} ; {nearest, select, none {} other {vouliez-vous dire {nearest} ? }}vérifiez l’orthographe (données d’actions {version})",
  },
  "resource-malformed": {
    exit: 2,
    en: "--resource takes an ARN, a pattern such as arn:aws:s3:::alder-vault/*, or * alone, of at most {limit, number} characters, and {value} is none; correct it",
    fr: "--resource prend un ARN, un motif comme arn:aws:s3:::alder-vault/*, ou * seul, de {limit, number} caractères au plus, et {value} n’en est pas un ; corrigez-le",
  },
  "request-malformed": {
    exit: 2,
    en: "Line {line} of the requests is no request: {at} should be {expected}; correct the line",
    fr: "La ligne {line} des requêtes n’est pas une requête : {at} devrait être {expected} ; corrigez la ligne",
  },
  "request-action": {
    exit: 2,
    en: "Line {line} of the requests asks about {action}, which AWS has not published; {nearest, select, none {} other {did you mean {nearest}? }}check its spelling (action data {version})",
    fr: "La ligne {line} des requêtes porte sur {action}, qu’AWS n’a pas publiée ; {nearest, select, none {} other {vouliez-vous dire {nearest} ? }}vérifiez l’orthographe (données d’actions {version})",
  },
  "requests-empty": {
    exit: 2,
    en: "There is no request in {path}, so nothing was answered; give one JSON object a line, and check what was to write them",
    fr: "Il n’y a aucune requête dans {path}, rien n’a donc reçu de réponse ; donnez un objet JSON par ligne, et vérifiez ce qui devait les écrire",
  },
  "request-long": {
    exit: 2,
    en: "Line {line} of the requests is longer than {limit, number} bytes; check that each request stands on a line of its own",
    fr: "La ligne {line} des requêtes dépasse {limit, number} octets ; vérifiez que chaque requête tient sur sa propre ligne",
  },
});
