/** A sound mirror with three sets, sealed once for a test file; each test breaks a copy of its own. */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { sealAt, temporaryFolder } from "./commands.ts";
import { days } from "./office.ts";
import { asPipe, rollOf, threeDays } from "./rolls.ts";

export interface ChainFixture {
  /** A copy of the mirror, under `name` in a new folder or in `folder`. */
  copy(name?: string, folder?: string): string;
  /** The state folder of an office that has seen all three sets. */
  readonly sound: string;
}

/** Call at the top of a test file. */
export async function threeSets(): Promise<ChainFixture> {
  const folder = mkdtempSync(join(tmpdir(), "rollward-chain-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const sound = join(folder, "sound");
  for (const [index, day] of days.entries()) {
    await sealAt(day, { roll: asPipe(rollOf(threeDays[index]!)), mirrors: [sound] });
  }
  return {
    sound,
    copy(name = "a", into = temporaryFolder()) {
      const path = join(into, name);
      cpSync(sound, path, { recursive: true });
      return path;
    },
  };
}
