import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import type { Check } from "../audit/check.ts";
import type { Status } from "../audit/finding.ts";
import type { PracticeMap } from "../audit/practice.ts";
import { langs, printableWhole, say, type Lang } from "../base/words.ts";
import { aboutSentences } from "./about.ts";
import { findingsMarkup, type Markup } from "./html-finding.ts";
import { matrixSection } from "./html-matrix.ts";
import { matrixStyle } from "./html-matrix-style.ts";
import { workList } from "./html-list.ts";
import { overview, sectionAnchor } from "./html-overview.ts";
import { pageStyle } from "./html-style.ts";
import { htmlWords as words } from "./html-words.ts";
import { headline, outline, type Section } from "./outline.ts";
import { marks, statusWords, textWords } from "./text-words.ts";
import type { Report } from "./report.ts";

export interface HtmlOptions {
  readonly checks: readonly Check[];
  readonly practices: PracticeMap;
  /** The language that is shown first; the other is one click away. */
  readonly lang: Lang;
}

// Nothing may be loaded and nothing may run, whatever a name or a tag in the report holds (CSP Level 3).
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * The report as one file for any browser: the same report in English and French, switched by two radio buttons and
 * style alone. Without style both are read one after the other. Every value is escaped.
 */
export function renderHtml(reports: Readonly<Record<Lang, Report>>, options: HtmlOptions): string {
  const { lang } = options;
  // No script may change the title with the language, so it is in both.
  const title = langs
    .toSorted((a, b) => Number(b === lang) - Number(a === lang))
    .map((each) => say(words.title, each));
  const page = html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${raw(policy)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${[title.join(" / "), ...office(reports[lang]), day(reports[lang])].join(" · ")}</title>
        <style>
          ${raw(pageStyle + matrixStyle)}
        </style>
      </head>
      <body>
        <header>
          <fieldset>
            <legend>${langs.map((each) => say(words.language, each)).join(" · ")}</legend>
            ${langs.map((each) => languageButton(each, lang))}
          </fieldset>
        </header>
        ${langs.map((each) => language(reports[each], options))}
      </body>
    </html>`;
  // Nothing in it is awaited, so what hono gives is the text itself.
  return `${page as HtmlEscapedString}\n`;
}

const names: Readonly<Record<Lang, string>> = { en: "English", fr: "Français" };

function languageButton(lang: Lang, shown: Lang): Markup {
  const checked = raw(lang === shown ? "checked" : "");
  return html`<label lang="${lang}"
    ><input type="radio" name="language" id="show-${lang}" ${checked} /> ${names[lang]}</label
  >`;
}

function office({ office: name }: Report): readonly string[] {
  return name === null ? [] : [printableWhole(name)];
}

/** The day judged by, in UTC, as ISO 8601 has it: read alike in both languages. */
function day({ now }: Report): string {
  return now.slice(0, 10);
}

function language(report: Report, { checks, practices }: HtmlOptions): Markup {
  const { language: lang, accounts, accountsFrom } = report;
  const sections = outline(report, checks, practices);
  const read = say(words.accounts, lang, { count: accounts.length, from: accountsFrom });
  return html`<main lang="${lang}">
    <h1>${[say(words.title, lang), ...office(report), ""].join(" · ")}<time>${day(report)}</time></h1>
    <p class="about">${say(words.judged, lang, { day: day(report) })} · ${read}</p>
    ${verdict(report)} ${workList(report, checks)}
    <h2>${say(words.practices, lang)}</h2>
    ${overview(sections, lang)} ${sections.map((section) => sectionMarkup(section, lang))}
    ${report.matrix === undefined ? "" : matrixSection(report.matrix, lang)} ${unseen(report)}
    <h2>${say(words.about, lang)}</h2>
    <div class="about">
      ${aboutSentences(report).map((text) => html`<p>${text}</p>`)}
      <p>${say(words.replay, lang, { now: report.now })}</p>
    </div>
  </main>`;
}

function verdict({ summary, language: lang }: Report): Markup {
  const [status, sentence] = headline(summary);
  return html`<div class="verdict ${status}">
    <h2>${marks[status]} ${say(sentence, lang, { ...summary })}</h2>
    <ul class="counts">
      ${(["fail", "unknown", "pass", "not-applicable", "waived"] as const)
        .filter((each) => summary[each] > 0)
        .map((each) => count(each, summary[each], lang))}
    </ul>
  </div>`;
}

function count(status: Status, number: number, lang: Lang): Markup {
  return html`<li class="${status}">
    ${marks[status]} <strong>${number}</strong> ${say(statusWords[status], lang)}
  </li>`;
}

function sectionMarkup(section: Section, lang: Lang): Markup {
  const { id, title, groups, aside } = section;
  return html`<h2 id="${sectionAnchor(section, lang)}">${id ?? ""} ${say(title, lang)}</h2>
    ${groups.map(
      ({ check, status, findings }) =>
        html`<h3><span class="${status}">${marks[status]}</span> ${say(check.title, lang)}</h3>
          ${findingsMarkup(findings, say(check.why, lang), lang)}`,
    )}
    ${aside.length === 0 ? "" : asideMarkup(aside, lang)}`;
}

function asideMarkup(aside: Section["aside"], lang: Lang): Markup {
  return html`<h3>
      <span class="not-applicable">${marks["not-applicable"]}</span> ${say(textWords.aside, lang)}
    </h3>
    ${aside.map(
      ({ message, checks }) =>
        html`<p>${message}</p>
          <ul>
            ${checks.map((check) => html`<li>${say(check.title, lang)}</li>`)}
          </ul>`,
    )}`;
}

function unseen({ notLookedAt, language: lang }: Report): Markup | "" {
  if (notLookedAt.length === 0) return "";
  return html`<h2>${say(textWords.unseen, lang)}</h2>
    <ul>
      ${notLookedAt.map((sentence) => html`<li>${sentence}</li>`)}
    </ul>`;
}
