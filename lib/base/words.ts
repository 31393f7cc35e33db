import { IntlMessageFormat } from "intl-messageformat";

/** The two languages of everything a person reads. */
export const langs = ["en", "fr"] as const;
export type Lang = (typeof langs)[number];

/**
 * One text in both languages, as ICU MessageFormat. Apostrophes are typographic (’): a straight one before
 * a brace would quote it (ICU4J, MessageFormat, "Quoting/Escaping").
 */
export interface Words {
  readonly en: string;
  readonly fr: string;
}

/** Names for a sentence's places; a value may itself be words, such as what kind of file is meant. */
export type Args = Readonly<Record<string, string | number | Words>>;

const compiled = new Map<string, IntlMessageFormat>();

/**
 * Formats `words` in `lang`, for a terminal or an error. String arguments are made printable first: they may be
 * hostile, and long ones are cut.
 */
export function say(words: Words, lang: Lang, args: Args = {}): string {
  return spoken(words, lang, args, printable);
}

/** As {@link say}, for a report, where the end of a long list counts too: see {@link printableWhole}. */
export function sayWhole(words: Words, lang: Lang, args: Args = {}): string {
  return spoken(words, lang, args, printableWhole);
}

type Show = (text: string) => string;

function spoken(words: Words, lang: Lang, args: Args, show: Show): string {
  const text = words[lang];
  if (!text.includes("{")) return text;
  const key = `${lang}\0${text}`;
  let message = compiled.get(key);
  if (message === undefined) {
    message = new IntlMessageFormat(text, lang, undefined, { ignoreTag: true });
    compiled.set(key, message);
  }
  const safe = Object.fromEntries(
    Object.entries(args).map(([name, value]) => [name, argument(value, lang, show)]),
  );
  return String(message.format(safe));
}

function argument(value: Args[string], lang: Lang, show: Show): string | number {
  if (typeof value === "object") return spoken(value, lang, {}, show);
  return typeof value === "string" ? show(value) : value;
}

const longestPrinted = 500;
/** Above any list that a check names, below what would keep a reader or a browser busy. */
const longestWhole = 20_000;

// C0 and C1 controls, soft hyphen, zero-width and bidirectional marks, line separators, tags, lone surrogates:
// whatever could repaint, reorder or hide what stands on a terminal (Unicode TR 36, 3.6; CVE-2021-42574).
const unprintable =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Cs}/gu;

// A recovery identity pasted where a file was meant must not travel on into a terminal's history or a log.
const secret = /AGE-SECRET-KEY-[A-Z0-9-]*/gi;

/** `text` with everything that could act on a terminal written as `\u{…}`, cut to a length for one line or two. */
export function printable(text: string): string {
  return shown(text, longestPrinted);
}

/** As {@link printable}, for a report: whole, but for what no honest value is long enough to reach. */
export function printableWhole(text: string): string {
  return shown(text, longestWhole);
}

function shown(text: string, longest: number): string {
  const kept = text.replace(secret, "AGE-SECRET-KEY-…");
  const cut = kept.length > longest ? `${kept.slice(0, longest)}…` : kept;
  return cut.replace(unprintable, (char) => `\\u{${char.codePointAt(0)!.toString(16)}}`);
}
