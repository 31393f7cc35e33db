import type { Check } from "../audit/check.ts";
import type { PracticeMap } from "../audit/practice.ts";
import { printable, say, type Words } from "../base/words.ts";
import { aboutSentences } from "./about.ts";
import { headline, outline, type Section } from "./outline.ts";
import { colours, painter, type Style } from "./style.ts";
import { checkLines } from "./text-check.ts";
import { marks, textWords } from "./text-words.ts";
import type { Report } from "./report.ts";
import { row, wrap } from "./wrap.ts";

export interface TextOptions {
  readonly checks: readonly Check[];
  readonly practices: PracticeMap;
  /** Colours by ANSI sequences; the same words without. */
  readonly colour: boolean;
}

const width = 100;

/**
 * A report for a terminal, in the report's language: the verdict first, then by practice each question with what was
 * found, the gravest first, then what was not looked at. At most 100 characters a line; no hostile text can act.
 */
export function renderText(report: Report, options: TextOptions): string {
  const style: Style = { lang: report.language, width, paint: painter(options.colour) };
  const lines = [
    ...verdictLines(report, style),
    ...practiceSections(report, options, style),
    ...unseenLines(report, style),
  ];
  return `${lines.join("\n")}\n`;
}

function verdictLines(report: Report, { lang, paint }: Style): readonly string[] {
  const { summary } = report;
  const speak = (words: Words, args = {}): string => say(words, lang, args);
  const [status, sentence] = headline(summary);
  const counts = { ...summary, na: summary["not-applicable"], exit: summary.exit };
  const rest = [
    ...(summary.exit === 4 && !report.findings.some((finding) => finding.status === "fail")
      ? [speak(textWords.brokenUnnamed)]
      : []),
    speak(textWords.counts, counts),
    ...aboutSentences(report),
  ];
  return [
    ...wrap(`${marks[status]} ${speak(sentence, counts)}`, width).map((line) =>
      paint(["bold", colours[status]], line),
    ),
    ...rest.flatMap((text) => row("", text, { indent: 2, labelWidth: 0, width })),
  ];
}

function practiceSections(
  report: Report,
  { checks, practices }: TextOptions,
  style: Style,
): readonly string[] {
  const { lang, paint } = style;
  return outline(report, checks, practices).flatMap(({ id, title, groups, aside }) => [
    "",
    ...wrap(`${id === undefined ? "" : `${id}  `}${say(title, lang)}`, width).map((line) =>
      paint(["bold"], line),
    ),
    ...groups.flatMap(({ check, findings }) => checkLines(check, findings, style)),
    ...(aside.length === 0 ? [] : asideLines(aside, style)),
  ]);
}

/** One block for all that had nothing to judge: the questions by the reason they gave. */
function asideLines(aside: Section["aside"], { lang, paint }: Style): readonly string[] {
  return [
    "",
    `${paint(["dim"], marks["not-applicable"])} ${paint(["bold"], say(textWords.aside, lang))}`,
    ...aside.flatMap(({ message, checks }) =>
      row("", `${message} (${checks.map(({ id }) => printable(id)).join(", ")})`, {
        indent: 4,
        labelWidth: 0,
        width,
      }),
    ),
  ];
}

function unseenLines(report: Report, { lang, paint }: Style): readonly string[] {
  if (report.notLookedAt.length === 0) return [];
  return [
    "",
    paint(["bold"], say(textWords.unseen, lang)),
    ...report.notLookedAt.flatMap((sentence) => row("·", sentence, { indent: 2, labelWidth: 2, width })),
  ];
}
