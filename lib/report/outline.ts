import type { Check } from "../audit/check.ts";
import { severities, type Finding, type Status } from "../audit/finding.ts";
import type { PracticeMap } from "../audit/practice.ts";
import type { Words } from "../base/words.ts";
import type { Report } from "./report.ts";
import { gravity, worst } from "./style.ts";
import { textWords } from "./text-words.ts";

/** A report in the order in which a person reads it, whatever it is written on. */
export interface Section {
  /** `undefined`: checks that serve no practice. */
  readonly id: string | undefined;
  readonly title: Words;
  /** The gravest first. */
  readonly groups: readonly Group[];
  /** Checks that had nothing to judge, by the reason they gave. */
  readonly aside: readonly { readonly message: string; readonly checks: readonly Check[] }[];
}

/** One question and all that was found. */
export interface Group {
  readonly check: Check;
  readonly status: Status;
  readonly findings: readonly Finding[];
}

/** Findings by practice, then by check. A check that serves several practices stands under the first. */
export function outline(
  report: Report,
  checks: readonly Check[],
  practices: PracticeMap,
): readonly Section[] {
  const all = [...practices, { id: undefined, title: textWords.noPractice }];
  return all.flatMap(({ id, title }) => {
    const own = report.findings.filter(({ practices: [first] }) => first === id);
    if (own.length === 0) return [];
    const groups = checks
      .map((check) => ({ check, findings: own.filter((finding) => finding.check === check.id) }))
      .filter(({ findings }) => findings.length > 0)
      .map(({ check, findings }) => ({ check, findings: ordered(findings), status: worst(findings) }));
    return [
      {
        id,
        title,
        groups: groups.filter((group) => !isAside(group)).sort(byGravity),
        aside: byReason(groups.filter(isAside)),
      },
    ];
  });
}

/** The words above all others, and the status that colours them. */
export function headline(summary: Report["summary"]): readonly [Status, Words] {
  if (summary.exit === 4) return ["fail", textWords.broken];
  if (summary.exit === 3) return ["unknown", textWords.open];
  if (summary.exit === 1) return ["fail", textWords.mend];
  return summary.fail > 0 ? ["fail", textWords.below] : ["pass", textWords.clean];
}

/** Only what is wholly beside the point is put aside: a check with one real finding stays where it is. */
function isAside({ findings }: Group): boolean {
  return findings.every(({ status }) => status === "not-applicable");
}

function byReason(groups: readonly Group[]): Section["aside"] {
  const reasons = new Map<string, Check[]>();
  for (const { check, findings } of groups) {
    const message = [...new Set(findings.map((finding) => finding.message))].join(" ");
    reasons.set(message, [...(reasons.get(message) ?? []), check]);
  }
  return [...reasons].map(([message, own]) => ({ message, checks: own }));
}

function ordered(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort((a, b) => gravity(a.status) - gravity(b.status));
}

/** The graver status first, then the graver check; what is alike keeps its order. */
function byGravity(a: Group, b: Group): number {
  const graver = severities.indexOf(b.check.severity) - severities.indexOf(a.check.severity);
  return gravity(a.status) - gravity(b.status) || graver;
}
