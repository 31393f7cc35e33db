import { html, raw } from "hono/html";
import type { Finding } from "../audit/finding.ts";
import { printable, say, type Lang } from "../base/words.ts";
import { evidenceLines } from "./evidence.ts";
import { marks, severityWords, statusWords, textWords } from "./text-words.ts";
import { witnessFacts, witnessStatements } from "./witness.ts";

/** A piece of a page; every value that went into it was escaped. */
export type Markup = ReturnType<typeof html>;

/** One finding: its sentence in sight, what shows it and how to mend it to unfold. */
export function findingMarkup(finding: Finding, why: string | undefined, lang: Lang): Markup {
  const { status, severity, message } = finding;
  const grave = status === "fail" || status === "unknown";
  const label = grave
    ? `${say(statusWords[status], lang)} · ${say(severityWords[severity], lang)}`
    : say(statusWords[status], lang);
  const line = html`<span class="status ${status}">${marks[status]} ${label}</span> ${message}`;
  const body = facts(finding, why, lang);
  if (body.length === 0) return html`<p>${line}</p>`;
  return html`<details ${raw(status === "fail" ? "open" : "")}>
    <summary>${line}</summary>
    <div>${body}</div>
  </details>`;
}

function facts(finding: Finding, why: string | undefined, lang: Lang): readonly Markup[] {
  const witness = witnessFacts(finding);
  const entries: readonly (readonly [string, readonly string[]])[] = [
    [say(textWords.witness, lang), witness === undefined ? [] : pairs(witness)],
    [say(textWords.through, lang), witnessStatements(finding).map(printable)],
    [
      say(textWords.evidence, lang),
      finding.evidence === undefined ? [] : evidenceLines(finding.evidence, lang),
    ],
    [say(textWords.mendLabel, lang), finding.fix === undefined ? [] : [finding.fix]],
    [say(textWords.why, lang), why === undefined || finding.status !== "fail" ? [] : [why]],
  ];
  const shown = entries.filter(([, lines]) => lines.length > 0);
  if (shown.length === 0) return [];
  const list = html`<dl>
    ${shown.map(
      ([name, lines]) =>
        html`<dt>${name}</dt>
          <dd>${lines.map((text) => html`<p>${text}</p>`)}</dd>`,
    )}
  </dl>`;
  return finding.diff === undefined ? [list] : [list, diffMarkup(finding.diff, lang)];
}

function pairs(record: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(record).map(([key, value]) => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return `${key}: ${printable(text ?? "?")}`;
  });
}

/** A unified diff; what is added or taken away is marked for those who listen too, not by colour alone. */
function diffMarkup(diff: string, lang: Lang): Markup {
  const lines = diff.split("\n").map((line) => {
    const safe = printable(line);
    if (line.startsWith("+")) return html`<ins>${safe}</ins> `;
    if (line.startsWith("-")) return html`<del>${safe}</del> `;
    return html`${safe} `;
  });
  return html`<pre tabindex="0" role="region" aria-label="${say(textWords.change, lang)}">${lines}</pre>`;
}
