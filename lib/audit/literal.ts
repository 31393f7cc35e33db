import { printableWhole, type Words } from "../base/words.ts";

/**
 * Words that came from outside, such as the label of a place in a snapshot, made safe as an argument of a sentence:
 * printable, and with ICU’s syntax taken as plain text ("Quoting/Escaping" of ICU4J MessageFormat).
 */
export function literalWords(words: Words): Words {
  return { en: literal(words.en), fr: literal(words.fr) };
}

function literal(text: string): string {
  const safe = printableWhole(text);
  // Without an opening brace a text is not read as a message at all, so quoting would show.
  if (!safe.includes("{")) return safe;
  // One pair of quotes around a whole run: two pairs side by side would be read as an apostrophe.
  return safe.replace(/[{}']+/g, (run) => {
    const apostrophes = run.replaceAll("'", "''");
    return /[{}]/.test(run) ? `'${apostrophes}'` : apostrophes;
  });
}
