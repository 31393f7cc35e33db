import { printable, say, type Lang, type Words } from "../base/words.ts";

const shownItems = 3;

/**
 * Evidence in short, one line for each list item and one for all that is single; the names are those of the JSON
 * report, so that a reader finds the whole there. Values may be hostile and are made printable.
 */
export function evidenceLines(evidence: Readonly<Record<string, unknown>>, lang: Lang): readonly string[] {
  const entries = Object.entries(evidence);
  const single = entries.filter(([, value]) => !Array.isArray(value)).map(([key, value]) => pair(key, value));
  const lists = entries.flatMap(([key, value]) => (Array.isArray(value) ? listLines(key, value, lang) : []));
  return single.length === 0 ? lists : [single.join(" · "), ...lists];
}

function listLines(key: string, items: readonly unknown[], lang: Lang): readonly string[] {
  const shown = items.slice(0, shownItems).map((item, index) => `${key}[${index}]: ${flat(item)}`);
  const more = items.length - shown.length;
  return more > 0 ? [...shown, say(words.more, lang, { key, more })] : shown;
}

function flat(value: unknown): string {
  if (!isNested(value)) return scalar(value);
  return Object.entries(value)
    .map(([key, inner]) => pair(key, inner))
    .join(" · ");
}

function pair(key: string, value: unknown): string {
  return isNested(value) ? `${printable(key)} (${flat(value)})` : `${printable(key)} ${scalar(value)}`;
}

function isNested(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function scalar(value: unknown): string {
  const text = printable(typeof value === "string" ? value : (JSON.stringify(value) ?? "?"));
  return hash.test(text) ? `${text.slice(0, 12)}…` : text;
}

// Enough to tell two apart by eye; the JSON report has them whole.
const hash = /^[0-9a-f]{32,}$/;

const words = {
  more: {
    en: "{key}: {more, plural, one {# more} other {# more}} in the JSON report",
    fr: "{key} : {more, plural, one {# autre} other {# autres}} dans le rapport JSON",
  },
} satisfies Record<string, Words>;
