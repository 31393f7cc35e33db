import { cloudFaults } from "../backup/cloud/cloud-faults.ts";
import { mirrorSets, type MirrorRequest } from "../backup/mirror-sets.ts";
import type { Trust } from "../backup/trust.ts";
import { failure } from "../base/faults.ts";
import type { Clock } from "../base/time.ts";
import type { Log } from "./answer.ts";
import { quietWork } from "./seal.ts";

export interface MirrorDeps {
  /** URL of the vault, which is only read. */
  readonly vault: string;
  /** URL of this side's own bucket. */
  readonly mirror: string;
  readonly trust: Trust;
  readonly trustPath: string;
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
  readonly log: Log;
  /** As in `MirrorRequest`. */
  readonly open?: MirrorRequest["open"];
}

export interface Mirrored {
  /** Numbers of the sets that were copied. */
  readonly copied: readonly number[];
  readonly newest: number | undefined;
}

/**
 * On a schedule: pulls from the vault every set that the own mirror lacks; every byte is checked before it is written,
 * and nothing that does not verify is copied.
 *
 * @throws RollwardError copies-unsound when anything is wrong with either side once what verifies was copied, so that
 * the invocation fails and is alarmed; as `mirrorSets`
 */
export async function mirrorVault(deps: MirrorDeps): Promise<Mirrored> {
  const { vault, mirror, trust, trustPath, clock, random, log, open } = deps;
  const request: MirrorRequest = {
    from: vault,
    to: [mirror],
    trust,
    trustPath,
    state: undefined,
    ...(open && { open }),
  };
  const { result } = await mirrorSets(request, quietWork(clock, random, log, "mirror"));
  const target = result.to[0]!;
  const { outcome, copied } = target;
  const newest = target.newest?.sequence;
  const problems = [...result.from.problems, ...target.problems];
  const notes = [...new Set(target.notes.map(({ code }) => code))].join(" ");
  log({ task: "mirror", outcome, copied: copied.join(" "), ...(newest !== undefined && { newest }), notes });
  if (problems.length > 0) {
    const codes = [...new Set(problems.map(({ code }) => code))].join(", ");
    throw failure(cloudFaults["copies-unsound"], { from: vault, to: mirror, problems: codes });
  }
  return { copied, newest };
}
