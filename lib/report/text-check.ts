import type { Check } from "../audit/check.ts";
import type { Finding, Status } from "../audit/finding.ts";
import { printable, say, sayWhole, type Lang, type Words } from "../base/words.ts";
import { evidenceLines } from "./evidence.ts";
import { routeLines } from "./route.ts";
import { shortSubject } from "./short-subject.ts";
import { colours, gravity, worst, type Style } from "./style.ts";
import { marks, severityWords, statusWords, textWords } from "./text-words.ts";
import { witnessLines, witnessStatements } from "./witness.ts";
import { columns, row, wrap } from "./wrap.ts";

/**
 * One question and what was found, the gravest first. What passes is said in its sentence alone; what does not has
 * its evidence, how to mend it and its page, and what fails also why it matters.
 */
export function checkLines(check: Check, findings: readonly Finding[], style: Style): readonly string[] {
  const { lang, paint, width } = style;
  const status = worst(findings);
  const open = findings.some(needsAct);
  const failed = findings.some((finding) => finding.status === "fail");
  const at = { indent: 4, labelWidth: labelWidth(findings, lang), width };
  const labelled = (label: string, text: string): readonly string[] =>
    row(label, text, at, (plain) => paint(["dim"], plain));
  const fixes = new Set(findings.flatMap(({ fix }) => (fix === undefined ? [] : [fix])));
  const ordered = [...findings].sort((a, b) => gravity(a.status) - gravity(b.status));
  const passes = ordered.filter((finding) => finding.status === "pass");
  const folded = passes.length > shownPasses ? passes : [];
  const [first, ...rest] = wrap(say(check.title, lang), width - 2);
  return [
    "",
    `${paint([colours[status]], marks[status])} ${paint(["bold"], first ?? "")}`,
    ...rest.map((line) => `  ${paint(["bold"], line)}`),
    ...ordered
      .filter((finding) => !folded.includes(finding))
      .flatMap((finding) => [
        ...row(statusLabel(finding, lang), shortened(finding.message), at, (plain) =>
          paint([colours[finding.status]], plain),
        ),
        ...(needsAct(finding) ? proofOf(finding, lang) : []).flatMap(([label, line]) =>
          labelled(label, line),
        ),
      ]),
    ...foldedLines(folded, findings.length, style, at),
    ...[...fixes].flatMap((fix) => labelled(say(textWords.mendLabel, lang), shortened(fix))),
    ...ordered.flatMap((finding) => diffLines(finding, style, at.labelWidth + at.indent)),
    ...(failed ? labelled(say(textWords.why, lang), say(check.why, lang)) : []),
    ...(open ? labelled(say(textWords.page, lang), `docs/checks/${printable(check.id)}.md`) : []),
  ];
}

const shownPasses = 3;

/** What passes many times over, in one entry: how many, and what was judged. */
function foldedLines(
  passes: readonly Finding[],
  all: number,
  { lang, paint }: Style,
  at: Parameters<typeof row>[2],
): readonly string[] {
  if (passes.length === 0) return [];
  const subjects = [...new Set(passes.map(({ subject }) => shortSubject(subject)))].join(", ");
  const text = sayWhole(textWords.alike, lang, { count: passes.length, all, subjects });
  return row(say(statusWords.pass, lang), shortened(text), at, (plain) => paint([colours.pass], plain));
}

const longestShown = 2000;

/** What a terminal can bear of a sentence with a long list; the other forms have it whole. */
function shortened(text: string): string {
  return text.length > longestShown ? `${[...text].slice(0, longestShown).join("")}…` : text;
}

/** The change of a policy as it stands, line by line: it is made to be copied, so it is not wrapped. */
function diffLines({ diff }: Finding, { lang, paint }: Style, margin: number): readonly string[] {
  if (diff === undefined) return [];
  return diff.split("\n").map((line, index) => {
    const label = `    ${index === 0 ? say(textWords.change, lang) : ""}`.padEnd(margin);
    const safe = printable(line);
    const colour = line.startsWith("+") ? "green" : line.startsWith("-") ? "red" : undefined;
    return `${paint(["dim"], label)}${colour === undefined ? safe : paint([colour], safe)}`;
  });
}

const settled: readonly Status[] = ["pass", "not-applicable", "waived"];

function needsAct({ status }: Finding): boolean {
  return !settled.includes(status);
}

/** What shows a finding: the request that is allowed, the statements that allow it, the facts; each with its label. */
function proofOf(finding: Finding, lang: Lang): readonly (readonly [string, string])[] {
  const labelled = (label: Words, lines: readonly string[]) =>
    lines.map((line, index) => [index === 0 ? say(label, lang) : "", line] as const);
  return [
    ...labelled(textWords.route, routeLines(finding, lang, printable)),
    ...labelled(textWords.witness, witnessLines(finding, lang, printable)),
    ...labelled(textWords.through, witnessStatements(finding, printable)),
    ...labelled(
      textWords.evidence,
      finding.evidence === undefined ? [] : evidenceLines(finding.evidence, lang),
    ),
  ];
}

/** The severity stands only where something is to be done: "pass · critical" would frighten for nothing. */
function statusLabel(finding: Finding, lang: Lang): string {
  const status = say(statusWords[finding.status], lang);
  return needsAct(finding) ? `${status} · ${say(severityWords[finding.severity], lang)}` : status;
}

function labelWidth(findings: readonly Finding[], lang: Lang): number {
  const labels = [
    textWords.why,
    textWords.evidence,
    textWords.route,
    textWords.witness,
    textWords.through,
    textWords.mendLabel,
    textWords.change,
    textWords.page,
  ].map((label) => say(label, lang));
  return Math.max(...[...labels, ...findings.map((finding) => statusLabel(finding, lang))].map(columns)) + 2;
}
