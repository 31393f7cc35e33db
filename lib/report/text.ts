import type { Check } from "../audit/check.ts";
import { severities, type Status } from "../audit/finding.ts";
import type { PracticeMap } from "../audit/practice.ts";
import { say, type Words } from "../base/words.ts";
import { colours, gravity, painter, worst, type Style } from "./style.ts";
import { checkLines } from "./text-check.ts";
import { marks, textWords } from "./text-words.ts";
import type { Report } from "./report.ts";
import { trustSentences } from "./text-trust.ts";
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

function verdictLines({ summary, ...report }: Report, { lang, paint }: Style): readonly string[] {
  const speak = (words: Words, args = {}): string => say(words, lang, args);
  const [status, headline] = headlineOf(summary);
  const counts = { ...summary, na: summary["not-applicable"], exit: summary.exit };
  const rest = [
    ...(summary.exit === 4 && !report.findings.some((finding) => finding.status === "fail")
      ? [speak(textWords.brokenUnnamed)]
      : []),
    speak(textWords.counts, counts),
    speak(textWords.judged, {
      now: report.now,
      given: report.nowGiven ? "yes" : "no",
      tool: report.tool,
      exit: summary.exit,
    }),
    speak(textWords.snapshot, {
      sha256: report.snapshotSha256,
      takenAt: report.snapshotTakenAt,
      tool: report.snapshotTool,
      given: report.snapshotNowGiven ? "yes" : "no",
      kept: report.snapshotKept ? "yes" : "no",
    }),
    ...trustSentences(report.trust, lang),
  ];
  return [
    ...wrap(`${marks[status]} ${speak(headline, counts)}`, width).map((line) =>
      paint(["bold", colours[status]], line),
    ),
    ...rest.flatMap((text) => row("", text, { indent: 2, labelWidth: 0, width })),
  ];
}

function headlineOf(summary: Report["summary"]): readonly [Status, Words] {
  if (summary.exit === 4) return ["fail", textWords.broken];
  if (summary.exit === 3) return ["unknown", textWords.open];
  if (summary.exit === 1) return ["fail", textWords.mend];
  return summary.fail > 0 ? ["fail", textWords.below] : ["pass", textWords.clean];
}

function practiceSections(
  report: Report,
  { checks, practices }: TextOptions,
  style: Style,
): readonly string[] {
  const { lang, paint } = style;
  const sections = practices.map(({ id, title }) => ({ id, title: `${id}  ${say(title, lang)}` }));
  const all = [...sections, { id: undefined, title: say(textWords.noPractice, lang) }];
  return all.flatMap(({ id, title }) => {
    // A check that serves several practices stands under the first.
    const own = report.findings.filter(({ practices: [first] }) => first === id);
    if (own.length === 0) return [];
    const groups = checks
      .map((check) => ({ check, findings: own.filter((finding) => finding.check === check.id) }))
      .filter(({ findings }) => findings.length > 0)
      .sort((a, b) => gravity(worst(a.findings)) - gravity(worst(b.findings)) || graver(a.check, b.check));
    return [
      "",
      ...wrap(title, width).map((line) => paint(["bold"], line)),
      ...groups.flatMap(({ check, findings }) => checkLines(check, findings, style)),
    ];
  });
}

/** The graver check first; checks of one severity keep their order. */
function graver(a: Check, b: Check): number {
  return severities.indexOf(b.severity) - severities.indexOf(a.severity);
}

function unseenLines(report: Report, { lang, paint }: Style): readonly string[] {
  if (report.notLookedAt.length === 0) return [];
  return [
    "",
    paint(["bold"], say(textWords.unseen, lang)),
    ...report.notLookedAt.flatMap((sentence) => row("·", sentence, { indent: 2, labelWidth: 2, width })),
  ];
}
