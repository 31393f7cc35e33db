import { IntlMessageFormat } from "intl-messageformat";
import type { Words } from "../../lib/base/words.ts";

/** Words and where they were found, such as `lib/base/base-faults.ts baseFaults.file-missing`. */
export interface Found {
  readonly where: string;
  readonly words: Partial<Words>;
}

/** Every object with a text under `en` or `fr`, however deep below `value`. */
export function wordsIn(value: unknown, where: string, seen: Set<unknown> = new Set()): readonly Found[] {
  if (typeof value !== "object" || value === null || seen.has(value)) return [];
  seen.add(value);
  const own: Partial<Words> = value;
  const here = typeof own.en === "string" || typeof own.fr === "string" ? [{ where, words: own }] : [];
  return [
    ...here,
    ...Object.entries(value).flatMap(([key, inner]) => wordsIn(inner, `${where}.${key}`, seen)),
  ];
}

/** Texts that are rightly the same in both languages. */
const alike = new Set(["options", "Options", "Note", "Notes", "Description"]);

/** What is wrong with words: a language missing, a straight apostrophe, other places, no translation. */
export function faultsOf({ where, words }: Found): readonly string[] {
  const { en, fr } = words;
  if (typeof en !== "string" || en === "") return [`${where}: no English`];
  if (typeof fr !== "string" || fr === "") return [`${where}: no French`];
  const wrong: string[] = [];
  if (`${en}${fr}`.includes("'")) wrong.push(`${where}: a straight apostrophe, write ’`);
  const [english, french] = [placesOf(en, "en"), placesOf(fr, "fr")];
  if (english.error !== undefined) wrong.push(`${where}: en is no ICU message (${english.error})`);
  if (french.error !== undefined) wrong.push(`${where}: fr is no ICU message (${french.error})`);
  if (english.places !== french.places)
    wrong.push(`${where}: en has {${english.places}}, fr has {${french.places}}`);
  const says = /\p{L}{2}/u.test(en.replace(/\{[^{}]*\}/g, ""));
  if (en === fr && says && !alike.has(en)) wrong.push(`${where}: French is the same as English`);
  return wrong;
}

type Element = ReturnType<IntlMessageFormat["getAst"]>[number];

function placesOf(text: string, lang: string): { readonly places: string; readonly error?: string } {
  try {
    const places = new Set<string>();
    collect(new IntlMessageFormat(text, lang, undefined, { ignoreTag: true }).getAst(), places);
    return { places: [...places].toSorted().join(", ") };
  } catch (error) {
    return { places: "", error: String(error) };
  }
}

// The parser's element types 1 to 6 name a place; 0 is plain text, 7 the # of a plural.
function collect(elements: readonly Element[], places: Set<string>): void {
  for (const element of elements) {
    const type: number = element.type;
    if (type >= 1 && type <= 6 && "value" in element) places.add(element.value);
    if ("options" in element) {
      for (const option of Object.values(element.options)) collect(option.value, places);
    }
  }
}

/** Every pair of plain texts `en: "…", fr: "…"` that stands in a source, exported or not; templates are left out. */
export function wordsOfText(source: string, path: string): readonly Found[] {
  const text = /"((?:[^"\\\n]|\\.)*)"/.source;
  const pair = new RegExp(`\\ben:\\s*${text},?\\s*(?:fr:\\s*${text})?`, "g");
  return [...source.matchAll(pair)].map((match) => {
    const line = source.slice(0, match.index).split("\n").length;
    const [en, fr] = [match[1], match[2]].map((each) => each && (JSON.parse(`"${each}"`) as string));
    return { where: `${path}:${line}`, words: { ...(en && { en }), ...(fr && { fr }) } };
  });
}
