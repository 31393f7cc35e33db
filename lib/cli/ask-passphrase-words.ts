/** What the passphrase prompt says besides its question. */
export const passphraseWords = {
  again: { en: "The same once more", fr: "La même encore une fois" },
  empty: { en: "Type at least one character", fr: "Tapez au moins un caractère" },
  short: {
    en: "Use at least {least} characters: four or five unrelated words do well",
    fr: "Utilisez au moins {least} caractères : quatre ou cinq mots sans rapport conviennent bien",
  },
} as const;
