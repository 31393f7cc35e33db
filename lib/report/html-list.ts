import { html } from "hono/html";
import type { Check } from "../audit/check.ts";
import { severities, type Finding } from "../audit/finding.ts";
import { say, type Lang, type Words } from "../base/words.ts";
import { findingAnchor, type Markup } from "./html-finding.ts";
import { htmlWords as words } from "./html-words.ts";
import type { Report } from "./report.ts";
import { shortSubject } from "./short-subject.ts";
import { marks, severityWords } from "./text-words.ts";

/** What is to be done, at a glance: every failure, the gravest first whatever its practice, then what is not known. */
export function workList(report: Report, checks: readonly Check[]): readonly Markup[] {
  return [...list(report, checks, "fail", words.toMend), ...list(report, checks, "unknown", words.notKnown)];
}

// More is no list at a glance; the rest stands below, practice by practice.
const shownItems = 25;

function list(
  { findings, language }: Report,
  checks: readonly Check[],
  status: "fail" | "unknown",
  heading: Words,
): readonly Markup[] {
  const own = findings
    .filter((finding) => finding.status === status)
    .sort((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity));
  if (own.length === 0) return [];
  const more = own.length - shownItems;
  return [
    html`<h2>${say(heading, language)}</h2>
      <ol class="work">
        ${own.slice(0, shownItems).map((finding) => item(finding, checks, language))}
      </ol>`,
    ...(more > 0 ? [html`<p class="about">${say(words.furtherBelow, language, { more })}</p>`] : []),
  ];
}

function item(finding: Finding, checks: readonly Check[], lang: Lang): Markup {
  const { severity, status, subject } = finding;
  const check = checks.find(({ id }) => id === finding.check);
  const title = check === undefined ? finding.check : say(check.title, lang);
  return html`<li>
    <span class="status ${status}">${marks[status]} ${say(severityWords[severity], lang)}</span>
    <a href="#${findingAnchor(finding, lang)}">${title}</a> ${shortSubject(subject)}
  </li>`;
}
