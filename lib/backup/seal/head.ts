/** Where the next set of a chain belongs: after which one, and on which mirrors. */
import { failure } from "../../base/faults.ts";
import { sealFaults } from "./seal-faults.ts";
import { maxSequence } from "../layout.ts";
import type { Survey, Surveyed } from "../survey.ts";

export interface Head {
  /** The number of the set before; 0 when there is none. */
  readonly sequence: number;
  /** The hash of its manifest; `null` when there is none. */
  readonly manifest: string | null;
  readonly takenAt: string | undefined;
  /** Mirrors that take the new set: nothing is wrong with them but that they may be behind. */
  readonly takers: readonly Surveyed[];
  /** Mirrors that get nothing. */
  readonly leftOut: readonly Surveyed[];
}

/** Only these may be wrong with a mirror that is to be written to. */
const harmless = new Set([
  "stale",
  "expired",
  "behind",
  "mirror-empty",
  "trust-expired",
  "overwritten",
  "secret-exposed",
  "taken-in-future",
]);

export function canTake({ mirror, problems }: Surveyed): boolean {
  return mirror !== undefined && problems.every(({ fault }) => harmless.has(fault.code));
}

/**
 * Finds the newest set that any sound mirror or the state knows. A mirror left out could hold a newer one: unless
 * the state proves that the others have the newest, sealing would risk two sets with one number.
 *
 * @throws RollwardError seal-no-mirror, seal-left-out, seal-left-out-broken, seal-behind-state, chain-full
 */
export function findHead({ surveyed, known }: Survey): Head {
  const takers = surveyed.filter((each) => canTake(each));
  const leftOut = surveyed.filter((each) => !canTake(each));
  const tip = takers
    .map((each) => each.tip)
    .reduce((best, each) => ((each?.sequence ?? 0) > (best?.sequence ?? 0) ? each : best), undefined);
  const sequence = tip?.sequence ?? 0;
  const state = known.state ?? undefined;
  requireKnownNewest(surveyed, state?.sequence ?? 0);
  const proved = state !== undefined && state.sequence === sequence && state.manifest === tip?.hash;
  if (leftOut.length > 0 && !proved) {
    const broken = leftOut.find(({ problems }) => problems.some(({ fault }) => fault.exit === 4));
    const fault = sealFaults[broken === undefined ? "seal-left-out" : "seal-left-out-broken"];
    throw failure(fault, { url: (broken ?? leftOut[0]!).reading.url });
  }
  if (takers.length === 0) throw failure(sealFaults["seal-no-mirror"]);
  if (sequence === maxSequence) throw failure(sealFaults["chain-full"], { sequence });
  return { sequence, manifest: tip?.hash ?? null, takenAt: latestTaken(takers), takers, leftOut };
}

function latestTaken(takers: readonly Surveyed[]): string | undefined {
  return takers
    .flatMap(({ newest }) => newest?.takenAt ?? [])
    .toSorted()
    .at(-1);
}

/** When every mirror could be read and none holds what the state knows, the chain was cut: no mending of one helps. */
function requireKnownNewest(surveyed: readonly Surveyed[], known: number): void {
  const newest = Math.max(...surveyed.map((each) => each.tip?.sequence ?? 0));
  if (known <= newest || surveyed.some(({ reading }) => reading.stopped !== undefined)) return;
  throw failure(sealFaults["seal-behind-state"], { known, newest });
}
