import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { openMirror } from "../../../lib/backup/mirrors/open.ts";
import type { Mirror } from "../../../lib/backup/mirrors/mirror.ts";

export interface TestFolder {
  readonly root: string;
  readonly mirror: Mirror;
  /** Writes a file below the root by plain means. */
  put(path: string, content: string | Uint8Array): Promise<void>;
  dispose(): Promise<void>;
}

/** A mirror in a new temporary folder; beside its root there is room for what it must not reach. */
export async function testFolder(): Promise<TestFolder> {
  const outer = await mkdtemp(join(tmpdir(), "rollward-mirror-"));
  const root = join(outer, "mirror");
  return {
    root,
    mirror: await openMirror(root, { create: true }),
    async put(path, content) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
    },
    dispose: () => rm(outer, { recursive: true, force: true }),
  };
}
