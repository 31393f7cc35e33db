import type { TrustSummary } from "../backup/state/result.ts";
import type { Lang } from "../base/words.ts";
import type { Check, CheckInput } from "./check.ts";
import type { Finding, Severity } from "./finding.ts";
import { summarise, type Summary } from "./outcome.ts";
import type { PracticeMap } from "./practice.ts";
import { tellMatrix, type ToldMatrix } from "./matrix-told.ts";
import { matrixOf } from "./matrix.ts";
import { runChecks } from "./run.ts";
import { selectChecks, type Selection } from "./select.ts";
import { notLookedAt } from "./unseen.ts";

export interface AuditRequest extends CheckInput {
  /** All there are; `selection` says which are run. */
  readonly checks: readonly Check[];
  readonly practices: PracticeMap;
  readonly selection: Selection;
  readonly failOn: Severity;
  readonly lang: Lang;
}

export interface AuditResult {
  /** Whose signatures were taken for good, one for each verification in the snapshot. */
  readonly trust: readonly TrustSummary[];
  readonly summary: Summary;
  readonly findings: readonly Finding[];
  readonly notLookedAt: readonly string[];
  /** What the contract allows against what is possible; absent without accounts, or when other practices were asked for. */
  readonly matrix?: ToldMatrix;
}

/** Least privilege: the practice that the matrix belongs to. */
const matrixPractice = "W5.1c";

/**
 * Judges a snapshot. Pure: what it says follows from the request alone, so that anyone can judge again.
 *
 * @throws RollwardError practice-unknown, check-unknown, selection-empty
 */
export function audit(request: AuditRequest): AuditResult {
  const { checks, practices, selection, failOn, lang, snapshot, objectives, contract, access, reach, now } =
    request;
  const selected = selectChecks(checks, practices, selection);
  const input = { snapshot, objectives, contract, access, reach, now };
  const findings = runChecks(selected, practices, input, lang);
  const own = practices.find(({ id }) => id === matrixPractice)?.checks ?? [];
  const wanted = own.length > 0 && own.every((id) => selected.some((check) => check.id === id));
  return {
    trust: (snapshot.backups ?? []).map(({ trust }) => trust),
    summary: summarise(findings, snapshot, failOn),
    findings,
    notLookedAt: notLookedAt(snapshot, checks, selected, lang, contract.config),
    ...(wanted && snapshot.accounts.length > 0 && { matrix: tellMatrix(matrixOf(input), lang) }),
  };
}
