import { gravest, type Exit } from "../base/exit.ts";
import type { Snapshot } from "../snapshot/model.ts";
import { severities, type Finding, type Severity, type Status } from "./finding.ts";

/** How many findings of each status, and what the run ends with. */
export type Summary = Readonly<Record<Status, number>> & {
  readonly failOn: Severity;
  readonly exit: Exit;
};

/**
 * Counts findings and draws the exit code, the gravest of:
 * 4 when the snapshot records broken integrity of any mirror, whichever checks were chosen;
 * 3 when a finding is `unknown`, or the snapshot says that something could not be read;
 * 1 when a `fail` is at or over `failOn`; else 0.
 */
export function summarise(findings: readonly Finding[], snapshot: Snapshot, failOn: Severity): Summary {
  const count = (status: Status): number => findings.filter((finding) => finding.status === status).length;
  const outcomes: Exit[] = [];
  if (recordsBrokenIntegrity(snapshot)) outcomes.push(4);
  if (count("unknown") > 0 || (snapshot.unread ?? []).length > 0) outcomes.push(3);
  if (findings.some(({ status, severity }) => status === "fail" && reaches(severity, failOn)))
    outcomes.push(1);
  return {
    pass: count("pass"),
    fail: count("fail"),
    unknown: count("unknown"),
    waived: count("waived"),
    "not-applicable": count("not-applicable"),
    failOn,
    exit: gravest(outcomes),
  };
}

export function reaches(severity: Severity, bar: Severity): boolean {
  return severities.indexOf(severity) >= severities.indexOf(bar);
}

function recordsBrokenIntegrity({ backups }: Snapshot): boolean {
  return (backups ?? []).some(({ mirrors }) =>
    mirrors.some(({ problems }) => problems.some(({ exit }) => exit === 4)),
  );
}
