import { createHash } from "node:crypto";
import { html, raw } from "hono/html";
import type { Finding } from "../audit/finding.ts";
import { printableWhole, say, type Lang } from "../base/words.ts";
import { evidenceInFull } from "./evidence.ts";
import { htmlWords } from "./html-words.ts";
import { routeInFull } from "./route.ts";
import { marks, severityWords, statusWords, textWords } from "./text-words.ts";
import { witnessLines, witnessStatements } from "./witness.ts";

/** A piece of a page; every value that went into it was escaped. */
export type Markup = ReturnType<typeof html>;

/** Where a finding stands on the page: the same in every run, whatever characters its subject has. */
export function findingAnchor({ check, id }: Finding, lang: Lang): string {
  return `${lang}-${check}-${createHash("sha256").update(id).digest("hex").slice(0, 12)}`;
}

/** One finding: its sentence in sight, what shows it and how to mend it to unfold. */
export function findingMarkup(finding: Finding, why: string | undefined, lang: Lang): Markup {
  const { status, severity, message, id } = finding;
  const grave = status === "fail" || status === "unknown";
  const label = grave
    ? `${say(statusWords[status], lang)} · ${say(severityWords[severity], lang)}`
    : say(statusWords[status], lang);
  const anchor = findingAnchor(finding, lang);
  const line = html`<span class="status ${status}">${marks[status]} ${label}</span> ${message}`;
  const name = html`<small class="id">${printableWhole(id)}</small>`;
  const body = facts(finding, why, lang);
  if (body.length === 0) return html`<p class="finding" id="${anchor}">${line} ${name}</p>`;
  return html`<details class="finding" id="${anchor}" ${raw(status === "fail" ? "open" : "")}>
    <summary>${line}</summary>
    <div>${body} ${name}</div>
  </details>`;
}

const shownPasses = 3;

/** What was found for one question: what passes many times over is folded into one line. */
export function findingsMarkup(findings: readonly Finding[], why: string, lang: Lang): readonly Markup[] {
  const passes = findings.filter(({ status }) => status === "pass");
  const one = (finding: Finding): Markup => findingMarkup(finding, why, lang);
  if (passes.length <= shownPasses) return findings.map(one);
  const rest = findings.filter(({ status }) => status !== "pass");
  const count = say(htmlWords.passes, lang, { passes: passes.length, all: findings.length });
  const folded = html`<details class="passes">
    <summary><span class="status pass">${marks.pass} ${say(statusWords.pass, lang)}</span> ${count}</summary>
    <div>${passes.map(one)}</div>
  </details>`;
  return [...rest.map(one), folded];
}

function facts(finding: Finding, why: string | undefined, lang: Lang): readonly Markup[] {
  const { evidence, fix, diff, status } = finding;
  const entries: readonly (readonly [string, readonly string[]])[] = [
    [say(textWords.route, lang), routeInFull(finding, lang, printableWhole)],
    [say(textWords.witness, lang), witnessLines(finding, lang, printableWhole)],
    [say(textWords.through, lang), witnessStatements(finding, printableWhole)],
    [say(textWords.evidence, lang), evidence === undefined ? [] : evidenceInFull(evidence)],
    [say(textWords.mendLabel, lang), fix === undefined ? [] : [fix]],
    [say(textWords.why, lang), why === undefined || status !== "fail" ? [] : [why]],
  ];
  const shown = entries.filter(([, lines]) => lines.length > 0);
  if (shown.length === 0) return diff === undefined ? [] : [diffMarkup(diff, lang)];
  const list = html`<dl>
    ${shown.map(
      ([name, lines]) =>
        html`<dt>${name}</dt>
          <dd>${lines.map((text) => html`<p>${text}</p>`)}</dd>`,
    )}
  </dl>`;
  return diff === undefined ? [list] : [list, diffMarkup(diff, lang)];
}

/** A unified diff; what is added or taken away is marked for those who listen too, not by colour alone. */
function diffMarkup(diff: string, lang: Lang): Markup {
  // As values, since the formatter of this source takes a line break in a template for mere space.
  const [end, lines] = ["\n", diff.split("\n").map(diffLine)];
  const label = say(textWords.change, lang);
  return html`<pre tabindex="0" role="region" aria-label="${label}">
${lines.map((line) => [line, end])}</pre>`;
}

function diffLine(line: string): Markup {
  const safe = printableWhole(line);
  if (line.startsWith("+")) return html`<ins>${safe}</ins>`;
  if (line.startsWith("-")) return html`<del>${safe}</del>`;
  return html`${safe}`;
}
