import { html, raw } from "hono/html";
import type { Check } from "../audit/check.ts";
import type { Status } from "../audit/finding.ts";
import type { PracticeMap } from "../audit/practice.ts";
import { langs, say, type Lang } from "../base/words.ts";
import { aboutSentences } from "./about.ts";
import { findingMarkup, type Markup } from "./html-finding.ts";
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
  const page = html`<!doctype html>
    <html lang="${options.lang}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${raw(policy)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>Rollward · ${say(words.title, options.lang)}</title>
        <style>
          ${raw(pageStyle)}
        </style>
      </head>
      <body>
        <header>
          <fieldset>
            <legend>${langs.map((lang) => say(words.language, lang)).join(" · ")}</legend>
            ${langs.map((lang) => languageButton(lang, options.lang))}
          </fieldset>
        </header>
        ${langs.map((lang) => language(reports[lang], options))}
      </body>
    </html>`;
  return `${String(page)}\n`;
}

const names: Readonly<Record<Lang, string>> = { en: "English", fr: "Français" };

function languageButton(lang: Lang, shown: Lang): Markup {
  const checked = raw(lang === shown ? "checked" : "");
  return html`<label lang="${lang}"
    ><input type="radio" name="language" id="show-${lang}" ${checked} /> ${names[lang]}</label
  >`;
}

function language(report: Report, { checks, practices }: HtmlOptions): Markup {
  const { language: lang, summary } = report;
  const [status, sentence] = headline(summary);
  const sections = outline(report, checks, practices);
  return html`<main lang="${lang}">
    <p>Rollward · ${say(words.title, lang)}</p>
    <div class="verdict ${status}">
      <h1>${marks[status]} ${say(sentence, lang, { ...summary })}</h1>
      <ul class="counts">
        ${(["fail", "unknown", "pass", "not-applicable", "waived"] as const)
          .filter((each) => summary[each] > 0)
          .map((each) => count(each, summary[each], lang))}
      </ul>
    </div>
    <h2>${say(words.practices, lang)}</h2>
    ${overview(sections, lang)} ${sections.map((section) => sectionMarkup(section, lang))} ${unseen(report)}
    <h2>${say(words.about, lang)}</h2>
    <div class="about">
      ${aboutSentences(report).map((text) => html`<p>${text}</p>`)}
      <p>${say(words.replay, lang, { now: report.now })}</p>
    </div>
  </main>`;
}

function count(status: Status, number: number, lang: Lang): Markup {
  return html`<li class="${status}">
    ${marks[status]} <strong>${number}</strong> ${say(statusWords[status], lang)}
  </li>`;
}

function overview(sections: readonly Section[], lang: Lang): Markup {
  const columns = ["fail", "unknown", "pass", "not-applicable"] as const;
  const cell = ({ groups, aside }: Section, status: Status): number =>
    status === "not-applicable"
      ? aside.flatMap(({ checks }) => checks).length
      : groups.filter((group) => group.status === status).length;
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${say(words.practice, lang)}</th>
        ${columns.map((status) => html`<th scope="col">${say(statusWords[status], lang)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${sections.map(
        (section) =>
          html`<tr>
            <th scope="row">
              <a href="#${anchor(section, lang)}">${section.id ?? ""} ${say(section.title, lang)}</a>
            </th>
            ${columns.map((status) => html`<td class="${status}">${cell(section, status)}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function anchor({ id }: Section, lang: Lang): string {
  return `${lang}-${id ?? "other"}`;
}

function sectionMarkup(section: Section, lang: Lang): Markup {
  const { id, title, groups, aside } = section;
  return html`<h2 id="${anchor(section, lang)}">${id ?? ""} ${say(title, lang)}</h2>
    ${groups.map(
      ({ check, status, findings }) =>
        html`<h3><span class="${status}">${marks[status]}</span> ${say(check.title, lang)}</h3>
          ${findings.map((finding) => findingMarkup(finding, say(check.why, lang), lang))}`,
    )}
    ${
      aside.length === 0
        ? ""
        : html`<h3>
              <span class="not-applicable">${marks["not-applicable"]}</span> ${say(textWords.aside, lang)}
            </h3>
            ${aside.map(
              ({ message, checks }) =>
                html`<p>${message}</p>
                  <ul>
                    ${checks.map((check) => html`<li>${say(check.title, lang)}</li>`)}
                  </ul>`,
            )}`
    }`;
}

function unseen({ notLookedAt, language: lang }: Report): Markup | "" {
  if (notLookedAt.length === 0) return "";
  return html`<h2>${say(textWords.unseen, lang)}</h2>
    <ul>
      ${notLookedAt.map((sentence) => html`<li>${sentence}</li>`)}
    </ul>`;
}
