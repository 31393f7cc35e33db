import { checks } from "../../checks/index.ts";
import { practices } from "../../checks/practices.ts";
import { audit } from "../../lib/audit/audit.ts";
import type { Severity } from "../../lib/audit/finding.ts";
import type { Lang } from "../../lib/base/words.ts";
import type { Report } from "../../lib/report/report.ts";
import { renderHtml } from "../../lib/report/html.ts";
import { renderText } from "../../lib/report/text.ts";
import type { Snapshot } from "../../lib/snapshot/model.ts";
import { inputOf, mirror, problem, snapshotOf } from "../audit/healthy.ts";

export interface SampleOptions {
  readonly lang?: Lang;
  readonly failOn?: Severity;
  readonly only?: readonly string[];
}

/** The report of an audit of `snapshot` with all of the repository’s checks. */
export function reportOf(
  snapshot: Snapshot,
  { lang = "en", failOn = "low", only = [] }: SampleOptions = {},
): Report {
  const selection = { practices: [], only };
  return {
    format: "rollward/report@1",
    now: "2026-11-03T20:00:00Z",
    nowGiven: false,
    language: lang,
    tool: "rollward 0.0.0",
    actionData: null,
    snapshotSha256: "0123456789abcdef".repeat(4),
    snapshotKept: true,
    snapshotTakenAt: snapshot.takenAt,
    snapshotTool: "rollward 0.0.0",
    snapshotNowGiven: snapshot.nowGiven,
    configSha256: null,
    ...audit({ ...inputOf(snapshot), checks, practices, selection, failOn, lang }),
  };
}

export function textOf(report: Report, colour = false): string {
  return renderText(report, { checks, practices, colour });
}

export function htmlOf(snapshot: Snapshot, lang: Lang): string {
  const reports = { en: reportOf(snapshot, { lang: "en" }), fr: reportOf(snapshot, { lang: "fr" }) };
  return renderHtml(reports, { checks, practices, lang });
}

/** Names that would act, if anything let them. */
export const hostileNames = [
  "<script>globalThis.ran = 1</script>",
  '"><img src=x onerror="globalThis.ran = 1">',
  "</style><svg onload=globalThis.ran=1>",
  "\u202e{count, plural, one {x}}\u001b[2J",
];

export function withHostile(): Snapshot {
  return snapshotOf(
    hostileNames.map((name) => mirror(name, { problems: [problem(name, 4, `sets/00000007/${name}`)] })),
  );
}
