/** Titles of problems, by HTTP status. */
export const statusWords = {
  400: { en: "The request cannot be read", fr: "La demande est illisible" },
  404: { en: "Not there", fr: "Introuvable" },
  409: { en: "There already", fr: "Existe déjà" },
  413: { en: "Too large", fr: "Trop volumineux" },
  415: { en: "Not JSON", fr: "Pas du JSON" },
  422: { en: "Some entries are not right", fr: "Certaines données sont inexactes" },
  500: { en: "Fault of the register", fr: "Défaillance du registre" },
  503: { en: "The register cannot answer now", fr: "Le registre ne peut pas répondre en ce moment" },
} as const;

/** What the register's API says of a request. */
export const httpWords = {
  "body-size": {
    en: "The request is larger than {limit} bytes, which no voter’s record is",
    fr: "La demande dépasse {limit} octets, ce qu’aucune fiche d’électeur ne fait",
  },
  "body-type": {
    en: "Send the voter’s record as application/json",
    fr: "Envoyez la fiche de l’électeur sous la forme application/json",
  },
  "body-json": {
    en: "The request is not one whole JSON object in UTF-8; send one voter’s record",
    fr: "La demande n’est pas un objet JSON complet en UTF-8 ; envoyez la fiche d’un électeur",
  },
  "voter-invalid": {
    en: "{count, plural, one {One entry is not right} other {# entries are not right}}; nothing was stored. Correct what is listed and send the whole record again",
    fr: "{count, plural, one {Une donnée est inexacte} other {# données sont inexactes}} ; rien n’a été enregistré. Corrigez ce qui est indiqué et renvoyez la fiche entière",
  },
  "voter-exists": {
    en: "A voter with this VoterId is in the register already and was left as it is; look it up before you go on",
    fr: "Un électeur portant ce VoterId figure déjà au registre et n’a pas été modifié ; consultez-le avant de continuer",
  },
  "voter-none": {
    en: "No voter with this VoterId is in the register; check the number",
    fr: "Aucun électeur portant ce VoterId ne figure au registre ; vérifiez le numéro",
  },
  "county-malformed": {
    en: "The county in the address is no county’s name; check how it is written",
    fr: "Le comté dans l’adresse n’est pas un nom de comté ; vérifiez comment il est écrit",
  },
  "page-malformed": {
    en: "The mark of the page (after) is not one that this register gave out; begin again at the first page",
    fr: "Le repère de page (after) n’est pas un repère donné par ce registre ; recommencez à la première page",
  },
  "limit-malformed": {
    en: "The number of voters a page (limit) must be a whole number from 1 to {limit}",
    fr: "Le nombre d’électeurs par page (limit) doit être un nombre entier de 1 à {limit}",
  },
  unavailable: {
    en: "The register could not be reached or holds something unexpected; nothing was changed as far as is known. Try again in a minute, and tell whoever runs it if it stays so",
    fr: "Le registre n’a pas pu être joint ou contient quelque chose d’inattendu ; rien n’a été modifié, à ce que l’on sache. Réessayez dans une minute et prévenez les responsables si cela dure",
  },
  unexpected: {
    en: "Something went wrong in the register itself; tell whoever runs it, with the time",
    fr: "Une erreur s’est produite dans le registre lui-même ; prévenez les responsables, en donnant l’heure",
  },
  protected: {
    en: "Voters under protection are not on this list; {count, plural, =0 {none was} one {one was} other {# were}} left out of this page",
    fr: "Les électeurs sous protection ne figurent pas sur cette liste ; {count, plural, =0 {aucun n’a été écarté} one {un a été écarté} other {# ont été écartés}} de cette page",
  },
} as const;

/** What can be wrong with a voter’s record that was sent, beyond its fields’ own kinds. */
export const recordWords = {
  missing: { en: "This field is missing", fr: "Ce champ manque" },
  field: { en: "This field must be {expected}", fr: "Ce champ doit être {expected}" },
  unknown: {
    en: "Key number {position} of this record is not in the schema; remove or rename it",
    fr: "La clé numéro {position} de cette fiche n’est pas dans le schéma ; supprimez-la ou renommez-la",
  },
  twice: {
    en: "{field} stands there twice, and nothing tells which one holds",
    fr: "{field} y figure deux fois, et rien ne dit laquelle des deux valeurs est la bonne",
  },
  own: {
    en: "The register itself sets this field; leave it out",
    fr: "Le registre fixe lui-même ce champ ; ne l’envoyez pas",
  },
} as const;
