import { checks } from "../../checks/index.ts";
import { practices } from "../../checks/practices.ts";
import { audit } from "../../lib/audit/audit.ts";
import type { Finding, Severity } from "../../lib/audit/finding.ts";
import { langs, type Lang } from "../../lib/base/words.ts";
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
    office: "Comté de Sablière",
    accounts: snapshot.accounts.map(({ id }) => id),
    accountsFrom: snapshot.source,
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

/** The report with a request, the statements that allow it and a change at each of its failures. */
export function witnessed(report: Report, more: Partial<NonNullable<Finding["witness"]>> = {}): Report {
  const clerk = "arn:aws:iam::111111111111:role/clerk";
  const witness = {
    principal: clerk,
    action: "dynamodb:Scan",
    resource: "arn:aws:dynamodb:ca-central-1:111111111111:table/<roll>",
    by: [{ policy: `${clerk}/inline/p`, statement: 0, effect: "Allow" }],
    ...more,
  } as const;
  const diff = ' {\n-  "Action": "dynamodb:*"\n+  "Action": "dynamodb:GetItem"\n }';
  const findings = report.findings.map((finding) =>
    finding.status === "fail" ? { ...finding, witness, diff } : finding,
  );
  return { ...report, findings };
}

/** The page of a report that is changed alike in both languages. */
export function changedHtml(snapshot: Snapshot, change: (report: Report) => Report): string {
  const [en, fr] = langs.map((lang) => change(reportOf(snapshot, { lang })));
  return renderHtml({ en: en!, fr: fr! }, { checks, practices, lang: "en" });
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
