import { printable, type Words } from "../base/words.ts";

/**
 * Words that came from outside, such as the label of a place in a snapshot, made safe as an argument of a sentence:
 * printable, and with ICU’s syntax taken as plain text ("Quoting/Escaping" of ICU4J MessageFormat).
 */
export function literalWords(words: Words): Words {
  return { en: literal(words.en), fr: literal(words.fr) };
}

function literal(text: string): string {
  const safe = printable(text);
  // Without an opening brace a text is not read as a message at all, so quoting would show.
  return safe.includes("{") ? safe.replaceAll("'", "''").replace(/[{}]+/g, "'$&'") : safe;
}
