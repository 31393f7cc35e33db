import { lstat, rmdir } from "node:fs/promises";

/** A folder that a command makes for a new mirror. */
export interface MadeFolder {
  /** Takes the folder back when nothing was put into it. */
  takeBackIfEmpty(): Promise<void>;
}

/**
 * What opening a mirror with leave to make its folder is about to make; `undefined` when the mirror is there already
 * or is no folder. A command that is refused afterwards must not leave an empty mirror behind: the next verify would
 * find it and complain.
 *
 * @param identity as `mirrorIdentity` gives it: `file:` and the folder's real path
 */
export async function folderToMake(identity: string): Promise<MadeFolder | undefined> {
  if (!identity.startsWith("file:")) return undefined;
  const path = identity.slice("file:".length);
  if ((await lstat(path).catch(() => undefined)) !== undefined) return undefined;
  return {
    async takeBackIfEmpty() {
      // rmdir refuses a folder that holds anything.
      await rmdir(path).catch(() => undefined);
    },
  };
}
