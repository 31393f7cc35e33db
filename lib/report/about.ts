import { say } from "../base/words.ts";
import type { Report } from "./report.ts";
import { textWords } from "./text-words.ts";
import { trustSentences } from "./text-trust.ts";

/** What was judged, as of when, by what, and whose signatures were trusted: one sentence each. */
export function aboutSentences(report: Report): readonly string[] {
  const { language: lang, summary, configSha256, actionData } = report;
  return [
    say(textWords.judged, lang, {
      now: report.now,
      given: report.nowGiven ? "yes" : "no",
      tool: report.tool,
      exit: summary.exit,
    }),
    say(textWords.snapshot, lang, {
      sha256: report.snapshotSha256,
      takenAt: report.snapshotTakenAt,
      tool: report.snapshotTool,
      given: report.snapshotNowGiven ? "yes" : "no",
      kept: report.snapshotKept ? "yes" : "no",
    }),
    ...(configSha256 === null ? [] : [say(textWords.config, lang, { sha256: configSha256 })]),
    ...(actionData === null ? [] : [say(textWords.actions, lang, { version: actionData })]),
    ...trustSentences(report.trust, lang),
  ];
}
