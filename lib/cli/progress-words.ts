/** What the progress line says. */
export const progressWords = {
  voters: {
    en: "{done, plural, one {# voter} other {# voters}}",
    fr: "{done, plural, one {# électeur} other {# électeurs}}",
  },
  parts: {
    en: "{done, plural, one {# part} other {# parts}}",
    fr: "{done, plural, one {# partie} other {# parties}}",
  },
  sets: {
    en: "{done, plural, one {# set} other {# sets}}",
    fr: "{done, plural, one {# jeu} other {# jeux}}",
  },
  requests: {
    en: "{done, plural, one {# request} other {# requests}}",
    fr: "{done, plural, one {# requête} other {# requêtes}}",
  },
  perSecond: { en: "{number} per second", fr: "{number} par seconde" },
  seconds: { en: "{seconds} s left", fr: "reste {seconds} s" },
  minutes: { en: "{big} min {small} s left", fr: "reste {big} min {small} s" },
  hours: { en: "{big} h {small} min left", fr: "reste {big} h {small} min" },
} as const;
