import { printable, printableWhole, say, type Lang, type Words } from "../base/words.ts";

const shownItems = 3;

/**
 * Evidence in short, for a terminal: one line for each list item and one for all that is single; the names are those
 * of the JSON report, so that a reader finds the whole there. Values may be hostile and are made printable.
 */
export function evidenceLines(evidence: Readonly<Record<string, unknown>>, lang: Lang): readonly string[] {
  const entries = Object.entries(evidence);
  const single = entries
    .filter(([, value]) => !Array.isArray(value))
    .map(([key, value]) => pair(key, value, inShort));
  const lists = entries.flatMap(([key, value]) => (Array.isArray(value) ? listLines(key, value, lang) : []));
  return single.length === 0 ? lists : [single.join(" · "), ...lists];
}

/** Evidence in full, for a page: one line for each value and each list item, nothing cut. */
export function evidenceInFull(evidence: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(evidence).flatMap(([key, value]) =>
    Array.isArray(value)
      ? value.map((item, index) => `${printableWhole(key)}[${index}]: ${flat(item, inFull)}`)
      : [pair(key, value, inFull)],
  );
}

function listLines(key: string, items: readonly unknown[], lang: Lang): readonly string[] {
  const shown = items
    .slice(0, shownItems)
    .map((item, index) => `${printable(key)}[${index}]: ${flat(item, inShort)}`);
  const more = items.length - shown.length;
  return more > 0 ? [...shown, say(words.more, lang, { key, more })] : shown;
}

type Scalar = (text: string) => string;

function flat(value: unknown, scalar: Scalar): string {
  if (!isNested(value)) return scalar(textOf(value));
  return Object.entries(value)
    .map(([key, inner]) => pair(key, inner, scalar))
    .join(" · ");
}

function pair(key: string, value: unknown, scalar: Scalar): string {
  const shown = flat(value, scalar);
  return isNested(value) ? `${printable(key)} (${shown})` : `${printable(key)} ${shown}`;
}

function isNested(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "?");
}

function inShort(text: string): string {
  const safe = printable(text);
  return hash.test(safe) ? `${safe.slice(0, 12)}…` : safe;
}

function inFull(text: string): string {
  return printableWhole(text);
}

// Enough to tell two apart by eye; the JSON report and the page have them whole.
const hash = /^[0-9a-f]{32,}$/;

const words = {
  more: {
    en: "{key}: {more, plural, one {# more} other {# more}} in the JSON report",
    fr: "{key} : {more, plural, one {# autre} other {# autres}} dans le rapport JSON",
  },
} satisfies Record<string, Words>;
