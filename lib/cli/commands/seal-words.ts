import type { Words } from "../../base/words.ts";

/** What `rollward seal` says. */
export const sealWords = {
  description: {
    en: "Checks every line of the roll, puts it in order, and seals it to the recipients as the next set of its chain. Nothing is written before the whole roll is known to be good; a set exists on a mirror only once its signed manifest is there. A mirror that is empty or behind is first filled from one that verifies; one that does not verify gets nothing, and the exit code says so.",
    fr: "Vérifie chaque ligne de la liste, la met en ordre et la scelle pour les destinataires comme jeu suivant de sa chaîne. Rien n’est écrit avant que toute la liste soit reconnue bonne ; un jeu n’existe sur un miroir qu’une fois son manifeste signé en place. Un miroir vide ou en retard est d’abord complété à partir d’un autre qui se vérifie ; un miroir qui ne se vérifie pas ne reçoit rien, et le code de sortie le dit.",
  },
  rollRole: { en: "The roll", fr: "La liste électorale" },
  roll: {
    en: "The roll, one voter a line in JSON; - for standard input",
    fr: "La liste, un électeur par ligne en JSON ; - pour l’entrée standard",
  },
  recipients: {
    en: "Whom to seal to (recipients.txt), one age recipient a line",
    fr: "Pour qui sceller (recipients.txt), un destinataire age par ligne",
  },
  signingKey: {
    en: "The key that signs the manifest (signing.key)",
    fr: "La clé qui signe le manifeste (signing.key)",
  },
  trust: {
    en: "The office’s trust file (trust.json); without it, the signing key’s own public half is trusted",
    fr: "Le fichier de confiance du bureau (trust.json) ; sans lui, on se fie à la moitié publique de la clé de signature",
  },
  nextDue: {
    en: "When the next set is due after this one, such as 24h (when left out)",
    fr: "Quand le jeu suivant est attendu après celui-ci, comme 24h (par défaut)",
  },
  expiresIn: {
    en: "When this set expires as the newest, such as 7d (when left out)",
    fr: "Quand ce jeu expire comme jeu le plus récent, comme 7d (par défaut)",
  },
  allowEmpty: { en: "Seal a roll without voters", fr: "Sceller une liste sans électeurs" },
  exampleTwo: {
    en: "To a disk and a bucket, remembering the newest set",
    fr: "Vers un disque et un compartiment, en retenant le jeu le plus récent",
  },
  examplePipe: {
    en: "From another program, to one folder",
    fr: "Depuis un autre programme, vers un dossier",
  },
  done: {
    en: "Set {sequence} is sealed: {voters, plural, one {# voter} other {# voters}} in {parts, plural, one {# part} other {# parts}}, {bytes, number, ::.0} MB of roll in {sealedBytes, number, ::.0} MB, taken at {takenAt}; the next is due by {nextDueAt}.",
    fr: "Le jeu {sequence} est scellé : {voters, plural, one {# électeur} other {# électeurs}} en {parts, plural, one {# partie} other {# parties}}, {bytes, number, ::.0} Mo de liste en {sealedBytes, number, ::.0} Mo, pris le {takenAt} ; le suivant est attendu pour le {nextDueAt}.",
  },
  fewer: {
    en: "{fewer, plural, one {# voter fewer} other {# voters fewer}} than in the set before: is that what the register says?",
    fr: "{fewer, plural, one {# électeur de moins} other {# électeurs de moins}} que dans le jeu précédent : est-ce ce que dit le registre ?",
  },
  more: {
    en: "{more, plural, one {# voter more} other {# voters more}} than in the set before.",
    fr: "{more, plural, one {# électeur de plus} other {# électeurs de plus}} que dans le jeu précédent.",
  },
  written: { en: "written   {url}", fr: "écrit     {url}" },
  "left-out": { en: "LEFT OUT  {url}", fr: "ÉCARTÉ    {url}" },
  failed: { en: "FAILED    {url}", fr: "EN ÉCHEC  {url}" },
} as const satisfies Record<string, Words>;
