import { failure } from "../base/faults.ts";
import { nearest } from "../base/nearest.ts";
import { auditFaults } from "./audit-faults.ts";
import type { Check } from "./check.ts";
import type { PracticeMap } from "./practice.ts";

export interface Selection {
  /** Ids of practices; empty for all. */
  readonly practices: readonly string[];
  /** Ids of checks; empty for all. */
  readonly only: readonly string[];
}

/**
 * The checks that serve one of the practices and are among `only`, in the order of `checks`.
 *
 * @throws RollwardError practice-unknown, check-unknown, selection-empty
 */
export function selectChecks(
  checks: readonly Check[],
  map: PracticeMap,
  selection: Selection,
): readonly Check[] {
  const unknownPractice = selection.practices.find((id) => !map.some((practice) => practice.id === id));
  if (unknownPractice !== undefined) {
    throw failure(auditFaults["practice-unknown"], {
      practice: unknownPractice,
      ...namesNear(unknownPractice, map),
    });
  }
  const unknownCheck = selection.only.find((id) => !checks.some((check) => check.id === id));
  if (unknownCheck !== undefined) {
    throw failure(auditFaults["check-unknown"], { check: unknownCheck, ...namesNear(unknownCheck, checks) });
  }
  const serving = new Set(
    map.filter(({ id }) => selection.practices.includes(id)).flatMap((practice) => practice.checks),
  );
  const selected = checks.filter(
    ({ id }) =>
      (selection.practices.length === 0 || serving.has(id)) &&
      (selection.only.length === 0 || selection.only.includes(id)),
  );
  if (selected.length === 0) throw failure(auditFaults["selection-empty"]);
  return selected;
}

/** All names that would do, and the one that was most likely meant, in whatever case and without a leading W. */
function namesNear(name: string, known: readonly { readonly id: string }[]) {
  const ids = new Map(known.map(({ id }) => [id.toLowerCase(), id]));
  const lower = name.toLowerCase();
  const near = ids.has(`w${lower}`) ? `w${lower}` : nearest(lower, ids.keys());
  return { known: [...ids.values()].join(", "), nearest: (near && ids.get(near)) ?? "none" };
}
