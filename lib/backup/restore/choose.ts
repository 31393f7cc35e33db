/** Which set to restore: pure, and never a silent step back to an older one (docs/formats/set.md, "Restoring"). */
import { failure } from "../../base/faults.ts";
import { formatInstant } from "../../base/time.ts";
import { restoreFaults } from "./restore-faults.ts";
import type { SetReading } from "../state/facts.ts";
import type { Judged } from "../state/judge.ts";
import { setFaults } from "../state/set-faults.ts";

export type Wanted =
  | { readonly kind: "newest" }
  | { readonly kind: "set"; readonly sequence: number }
  | { readonly kind: "at"; readonly moment: Date };

export interface Chosen {
  readonly sequence: number;
  readonly manifest: string;
}

/** With one of these, a set is not of this register, or not the one that was sealed under its number. */
const disqualifying = new Set([
  "chain-foreign",
  "office-foreign",
  "chain-broken",
  "recipients-foreign",
  "state-forked",
]);

interface Candidate {
  readonly sequence: number;
  readonly manifest: string;
  readonly takenAt: string;
}

/**
 * @throws RollwardError restore-nothing, rolled-back, restore-rolled-back, restore-newest-broken, restore-forked,
 * restore-set-missing, restore-set-broken, restore-at-none
 */
export function chooseSet(
  judged: readonly Judged[],
  known: { readonly sequence: number } | null | undefined,
  wanted: Wanted,
): Chosen {
  const candidates = judged.flatMap((each) => candidatesOf(each));
  const claimed = new Set(
    judged.flatMap(({ reading }) => reading.sets.filter(claims).map(({ sequence }) => sequence)),
  );
  switch (wanted.kind) {
    case "set": {
      if (candidates.some(({ sequence }) => sequence === wanted.sequence))
        return only(candidates, wanted.sequence);
      const fault =
        restoreFaults[claimed.has(wanted.sequence) ? "restore-set-broken" : "restore-set-missing"];
      throw failure(fault, { sequence: wanted.sequence });
    }
    case "at": {
      if (candidates.length === 0) throw nothing(claimed, candidates);
      const at = formatInstant(wanted.moment);
      const sequence = highest(candidates.filter(({ takenAt }) => takenAt <= at));
      const oldest = candidates.map(({ takenAt }) => takenAt).toSorted()[0]!;
      if (sequence === 0) throw failure(restoreFaults["restore-at-none"], { at, oldest });
      // A later set that cannot be read may be the one that was asked for.
      const last = Math.max(highestOf(claimed), known?.sequence ?? 0);
      const voided = new Set(
        judged.flatMap(({ reading }) =>
          reading.sets.flatMap((set) => (set.voided === undefined ? [] : set.sequence)),
        ),
      );
      let next = sequence + 1;
      while (voided.has(next)) next++;
      if (last >= next && !candidates.some((each) => each.sequence === next)) {
        throw failure(restoreFaults["restore-set-broken"], { sequence: next });
      }
      return only(candidates, sequence);
    }
    case "newest": {
      const newest = highestOf(claimed);
      // A voided set is none to restore, but it still stands where the state remembers it.
      const tip = Math.max(newest, ...judged.map((each) => each.tip?.sequence ?? 0));
      if (known !== null && known !== undefined && known.sequence > tip) {
        if (newest === 0) throw failure(setFaults["rolled-back"], { known: known.sequence, newest });
        throw failure(restoreFaults["restore-rolled-back"], { known: known.sequence, newest });
      }
      if (highest(candidates) !== newest || newest === 0) throw nothing(claimed, candidates);
      return only(candidates, newest);
    }
  }
}

function candidatesOf({ reading, problems }: Judged): Candidate[] {
  const barred = new Set(
    problems.flatMap(({ fault, args }) => (disqualifying.has(fault.code) ? [args["sequence"]] : [])),
  );
  return reading.sets.flatMap(({ sequence, manifest }) =>
    manifest === undefined || barred.has(sequence)
      ? []
      : [{ sequence, manifest: manifest.hash, takenAt: manifest.takenAt }],
  );
}

/** Something stands there as a set: a manifest, good or broken; not the leftovers of a seal, not a voided one. */
function claims({ manifest, problems, voided }: SetReading): boolean {
  return voided === undefined && (manifest !== undefined || problems.length > 0);
}

function only(candidates: readonly Candidate[], sequence: number): Chosen {
  const hashes = new Set(
    candidates.filter((each) => each.sequence === sequence).map(({ manifest }) => manifest),
  );
  if (hashes.size > 1) throw failure(restoreFaults["restore-forked"], { sequence });
  return { sequence, manifest: [...hashes][0]! };
}

function nothing(claimed: ReadonlySet<number>, candidates: readonly Candidate[]) {
  if (claimed.size === 0) return failure(restoreFaults["restore-nothing"]);
  return failure(restoreFaults["restore-newest-broken"], {
    sequence: highestOf(claimed),
    older: highest(candidates),
  });
}

function highest(candidates: readonly Candidate[]): number {
  return highestOf(candidates.map(({ sequence }) => sequence));
}

/** Not `Math.max`: a hostile mirror may claim more sets than a call has room for arguments. */
function highestOf(sequences: Iterable<number>): number {
  let highest = 0;
  for (const sequence of sequences) highest = Math.max(highest, sequence);
  return highest;
}
