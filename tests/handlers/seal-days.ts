import { afterEach, beforeEach } from "vitest";
import { headOf } from "../../lib/backup/cloud/head-item.ts";
import type { HeadSealed } from "../../lib/backup/cloud/head-seal.ts";
import type { HeadRecord } from "../../lib/backup/cloud/head.ts";
import { verifyAt } from "../backup/commands.ts";
import { threeDays } from "../backup/rolls.ts";
import { interceptS3 } from "../fakes/aws/s3.ts";
import { memoryBackend, names, type MemoryBackend } from "./backend.ts";

let intercepted: { readonly restore: () => void } | undefined;

/** An office whose first export is ready to be sealed; for each test a new one, and `fresh` makes one in between. */
export interface SealDays {
  backend: MemoryBackend;
  fresh(options?: Parameters<typeof memoryBackend>[0]): void;
  first(): Promise<HeadSealed>;
  /** The second day: another roll, another export. */
  second(): Promise<HeadSealed>;
  exportSecond(): void;
  head(): HeadRecord | { readonly at: string };
  /** Keys of the vault that end so, in order. */
  vaultKeys(end: string): readonly string[];
  /** How many sets the vault holds, when every one of them verifies; else what is wrong. */
  soundSets(now: string): Promise<number | readonly string[]>;
}

export function sealDays(): SealDays {
  const days: SealDays = {
    backend: memoryBackend(),
    fresh(options) {
      intercepted?.restore();
      days.backend = memoryBackend(options);
      intercepted = interceptS3(days.backend.s3);
      days.backend.hold(threeDays[0]!);
      days.backend.exported("2026-03-01T02:00:00Z");
    },
    first: () => days.backend.seal("2026-03-01T06:00:00Z"),
    exportSecond() {
      days.backend.hold(threeDays[1]!);
      days.backend.exported("2026-03-02T02:00:00Z");
    },
    second() {
      days.exportSecond();
      return days.backend.seal("2026-03-02T06:00:00Z");
    },
    head: () => headOf(days.backend.dynamo.items(names.head).get(names.office)),
    vaultKeys: (end) =>
      [...days.backend.s3.bucket(names.vault).keys()].filter((key) => key.endsWith(end)).toSorted(),
    async soundSets(now) {
      const { mirrors } = await verifyAt(now, [names.vaultUrl]);
      const codes = mirrors[0]!.problems.map(({ code }) => code);
      return codes.length === 0 ? mirrors[0]!.sets : codes;
    },
  };
  beforeEach(() => days.fresh());
  afterEach(() => intercepted?.restore());
  return days;
}
