import {
  sealOntoHead,
  type HeadSealed,
  type HeadSealRequest,
  type HeadSealWorld,
} from "../backup/cloud/head-seal.ts";
import { silentProgress, type Work } from "../base/context.ts";
import type { Clock } from "../base/time.ts";
import type { Log } from "./answer.ts";

export interface SealDeps {
  readonly request: HeadSealRequest;
  readonly world: HeadSealWorld;
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
  readonly log: Log;
}

/**
 * On a schedule: seals the newest finished export of the register onto the vault. Ends well when there was nothing new
 * to seal and none was due.
 *
 * @throws RollwardError as `sealOntoHead`, so that the invocation fails and is alarmed
 */
export async function sealExport({ request, world, clock, random, log }: SealDeps): Promise<HeadSealed> {
  try {
    const sealed = await sealOntoHead(request, world, quietWork(clock, random, log, "seal"));
    const { outcome, sequence, manifest, finished, voters } = sealed;
    log({
      task: "seal",
      outcome,
      sequence,
      manifest,
      locked: !world.vault.unlocked(),
      ...(finished !== undefined && { finished }),
      ...(voters !== undefined && { voters }),
    });
    return sealed;
  } finally {
    world.vault.close();
  }
}

/** Work that nobody watches; what it remarks goes to the log. A function is never interrupted, only ended. */
export function quietWork(clock: Clock, random: Work["random"], log: Log, task: string): Work {
  return {
    lang: "en",
    clock,
    random,
    signal: new AbortController().signal,
    progress: silentProgress,
    remark: (sentence) => log({ task, remark: sentence }),
  };
}
