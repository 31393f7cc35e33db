/** What `roll synth` says. */
export const rollSynthWords = {
  description: {
    en: "Invents people and places that do not exist, in canonical form and order, one voter a line. The same number, counties and seed give the same bytes on every machine.",
    fr: "Invente des personnes et des lieux qui n’existent pas, sous forme et dans l’ordre canoniques, un électeur par ligne. Le même nombre, les mêmes comtés et la même graine donnent les mêmes octets sur toute machine.",
  },
  voters: { en: "How many voters, up to 100,000,000", fr: "Combien d’électeurs, jusqu’à 100 000 000" },
  counties: {
    en: "Over how many counties, 1 to 500 (default 12)",
    fr: "Dans combien de comtés, de 1 à 500 (12 par défaut)",
  },
  seed: {
    en: "Any text; another seed gives another roll",
    fr: "Un texte quelconque ; une autre graine donne une autre liste",
  },
  out: { en: "The file to write; - is stdout", fr: "Le fichier à écrire ; - désigne stdout" },
  force: { en: "Overwrite a file that exists", fr: "Écraser un fichier existant" },
  exampleFile: { en: "A roll for a rehearsal, about 50 MB", fr: "Une liste pour un exercice, environ 50 Mo" },
  examplePipe: { en: "Five voters to look at", fr: "Cinq électeurs à regarder" },
  inventing: { en: "Inventing the roll", fr: "Invention de la liste" },
  done: {
    en: "{out}: {voters, plural, one {# invented voter} other {# invented voters}} in {counties, plural, one {# county} other {# counties}}, {bytes, number} bytes, SHA-256 {sha256}",
    fr: "{out} : {voters, plural, one {# électeur inventé} other {# électeurs inventés}} dans {counties, plural, one {# comté} other {# comtés}}, {bytes, number} octets, SHA-256 {sha256}",
  },
} as const;
