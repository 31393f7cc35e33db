import { defineFaults } from "../base/faults.ts";

/** What can be wrong with a roll. The sentences name lines and fields, never what stands in them. */
export const registerFaults = defineFaults({
  "line-utf8": {
    exit: 2,
    en: "Line {line} of the roll is not UTF-8 text; check that the file is a roll (one voter a line, in JSON) and export it as UTF-8",
    fr: "La ligne {line} de la liste électorale n’est pas du texte UTF-8 ; vérifiez que le fichier est bien une liste (un électeur par ligne, en JSON) et exportez-la en UTF-8",
  },
  "line-bom": {
    exit: 2,
    en: "Line {line} of the roll begins with a byte order mark, which JSON does not allow; save the file as UTF-8 without it",
    fr: "La ligne {line} de la liste électorale commence par une marque d’ordre des octets, que JSON n’admet pas ; enregistrez le fichier en UTF-8 sans cette marque",
  },
  "line-empty": {
    exit: 2,
    en: "Line {line} of the roll is empty, where one voter was expected; remove the line, or find out which voter is missing there",
    fr: "La ligne {line} de la liste électorale est vide, alors qu’un électeur y était attendu ; supprimez la ligne ou cherchez quel électeur y manque",
  },
  "line-long": {
    exit: 2,
    en: "Line {line} of the roll is longer than {limit} bytes, which no voter is; check that the file has one voter a line, each ended by a line feed",
    fr: "La ligne {line} de la liste électorale dépasse {limit} octets, ce qu’aucun électeur ne fait ; vérifiez que le fichier contient un électeur par ligne, terminée par un saut de ligne",
  },
  "line-json": {
    exit: 2,
    en: "Line {line} of the roll is not one whole JSON object; put each voter on one line, as docs/formats/roll.md shows",
    fr: "La ligne {line} de la liste électorale n’est pas un objet JSON complet ; mettez chaque électeur sur une seule ligne, comme le montre docs/formats/roll.md",
  },
  "line-key-unknown": {
    exit: 2,
    en: "Line {line} of the roll: key number {position} of {record} is not in the schema; remove or rename it, docs/formats/roll.md lists the keys",
    fr: "Ligne {line} de la liste électorale : la clé numéro {position} de {record} n’est pas dans le schéma ; supprimez-la ou renommez-la, docs/formats/roll.md donne les clés",
  },
  "line-key-twice": {
    exit: 2,
    en: "Line {line} of the roll has {field} twice, and nothing tells which one holds; keep one of them",
    fr: "La ligne {line} de la liste électorale contient deux fois {field}, et rien ne dit laquelle des deux valeurs est la bonne ; n’en gardez qu’une",
  },
  "line-missing": {
    exit: 2,
    en: "Line {line} of the roll lacks {field}, which every voter must have; add it and try again",
    fr: "Il manque {field} à la ligne {line} de la liste électorale, or ce champ est obligatoire ; ajoutez-le et recommencez",
  },
  "line-field": {
    exit: 2,
    en: "Line {line} of the roll: {field} must be {expected}; correct it and try again",
    fr: "Ligne {line} de la liste électorale : {field} doit être {expected} ; corrigez-le et recommencez",
  },
  "voter-twice": {
    exit: 2,
    en: "Line {line} of the roll has the VoterId of another line, but each voter stands there once; keep the line that holds",
    fr: "La ligne {line} de la liste électorale porte le VoterId d’une autre ligne, alors que chaque électeur n’y figure qu’une fois ; gardez la ligne qui vaut",
  },
  "synth-voters": {
    exit: 2,
    en: "An invented roll can have 0 to {limit} voters; give a whole number within these limits",
    fr: "Une liste électorale inventée peut compter de 0 à {limit} électeurs ; donnez un nombre entier dans ces limites",
  },
  "synth-counties": {
    exit: 2,
    en: "An invented roll can have 1 to {limit} counties; give a whole number within these limits",
    fr: "Une liste électorale inventée peut compter de 1 à {limit} comtés ; donnez un nombre entier dans ces limites",
  },
});
